"""Layouts for the accounting system: cells that ask for what the desk knows."""

from collections.abc import Iterator
from dataclasses import fields

from warrantydesk.domain.person import Site
from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks.judged import Judged, at
from warrantydesk.domain.settlement.accounting import BY_SIGN, Posting, places_of
from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.i18n import N_

TABLE = "accounting"
_CELLS = ("value", "revenue", "tax")
_KNOWN = frozenset(
    {
        "invoice.total_fen",
        *(f"invoice.{one.name}" for one in fields(Invoice)),
        *(f"posting.{one.name}" for one in fields(Posting)),
        *(f"site.{one.name}" for one in fields(Site)),
    }
)


def accounting_problems(judged: Judged) -> Iterator[RowProblem]:
    """Find names in braces that stand for nothing, and cells by sign without both halves."""
    if TABLE not in judged.changed:
        return
    for number, row in enumerate(judged.changed[TABLE]):
        for column in _CELLS:
            cell = row.get(column, "")
            for place in places_of(cell):
                if place not in _KNOWN:
                    yield at(
                        TABLE,
                        number,
                        column,
                        N_("{table} line {line}: {column} asks for {field}, which is not known."),
                        field=place[:60],
                    )
            if cell and row.get("format") == BY_SIGN and "|" not in cell:
                yield at(
                    TABLE,
                    number,
                    column,
                    N_("{table} line {line}: {column} needs debit|credit, as in 01|11."),
                )
