"""What happened to a claim and in whose hands it was, as the journal tells it.

There is no second table of events: every change of the claim and of all that belongs to it stands
in the journal with its instant, person and action, and is put into words here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.snapshot import VEIL
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import from_utc_text
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.claim_story_words import (
    CLAIM,
    TABLES,
    VISIT,
    StoryWords,
    is_said,
    label,
    name_of,
)
from warrantydesk.storage.journal import Entry
from warrantydesk.storage.redaction_places import spoken
from warrantydesk.storage.store import Store

_BY_CLAIM = (
    *("inspections", "submissions", "claim_answers", "appeals", "charge_backs"),
    *("authorisations", "escalations", "overrides", "decisions", "safety_flags", "ticks"),
    *("parts", "work_times", "store_requests", "deductions"),
)
"""Stores whose rows name their claim."""
_NAMES = (
    *("tag", "part_name", "document_code", "number", "name", "new_part_name", "rule"),
    *("as_role", "language", "notice_no"),
)
"""Columns by which a row is told from others of its kind, the first that is there."""
_WITH: Mapping[State, str] = {
    State.DRAFT: N_("Reception"),
    State.APPRAISING: N_("Technician"),
    State.NOT_COVERED: N_("Warranty clerk"),
    State.PREAUTH_WAIT: N_("Maker"),
    State.REPAIRING: N_("Workshop"),
    State.TO_SUBMIT: N_("Warranty clerk"),
    State.SUBMITTED: N_("Maker"),
    State.RETURNED: N_("Warranty clerk"),
    State.REJECTED: N_("Warranty clerk"),
    State.APPEALED: N_("Maker"),
    State.REJECTED_FINAL: N_("Warranty clerk"),
    State.APPROVED: N_("Warranty clerk"),
    State.CLOSED: N_("Archive"),
    State.VOID: N_("Archive"),
}
"""In whose hands a claim lies while it stands in a state."""


@dataclass(frozen=True)
class StoryChange:
    """One column that changed; texts in the language in use, empty for none."""

    label: str
    old: str
    new: str
    personal: bool = False
    """That it changed is told, not what it was: the journal keeps only a hash, or it was taken
    out since."""


@dataclass(frozen=True)
class StoryEvent:
    """One row that one action changed; ``action`` and ``about`` are sentence keys."""

    seq: int
    at: datetime
    who: str
    """The name of who did it."""
    action: str
    about: str
    name: str
    changes: tuple[StoryChange, ...]
    is_first: bool
    """The row was entered, not changed."""


@dataclass(frozen=True)
class Holding:
    """A stretch in which a claim lay in one pair of hands; ``holder`` is a sentence key."""

    state: State
    holder: str
    since: datetime
    until: datetime | None
    """None while it still lies there."""
    who: str
    """The name of who brought it there."""

    def days(self, now: datetime) -> int:
        """Return how many whole days it lay there, up to ``now``."""
        return max(0, ((self.until or now) - self.since).days)


class ClaimStory:
    """Reads the journal of a claim and of all that belongs to it; writes nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def of(self, claim_id: int) -> tuple[StoryEvent, ...]:
        """Return the events of a claim, oldest first; Refused(NOT_FOUND) where there is none.

        Of a claim whose personal values were taken out, texts in which one stood are not told:
        what the journal keeps of them is shown nowhere.
        """
        claim = self._bench.stores.claims.get(claim_id)
        journal = self._bench.stores.journal
        words = StoryWords(self._bench, claim.brand, claim.type)
        redacted = claim.redaction_id is not None
        events = [
            event
            for table, row in self.rows(claim)
            for event in self._told(
                words,
                table,
                journal.entries(table, row),
                spoken(table) if redacted else frozenset(),
            )
        ]
        return tuple(sorted(events, key=lambda event: event.seq))

    def holders(self, claim_id: int) -> tuple[Holding, ...]:
        """Return who had a claim when, oldest first; a state that did not change is one stretch."""
        self._bench.stores.claims.get(claim_id)
        moves: list[tuple[State, datetime, str]] = []
        for entry in self._bench.stores.journal.entries(CLAIM, claim_id):
            state = str((entry.after or {}).get("state"))
            if state in State.__members__ and (not moves or moves[-1][0] != state):
                moves.append((State(state), from_utc_text(entry.utc), entry.actor))
        ends = [at for _state, at, _who in moves[1:]]
        return tuple(
            Holding(state, _WITH[state], at, until, name_of(self._bench, who))
            for (state, at, who), until in zip(moves, [*ends, None], strict=True)
        )

    def rows(self, claim: Claim) -> Iterator[tuple[str, int]]:
        """Yield table and id of every row of a claim."""
        stores = self._bench.stores
        yield CLAIM, claim.id
        yield from ((VISIT, number) for number in (claim.visit.id,) if number)
        for lines in stores.claims.lines:
            yield from ((lines.table.name, row["id"]) for row in lines.rows(claim.id))
        for store, found in self._found(claim):
            yield from ((store.table.name, one.id) for one in found)

    def _found(self, claim: Claim) -> Iterator[tuple[Store[Any], list[Any]]]:
        """Yield every store whose rows belong to a claim, with these."""
        stores = self._bench.stores
        for noun in _BY_CLAIM:
            store = getattr(stores, noun)
            yield store, store.find(claim_id=claim.id)
        inspections = stores.inspections.find(claim_id=claim.id)
        for inspection in inspections:
            signed = stores.inspection_signatures.find(inspection_id=inspection.id)
            yield stores.inspection_signatures, signed
        yield stores.signatures, stores.signatures.find(visit_id=claim.visit.id)
        yield stores.attachments, stores.attachments.every(claim_id=claim.id)
        yield stores.print_jobs, stores.print_jobs.of(claim.claim_number)

    def _told(
        self, words: StoryWords, table: str, entries: list[Entry], hidden: frozenset[str]
    ) -> Iterator[StoryEvent]:
        state: dict[str, Any] = {}
        for place, entry in enumerate(entries):
            after = dict(entry.after or {})
            changes = tuple(_changes(words, table, state, after, hidden))
            state.update(after)
            if place and not changes:
                continue  # a version that rose, or a clock beside the content
            yield StoryEvent(
                seq=entry.seq,
                at=from_utc_text(entry.utc),
                who=name_of(self._bench, entry.actor),
                action=entry.action,
                about=TABLES[table],
                name=_name(words, table, state),
                changes=changes,
                is_first=not place,
            )


def _changes(
    say: StoryWords,
    table: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    hidden: frozenset[str],
) -> Iterator[StoryChange]:
    for column, value in after.items():
        words, old = label(table, column), before.get(column)
        if not words or old == value or not (before or is_said(value)):
            continue
        if column in hidden or any(str(one or "").startswith(VEIL) for one in (old, value)):
            yield StoryChange(words, "", "", personal=True)
            continue
        change = StoryChange(words, say.said(table, column, old), say.said(table, column, value))
        if change.old != change.new:
            yield change


def _name(say: StoryWords, table: str, state: Mapping[str, Any]) -> str:
    """Return what a row is called among others of its kind."""
    for column in _NAMES:
        value = state.get(column)
        if value and not str(value).startswith(VEIL):
            return say.said(table, column, value)
    return ""
