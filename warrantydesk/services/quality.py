"""Cards of quality information for the maker (form B.7)."""

from warrantydesk.services.bench import Bench


class QualityReportService:
    """Makes and sends cards of quality information."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
