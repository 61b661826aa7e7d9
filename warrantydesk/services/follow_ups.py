"""The call after the repair: whom to call, how content the customer is."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from warrantydesk.domain.care import (
    BEST_SCORE,
    MOST_TRIES,
    CallDue,
    Channel,
    ContactNote,
    FollowUp,
    Outcome,
    Party,
)
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.deadlines import FOLLOW_UP, due_on
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.text import clean
from warrantydesk.domain.visit import SignedPaper, Visit
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.life import holidays

LOOKED_BACK = timedelta(days=30)
"""A call later than this after the hand-over says nothing about the repair any more."""


class FollowUpService:
    """Finds whom to call and keeps the calls; a row is written with the first try."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def due(self, today: date | None = None) -> list[CallDue]:
        """Return the visits whose customer is to be called by a day, the oldest first.

        That is: the car was handed over, the maker's deadline ``followup`` has come, and the
        customer was neither reached nor tried in vain MOST_TRIES times. Refused(INVALID) for a
        day at the edge of the calendar.
        """
        day = today or self._bench.today
        if day.year in (date.min.year, date.max.year):
            raise refused(INVALID, N_("The year {year} is out of range."), "today", year=day.year)
        return [one for one in self.waiting(day) if one.due_on is None or one.due_on <= day]

    def waiting(self, today: date | None = None) -> list[CallDue]:
        """Return every call that is still to be made, also those whose day has not come."""
        bench = self._bench
        day = today or bench.today
        since = datetime.combine(day - LOOKED_BACK, time.min, tzinfo=bench.clock.zone)
        found = bench.stores.follow_ups.waiting(since)
        dated = [replace(one, due_on=one.again_on or self._due_on(one)) for one in found]
        return sorted(dated, key=lambda one: (one.due_on or date.max, one.visit_id))

    def _due_on(self, one: CallDue) -> date:
        """Return the day of the first call; a brand without the deadline calls at once."""
        return self._first_day(one.brand, one.handed_over_at)

    def _first_day(self, brand: str, handed_over_at: datetime) -> date:
        bench = self._bench
        start = local_date(handed_over_at, bench.clock.zone) or bench.today
        return due_on(bench.profile(brand), FOLLOW_UP, start, holidays(bench)) or start

    def call(
        self, visit_id: int, reached: bool, score: int | None = None, text: str = ""
    ) -> FollowUp:
        """Write a call down; reached ends it, after MOST_TRIES calls in vain it ends too.

        ``score`` is 0 (bad) to 10 (good), absent where the customer gives none. Who was not
        reached is tried again on the next working day. The call stands in the contact log.
        """
        bench = self._bench
        visit = bench.stores.visits.get(visit_id)
        bench.allow("follow_ups.call")
        before = self._open_of(visit)
        _must_be_possible(reached, score)
        tries = (before.tries if before else 0) + 1
        done = reached or tries >= MOST_TRIES
        made = FollowUp(
            visit_id=visit.id,
            due_on=self._next_day(visit, before, done),
            called_at=bench.now,
            called_by=bench.person.login,
            tries=tries,
            score=score,
            text=clean(text).strip(),
            done=done,
        )
        with bench.change(N_("call after repair"), Kind.CARE, ids=(visit.id,)):
            bench.stores.contact_notes.add(self._logged(visit, reached, made))
            if before is None:
                return bench.stores.follow_ups.add(made)
            return bench.stores.follow_ups.save(replace(made, id=before.id, version=before.version))

    def _open_of(self, visit: Visit) -> FollowUp | None:
        """Return the call that was tried before; Refused(STATE) where none is to be made."""
        if self._handed_over_at(visit) is None:
            raise refused(STATE, N_("The car is still here: call once it was handed over."))
        known = self._bench.stores.follow_ups.find(visit_id=visit.id, void_reason="")
        if any(one.done for one in known):
            raise refused(STATE, N_("This customer was called already."))
        return known[-1] if known else None

    def _handed_over_at(self, visit: Visit) -> datetime | None:
        signed = self._bench.stores.signatures.find(visit_id=visit.id)
        collected = [one.signed_at for one in signed if one.paper is SignedPaper.COLLECTION]
        return max(collected) if collected else visit.finished_at

    def _next_day(self, visit: Visit, before: FollowUp | None, done: bool) -> date:
        """Return the day that was due, or that of the next try."""
        bench = self._bench
        if not done:
            return holidays(bench).working_days_after(bench.today, 1)
        if before is not None:
            return before.due_on
        car = bench.stores.vehicles.get(visit.vehicle_id) if visit.vehicle_id else None
        handed_over = self._handed_over_at(visit) or bench.now
        return self._first_day(car.brand if car else "", handed_over)

    def _logged(self, visit: Visit, reached: bool, made: FollowUp) -> ContactNote:
        owner = self._bench.stores.customers.get(visit.customer_id) if visit.customer_id else None
        said = made.text or _("Call after the repair")
        if made.score is not None:
            said = _("{text} (score {score} of 10)", text=said, score=made.score)
        return ContactNote(
            party=Party.CUSTOMER,
            channel=Channel.PHONE,
            text=said,
            at=self._bench.now,
            by=self._bench.person.login,
            outcome=Outcome.REACHED if reached else Outcome.NO_ANSWER,
            with_whom=owner.name if owner else visit.brought_by,
            visit_id=visit.id,
            customer_id=visit.customer_id,
        )

    def of_visit(self, visit_id: int) -> FollowUp | None:
        """Return the call of a visit, None where nobody called yet."""
        known = self._bench.stores.follow_ups.find(visit_id=visit_id, void_reason="")
        return known[-1] if known else None

    def of_claim(self, claim_id: int) -> CallDue | None:
        """Return the call to be made for a claim's visit, None where none is."""
        visit_id = self._bench.stores.claims.get(claim_id).visit.id
        return next((one for one in self.waiting() if one.visit_id == visit_id), None)


def _must_be_possible(reached: bool, score: int | None) -> None:
    if score is None:
        return
    if not reached:
        raise refused(INVALID, N_("Nobody was reached: then there is no score."), "score")
    if not 0 <= score <= BEST_SCORE:
        raise refused(INVALID, N_("A score is 0 (bad) to 10 (good)."), "score")
