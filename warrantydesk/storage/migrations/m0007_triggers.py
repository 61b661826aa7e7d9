"""Schema 7, its triggers: rows whose state is locked refuse what their services never do."""

TRIGGERS: tuple[str, ...] = ()
