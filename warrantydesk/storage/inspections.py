"""Stores of inspections, their answers and signatures."""

from warrantydesk.domain.inspection import Inspection, InspectionSignature, ItemAnswer
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import InspectionRow, InspectionSignatureRow, ItemAnswerRow


class InspectionStore(Store[Inspection]):
    """Versions of inspections."""

    TABLE, KIND = InspectionRow, Inspection

    def newest(self, claim_id: int) -> Inspection | None:
        """Return the version in force."""
        return max(self.find(claim_id=claim_id), key=lambda i: i.number, default=None)


class AnswerStore(Store[ItemAnswer]):
    """Answers by item."""

    TABLE, KIND = ItemAnswerRow, ItemAnswer

    def of(self, inspection_id: int, item: str) -> ItemAnswer | None:
        """Return the answer to one item."""
        return next(iter(self.find(inspection_id=inspection_id, item=item)), None)


class InspectionSignatureStore(Store[InspectionSignature]):
    """Who signed a version."""

    TABLE, KIND = InspectionSignatureRow, InspectionSignature
    PERSONAL = frozenset({"name"})
