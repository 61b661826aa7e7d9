"""Records that have been kept long enough: proposed, approved, disposed of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.disposal import (
    AGAINST_WORDS,
    MOST_LINES,
    Disposal,
    DisposalLine,
    DisposalState,
    DueRecords,
    Record,
)
from warrantydesk.domain.errors import INVALID, RIGHT, STATE, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.mentions import Mentions
from warrantydesk.domain.redaction import Redaction, RedactionKind
from warrantydesk.domain.rights import may
from warrantydesk.domain.text import clean, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.keeping.retention import due_records, records_of
from warrantydesk.services.keeping.taking import carried_out
from warrantydesk.services.settlement.guards import must_have_come
from warrantydesk.storage.numbers import DISPOSAL
from warrantydesk.storage.person_rows import PersonRows
from warrantydesk.storage.redacting import Redacting

_AT = {
    DisposalState.PROPOSED: N_("List {number} is not approved yet."),
    DisposalState.APPROVED: N_("List {number} is approved already."),
    DisposalState.DONE: N_("The records of list {number} are gone already."),
    DisposalState.REFUSED: N_("List {number} was not approved: propose it anew."),
    DisposalState.VOID: N_("List {number} is void."),
}
"""Why a verb of another state is refused."""
_WAITING = (DisposalState.PROPOSED, DisposalState.APPROVED)
SINCE = N_("no longer due")
_NUMBER = re.compile(r"C[0-9]{4}-[0-9]{6,}")


class DisposalService:
    """Proposes, approves and carries out the disposal of records."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def due(self, until_on: date | None = None, limit: int = MOST_LINES) -> DueRecords:
        """Return the records whose time is over by a day, the oldest first, at most ``limit``.

        Those that something still keeps stand among them, with what it is. Refused(INVALID) for
        a day in the future.
        """
        day = self._day(until_on)
        most = max(1, min(limit, MOST_LINES))
        found = due_records(self._bench, day, most + 1)
        return DueRecords(day, tuple(found[:most]), len(found) > most)

    def propose(
        self, until_on: date | None = None, claim_ids: tuple[int, ...] = (), note: str = ""
    ) -> Disposal:
        """Propose a list of what is due, or of the claims named; one line a claim.

        Refused(INVALID) names the claims that are not due, Refused(STATE) where nothing is.
        """
        bench = self._bench
        bench.allow("disposals.propose")
        day = self._day(until_on)
        records = self._named(claim_ids, day) if claim_ids else self.due(day).free
        if not records:
            raise refused(STATE, N_("No record has been kept long enough by {day}."), day=day)
        with bench.change(N_("propose disposal"), Kind.KEEPING):
            number = bench.stores.numbers.short(DISPOSAL, bench.site_number, bench.today.year)
            made = bench.stores.disposals.add(
                Disposal(
                    number=number,
                    until_on=day,
                    note=clean(note).strip(),
                    proposed_by=bench.person.login,
                    proposed_at=bench.now,
                )
            )
            bench.stores.disposal_lines.add_many([_line(made.id, one) for one in records])
        bench.history.clear()
        return made

    def hold(self, line_id: int, reason: str) -> DisposalLine:
        """Take one claim off a list and say why it is kept; an empty reason puts it back."""
        stores = self._bench.stores
        found = stores.disposal_lines.get(line_id)
        self._bench.allow("disposals.hold")
        self._must_be(stores.disposals.get(found.disposal_id), _WAITING)
        told = line(reason)
        if told == found.held_reason:
            return found
        with self._bench.change(N_("hold record"), Kind.KEEPING):
            return stores.disposal_lines.save(replace(found, held_reason=told))

    def approve(self, disposal_id: int, text: str = "") -> Disposal:
        """Approve a list: the service manager, and another than who proposed it, where the desk
        has another."""
        found = self._standing(disposal_id, "disposals.approve", (DisposalState.PROPOSED,))
        self._must_be_another(found)
        if not any(not one.held_reason for one in self.lines(found.id)):
            raise refused(STATE, N_("No claim is left on list {number}."), number=found.number)
        return self._decided(N_("approve disposal"), found, DisposalState.APPROVED, clean(text))

    def refuse(self, disposal_id: int, text: str) -> Disposal:
        """Refuse a list: the records are kept, and why."""
        found = self._standing(disposal_id, "disposals.refuse", (DisposalState.PROPOSED,))
        text = needs(text, "text", N_("Write why the records are kept."))
        return self._decided(N_("refuse disposal"), found, DisposalState.REFUSED, text)

    def void(self, disposal_id: int, reason: str) -> Disposal:
        """Void a list that was made by mistake, before it was carried out."""
        found = self._standing(disposal_id, "disposals.void", _WAITING)
        reason = line(needs(reason, "reason", N_("Give the reason.")))
        changed = replace(found, state=DisposalState.VOID, void_reason=reason)
        return self._saved(N_("void disposal"), changed)

    def carry_out(self, disposal_id: int, witness: str) -> Disposal:
        """Dispose of the records of an approved list for good, before a witness.

        Files leave the data folder, personal values are taken out; rows and money stay. What
        came up since the approval holds its line. Returns the list with its certificate.
        """
        bench = self._bench
        found = self._standing(disposal_id, "disposals.carry_out", (DisposalState.APPROVED,))
        witness = line(needs(witness, "witness", N_("Name the witness.")))
        if witness in (bench.person.name, bench.person.login):
            raise refused(INVALID, N_("The witness is another person than you."), "witness")
        lines = [one for one in self.lines(found.id) if not one.held_reason]
        now = records_of(bench, (one.claim_id for one in lines))
        kept = [one for one in lines if not now[one.claim_id].is_due(bench.today)]
        going = tuple(one.claim_id for one in lines if one not in kept)
        if not going:
            raise refused(
                STATE, N_("Nothing on list {number} is due any more."), number=found.number
            )
        certificate = Redaction(
            number="",
            kind=RedactionKind.DISPOSAL,
            disposal_id=found.id,
            claim_ids=going,
            reason=found.number,
        )
        done: list[Disposal] = []

        def finished(made: Redaction) -> None:
            for one in kept:
                bench.stores.disposal_lines.save(replace(one, held_reason=SINCE))
            done.append(
                bench.stores.disposals.save(
                    replace(
                        found,
                        state=DisposalState.DONE,
                        witness=witness,
                        done_by=bench.person.login,
                        done_at=bench.now,
                        redaction_id=made.id,
                    )
                )
            )

        carried_out(
            bench,
            N_("dispose of records"),
            certificate,
            lambda hands: _dispose(bench, hands, going),
            finished,
        )
        return done[0]

    def draw(self, disposal_id: int, file: Path) -> None:
        """Draw a list into a PDF file; counts as printed. Raises as papers do."""
        from warrantydesk.services.papers import PaperService
        from warrantydesk.services.papers.disposal_list import DISPOSAL_LIST

        PaperService(self._bench).save(DISPOSAL_LIST, disposal_id, file)

    def all(self) -> list[Disposal]:
        """Return every list, the newest first."""
        return sorted(self._bench.stores.disposals.find(), key=lambda one: -one.id)

    def get(self, disposal_id: int) -> Disposal:
        """Return a list; Refused(NOT_FOUND) where there is none."""
        return self._bench.stores.disposals.get(disposal_id)

    def lines(self, disposal_id: int) -> list[DisposalLine]:
        """Return the claims on a list in order."""
        return self._bench.stores.disposal_lines.find(disposal_id=disposal_id)

    def claims(self, lines: Sequence[DisposalLine]) -> dict[int, Claim]:
        """Return the claims of lines by their ids, without visit and lines."""
        found = self._bench.stores.claims.heads(one.claim_id for one in lines)
        return {one.id: one for one in found}

    def _day(self, until_on: date | None) -> date:
        day = until_on or self._bench.today
        must_have_come(self._bench, day, "until_on")
        return day

    def _named(self, claim_ids: tuple[int, ...], day: date) -> tuple[Record, ...]:
        for number in claim_ids:
            self._bench.stores.claims.table.raw(number)
        if len(set(claim_ids)) > MOST_LINES:
            raise refused(
                INVALID, N_("At most {most} claims stand on a list."), "claim_ids", most=MOST_LINES
            )
        records = tuple(records_of(self._bench, claim_ids).values())
        if wrong := [found for one in records for found in _why_not(one, day)]:
            raise Refused(wrong)
        return records

    def _standing(self, disposal_id: int, verb: str, states: tuple[DisposalState, ...]) -> Disposal:
        found = self._bench.stores.disposals.get(disposal_id)
        self._bench.allow(verb)
        self._must_be(found, states)
        return found

    def _must_be(self, found: Disposal, states: tuple[DisposalState, ...]) -> None:
        if found.state not in states:
            raise refused(STATE, _AT[found.state], number=found.number)

    def _must_be_another(self, found: Disposal) -> None:
        bench = self._bench
        if found.proposed_by != bench.person.login:
            return
        people = bench.stores.people.find()
        if any(one.login != found.proposed_by and may(one, "disposals.approve") for one in people):
            raise refused(
                RIGHT, N_("You proposed {number}: another person approves it."), number=found.number
            )

    def _decided(self, name: str, found: Disposal, state: DisposalState, text: str) -> Disposal:
        return self._saved(
            name,
            replace(
                found,
                state=state,
                decided_by=self._bench.person.login,
                decided_on=self._bench.today,
                decision_text=text.strip(),
            ),
        )

    def _saved(self, name: str, changed: Disposal) -> Disposal:
        with self._bench.change(name, Kind.KEEPING):
            saved = self._bench.stores.disposals.save(changed)
        self._bench.history.clear()
        return saved


