"""Facts in, bytes out: papers, labels and sheets; no database, no window."""
