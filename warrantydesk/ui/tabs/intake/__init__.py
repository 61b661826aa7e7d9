"""Intake: open visits and claims, and one claim as a single form."""
