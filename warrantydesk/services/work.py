"""Technicians' hours on a job: clocked, typed later, voided; laid beside what is claimed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.domain.errors import INVALID, RIGHT, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.person import Role
from warrantydesk.domain.text import code, line
from warrantydesk.domain.work import WorkTime
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.guards import (
    instant_problems,
    must_be_at,
    must_stand,
    raise_all,
    reason_of,
    short,
)

LONGEST = timedelta(hours=24)
"""Longer on one job without a break is a clock that nobody stopped."""
_OTHERS = frozenset({Role.CLERK, Role.RECEPTION, Role.SERVICE_MANAGER})
"""Who may enter the hours of somebody else."""


@dataclass(frozen=True)
class Hours:
    """Clocked beside claimed hours of a claim, decimals of an hour."""

    clocked: Decimal
    claimed: Decimal


class WorkService:
    """Keeps technicians' clocks."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def clock_on(
        self,
        claim_id: int,
        technician: str = "",
        labour_code: str = "",
        started_at: datetime | None = None,
        note: str = "",
    ) -> WorkTime:
        """Start a technician's clock on a job, now by default; the acting person by default.

        A clock that he has running on another claim goes on: V44 names the overlap.
        """
        claim, name = self._open(claim_id, "work.clock_on", technician)
        at = started_at or self._bench.now
        if any(one.technician == name for one in self._running(claim_id)):
            raise refused(
                STATE, N_("{name} is clocked on this job already: clock off first."), name=name
            )
        raise_all(self._beginning(claim, at))
        new = self._new(claim, name, at, labour_code, note)
        return self._added(N_("clock on"), new)

    def clock_off(self, work_time_id: int, ended_at: datetime | None = None) -> WorkTime:
        """Stop a running clock, now by default."""
        found = self._bench.stores.work_times.get(work_time_id)
        self._open(found.claim_id, "work.clock_off", found.technician)
        must_stand(found.void_reason)
        if found.ended_at is not None:
            raise refused(STATE, N_("This clock was stopped already: change its times instead."))
        stopped = replace(found, ended_at=ended_at or self._bench.now)
        raise_all(self._end_problems(stopped))
        return self._kept(N_("clock off"), stopped)

    def save_time(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        claim_id: int,
        technician: str,
        started_at: datetime,
        ended_at: datetime,
        labour_code: str = "",
        note: str = "",
        id: int | None = None,
        version: int | None = None,
    ) -> WorkTime:
        """Enter hours from a job card, or change those of ``id``."""
        old = self._bench.stores.work_times.get(id) if id is not None else None
        claim, name = self._open(
            claim_id, "work.save_time", technician, *([old.technician] if old else [])
        )
        if old is not None:
            must_stand(old.void_reason)
            must_be_at(version, old.version)
        if old is not None and old.claim_id != claim_id:
            raise refused(INVALID, N_("These hours belong to another claim."), "id")
        needs(technician, "technician", N_("Who worked? Enter the technician."))
        new = replace(self._new(claim, name, started_at, labour_code, note), ended_at=ended_at)
        raise_all([*self._beginning(claim, started_at), *self._end_problems(new)])
        if old is None:
            return self._added(N_("enter hours"), new)
        return self._kept(N_("change hours"), replace(new, id=old.id, version=old.version))

    def void_time(self, work_time_id: int, reason: str) -> WorkTime:
        """Void hours with a reason."""
        found = self._bench.stores.work_times.get(work_time_id)
        self._open(found.claim_id, "work.void_time", found.technician)
        must_stand(found.void_reason)
        return self._kept(N_("void hours"), replace(found, void_reason=reason_of(reason)))

    def times(self, claim_id: int) -> list[WorkTime]:
        """Return the hours of a claim that stand, oldest first."""
        found = self._bench.stores.work_times.find(claim_id=claim_id, void_reason="")
        return sorted(found, key=lambda one: (one.started_at, one.id))

    def clashes(self, claim_id: int) -> dict[int, str]:
        """Return the clocks that ran while their technician was clocked on another claim.

        The id of the clock leads to the number of the other claim.
        """
        return self._bench.stores.work_times.clashes(claim_id)

    def hours(self, claim_id: int) -> Hours:
        """Return clocked beside claimed hours; a running clock does not count yet."""
        claim = self._bench.stores.claims.get(claim_id)
        spent = sum(
            (one.ended_at - one.started_at for one in self.times(claim_id) if one.ended_at),
            timedelta(),
        )
        claimed = sum((one.hours + one.extra_hours for one in claim.labour_lines), Decimal(0))
        clocked = Decimal(round(spent.total_seconds())) / 3600
        return Hours(clocked.quantize(Decimal("0.01")), claimed)

    def _new(self, claim: Claim, name: str, at: datetime, labour: str, note: str) -> WorkTime:
        return WorkTime(
            claim.id,
            claim.visit.id,
            name,
            at,
            labour_code=code(short(labour, "labour_code")),
            note=short(note, "note"),
            by=self._bench.person.login,
        )

    def _added(self, action: str, new: WorkTime) -> WorkTime:
        with self._bench.change(action, Kind.WORK) as touched:
            touched.append(new.claim_id)
            return self._bench.stores.work_times.add(new)

    def _kept(self, action: str, changed: WorkTime) -> WorkTime:
        with self._bench.change(action, Kind.WORK) as touched:
            touched.append(changed.claim_id)
            return self._bench.stores.work_times.save(changed)

    def _running(self, claim_id: int) -> list[WorkTime]:
        return [one for one in self.times(claim_id) if one.ended_at is None]

    def _open(self, claim_id: int, verb: str, *technicians: str) -> tuple[Claim, str]:
        """Return a claim that may still change, and how the first technician is written.

        Refused for a person who may not do the verb, or not for each of the technicians.
        """
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow(verb)
        names = [self._for(one) for one in technicians]
        must_be_open(claim)
        return claim, names[0]

    def _for(self, technician: str) -> str:
        """Return the login or name that hours stand under; Refused(RIGHT) for others' hours."""
        person = self._bench.person
        typed = line(short(technician, "technician"))
        known = self._bench.stores.people.by_login(typed) if typed else person
        if known is None:
            same = [one for one in self._bench.stores.people.find(active=1) if one.name == typed]
            known = same[0] if len(same) == 1 else None
        name = known.login if known else typed
        if name != person.login and not _OTHERS & set(person.roles):
            raise refused(RIGHT, N_("A technician enters his own hours only."), "technician")
        return name

    def _beginning(self, claim: Claim, at: datetime) -> list[Problem]:
        arrived = claim.visit.arrived_at
        problems = instant_problems("started_at", at, self._bench.now)
        # Clocks are typed to the minute, arrivals stand to the second.
        if not problems and arrived is not None and at < arrived.replace(second=0, microsecond=0):
            problems.append(Problem("started_at", N_("The work began before the car arrived.")))
        return problems

    def _end_problems(self, one: WorkTime) -> list[Problem]:
        problems = instant_problems("ended_at", one.ended_at, self._bench.now)
        if problems or one.ended_at is None:
            return problems
        if one.ended_at <= one.started_at:
            problems.append(Problem("ended_at", N_("The work ends before it begins.")))
        elif one.ended_at - one.started_at > LONGEST:
            problems.append(
                Problem("ended_at", N_("Nobody works on a job for more than 24 hours at a time."))
            )
        return problems


def must_be_open(claim: Claim) -> None:
    """Refuse with STATE a claim whose content is frozen."""
    if claim.state not in EDITABLE:
        raise refused(STATE, N_("The claim is {state}: its content is frozen."), state=claim.state)
