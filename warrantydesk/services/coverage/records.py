"""What counts towards the law's limits: repairs elsewhere, same problems, serious faults."""

from dataclasses import replace
from datetime import timedelta

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.coverage import Group, Replaced
from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.repair_history import (
    ExcludedKind,
    ExcludedTime,
    ProblemLink,
    QualityProblem,
    RepairElsewhere,
    SafetyFlag,
)
from warrantydesk.domain.text import code, line
from warrantydesk.domain.vehicle import is_reading
from warrantydesk.domain.visit import Visit
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.context import book_of
from warrantydesk.services.coverage.guards import (
    instant_problems,
    must_be_alive,
    must_stand,
    raise_all,
    reason_of,
    short,
    too_early,
    vehicle_of,
)

_LONGEST = timedelta(days=730)


def add_elsewhere(bench: Bench, given: RepairElsewhere) -> RepairElsewhere:
    """Enter a repair by another workshop, from the customer's papers."""
    stores = bench.stores
    car = stores.vehicles.get(given.vehicle_id)
    if given.proof is not None:
        stores.attachments.get(given.proof)
    bench.allow("coverage.add_elsewhere")
    part_no = code(short(given.part_no, "part_no"))
    entry = book_of(bench, car.brand).maker.part(part_no)
    group = line(short(given.part_group, "part_group")) or (
        entry.part_group if entry and given.replaced else ""
    )
    repair = replace(
        given,
        workshop=line(
            short(needs(given.workshop, "workshop", N_("Name the workshop.")), "workshop")
        ),
        complaint=short(given.complaint, "complaint"),
        part_no=part_no,
        part_group=group,
        entered_by=bench.person.login,
        entered_at=bench.now,
        void_reason="",
        id=0,
        version=0,
    )
    began_on = repair.agreed_at.astimezone(bench.clock.zone).date()
    problems = _time_problems(bench, repair) or too_early("agreed_at", began_on, car)
    raise_all([*problems, *_part_problems(repair)])
    same = stores.repairs_elsewhere.find(
        vehicle_id=car.id, workshop=repair.workshop, void_reason=""
    )
    if any(one.agreed_at == repair.agreed_at for one in same):
        raise refused(INVALID, N_("This repair is entered already."), "agreed_at")
    with bench.change(N_("enter a repair elsewhere"), Kind.COVERAGE):
        return stores.repairs_elsewhere.add(repair)


def _time_problems(bench: Bench, repair: RepairElsewhere) -> list[Problem]:
    agreed, finished = repair.agreed_at, repair.finished_at
    problems = instant_problems("agreed_at", agreed, bench.now)
    problems += instant_problems("finished_at", finished, bench.now)
    if finished is not None and finished < agreed:
        problems.append(Problem("finished_at", N_("The repair ends before it begins.")))
    elif finished is not None and finished - agreed > _LONGEST:
        problems.append(
            Problem("finished_at", N_("No repair takes longer than two years: look at the year."))
        )
    minutes, took = repair.excluded_minutes, (finished or bench.now) - agreed
    if not 0 <= minutes <= max(took, timedelta(0)) / timedelta(minutes=1):
        problems.append(
            Problem("excluded_minutes", N_("More time is left out than the repair took."))
        )
    if repair.mileage_km is not None and not is_reading(repair.mileage_km):
        problems.append(
            Problem(
                "mileage_km",
                N_("{km} km is not an odometer reading."),
                {"km": repair.mileage_km},
            )
        )
    return problems


def _part_problems(repair: RepairElsewhere) -> list[Problem]:
    problems = []
    if repair.replaced and repair.replaced not in set(Replaced):
        problems.append(Problem("replaced", N_("Choose assembly or main part.")))
    elif repair.replaced and repair.part_group not in set(Group):
        problems.append(
            Problem("part_group", N_("Of which group: engine, transmission, steering …?"))
        )
    elif repair.replaced == Replaced.MAIN_PART and not repair.part_no:
        problems.append(Problem("part_no", N_("Which part was replaced? Give its number.")))
    return problems


