"""The store of what was taken over from the time before the desk."""

from warrantydesk.domain.taken_over import Taken, TakenOver
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import TakenOverRow


class TakenOverStore(Store[TakenOver]):
    """Each thing with the file and row that it came from."""

    TABLE, KIND = TakenOverRow, TakenOver

    def of(self, kind: Taken, thing_id: int) -> TakenOver | None:
        """Return where a thing comes from, None where the desk has it from its own work."""
        found = self.find(kind=kind, thing_id=thing_id, void_reason="")
        return found[-1] if found else None
