"""Stores of old parts and of the places on the shelf."""

from warrantydesk.domain.old_part import OldPart, ShelfPlace
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import OldPartRow, ShelfPlaceRow


class OldPartStore(Store[OldPart]):
    """Pieces, one row each."""

    TABLE, KIND = OldPartRow, OldPart

    def by_tag(self, tag: str) -> OldPart | None:
        """Return the piece of our tag, else of the maker's own."""
        found = self.find(tag=tag) or self.find(maker_tag=tag)
        return next(iter(found), None)

    def of_line(self, claim_id: int, line: int) -> list[OldPart]:
        """Return the pieces of a part line."""
        return sorted(self.find(claim_id=claim_id, line=line), key=lambda piece: piece.piece)


class ShelfPlaceStore(Store[ShelfPlace]):
    """Places."""

    TABLE, KIND = ShelfPlaceRow, ShelfPlace

    def by_code(self, code: str) -> ShelfPlace | None:
        """Return a place by its code."""
        return next(iter(self.find(code=code)), None)
