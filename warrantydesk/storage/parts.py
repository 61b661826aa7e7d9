"""Stores of old parts and of the places on the shelf."""

from datetime import date
from typing import Any

from warrantydesk.domain.old_part import STANDING, OldPart, ShelfPlace
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import OldPartRow, ShelfPlaceRow


class OldPartStore(Store[OldPart]):
    """Pieces, one row each."""

    TABLE, KIND = OldPartRow, OldPart

    def by_tag(self, tag: str) -> OldPart | None:
        """Return the piece of our tag, else of the maker's own."""
        found = self._named(OldPartRow.tag, tag) or self._named(OldPartRow.maker_tag, tag)
        return next(iter(found), None)

    def _named(self, column: Any, tag: str) -> list[OldPart]:
        """Return the pieces of a tag; the indexes leave out empty ones, and the question too."""
        query = OldPartRow.select().where((column == tag) & (column != ""))
        return [self._built(row) for row in self._db.rows(query.order_by(OldPartRow.id))]

    def unreturned(self, vin: str, but: int, before: date) -> tuple[str, ...]:
        """Return the numbers of other claims of a car with pieces to be returned that were paid
        before a day and are still here."""
        marks = ",".join("?" * len(STANDING))
        rows = self._db.query(
            f"SELECT DISTINCT c.claim_number FROM claim c JOIN old_part p ON p.claim_id = c.id"
            f" WHERE c.vehicle_vin = ? AND c.id <> ? AND p.return_required = 1"
            f" AND p.paid_on < ? AND p.refusal_code = '' AND p.state IN ({marks}) ORDER BY c.id",
            (vin, but, before.isoformat(), *sorted(STANDING)),
        )
        return tuple(number for (number,) in rows)

    def of_line(self, claim_id: int, line: int) -> list[OldPart]:
        """Return the pieces of a part line."""
        return sorted(self.find(claim_id=claim_id, line=line), key=lambda piece: piece.piece)


class ShelfPlaceStore(Store[ShelfPlace]):
    """Places."""

    TABLE, KIND = ShelfPlaceRow, ShelfPlace

    def by_code(self, code: str) -> ShelfPlace | None:
        """Return a place by its code."""
        return next(iter(self.find(code=code)), None)
