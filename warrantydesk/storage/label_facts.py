"""What labels say, read for many tags at once; and the mark on a piece that its label was sent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.old_part import OldPart, TagState
from warrantydesk.domain.visit import Visit
from warrantydesk.storage.claims import ClaimStore
from warrantydesk.storage.database import Database
from warrantydesk.storage.parts import OldPartStore
from warrantydesk.storage.vehicles import VisitStore

_AT_ONCE = 500


@dataclass(frozen=True)
class TagFacts:
    """A piece with its claim (without lines), its visit and what stands beside it.

    ``pieces`` is how many its line has; ``causal_name`` names the causal part of its claim.
    """

    piece: OldPart
    claim: Claim
    visit: Visit
    pieces: int
    causal_name: str


class LabelFacts:
    """Reads what the tags of pieces show."""

    def __init__(
        self, db: Database, parts: OldPartStore, claims: ClaimStore, visits: VisitStore
    ) -> None:
        self._db, self._parts, self._claims, self._visits = db, parts, claims, visits

    def of_tags(self, tags: Sequence[str]) -> dict[str, TagFacts]:
        """Return the facts of the tags that there are; makers' own tags are not among them."""
        ids = [
            number
            for (number,) in self._asked("SELECT id FROM old_part WHERE tag <> '' AND tag", tags)
        ]
        return self.of_pieces(self._parts.several(ids))

    def of_pieces(self, pieces: Sequence[OldPart]) -> dict[str, TagFacts]:
        """Return the facts of pieces by their tags."""
        numbers = sorted({piece.claim_id for piece in pieces})
        claims = {claim.id: claim for claim in self._claims.heads(numbers)}
        visit_of = dict(self._asked("SELECT id, visit_id FROM claim WHERE id", numbers))
        visits = {visit.id: visit for visit in self._visits.several(visit_of.values())}
        causal = dict(
            self._asked(
                "SELECT claim_id, new_part_name FROM part_line WHERE causal = 1 AND claim_id",
                numbers,
            )
        )
        counts = {
            (claim_id, line): count
            for claim_id, line, count in self._asked(
                "SELECT claim_id, line, count(*) FROM old_part WHERE claim_id",
                numbers,
                " GROUP BY claim_id, line",
            )
        }
        return {
            piece.tag: TagFacts(
                piece,
                claims[piece.claim_id],
                visits[visit_of[piece.claim_id]],
                counts[piece.claim_id, piece.line],
                causal.get(piece.claim_id, ""),
            )
            for piece in pieces
        }

    def mark_sent(self, tags: Iterable[str]) -> None:
        """Note inside an open change that the labels of these tags left for a printer."""
        waiting = (TagState.NONE, TagState.QUEUED)
        found = self._asked(
            "SELECT id, tag_state FROM old_part WHERE tag <> '' AND tag", list(tags)
        )
        for number, state in found:
            if state in waiting:
                self._parts.table.update(number, {"tag_state": str(TagState.SENT)})

    def _asked(self, start: str, values: Sequence[object], end: str = "") -> Iterator[Any]:
        """Ask ``start IN (values) end`` in portions."""
        for at in range(0, len(values), _AT_ONCE):
            some = values[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            yield from self._db.query(f"{start} IN ({marks}){end}", tuple(some))
