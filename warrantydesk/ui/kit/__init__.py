"""Widgets without a business word: theme, fields, tables, lists, bands and seams."""
