"""The entries asked for, read on one connection and put into words; for a worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.dates import from_utc_text
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.journal_line import JournalLine
from warrantydesk.domain.scan import CLAIM, TAG, recognise
from warrantydesk.services.journal_names import Named, RowNames, referred
from warrantydesk.services.journal_subjects import SUBJECTS
from warrantydesk.services.journal_words import JournalWords
from warrantydesk.services.ledger.names import Names
from warrantydesk.storage.journal_lines import (
    EVENTS,
    ChainedEntry,
    Only,
    RowKey,
    Step,
    before_states,
    page,
)
from warrantydesk.storage.readers import Query

PEOPLE_OUTSIDE = frozenset({"customer"})
"""Tables whose rows are called by the names of people who do not work here."""


@dataclass(frozen=True)
class JournalReading:
    """What a worker needs to read entries: which ones, and the names of people and codes."""

    only: Only
    names: Names
    papers: Mapping[str, str]
    leaves: bool = False
    """It is read into a file that leaves the desk: customers are told by their numbers."""

    def page(self, query: Query, before: int | None, limit: int, step: Step) -> list[JournalLine]:
        """Return the newest lines before a place, at most ``limit``."""
        return self.told(query, page(query, self.only, before, limit, step))

    def told(self, query: Query, rows: Sequence[ChainedEntry]) -> list[JournalLine]:
        """Put entries into words."""
        befores = before_states(query, rows)
        known = RowNames(query, PEOPLE_OUTSIDE if self.leaves else ())
        known.learn((one.table, one.row) for one in rows)
        known.learn(_referred(rows, befores))
        words = JournalWords(
            self.names, self.papers, lambda table, row: known.of(table, row, {}).name
        )
        return [self._line(one, befores.get(one.seq), known, words) for one in rows]

    def _line(
        self,
        entry: ChainedEntry,
        before: Mapping[str, Any] | None,
        known: RowNames,
        words: JournalWords,
    ) -> JournalLine:
        after = entry.after or {}
        event = _event_of(entry)
        named = _of_event(after) if event else known.of(entry.table, entry.row, after)
        subject = SUBJECTS.get(entry.table)
        return JournalLine(
            seq=entry.seq,
            at=from_utc_text(entry.utc),
            login=entry.actor,
            who=self.names.person(entry.actor),
            action=entry.action,
            table=entry.table,
            row=entry.row,
            about=subject.title if subject else entry.table,
            name=named.name,
            changes=() if event else words.changes(entry.table, before, entry.after),
            is_first=before is None,
            is_gone=entry.after is None,
            opens=named.opens,
            event=event,
            told=words.event(event, after) if event else "",
            hash=entry.hash,
        )


def _of_event(after: Mapping[str, Any]) -> Named:
    """Return what an event was about: a claim and a piece can be opened."""
    subject = str(after.get("subject") or "")
    kind = recognise(subject).kind
    tab = {CLAIM: ("archive", "search"), TAG: ("shelf", "tag")}.get(kind)
    return Named(subject, (*tab, subject) if tab else None)


def _event_of(entry: ChainedEntry) -> EventKind | None:
    kind = str((entry.after or {}).get("kind"))
    known = entry.table == EVENTS and kind in {str(one) for one in EventKind}
    return EventKind(kind) if known else None


def _referred(
    rows: Sequence[ChainedEntry], befores: Mapping[int, Mapping[str, Any] | None]
) -> set[RowKey]:
    """Return the rows of other tables that changed columns name."""
    found: set[RowKey] = set()
    for one in rows:
        for state in (one.after or {}, befores.get(one.seq) or {}):
            for column, value in state.items():
                table = referred(column)
                if table and isinstance(value, int) and value:
                    found.add((table, value))
    return found
