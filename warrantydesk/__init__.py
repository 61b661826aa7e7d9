"""Warranty Desk: the whole job of a dealership's warranty clerk, offline."""

__version__ = "1.0.0"
