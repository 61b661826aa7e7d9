"""Rows of the scrap page: what may go and what is kept, the list in hand, earlier batches."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, date_text, minute_text, ngettext_
from warrantydesk.services.ledger.outlook import KEEP_NAMES, Keep, ScrapOutlook, ScrapRow
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Group, Holds

MARKS = {
    Keep.RELEASED: Mark.TODO,
    Keep.NOW: Mark.OK,
    Keep.UNTIL: Mark.HOLD,
    Keep.ASKED: Mark.WARN,
    Keep.ORDER: Mark.HOLD,
    Keep.DISPUTE: Mark.REFUSED,
    Keep.UNPAID: Mark.NA,
    Keep.UNPAID_BACK: Mark.NA,
}
"""How a standing looks."""
OFFERED = frozenset({Keep.NOW, Keep.RELEASED})
"""Rows that may be put on the list."""


def outlook_columns() -> list[Column]:
    """Return the one column of the left list: the piece, and why it may go or is kept."""
    return [
        Column(
            "part",
            _("Part"),
            width=180,
            text=lambda row: row.piece.part_name or row.piece.part_no,
            second=why,
            mark=lambda row: MARKS[row.keep],
            copy=lambda row: f"{row.piece.tag} {row.piece.part_name} {why(row)}",
            sortable=False,
            stretch=True,
        ),
        Column(
            "place",
            _("Place"),
            width=width_for(["R2-3"], _("Place")),
            text=lambda row: row.piece.place,
            sortable=False,
        ),
    ]


def why(row: ScrapRow) -> str:
    """Say why a piece may go or is kept."""
    return _(row.message, **{name: _said(value) for name, value in row.values.items()})


def _said(value: object) -> object:
    return date_text(value) if isinstance(value, date) else value


def grouped(found: ScrapOutlook, left_out: frozenset[str]) -> list[Any]:
    """Return the rows under their heads; pieces that are on the list stand there instead."""
    lines: list[Any] = []
    for keep in Keep:
        rows = [row for row in found.of(keep) if row.piece.tag not in left_out]
        count = found.counts[keep] - (len(found.of(keep)) - len(rows))
        if not count:
            continue
        link = _("All on the list") if keep in OFFERED else ""
        note = ngettext_("{n:,} piece", "{n:,} pieces", count)
        lines += [Group(_(KEEP_NAMES[keep]), note, key=keep, link=link), *rows]
    return lines


def list_columns() -> list[Column]:
    """Return the columns of the pieces that are to be destroyed together."""
    return [
        Column(
            "part",
            _("Part"),
            width=150,
            text=lambda row: row.piece.part_name,
            second=lambda row: row.piece.part_no,
            stretch=True,
        ),
        Column(
            "tag",
            _("Tag"),
            width=width_for(["0126 004217 88", "C0126-004217"], _("Tag")),
            text=lambda row: spoken(row.piece.tag),
            copy=lambda row: row.piece.tag,
            second=lambda row: row.piece.claim_number,
        ),
        Column(
            "place",
            _("Place"),
            width=width_for(["R2-3"], _("Place")),
            text=lambda row: row.piece.place,
            bold=True,
        ),
        Column(
            "paid_on",
            _("Paid on"),
            width=width_for(["2026-12-28"], _("Paid on")),
            text=lambda row: date_text(row.piece.paid_on),
            value=lambda row: row.piece.paid_on,
            holds=Holds.DAY,
        ),
        Column(
            "amount",
            _("Amount ¥"),
            align="right",
            width=width_for(["88,888.00"], _("Amount ¥")),
            text=lambda row: yuan(row.piece.amount_fen),
            value=lambda row: row.piece.amount_fen,
            holds=Holds.MONEY,
            sort=lambda row: row.piece.amount_fen,
        ),
    ]


def batch_columns(names: dict[str, str]) -> list[Column]:
    """Return the columns of what was destroyed before; ``names`` are people by login."""
    return [
        Column(
            "number",
            _("Scrap batch"),
            width=width_for(["S0126-0031"], _("Scrap batch")),
            text=lambda batch: batch.number,
            second=lambda batch: minute_text(batch.made_at),
            stretch=True,
        ),
        Column(
            "witness",
            _("Witness"),
            width=width_for(["王敏敏敏"], _("Witness")),
            text=lambda batch: batch.witness,
            second=lambda batch: names.get(batch.made_by, batch.made_by),
        ),
    ]


def amount_of(rows: Sequence[ScrapRow]) -> int:
    """Return what pieces were worth to their claims, in fen."""
    return sum(row.piece.amount_fen for row in rows)
