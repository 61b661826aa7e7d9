"""Rows of the lists of records: what is due, what stands on a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from warrantydesk.domain.disposal import (
    AGAINST_WORDS,
    RECORD_KIND_NAMES,
    Disposal,
    Record,
    RecordKind,
)
from warrantydesk.i18n import _, date_text
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table_model import Column


@dataclass(frozen=True)
class Line:
    """One claim of a list; ``line_id`` 0: it is only due."""

    claim_id: int
    claim_number: str
    vin: str
    kind: RecordKind
    finished_on: date | None
    keep_until: date | None
    kept: str = ""
    """Why it does not go."""
    line_id: int = 0
    held_reason: str = ""


def due_lines(records: Iterable[Record]) -> list[Line]:
    """Return what is due as rows."""
    return [
        Line(
            one.claim_id,
            one.claim_number,
            one.vin,
            one.kind,
            one.finished_on,
            one.keep_until,
            _why(one),
        )
        for one in records
    ]


def _why(one: Record) -> str:
    if one.against:
        return _(AGAINST_WORDS[one.against[0]], number=one.claim_number)
    return _("stands on a list already") if one.disposal_id is not None else ""


def lines(desk: Any, disposal: Disposal) -> list[Line]:
    """Return the claims on a list as rows."""
    found = desk.disposals.lines(disposal.id)
    claims = desk.disposals.claims(found)
    return [
        Line(
            line.claim_id,
            claims[line.claim_id].claim_number,
            claims[line.claim_id].vehicle.vin,
            line.kind,
            line.finished_on,
            line.keep_until,
            _(line.held_reason) if line.held_reason else "",
            line.id,
            line.held_reason,
        )
        for line in found
    ]


def due_columns() -> list[Column]:
    """Return the columns of what is due."""
    return _columns(_("Kept because"))


def list_columns() -> list[Column]:
    """Return the columns of a list."""
    return _columns(_("Held because"))


def _columns(kept: str) -> list[Column]:
    return [
        Column(
            "claim_number",
            _("Claim no."),
            width=150,
            bold=True,
            mark=lambda one: Mark.WARN if one.kept else Mark.DONE,
        ),
        Column("vin", _("VIN"), width=156),
        Column("keep_until", _("Kept until"), width=92, text=lambda one: _day(one.keep_until)),
        Column("kept", kept, width=120, stretch=True),
        Column(
            "finished_on", _("Repair finished"), width=100, text=lambda one: _day(one.finished_on)
        ),
        Column(
            "kind",
            _("Kind of record"),
            width=104,
            text=lambda one: _(RECORD_KIND_NAMES[one.kind]),
        ),
    ]


def _day(day: date | None) -> str:
    return date_text(day) if day else "—"
