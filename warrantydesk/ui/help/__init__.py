"""The help: pages in both languages, their window, and what opens it at the right place."""
