"""What the clerk can do: the only door from window and command line to the data."""
