"""Correspondence with the maker, and the appeals so far: short rows, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.domain.care import CHANNEL_NAMES, ContactNote
from warrantydesk.domain.claim.appeal import APPEAL_NAMES, Appeal, AppealState
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text, minute_text
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column

APPEAL_MARKS = {
    AppealState.DRAFT: Mark.RUNNING,
    AppealState.FILED: Mark.RUNNING,
    AppealState.DECIDED: Mark.DONE,
    AppealState.VOID: Mark.NA,
}


@dataclass(frozen=True)
class Line:
    """One row: when, what, and words beside it."""

    when: str
    what: str
    second: str = ""
    mark: Mark | None = None
    amount: str = ""


def mail_lines(notes: Sequence[ContactNote]) -> list[Line]:
    """Return what was said between maker and desk."""
    return [
        Line(
            minute_text(one.at),
            one.text.split("\n")[0],
            " • ".join(
                word
                for word in (
                    _(CHANNEL_NAMES[one.channel]),
                    _("from the maker") if one.incoming else _("to the maker"),
                    one.with_whom,
                )
                if word
            ),
            Mark.DONE,
            yuan(one.amount_fen) if one.amount_fen is not None else "",
        )
        for one in sorted(notes, key=lambda each: each.at, reverse=True)
    ]


def appeal_lines(appeals: Sequence[Appeal]) -> list[Line]:
    """Return the appeals of a claim."""
    return [
        Line(
            date_text(one.filed_on) if one.filed_on else "—",
            one.grounds.split("\n")[0] or _("No grounds yet"),
            _appeal_words(one),
            APPEAL_MARKS[one.state],
            yuan(one.asked_fen),
        )
        for one in sorted(appeals, key=lambda each: each.number, reverse=True)
    ]


def _appeal_words(one: Appeal) -> str:
    state = _(APPEAL_NAMES[one.state])
    if one.state is AppealState.DECIDED and one.gained_fen is not None:
        return _("{state} • {amount} gained", state=state, amount=yuan(one.gained_fen))
    if one.state is AppealState.FILED and one.answer_due_on is not None:
        return _(
            "{state} • answer expected by {day}", state=state, day=date_text(one.answer_due_on)
        )
    return state


def columns(title: str) -> list[Column]:
    """Return the columns; ``title`` heads what was said."""
    return [
        Column("when", _("When"), width=156, mark=lambda row: row.mark, sortable=False),
        Column(
            "what", title, width=260, stretch=True, second=lambda row: row.second, sortable=False
        ),
        Column("amount", _("Amount ¥"), "right", width=96, sortable=False),
    ]
