"""The course of the first day beside the work."""
