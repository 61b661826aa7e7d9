"""A table of what waits, for the sheets of the desk's day."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.documents.blocks import SMALL, STRONG
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, ngettext_


@dataclass(frozen=True)
class WaitingLine:
    """One line in the paper's language; the amount in fen."""

    title: str
    note: str
    plate: str
    owner: str
    due_on: str
    amount_fen: int


def waiting_table(flow: Flow, rows: Sequence[WaitingLine]) -> None:
    """Put the lines on a paper with their sum."""
    table = Table(
        flow,
        Column(_("No."), 26, "centre"),
        Column(_("To be done"), 236),
        Column(_("Vehicle"), 76),
        Column(_("In charge"), 62),
        Column(_("Last day"), 66),
        Column(_("At risk, yuan"), 72, "right"),
    )
    for number, row in enumerate(rows, 1):
        texts = ((row.title, STRONG), (row.note, SMALL)) if row.note else ((row.title, STRONG),)
        table.add(
            str(number),
            texts,
            row.plate or "—",
            row.owner or "—",
            row.due_on,
            yuan(row.amount_fen) if row.amount_fen else "—",
        )
    count = ngettext_("{n} line", "{n} lines", len(rows))
    total = yuan(sum(row.amount_fen for row in rows))
    table.band(_("Total: {count}", count=count), _("{amount} yuan", amount=total))
