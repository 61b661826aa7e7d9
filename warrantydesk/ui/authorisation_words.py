"""How an authorisation is told in one line: number, limit, days left."""

from datetime import date
from typing import Any

from warrantydesk.domain.authorisation import Authorisation
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text, list_text, ngettext_
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.marks import Mark

SOON_DAYS = 7
"""From here on the last day is warned of."""


def told(desk: Any, one: Authorisation) -> str:
    """Return number, limit and last day of an authorisation."""
    words = [_("Authorisation {number}", number=one.number)]
    if one.approved_fen:
        words.append(_("up to ¥ {amount}", amount=yuan(one.approved_fen)))
    if one.expires_on is not None:
        words.append(_until(one.expires_on, desk.bench.today))
    return list_text(words)


def mark_of(desk: Any, one: Authorisation) -> Mark:
    """Return how much an authorisation's last day weighs today."""
    if one.expires_on is None:
        return Mark.OK
    left = (one.expires_on - desk.bench.today).days
    if left < 0:
        return Mark.BLOCK
    return Mark.WARN if left <= SOON_DAYS else Mark.OK


def _until(day: date, today: date) -> str:
    left = (day - today).days
    if left < 0:
        return _("expired on {day}", day=date_text(day))
    if left == 0:
        return _("valid until today")
    days = ngettext_("{n} day left", "{n} days left", left)
    return _("valid until {day} ({left})", day=date_text(day), left=days)


def standing(desk: Any, claim: Claim) -> str:
    """Return in a few words whom this claim waits for, or what it is allowed; nothing else."""
    asked = desk.authorisations.waiting(claim.id)
    if asked is not None:
        due = desk.authorisations.answer_due(claim.brand, asked)
        return _("The maker is asked; answer expected by {day}", day=date_text(due))
    words = []
    if desk.escalations.open_of(claim.id) is not None:
        words.append(_("Lies before the technical manager"))
    given = desk.authorisations.granted(claim.id)
    if given is not None:
        words.append(told(desk, given))
    return list_text(words)


def show_standing(form: Form, desk: Any, claim: Claim) -> None:
    """Say beside the diagnosis what maker and technical manager were asked."""
    section = form.section_of("codes.authorisation_no")
    if section is not None:
        section.header.set_note(standing(desk, claim))
