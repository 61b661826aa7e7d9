"""Write-offs: proposed by the clerk, approved by name and within limits."""

from warrantydesk.services.bench import Bench


class WriteOffService:
    """Write-offs: proposed by the clerk, approved by name and within limits."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
