"""The life of a piece as a line, and what stands about it in words."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import STANDING, OldPart, PartState
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import N_, _, date_text, list_text, local
from warrantydesk.ui.kit.cards import KeyValue
from warrantydesk.ui.kit.lifeline import LifeStep
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.shelf.pieces import (
    days_left,
    due_text,
    hazard_text,
    mark_of,
)
from warrantydesk.ui.words import piece_word

RETURNED = (N_("awaited"), N_("in"), N_("shelf"), N_("box"), N_("sent"), N_("reply"))
KEPT = (N_("awaited"), N_("in"), N_("shelf"), N_("paid"), N_("scrap"))
_REACHED = {
    PartState.EXPECTED: 0,
    PartState.RECEIVED: 1,
    PartState.SHELVED: 2,
    PartState.RETURN_DUE: 2,
    PartState.LENT: 2,
    PartState.MISSING: 2,
    PartState.PACKED: 3,
    PartState.SHIPPED: 4,
    PartState.SCRAP_OK: 3,
    PartState.SCRAPPED: 4,
}
_ENDED = frozenset({PartState.VOID, PartState.NO_PART})


def life_of(piece: PieceSummary, old: OldPart | None, desk: Any) -> list[LifeStep]:
    """Return the steps of a piece, those passed with their times."""
    names = RETURNED if piece.return_required else KEPT
    times = ["", *(_time(at, desk) for at in (old.received_at, old.shelved_at))] if old else [""]
    if piece.state in _ENDED:
        passed = sum(bool(time) for time in times) + 1
        steps = [LifeStep(Mark.OK, _(name)) for name in names[:passed]]
        return [*steps, LifeStep(Mark.NA, piece_word(piece.state))]
    reached = _REACHED.get(piece.state, len(names) - 1)
    steps = []
    for number, name in enumerate(names):
        mark = Mark.OK if number < reached or (number and number == reached) else Mark.TODO
        if number == 0 and reached == 0:
            mark = Mark.RUNNING
        steps.append(LifeStep(mark, _(name), times[number] if number < len(times) else ""))
    return steps


def _time(at: datetime | None, desk: Any) -> str:
    """Return the time of today, the day of any other date."""
    if at is None:
        return ""
    here = local(at)
    return f"{here:%H:%M}" if here.date() == desk.bench.today else f"{here:%m-%d}"


def facts_of_piece(
    piece: PieceSummary,
    old: OldPart | None,
    near: Sequence[PieceSummary],
    claim: Claim,
    desk: Any,
) -> list[KeyValue]:
    """Return what stands about a piece: related ones, return, money, hazard, reason, who."""
    rows = [_related(piece, near)]
    today = desk.bench.today
    if piece.return_by is not None:
        said = _due(piece, today)
        mark = mark_of(piece, today)
        loud = mark if mark in (Mark.OVERDUE, Mark.WARN) else None
        rows.append(KeyValue(_("Return by"), said, loud))
    else:
        said = _("to be returned") if piece.return_required else _("no return, keep until paid")
        rows.append(KeyValue(_("Return"), said))
    rows.append(KeyValue(_("Amount"), f"¥{yuan(piece.amount_fen)}"))
    if piece.hazard:
        rows.append(KeyValue(_("Take care"), hazard_text(piece.hazard), Mark.WARN))
    if old is not None:
        rows += _of_old(old, claim, desk)
    return [row for row in rows if row is not None]


def _due(piece: PieceSummary, today: date) -> str:
    """Return the return date, and what is left until then while the piece is in hand."""
    day, left = date_text(piece.return_by), due_text(piece, today)
    if days_left(piece, today) is None or left == day:
        return day
    return _("{day}, {left}", day=day, left=left)


def _of_old(old: OldPart, claim: Claim, desk: Any) -> list[KeyValue]:
    rows = []
    maker = " · ".join(part for part in (old.supplier_code, old.serial) if part)
    if maker:
        rows.append(KeyValue(_("Supplier"), maker))
    login = old.handed_over_by or claim.visit.technician
    if login:
        rows.append(KeyValue(_("From"), desk.people.name_of(login)))
    if old.maker_tag:
        rows.append(KeyValue(_("Maker's tag"), old.maker_tag))
    if old.reason:
        rows.append(KeyValue(_("Reason"), _(old.reason), Mark.INFO))
    return rows


def _related(piece: PieceSummary, near: Sequence[PieceSummary]) -> KeyValue | None:
    """Name the other pieces of the claim; those not on the shelf while this one is stand out."""
    others = [one for one in near if one.id != piece.id and one.state is not PartState.VOID]
    if not others:
        return None
    late = [one for one in others if piece.state in STANDING and _waits(one)]
    counted = Counter(one.part_name or one.part_no for one in late or others)
    names = [f"{name} ×{n}" if n > 1 else name for name, n in list(counted.items())[:3]]
    said = list_text(names)
    if late:
        return KeyValue(_("Related"), _("{pieces}: not shelved", pieces=said), Mark.WARN)
    return KeyValue(_("Related"), said)


def _waits(piece: PieceSummary) -> bool:
    return piece.state in (PartState.EXPECTED, PartState.RECEIVED)
