"""Lines of a statement as rows of the keying dialog, and what becomes of them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

from warrantydesk.domain.errors import INVALID, Refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.settlement.deduction import (
    BY_DESK,
    DEDUCTION_KIND_NAMES,
    DeductionKind,
)
from warrantydesk.domain.settlement.statement import LineOf, LineState, StatementLine
from warrantydesk.i18n import N_, _
from warrantydesk.services.imports.statement_amounts import without_tax
from warrantydesk.services.imports.statement_cells import numbers_in
from warrantydesk.services.imports.statement_fields import CLAIM_NO
from warrantydesk.services.settlement.keyed_lines import KeyedLine
from warrantydesk.ui.kit.line_table import LineColumn, Row

LINES = "lines"
CLAIM = "claim"
_MOST = 200
_LINE = re.compile(r"lines\[([0-9]+)\]\.(\w+)")
_COLUMNS = {"claim_number": "number", "maker_number": "number", "deduction_kind": "what"}
_EDITED = ("number", "vin", "dated_on", "what", "amount_fen", "text")


def columns(*, with_rows: bool) -> list[LineColumn]:
    """Return the columns; ``with_rows`` also shows the row of the file and what it says."""
    kinds = [(CLAIM, _("Claim"))]
    kinds += [(str(k), _(name)) for k, name in DEDUCTION_KIND_NAMES.items() if k not in BY_DESK]
    found = [
        LineColumn("number", _("Claim no."), "code", width=140),
        LineColumn("vin", _("VIN"), "code", width=160),
        LineColumn("dated_on", _("Repaired on"), "date", width=95),
        LineColumn("what", _("For what"), "choice", width=80, choices=kinds),
        LineColumn("amount_fen", _("Settled ¥"), "money", align="right", width=95),
    ]
    if not with_rows:
        return [*found, LineColumn("text", _("Remark"), "text", width=120, stretch=True)]
    told = LineColumn("raw", _("What the row says"), "", width=160, stretch=True, second=_why)
    return [LineColumn("row", _("Row"), "", width=42), *found, told]


def _why(row: Row) -> str:
    return str(row.get("problem") or "")


def blank() -> Row:
    """Return a row without anything."""
    return {
        "id": 0,
        "row": "",
        "number": "",
        "vin": "",
        "dated_on": None,
        "what": CLAIM,
        "amount_fen": None,
        "text": "",
        "raw": "",
        "problem": "",
    }


def unread_lines(desk: Any, statement_id: int, first: int = 0) -> list[StatementLine]:
    """Return the rows that could not be read, one of them first where it is named."""
    found = [one for one in desk.statements.lines(statement_id) if one.state is LineState.UNREAD]
    return sorted(found, key=lambda one: one.id != first)[:_MOST]


def row_of(one: StatementLine) -> Row:
    """Return a line that could not be read as a row."""
    beside = one.kind is LineOf.DEDUCTION
    return {
        **blank(),
        "id": one.id,
        "row": f"{one.sheet} {one.row}".strip(),
        "number": one.maker_number or one.claim_number,
        "vin": one.vin,
        "dated_on": one.dated_on,
        "what": one.deduction_kind or str(DeductionKind.OTHER) if beside else CLAIM,
        "amount_fen": one.amount_fen,
        "text": one.text,
        "raw": one.raw,
        "problem": _(one.problem, cell=one.problem_cell),
    }


def is_empty(row: Row) -> bool:
    """Tell whether nothing was keyed into a row."""
    return not (row["id"] or row["number"] or row["vin"] or row["text"]) and not row["amount_fen"]


def changed_in(row: Row, lines: Sequence[StatementLine]) -> bool:
    """Tell whether a row that could not be read says something else now."""
    old = next((row_of(one) for one in lines if one.id == row["id"]), blank())
    return any(row[name] != old[name] for name in _EDITED)


def net_fen(amount_fen: int, percent: str | None) -> int:
    """Return an amount of a row without tax."""
    return amount_fen if percent is None else without_tax(amount_fen, Decimal(percent))


def keyed(row: Row, percent: str | None) -> KeyedLine:
    """Return a row as the line that it becomes."""
    theirs, ours = numbers_in({CLAIM_NO: str(row["number"] or "")})
    beside = row["what"] != CLAIM
    return KeyedLine(
        amount_fen=int(row["amount_fen"] or 0),
        maker_number=theirs,
        claim_number=ours,
        vin=row["vin"] or "",
        dated_on=row["dated_on"],
        text=row["text"] or "",
        kind=LineOf.DEDUCTION if beside else LineOf.CLAIM,
        deduction_kind=DeductionKind(row["what"]) if beside else None,
        tax_percent=None if percent is None else Decimal(percent),
    )


def all_keyed(rows: Sequence[Row], percent: str | None) -> tuple[KeyedLine, ...]:
    """Return new rows as lines; Refused at the cell of one that says no amount."""
    found = [
        Finding(INVALID, f"{LINES}[{number}].amount_fen", N_("Enter what is paid."))
        for number, row in enumerate(rows)
        if row["amount_fen"] is None
    ]
    if found:
        raise Refused(found)
    return tuple(keyed(row, percent) for row in rows)


def correct(desk: Any, row: Row, percent: str | None) -> None:
    """Put a row right that could not be read; Refused at the first line."""
    given = {name: value for name, value in vars(keyed(row, percent)).items() if value is not None}
    if row["amount_fen"] is None:
        del given["amount_fen"]
    try:
        desk.statements.correct_line(row["id"], **given)
    except Refused as error:
        raise Refused(
            replace(one, field=f"{LINES}[0].{one.field}") for one in error.findings
        ) from error


@contextmanager
def at_places(places: Sequence[int]) -> Iterator[None]:
    """Say what is refused of lines at the rows of the table in which they stand."""
    try:
        yield
    except Refused as error:
        raise Refused(_at_place(one, places) for one in error.findings) from error


def _at_place(one: Finding, places: Sequence[int]) -> Finding:
    found = _LINE.fullmatch(one.field)
    if found is None:
        return one
    column = _COLUMNS.get(found.group(2), found.group(2))
    return replace(one, field=f"{LINES}[{places[int(found.group(1))]}].{column}")
