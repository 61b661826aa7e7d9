"""Set-up, start, lock, catalog: what a fresh machine and a developer need around the program."""
