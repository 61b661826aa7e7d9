"""The lines of a stock-take: what was found where, or was not, read by page."""

from array import array
from collections.abc import Sequence
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.scan import TAG, recognise
from warrantydesk.domain.stock_take import CountedPiece, Found
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.table_model import Order
from warrantydesk.ui.words import piece_word

MARKS = {
    Found.RIGHT: Mark.OK,
    Found.ELSEWHERE: Mark.WARN,
    Found.MISSING: Mark.OVERDUE,
    Found.UNEXPECTED: Mark.REFUSED,
    Found.UNKNOWN: Mark.INFO,
}
NAMES = {
    Found.MISSING: N_("Not found"),
    Found.ELSEWHERE: N_("On another place"),
    Found.UNEXPECTED: N_("Should not be here"),
    Found.UNKNOWN: N_("Unknown"),
    Found.RIGHT: N_("In place"),
}
"""The kinds of lines in the order of their chips."""


class CountedRows:
    """The lines of one kind of one stock-take, as a table reads them."""

    def __init__(self, desk: Any) -> None:
        """Show nothing."""
        self._desk = desk
        self._take = 0
        self._found = Found.MISSING

    def ask(self, stock_take_id: int, found: Found) -> None:
        """Show a kind of lines of a stock-take; 0 shows nothing."""
        self._take, self._found = stock_take_id, found

    def ids(self, _order: Order | None) -> "array[int]":
        """Return the ids of the lines, by place and tag."""
        if not self._take:
            return array("q")
        found: array[int] = self._desk.stock_takes.ids(self._take, self._found)
        return found

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self.ids(None))

    def rows(self, ids: Sequence[int]) -> list[CountedPiece]:
        """Return lines by their ids."""
        lines: list[CountedPiece] = self._desk.stock_takes.lines(self._take, self._found, ids)
        return lines


def columns() -> list[Column]:
    """Return the columns of the lines."""
    return [
        Column(
            "part",
            _("Old part"),
            width=200,
            text=lambda p: p.part_name or p.part_no or _("No piece of this desk"),
            second=lambda p: p.part_no,
            mark=lambda p: MARKS[p.found],
            bold=True,
            stretch=True,
            sortable=False,
        ),
        Column(
            "tag",
            _("Tag / claim"),
            width=130,
            text=_tag,
            second=lambda p: p.claim_number,
            copy=lambda p: p.tag or p.code,
            sortable=False,
        ),
        Column("kept", _("In the books"), width=96, text=_kept, second=_kept_state, sortable=False),
        Column(
            "found",
            _("Found at"),
            width=84,
            text=lambda p: p.place or "—",
            bold=lambda p: bool(p.place),
            sortable=False,
        ),
        Column(
            "amount",
            _("Amount ¥"),
            align="right",
            width=86,
            text=lambda p: yuan(p.amount_fen) if p.part_id else "—",
            value=lambda p: p.amount_fen if p.part_id else None,
            holds=Holds.MONEY,
            sortable=False,
        ),
    ]


def _tag(piece: CountedPiece) -> str:
    shown = piece.tag or piece.code
    read = recognise(shown)
    return spoken(read.text) if read.kind == TAG else shown


def _kept(piece: CountedPiece) -> str:
    return piece.kept_at or "—"


def _kept_state(piece: CountedPiece) -> str:
    return piece_word(PartState(piece.kept_as)) if piece.kept_as else ""
