"""Charge-backs of a claim: what was taken back, until when it can be objected to, how it ended."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from warrantydesk.domain.claim.answer import ChargeBack
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text
from warrantydesk.ui.claim_clock import clock_mark, days_left
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.note_list import Note
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.tabs.intake.answer.amount_rows import Reasons
from warrantydesk.ui.tabs.intake.answer.words import reason_words

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage

KEY = "charge:"
ACCEPTED, WITHDRAWN, OBJECT = "accepted", "withdrawn", "object"


def notes_of(charges: Sequence[ChargeBack], reasons: Reasons, today: date) -> list[Note]:
    """Return a line for each charge-back; an open one leads to what can be done about it."""
    return [_note(one, reasons, today) for one in charges]


def _note(one: ChargeBack, reasons: Reasons, today: date) -> Note:
    text = _(
        "Charged back ¥{amount}: {reason}",
        amount=yuan(one.amount_fen),
        reason=reason_words(reasons, one.reason_code, one.reason_text) or one.notice_no,
    )
    if one.outcome == ACCEPTED:
        return Note(Mark.REFUSED, text, _("accepted, the money is gone"))
    if one.outcome == WITHDRAWN:
        return Note(Mark.OK, text, _("withdrawn by the maker"))
    key = f"{KEY}{one.id}"
    if one.objected_on is not None:
        told = _("objected {day}", day=date_text(one.objected_on))
        return Note(Mark.RUNNING, f"{text} • {told}", link=_("End…"), key=key, bold=True)
    if one.due_on is None:
        return Note(Mark.WARN, text, link=_("Object or end…"), key=key, bold=True)
    told = _("objection: {left}", left=days_left(one.due_on, today))
    mark = clock_mark(one.due_on, today)
    mark = Mark.WARN if mark is Mark.RUNNING else mark
    return Note(mark, f"{text} • {told}", link=_("Object or end…"), key=key, bold=True)


def follow(page: "ClaimPage", key: str) -> None:
    """Ask what becomes of a charge-back, and write it down."""
    number = int(key.removeprefix(KEY))
    view = page.filed.view
    one = next((each for each in view.charge_backs if each.id == number), None) if view else None
    if one is None:
        return
    choices = [
        (ACCEPTED, _("It is accepted: the money is gone")),
        (WITHDRAWN, _("The maker withdrew it: the money stays")),
    ]
    if one.objected_on is None:
        choices.insert(0, (OBJECT, _("Object to it")))
    chosen = page.shell.ask_choice(_("What becomes of the charge-back?"), choices, choices[0][0])
    if chosen is None:
        return
    words = page.shell.ask_text(_("Why do you object?")) if chosen == OBJECT else ""
    if words is None:
        return
    claims = page.desk.claims
    with page.acting():
        if chosen == OBJECT:
            tried(page.shell, lambda: claims.object_charge_back(number, words))
        else:
            tried(page.shell, lambda: claims.end_charge_back(number, chosen))
    page.reload()
