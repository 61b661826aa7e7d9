"""The gallery: every screen and every dialog of the program, opened over one demo shop."""
