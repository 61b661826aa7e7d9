"""What a warranty clerk knows: standard library only, no I/O, no clock."""
