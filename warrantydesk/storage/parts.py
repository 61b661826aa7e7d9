"""Stores of old parts and of the places on the shelf."""

from warrantydesk.domain.old_part import OldPart, PartState, ShelfPlace
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import OldPartRow, ShelfPlaceRow


class OldPartStore(Store[OldPart]):
    """Pieces, one row each."""

    TABLE, KIND = OldPartRow, OldPart

    def by_tag(self, tag: str) -> OldPart | None:
        """Return the piece of our tag, else of the maker's own."""
        found = self.find(tag=tag) or self.find(maker_tag=tag)
        return next(iter(found), None)

    def settled_on_shelf(self) -> list[OldPart]:
        """Return the pieces on the shelf whose line is paid or was refused, oldest first."""
        row = self.TABLE
        settled = row.paid_on.is_null(False) | (row.refusal_code != "")
        query = row.select().where(row.state == PartState.SHELVED, settled).order_by(row.id)
        return [self._built(found) for found in self._db.rows(query)]

    def of_line(self, claim_id: int, line: int) -> list[OldPart]:
        """Return the pieces of a part line."""
        return sorted(self.find(claim_id=claim_id, line=line), key=lambda piece: piece.piece)


class ShelfPlaceStore(Store[ShelfPlace]):
    """Places."""

    TABLE, KIND = ShelfPlaceRow, ShelfPlace

    def by_code(self, code: str) -> ShelfPlace | None:
        """Return a place by its code."""
        return next(iter(self.find(code=code)), None)
