"""What stands about a piece in words: related ones, return, money, refusal, hazard, who."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import STANDING, OldPart, PartState
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.taken_over import Taken
from warrantydesk.i18n import _, date_text, list_text, named, ngettext_, pick
from warrantydesk.ui.kit.cards import KeyValue
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.shelf.piece_asks import clock_words, refusal_line
from warrantydesk.ui.tabs.shelf.pieces import days_left, due_text, hazard_text, mark_of
from warrantydesk.ui.words import origin_word, piece_word

_WAITING = (PartState.EXPECTED, PartState.RECEIVED)
_ASTRAY = (PartState.MISSING, PartState.LENT)
_MOST = 3


def facts_of_piece(
    piece: PieceSummary,
    old: OldPart | None,
    near: Sequence[PieceSummary],
    claim: Claim,
    desk: Any,
) -> list[KeyValue]:
    """Return the rows of the card, the heaviest first where there is a choice."""
    today = desk.bench.today
    rows = [_related(piece, near), _return(piece, old, today)]
    if old is not None:
        rows += _reminded(old, desk, claim.brand)
        rows += _trouble(old, desk, claim.brand)
    rows.append(KeyValue(_("Amount"), _amount(piece, old)))
    if old is not None:
        rows += _kept(old, desk)
    if piece.hazard:
        rows += _hazard(piece.hazard, old, desk, claim.brand)
    if old is not None:
        rows += _of_old(old, claim, desk)
    return [row for row in rows if row is not None]


def _related(piece: PieceSummary, near: Sequence[PieceSummary]) -> KeyValue | None:
    """Name the other pieces of the claim with their places; one that is not at hand stands out."""
    others = [one for one in near if one.id != piece.id and one.state is not PartState.VOID]
    if not others:
        return None
    late = [one for one in others if piece.state in STANDING and one.state in _WAITING]
    lost = [one for one in others if one.state in _ASTRAY]
    shown = late or lost or others
    names = [_place_of(one) for one in shown[:_MOST]]
    if more := len(shown) - len(names):
        names.append(ngettext_("{n} more", "{n} more", more))
    said = list_text(names)
    if late:
        return KeyValue(_("Related"), _("{pieces}: not shelved", pieces=said), Mark.WARN)
    return KeyValue(_("Related"), said, Mark.WARN if lost else None)


def _place_of(piece: PieceSummary) -> str:
    name = piece.part_name or piece.part_no
    if piece.place:
        return f"{name} {piece.place}"
    return name if piece.state in _WAITING else f"{name} ({piece_word(piece.state)})"


def _return(piece: PieceSummary, old: OldPart | None, today: date) -> KeyValue:
    if piece.return_by is None:
        said = _("to be returned") if piece.return_required else _("no return, keep until paid")
        return KeyValue(_("Return"), said)
    mark = mark_of(piece, today)
    loud = mark if mark in (Mark.OVERDUE, Mark.WARN) else None
    loud = loud if days_left(piece, today) is not None else None
    said = _due(piece, today)
    if old is not None and old.request_no:
        said = _("{due} · request {number}", due=said, number=old.request_no)
    return KeyValue(_("Return by"), said, loud)


def _reminded(old: OldPart, desk: Any, brand: str) -> list[KeyValue]:
    """Say that the maker has reminded of a piece that it asked for and has not got."""
    number = desk.shelf.reminded(brand, old)
    if not number:
        return []
    said = _("reminder 2: tell the service manager") if number > 1 else _("reminder 1")
    asked = date_text(old.requested_on)
    return [KeyValue(_("Asked for"), f"{asked} · {said}", Mark.WARN)]


def _due(piece: PieceSummary, today: date) -> str:
    """Return the return date, and what is left until then while the piece is in hand."""
    day, left = date_text(piece.return_by), due_text(piece, today)
    if days_left(piece, today) is None or left == day:
        return day
    return _("{day}, {left}", day=day, left=left)


def _trouble(old: OldPart, desk: Any, brand: str) -> list[KeyValue]:
    """Return refusal, advice, clock, dispute and loan of a piece."""
    rows: list[KeyValue] = []
    today = desk.bench.today
    if old.refusal_code:
        row = desk.profiles.of(brand).reasons.get(old.refusal_code, {})
        over = old.state is PartState.ACCEPTED
        said = " · ".join(filter(None, (old.refusal_code, _day(old.refused_on))))
        rows.append(KeyValue(_("Refused"), said, None if over else Mark.REFUSED))
        rows.append(KeyValue(_("Finding"), refusal_line(old, row, with_code=False)))
        if (advice := named(row, "action")) and old.state is PartState.REFUSED:
            rows.append(KeyValue(_("Advice"), advice))
    if old.state is PartState.REFUSED and old.dispute_by is not None:
        late = Mark.OVERDUE if old.dispute_by < today else Mark.WARN
        rows.append(KeyValue(_("Clock"), clock_words(old.dispute_by, today), late))
    if old.disputed_on is not None:
        said = _("on {day}: {text}", day=date_text(old.disputed_on), text=old.dispute_text)
        rows.append(KeyValue(_("Disputed"), said))
    if old.state is PartState.LENT:
        rows.append(_lent(old, today))
    return rows


def _day(day: date | None) -> str:
    return date_text(day) if day is not None else ""


def _lent(old: OldPart, today: date) -> KeyValue:
    over = old.lent_until is not None and old.lent_until < today
    said = _("to {who}, until {day}", who=old.lent_to, day=date_text(old.lent_until))
    return KeyValue(_("Lent"), said, Mark.OVERDUE if over else Mark.HOLD)


def _amount(piece: PieceSummary, old: OldPart | None) -> str:
    said = f"¥{yuan(piece.amount_fen)}"
    if old is not None and old.deducted_fen:
        taken = yuan(old.deducted_fen)
        return _("{amount} · ¥{taken} taken off", amount=said, taken=taken)
    return said


def _kept(old: OldPart, desk: Any) -> list[KeyValue]:
    """Return how long a piece on the shelf is kept, by the rule of its maker."""
    if old.state not in (PartState.SHELVED, PartState.SCRAP_OK) or not old.tag:
        return []
    if old.return_required and old.return_by is not None and not old.refusal_code:
        return []
    kept = desk.shelf.retention(old.tag)
    said = _(kept.message, **{name: _plain(value) for name, value in kept.values.items()})
    return [KeyValue(_("Keeping"), said)]


def _plain(value: object) -> object:
    return date_text(value) if isinstance(value, date) else value


def _hazard(code: str, old: OldPart | None, desk: Any, brand: str) -> list[KeyValue]:
    """Return how the maker wants a hazardous piece handled, and whether it is drained."""
    entry = desk.profiles.of(brand).hazards.get(code)
    said = pick(entry.handling_zh, entry.handling_en) if entry is not None else hazard_text(code)
    rows = [KeyValue(_("Take care"), said, Mark.WARN)]
    if entry is not None and entry.drain_first and old is not None:
        done = _("drained and plugged") if old.drained else _("not drained yet")
        rows.append(KeyValue(_("Fluids"), done, Mark.OK if old.drained else Mark.WARN))
    return rows


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
    if (origin := desk.take_over.origin(Taken.PIECE, old.id)) is not None:
        rows.append(KeyValue(_("Before"), origin_word(origin)))
    return rows
