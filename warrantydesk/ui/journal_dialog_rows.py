"""Lines of the journal as rows under their days, and what one of them changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.journal_line import JournalLine
from warrantydesk.i18n import _, date_text, local, minute_text
from warrantydesk.services.journal_export import about_words, action_words, changes_words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table_model import Column, Group


@dataclass(frozen=True)
class ChangeRow:
    """One column before and after."""

    label: str
    old: str
    new: str


def with_days(lines: Iterable[JournalLine]) -> list[JournalLine | Group]:
    """Return lines, newest first, each day headed by its own row."""
    found: list[JournalLine | Group] = []
    shown: date | None = None
    for line in lines:
        day = local(line.at).date()
        if day != shown:
            shown = day
            found.append(Group(date_text(day)))
        found.append(line)
    return found


def change_rows(line: JournalLine) -> list[ChangeRow]:
    """Return what a line changed, a row a column; an event in one row."""
    if line.event:
        return [ChangeRow(action_words(line), "", line.told)]
    if line.is_gone:
        return [ChangeRow(about_words(line), "", _("taken out"))]
    return [
        ChangeRow(
            one.label,
            _("(not shown)") if one.personal else "" if line.is_first else one.old,
            _("changed") if one.personal else one.new,
        )
        for one in line.changes
    ]


def columns() -> list[Column]:
    """Return the columns of the lines; nothing is sorted: the journal has its one order."""
    return [
        Column(
            "at",
            _("Time"),
            width=96,
            text=lambda line: minute_text(line.at)[-5:],
            second=lambda line: line.who,
            mark=lambda line: Mark.WARN if line.event else None,
            copy=lambda line: minute_text(line.at),
            sortable=False,
        ),
        Column(
            "action",
            _("What was done"),
            width=200,
            text=action_words,
            second=about_words,
            bold=True,
            sortable=False,
        ),
        Column(
            "changes",
            _("Before → after"),
            width=150,
            text=changes_words,
            stretch=True,
            weak=True,
            sortable=False,
        ),
        Column(
            "seq",
            _("Entry no."),
            "right",
            width=72,
            text=lambda line: f"{line.seq:,}",
            sortable=False,
        ),
    ]


def change_columns() -> list[Column]:
    """Return the columns of what one line changed."""
    return [
        Column("label", _("Field"), width=104, sortable=False),
        Column("old", _("Before"), width=92, weak=True, sortable=False),
        Column("new", _("After"), width=100, stretch=True, sortable=False),
    ]
