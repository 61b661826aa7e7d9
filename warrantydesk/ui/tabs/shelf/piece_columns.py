"""The columns of the list of old parts."""

from collections.abc import Callable
from datetime import date

from warrantydesk.domain.money import yuan
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.pieces import (
    clock_of,
    clock_text,
    clock_tone,
    mark_of,
    state_text,
    state_tone,
)


def columns_of(today: Callable[[], date]) -> list[Column]:
    """Return the columns; ``today`` is asked when a row is drawn."""
    return [
        Column(
            "part",
            _("Old part"),
            width=200,
            text=lambda p: p.part_name or p.part_no,
            second=_second,
            mark=lambda p: mark_of(p, today()),
            bold=True,
            stretch=True,
            highlight=True,
        ),
        Column(
            "tag",
            _("Tag no."),
            width=116,
            text=lambda p: spoken(p.tag) if p.tag else "—",
            copy=lambda p: p.tag,
            weak=True,
        ),
        Column(
            "place",
            _("Place"),
            width=64,
            text=lambda p: p.place or "—",
            bold=lambda p: bool(p.place),
        ),
        Column("state", _("State"), width=138, text=state_text, tone=state_tone),
        Column(
            "due",
            _("Return by"),
            align="right",
            width=98,
            text=lambda p: clock_text(p, today()),
            tone=lambda p: clock_tone(p, today()),
            bold=lambda p: clock_tone(p, today()) is Tone.DANGER,
            copy=lambda p: str(clock_of(p) or ""),
            value=clock_of,
            holds=Holds.DAY,
        ),
        Column(
            "amount",
            _("Amount ¥"),
            align="right",
            width=86,
            text=lambda p: yuan(p.amount_fen),
            value=lambda p: p.amount_fen,
            holds=Holds.MONEY,
        ),
    ]


def _second(piece: PieceSummary) -> str:
    """Return the part number, and which of several pieces of its line this is."""
    many = piece.of_line > 1
    return f"{piece.part_no}　{piece.piece}/{piece.of_line}" if many else piece.part_no
