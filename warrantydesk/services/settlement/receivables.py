"""Receivables by age, with the reason why each stands."""

from warrantydesk.services.bench import Bench


class ReceivableService:
    """Receivables by age, with the reason why each stands."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
