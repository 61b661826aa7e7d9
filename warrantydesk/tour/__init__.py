"""The clerk's day walked by program, as far as the program goes."""
