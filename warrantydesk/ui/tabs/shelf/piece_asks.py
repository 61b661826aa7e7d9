"""What each action asks before it is done: the fields of its dialog, by the names of the verb."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.shipment import Verdict
from warrantydesk.i18n import N_, _, date_text, named, ngettext_
from warrantydesk.ui.kit.inputs import (
    AreaField,
    ChoiceField,
    CodeField,
    DateField,
    MoneyField,
    PickField,
    TextField,
)

LENT_DAYS = 7
VERDICT_NAMES = {
    Verdict.ACCEPTED: N_("accepted after all"),
    Verdict.REFUSED: N_("refused for good"),
}


@dataclass(frozen=True)
class Asked:
    """One field of a dialog, with what stands in it at first."""

    name: str
    label: str
    field: Any
    value: Any = None
    required: bool = False
    span: int = 12


@dataclass(frozen=True)
class Ask:
    """What a dialog says and asks; ``yes`` is the verb of its button."""

    title: str
    yes: str
    fields: Sequence[Asked] = ()
    intro: str = ""
    fixed: dict[str, Any] = field(default_factory=dict)
    """What the verb is told beside the fields."""


def ask_for(action: str, desk: Any, pieces: Sequence[OldPart]) -> Ask:
    """Return what an action asks about some pieces; KeyError for one that asks nothing."""
    return _ASKS[action](desk, pieces)


def _reason(label: str, *, required: bool = True) -> Asked:
    return Asked("reason", label, TextField(), "", required)


def _request(desk: Any, pieces: Sequence[OldPart]) -> Ask:
    first, today = pieces[0], desk.bench.today
    brand = desk.claims.get(first.claim_id).brand
    due = first.return_by or desk.shelf.return_end(brand, today)
    fields = (
        Asked("due_on", _("Must be at the maker by"), DateField(), due, span=4),
        Asked("requested_on", _("Asked on"), DateField(), today, span=4),
        Asked("request_no", _("No. of the request"), CodeField(), first.request_no, span=4),
    )
    intro = _("It is due from now on and can be packed. A whole list is read in with Import…")
    return Ask(_("Asked back by the maker"), _("&Make it due"), fields, intro)


def _release(_desk: Any, _pieces: Sequence[OldPart]) -> Ask:
    due = Asked("due_on", _("Next return date, if there is one"), DateField(), span=6)
    intro = _("It stays on the shelf; the request no longer counts.")
    return Ask(_("Not asked back any more"), _("&Keep it here"), (due,), intro)


def _place_field(desk: Any, pieces: Sequence[OldPart]) -> Asked:
    """Ask for a place: the former one or the one that suits best stands there."""
    places = PickField(_("Scan or choose a place"))
    places.set_choices([(one.code, one.code) for one in desk.shelf.places()])
    first = pieces[0]
    best = desk.shelf.suggested_place(first) if len(pieces) == 1 else None
    known = {one.code for one in desk.shelf.places()}
    start = first.place if first.place in known else best.code if best is not None else None
    return Asked("place", _("Place"), places, start, required=True, span=6)


def _put(desk: Any, pieces: Sequence[OldPart]) -> Ask:
    intro = _("Put by hand: the label is confirmed by the next scan.")
    fields = (_place_field(desk, pieces),)
    return Ask(_("Place of the piece"), _("&Put there"), fields, intro, {"scanned": False})


def _come_back(desk: Any, pieces: Sequence[OldPart]) -> Ask:
    fields = (_place_field(desk, pieces),)
    return Ask(_("Has come back"), _("&Put on the shelf"), fields)


def _find(desk: Any, pieces: Sequence[OldPart]) -> Ask:
    fields = (_place_field(desk, pieces),)
    return Ask(_("Was found"), _("&Put on the shelf"), fields)


def _lend(desk: Any, _pieces: Sequence[OldPart]) -> Ask:
    until = desk.bench.today + timedelta(days=LENT_DAYS)
    fields = (
        Asked("to", _("To whom, and what for"), TextField(), "", True, 8),
        Asked("until", _("Until"), DateField(), until, True, 4),
    )
    return Ask(_("Lend"), _("&Lend"), fields)


def _miss(_desk: Any, _pieces: Sequence[OldPart]) -> Ask:
    intro = _("Its last place is kept. A missing piece stands in the way of the audit file.")
    fields = (_reason(_("Where it was looked for"), required=False),)
    return Ask(_("Not found"), _("&Mark as missing"), fields, intro)


def _write_off(_desk: Any, pieces: Sequence[OldPart]) -> Ask:
    worth = sum(piece.amount_fen for piece in pieces)
    intro = _("It is given up for good, worth ¥{amount}.", amount=yuan(worth))
    return Ask(_("Write off"), _("&Write off"), (_reason(_("Why it is given up")),), intro)


def _void(_desk: Any, _pieces: Sequence[OldPart]) -> Ask:
    intro = _("The tag is never used again.")
    return Ask(_("Void the piece"), _("&Void"), (_reason(_("Reason")),), intro)


def _waive(_desk: Any, _pieces: Sequence[OldPart]) -> Ask:
    intro = _("The maker gets a declaration with this reason instead of the part.")
    fields = (_reason(_("Why there is no old part")),)
    return Ask(_("No old part"), _("&No old part"), fields, intro)


def _release_scrap(desk: Any, pieces: Sequence[OldPart]) -> Ask:
    kept = desk.shelf.retention(pieces[0].tag)
    due = any(piece.return_required and piece.return_by is not None for piece in pieces)
    must = kept.disposal_order or due
    label = _("No. of the maker's disposal order") if kept.disposal_order else _("Reason")
    if due and not kept.disposal_order:
        label = _("Why it need not go back")
    intro = _(kept.message, **kept.values) if len(pieces) == 1 else ""
    fields = (_reason(label, required=must),)
    return Ask(_("Release for scrap"), _("&Release"), fields, intro)


def _dispute(desk: Any, pieces: Sequence[OldPart]) -> Ask:
    piece = pieces[0]
    text = AreaField(lines=4)
    text.setPlaceholderText(_("Readings, photos, what the maker's finding overlooks"))
    fields = [Asked("text", _("Why the maker should accept it"), text, piece.dispute_text, True)]
    if piece.dispute_by is not None and piece.dispute_by < desk.bench.today:
        label = _("The time ended on {day}: why dispute it now", day=date_text(piece.dispute_by))
        fields.append(_reason(label))
    return Ask(_("Dispute the refusal"), _("&Dispute"), fields, refusal_words(desk, piece))


def _concede(desk: Any, pieces: Sequence[OldPart]) -> Ask:
    today = desk.bench.today
    over = all(one.dispute_by is not None and one.dispute_by < today for one in pieces)
    intro = refusal_words(desk, pieces[0]) if len(pieces) == 1 else ""
    fields = (_reason(_("Why it is accepted"), required=not over),)
    return Ask(_("Accept the refusal"), _("&Accept"), fields, intro)


def _decide(_desk: Any, pieces: Sequence[OldPart]) -> Ask:
    choices = [(one, _(name)) for one, name in VERDICT_NAMES.items()]
    fields = (
        Asked("verdict", _("The maker now says"), ChoiceField(choices), None, True, 6),
        Asked("deducted_fen", _("Taken off, ¥"), MoneyField(), pieces[0].deducted_fen, span=6),
        Asked("text", _("What the maker wrote"), TextField(), ""),
    )
    return Ask(_("Maker's second decision"), _("&Record"), fields)


def _maker_tag(_desk: Any, pieces: Sequence[OldPart]) -> Ask:
    number = Asked("maker_tag", _("Number in the maker's system"), CodeField(), pieces[0].maker_tag)
    intro = _("A scan of either number finds the piece.")
    return Ask(_("Maker's own tag"), _("&Save"), (number,), intro)


_ASKS: dict[str, Callable[[Any, Sequence[OldPart]], Ask]] = {
    "shelve": _put,
    "move": _put,
    "request": _request,
    "release": _release,
    "come_back": _come_back,
    "find": _find,
    "lend": _lend,
    "miss": _miss,
    "write_off": _write_off,
    "void": _void,
    "waive": _waive,
    "release_scrap": _release_scrap,
    "dispute": _dispute,
    "concede": _concede,
    "decide": _decide,
    "maker_tag": _maker_tag,
}


def refusal_words(desk: Any, piece: OldPart) -> str:
    """Return why the maker refused a piece, what the policies advise, and how long there is."""
    brand = desk.claims.get(piece.claim_id).brand
    row = desk.profiles.of(brand).reasons.get(piece.refusal_code, {})
    lines = [refusal_line(piece, row)]
    if advice := named(row, "action"):
        lines.append(advice)
    if left := clock_words(piece.dispute_by, desk.bench.today):
        lines.append(left)
    return "\n".join(line for line in lines if line)


def refusal_line(piece: OldPart, row: Mapping[str, str], *, with_code: bool = True) -> str:
    """Return code, name and words of a refusal; the words only where they say more."""
    code = piece.refusal_code if with_code else ""
    known = (piece.refusal_code, row.get("name_zh"), row.get("name_en"))
    text = "" if piece.refusal_text in known else piece.refusal_text
    return " ".join(word for word in (code, named(row), text) if word)


def clock_words(end: date | None, today: date) -> str:
    """Return how long a dispute may still be sent; empty without a clock."""
    if end is None:
        return ""
    left = (end - today).days
    day = date_text(end)
    if left < 0:
        return ngettext_(
            "Dispute until {day}: over for {n} day",
            "Dispute until {day}: over for {n} days",
            -left,
            day=day,
        )
    if left == 0:
        return _("Dispute until {day}: today", day=day)
    return ngettext_(
        "Dispute until {day}: {n} day left", "Dispute until {day}: {n} days left", left, day=day
    )
