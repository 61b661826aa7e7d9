"""Reads and writes domain objects in one SQLite file; the only importer of peewee."""
