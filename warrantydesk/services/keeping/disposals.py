"""Records that have been kept long enough: proposed, approved, disposed of."""

from warrantydesk.services.bench import Bench


class DisposalService:
    """Proposes, approves and carries out the disposal of records."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
