"""How an authorisation is told in one line: number, limit, days left."""

from datetime import date
from typing import Any

from warrantydesk.domain.authorisation import Authorisation
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text, list_text, ngettext_
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