def void_elsewhere(bench: Bench, elsewhere_id: int, reason: str) -> RepairElsewhere:
    """Void a repair elsewhere, and its links with it."""
    stores = bench.stores
    repair = stores.repairs_elsewhere.get(elsewhere_id)
    bench.allow("coverage.void_elsewhere")
    must_stand(repair.void_reason)
    why = reason_of(reason)
    with bench.change(N_("void a repair elsewhere"), Kind.COVERAGE):
        for link in stores.problem_links.find(elsewhere_id=repair.id, void_reason=""):
            stores.problem_links.save(replace(link, void_reason=why))
        return stores.repairs_elsewhere.save(replace(repair, void_reason=why))


def open_problem(bench: Bench, vehicle_id: int, title: str, claim_id: int | None) -> QualityProblem:
    """Open a quality problem of a vehicle, with its first repair where one is named."""
    stores = bench.stores
    car = stores.vehicles.get(vehicle_id)
    claim = stores.claims.get(claim_id) if claim_id is not None else None
    bench.allow("coverage.open_problem")
    if claim is not None:
        must_be_alive(claim)
        _must_be_free(bench, claim_id, None)
        _must_be_of(vehicle_of(bench, claim).id, car.id, "claim_id")
    named = line(short(needs(title, "title", N_("Name the problem.")), "title"))
    with bench.change(N_("open a problem"), Kind.COVERAGE):
        problem = stores.problems.add(QualityProblem(car.id, named, bench.person.login, bench.now))
        if claim_id is not None:
            _add_link(bench, ProblemLink(problem.id, claim_id=claim_id))
    return problem


def void_problem(bench: Bench, problem_id: int, reason: str) -> QualityProblem:
    """Void a problem that was none, and its links with it."""
    stores = bench.stores
    problem = stores.problems.get(problem_id)
    bench.allow("coverage.void_problem")
    must_stand(problem.void_reason)
    why = reason_of(reason)
    with bench.change(N_("void a problem"), Kind.COVERAGE):
        for link in stores.problem_links.find(problem_id=problem.id, void_reason=""):
            stores.problem_links.save(replace(link, void_reason=why))
        return stores.problems.save(replace(problem, void_reason=why))


def link(
    bench: Bench, problem_id: int, claim_id: int | None, elsewhere_id: int | None
) -> ProblemLink:
    """Say that a claim or a repair elsewhere was a repair of a problem; a person says it."""
    stores = bench.stores
    problem = stores.problems.get(problem_id)
    claim = stores.claims.get(claim_id) if claim_id is not None else None
    other = stores.repairs_elsewhere.get(elsewhere_id) if elsewhere_id is not None else None
    bench.allow("coverage.link")
    must_stand(problem.void_reason)
    if claim is not None and claim.state is State.VOID:
        raise refused(STATE, N_("The claim is {state}: nothing can be added."), state=claim.state)
    if other is not None:
        must_stand(other.void_reason)
    _must_be_free(bench, claim_id, elsewhere_id)
    if (claim is None) is (other is None):
        raise refused(INVALID, N_("Name one claim, or one repair elsewhere."), "claim_id")
    if claim is not None:
        _must_be_of(vehicle_of(bench, claim).id, problem.vehicle_id, "claim_id")
    if other is not None:
        _must_be_of(other.vehicle_id, problem.vehicle_id, "elsewhere_id")
    with bench.change(N_("link a repair to a problem"), Kind.COVERAGE):
        return _add_link(bench, ProblemLink(problem.id, claim_id, elsewhere_id))


def _add_link(bench: Bench, new: ProblemLink) -> ProblemLink:
    return bench.stores.problem_links.add(
        replace(new, linked_by=bench.person.login, linked_at=bench.now)
    )


def _must_be_free(bench: Bench, claim_id: int | None, elsewhere_id: int | None) -> None:
    """Refuse with STATE a repair that is linked: it is counted for one problem."""
    for name, number in (("claim_id", claim_id), ("elsewhere_id", elsewhere_id)):
        if number is None:
            continue
        if bench.stores.problem_links.find(**{name: number, "void_reason": ""}):
            raise refused(
                STATE,
                N_("This repair is linked to a problem already: take that link back first."),
                name,
            )


