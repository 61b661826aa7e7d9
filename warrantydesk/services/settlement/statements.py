"""Statements: read, matched line by line, confirmed, followed to the account."""

from warrantydesk.services.bench import Bench


class StatementService:
    """Statements: read, matched line by line, confirmed, followed to the account."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
