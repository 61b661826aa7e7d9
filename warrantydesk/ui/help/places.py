"""Which page of the help belongs to which dialog or pane, by the name of its class.

A widget with an attribute ``HELP`` of its own needs no line here; a tab has the page of its key.
"""

PLACES: dict[str, str] = {}
