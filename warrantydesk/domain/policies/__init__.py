"""Policies as tables: their files, their checks, what differs between two of their versions."""