def _must_be_of(vehicle_id: int, expected: int, field: str) -> None:
    if vehicle_id != expected:
        raise refused(INVALID, N_("This repair belongs to another vehicle."), field)


def unlink(bench: Bench, link_id: int, reason: str) -> ProblemLink:
    """Take a link back with a reason."""
    stores = bench.stores
    old = stores.problem_links.get(link_id)
    bench.allow("coverage.unlink")
    must_stand(old.void_reason)
    why = reason_of(reason)
    with bench.change(N_("take a link back"), Kind.COVERAGE):
        return stores.problem_links.save(replace(old, void_reason=why))


def flag_serious(bench: Bench, claim_id: int, ground: str) -> SafetyFlag:
    """Judge a claim's fault a serious safety fault (Order 43 Art. 40), with its ground."""
    stores = bench.stores
    claim = stores.claims.get(claim_id)
    bench.allow("coverage.flag_serious")
    must_be_alive(claim)
    if stores.safety_flags.find(claim_id=claim_id, void_reason=""):
        raise refused(STATE, N_("This fault is judged a serious safety fault already."))
    why = short(needs(ground, "ground", N_("What makes it a danger? Say it.")), "ground")
    with bench.change(N_("judge a fault serious"), Kind.COVERAGE, ids=(claim_id,)):
        return stores.safety_flags.add(SafetyFlag(claim_id, why, bench.person.login, bench.now))


def unflag(bench: Bench, claim_id: int, reason: str) -> SafetyFlag:
    """Take the judgement of a serious safety fault back, with a reason."""
    stores = bench.stores
    stores.claims.get(claim_id)
    flags = stores.safety_flags.find(claim_id=claim_id, void_reason="")
    if not flags:
        raise refused(NOT_FOUND, N_("This fault was not judged a serious safety fault."))
    bench.allow("coverage.unflag")
    why = reason_of(reason)
    with bench.change(N_("take a judgement back"), Kind.COVERAGE, ids=(claim_id,)):
        return stores.safety_flags.save(replace(flags[0], void_reason=why))


def exclude_time(
    bench: Bench, visit_id: int, kind: ExcludedKind, minutes: int, note: str
) -> ExcludedTime:
    """Leave time of a visit out of the 30 days (Order 43 Art. 24 ¶3)."""
    stores = bench.stores
    visit = stores.visits.get(visit_id)
    bench.allow("coverage.exclude_time")
    told = short(note, "note")
    before = sum(
        one.minutes for one in stores.excluded_times.find(visit_id=visit_id, void_reason="")
    )
    if minutes <= 0 or timedelta(minutes=min(before + minutes, 10**7)) > _taken(bench, visit):
        raise refused(
            INVALID,
            N_("The time left out is more than nothing, and at most as long as the repair took."),
            "minutes",
        )
    with bench.change(N_("leave time out"), Kind.COVERAGE, Kind.VISITS, ids=(visit_id,)):
        return stores.excluded_times.add(
            ExcludedTime(visit_id, kind, minutes, told, bench.person.login, bench.now)
        )


def _taken(bench: Bench, visit: Visit) -> timedelta:
    """Return how long a visit took, until now where it goes on."""
    begun = visit.arrived_at or visit.started_at
    return (visit.finished_at or bench.now) - begun if begun else _LONGEST


def void_excluded(bench: Bench, excluded_id: int, reason: str) -> ExcludedTime:
    """Count time that was left out, with a reason."""
    stores = bench.stores
    old = stores.excluded_times.get(excluded_id)
    bench.allow("coverage.void_excluded")
    must_stand(old.void_reason)
    why = reason_of(reason)
    with bench.change(N_("count time again"), Kind.COVERAGE, Kind.VISITS, ids=(old.visit_id,)):
        return stores.excluded_times.save(replace(old, void_reason=why))
