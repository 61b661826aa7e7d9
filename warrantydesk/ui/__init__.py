"""The window: tabs, shell and the widget kit."""
