"""Lines of today as a sheet kept them, in the words of the language in use."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.dates import day_of
from warrantydesk.i18n import _, date_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of

if TYPE_CHECKING:
    from warrantydesk.documents.waiting import WaitingLine


def waiting_lines(bench: Bench, told: Iterable[Mapping[str, Any]]) -> "tuple[WaitingLine, ...]":
    """Return kept lines as papers show them."""
    from warrantydesk.documents.waiting import WaitingLine

    return tuple(
        WaitingLine(
            title=_(one["title"], **one["values"]),
            note=_note(one),
            plate=one["plate"] or one["vin"][-8:],
            owner=name_of(bench, one["owner"]),
            due_on=date_text(day_of(one["due_on"])),
            amount_fen=int(one["amount_fen"]),
        )
        for one in told
    )


def _note(one: Mapping[str, Any]) -> str:
    if one["snoozed_until"]:
        day = date_text(day_of(one["snoozed_until"]))
        return _("Put off until {day}: {reason}", day=day, reason=one["snoozed_for"])
    return _(one["note"], **one["values"]) if one["note"] else ""
