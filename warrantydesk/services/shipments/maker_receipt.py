"""What the maker wrote when the boxes came: read, cleaned, judged (B.4, receipt block)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from warrantydesk.domain.codec import MismatchError, merged
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.shipment import (
    FAULT_CARD_NAMES,
    LIST_NAMES,
    PACKAGING_NAMES,
    MakerReceipt,
    Shipment,
)
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.shipments.guards import short

MOST_PIECES = 100_000
_CODES = {"packaging": PACKAGING_NAMES, "fault_card": FAULT_CARD_NAMES, "papers": LIST_NAMES}


def receipt_of(
    bench: Bench, old: Shipment, days: Sequence[date], changes: Mapping[str, Any]
) -> MakerReceipt:
    """Return what the maker wrote; Refused(INVALID) with every problem at its field.

    Without a day of its own it came on the first of the ``days`` of its verdicts, else today.
    """
    try:
        new: MakerReceipt = merged(old.receipt, changes, "receipt")
    except MismatchError as error:
        raise refused(INVALID, error.message, error.path, **error.values) from error
    if new.received_on is None:
        new = replace(new, received_on=min([*days, bench.today]))
    new = replace(new, notice_no=short(new.notice_no, "notice_no"), note=short(new.note, "note"))
    problems = [
        Problem(
            f"receipt.{name}",
            N_("“{value}” is not one of: {codes}."),
            {"value": getattr(new, name)[:40], "codes": ", ".join(names)},
        )
        for name, names in _CODES.items()
        if getattr(new, name) and getattr(new, name) not in names
    ]
    if new.pieces is not None and not 0 <= new.pieces <= MOST_PIECES:
        problems.append(Problem("receipt.pieces", N_("A count is 0 or more.")))
    problems += day_problems(bench, old, new.received_on, "receipt.received_on")
    if problems:
        raise refused_by(INVALID, problems)
    return new


def day_problems(bench: Bench, shipment: Shipment, day: date | None, field: str) -> list[Problem]:
    """Return what is wrong with a day on which the maker did something with a list."""
    if day is None:
        return []
    if day > bench.today:
        return [Problem(field, N_("{day} is still to come."), {"day": day})]
    left = shipment.shipped_at
    if left is not None and day < left.astimezone(bench.clock.zone).date():
        return [Problem(field, N_("On {day} the list had not left yet."), {"day": day})]
    return []
