"""Months: looked at, closed, and closed for good."""

from warrantydesk.services.bench import Bench


class MonthService:
    """Months: looked at, closed, and closed for good."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
