"""Deductions: recorded, tied to what they are about, disputed within their clock."""

from warrantydesk.services.bench import Bench


class DeductionService:
    """Deductions: recorded, tied to what they are about, disputed within their clock."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
