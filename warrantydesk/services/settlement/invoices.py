"""The invoice register, and what the accounting system is given of it."""

from warrantydesk.services.bench import Bench


class InvoiceService:
    """The invoice register, and what the accounting system is given of it."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
