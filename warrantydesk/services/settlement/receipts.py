"""Receipts: money on the account, allocated to statements and claims."""

from warrantydesk.services.bench import Bench


class ReceiptService:
    """Receipts: money on the account, allocated to statements and claims."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