def _line(disposal_id: int, one: Record) -> DisposalLine:
    return DisposalLine(disposal_id, one.claim_id, one.kind, one.finished_on, one.keep_until)


def _why_not(one: Record, day: date) -> list[Finding]:
    """Return why a claim may not stand on a list."""
    values = {"number": one.claim_number}
    if not one.is_ended:
        return [Finding(INVALID, "claim_ids", N_("Claim {number} is still open."), values)]
    if one.keep_until >= day:
        until = {**values, "day": one.keep_until}
        text = N_("The law keeps the record of claim {number} until {day}.")
        return [Finding(INVALID, "claim_ids", text, until)]
    if one.disposal_id is not None:
        text = N_("Claim {number} stands on another list already.")
        return [Finding(INVALID, "claim_ids", text, values)]
    return [Finding(INVALID, "claim_ids", AGAINST_WORDS[what], values) for what in one.against]


def _dispose(bench: Bench, hands: Redacting, claim_ids: tuple[int, ...]) -> None:
    """Empty claims one by one, each for its own values; visits once all their claims go."""
    rows, going = PersonRows(bench.stores.db), set(claim_ids)
    claims = rows.claims("id", going)
    known = {one.claim_number: Mentions(one.values) for one in claims}
    for one in claims:
        hands.mentions = known[one.claim_number]
        hands.claims((one.id,))
    hands.sheets(lambda text: _first(known, text))
    visits = {one.visit_id for one in claims}
    whole = {
        visit
        for visit, of_visit in rows.of_visits(visits).items()
        if not rows.unredacted(of_visit - going)
    }
    hands.mentions = Mentions(())
    hands.visits(whole)


def _first(known: Mapping[str, Mentions], text: str) -> Mentions | None:
    """Return what the line of a kept list loses: the values of the first claim it names."""
    return next((known[one] for one in _NUMBER.findall(text) if one in known), None)
