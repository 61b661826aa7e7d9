"""What the customer is given or demands: loan cars, replacement and return of the car."""

from dataclasses import replace
from datetime import date

from warrantydesk.domain.coverage import Law, RuleSet
from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.repair_history import Demand, DemandAnswer, Loaner, LoanerKind
from warrantydesk.domain.text import is_visible
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.context import book_of
from warrantydesk.services.coverage.guards import (
    day_problems,
    must_be_at,
    must_stand,
    raise_all,
    reason_of,
    short,
    too_early,
    vehicle_of,
)

_MOST_FEN = 100_000_000


def save_loaner(bench: Bench, given: Loaner, loaner_id: int | None, version: int | None) -> Loaner:
    """Save a loan car, transport money or another agreement of a visit, a new one without id."""
    stores = bench.stores
    visit = stores.visits.get(given.visit_id)
    old = stores.loaners.get(loaner_id) if loaner_id is not None else None
    bench.allow("coverage.save_loaner")
    if old is not None:
        must_stand(old.void_reason)
    must_be_at(version, old.version if old else 0)
    arrived_on = visit.arrived_at.astimezone(bench.clock.zone).date() if visit.arrived_at else None
    given = replace(given, note=short(given.note, "note"))
    raise_all(_loaner_problems(bench, given, old, arrived_on))
    who = {"entered_by": bench.person.login, "entered_at": bench.now, "void_reason": ""}
    with bench.change(N_("save a loan car"), Kind.COVERAGE, Kind.VISITS, ids=(visit.id,)):
        if old is None:
            return stores.loaners.add(replace(given, id=0, version=0, **who))  # type: ignore[arg-type]
        return stores.loaners.save(replace(given, id=old.id, version=old.version, **who))  # type: ignore[arg-type]


def _loaner_problems(
    bench: Bench, given: Loaner, old: Loaner | None, arrived_on: date | None
) -> list[Problem]:
    problems = day_problems("given_on", given.given_on, bench.today)
    problems += day_problems("returned_on", given.returned_on, bench.today)
    if old is not None and old.visit_id != given.visit_id:
        problems.append(Problem("visit_id", N_("This loan car belongs to another visit.")))
    if arrived_on is not None and given.given_on < arrived_on:
        problems.append(Problem("given_on", N_("The car was not here yet on this day.")))
    if given.returned_on is not None and given.returned_on < given.given_on:
        problems.append(Problem("returned_on", N_("Returned before it was given.")))
    if not 0 <= given.amount_fen <= _MOST_FEN:
        problems.append(Problem("amount_fen", N_("This amount cannot be right.")))
    elif given.kind is LoanerKind.MONEY and not given.amount_fen:
        problems.append(Problem("amount_fen", N_("How much transport money was paid?")))
    if given.kind is LoanerKind.AGREED and not is_visible(given.note):
        problems.append(Problem("note", N_("What was agreed? Say it.")))
    return problems


def void_loaner(bench: Bench, loaner_id: int, reason: str) -> Loaner:
    """Void a loan car or transport money with a reason."""
    stores = bench.stores
    old = stores.loaners.get(loaner_id)
    bench.allow("coverage.void_loaner")
    must_stand(old.void_reason)
    why = reason_of(reason)
    with bench.change(N_("void a loan car"), Kind.COVERAGE, Kind.VISITS, ids=(old.visit_id,)):
        return stores.loaners.save(replace(old, void_reason=why))


def order_of(bench: Bench, car: Vehicle) -> tuple[Law, RuleSet]:
    """Return the law today and the order under which a car was sold, the newest if under none."""
    law = book_of(bench, car.brand).law
    sold_on = car.invoiced_on or car.delivered_on
    return law, law.order_of(sold_on)


def demand(bench: Bench, given: Demand) -> Demand:
    """Enter a demand to replace or return the car: from now on the clocks of Article 28 run."""
    stores = bench.stores
    car = stores.vehicles.get(given.vehicle_id)
    claim = stores.claims.get(given.claim_id) if given.claim_id is not None else None
    bench.allow("coverage.demand")
    if any(one.is_open for one in stores.demands.find(vehicle_id=car.id, void_reason="")):
        raise refused(STATE, N_("A demand of this customer is open: answer or finish it first."))
    problems = day_problems("demanded_on", given.demanded_on, bench.today)
    problems = problems or too_early("demanded_on", given.demanded_on, car)
    if claim is not None and vehicle_of(bench, claim).id != car.id:
        problems.append(Problem("claim_id", N_("This repair belongs to another vehicle.")))
    sold_on = car.invoiced_on or car.delivered_on
    if not problems and sold_on is not None and given.demanded_on < sold_on:
        problems.append(
            Problem(
                "demanded_on",
                N_("The day {day} lies before the sale of the car ({sold})."),
                {"day": given.demanded_on, "sold": sold_on},
            )
        )
    law, _order = order_of(bench, car)
    if given.ground and given.ground not in law.clauses:
        problems.append(Problem("ground", N_("Choose a clause of the list.")))
    raise_all(problems)
    with bench.change(N_("enter a demand"), Kind.COVERAGE, Kind.VEHICLES):
        return stores.demands.add(
            Demand(
                car.id,
                given.demanded_on,
                given.wish,
                given.claim_id,
                given.ground,
                entered_by=bench.person.login,
                entered_at=bench.now,
            )
        )


def answer_demand(
    bench: Bench, demand_id: int, answered_on: date, answer: DemandAnswer, answer_text: str
) -> Demand:
    """Write down the seller's answer; a refusal states its reasons (Order 43 Art. 28)."""
    old = bench.stores.demands.get(demand_id)
    bench.allow("coverage.answer_demand")
    _must_be_open(old)
    if old.answered_on is not None:
        raise refused(STATE, N_("This demand was answered on {day}."), day=old.answered_on)
    raise_all(_after(bench, old, "answered_on", answered_on))
    text = short(answer_text, "answer_text")
    if answer is DemandAnswer.REFUSED:
        text = needs(text, "answer_text", N_("A refusal states its reasons (Article 28)."))
    with bench.change(N_("answer a demand"), Kind.COVERAGE, Kind.VEHICLES):
        return bench.stores.demands.save(
            replace(old, answered_on=answered_on, answer=answer, answer_text=text)
        )


def finish_demand(bench: Bench, demand_id: int, finished_on: date, finish_text: str) -> Demand:
    """Write down that the car was replaced or the money paid back."""
    old = bench.stores.demands.get(demand_id)
    bench.allow("coverage.finish_demand")
    _must_be_open(old)
    if old.answer is DemandAnswer.REFUSED:
        raise refused(STATE, N_("This demand was refused: void it, or enter a new one."))
    if old.answered_on is None:
        raise refused(STATE, N_("Write down the answer to this demand first."))
    problems = _after(bench, old, "finished_on", finished_on)
    if not problems and finished_on < old.answered_on:
        problems.append(Problem("finished_on", N_("This day lies before the answer.")))
    raise_all(problems)
    told = needs(
        short(finish_text, "finish_text"),
        "finish_text",
        N_("What was done? Name the new car, or the money paid back."),
    )
    with bench.change(N_("finish a demand"), Kind.COVERAGE, Kind.VEHICLES):
        return bench.stores.demands.save(replace(old, finished_on=finished_on, finish_text=told))


def void_demand(bench: Bench, demand_id: int, reason: str) -> Demand:
    """Void a demand with a reason: withdrawn, or entered by mistake."""
    old = bench.stores.demands.get(demand_id)
    bench.allow("coverage.void_demand")
    must_stand(old.void_reason)
    why = reason_of(reason)
    with bench.change(N_("void a demand"), Kind.COVERAGE, Kind.VEHICLES):
        return bench.stores.demands.save(replace(old, void_reason=why))


def _must_be_open(old: Demand) -> None:
    must_stand(old.void_reason)
    if old.finished_on is not None:
        raise refused(STATE, N_("This demand was finished on {day}."), day=old.finished_on)


def _after(bench: Bench, old: Demand, name: str, day: date) -> list[Problem]:
    problems = day_problems(name, day, bench.today)
    if not problems and day < old.demanded_on:
        problems.append(Problem(name, N_("This day lies before the demand.")))
    return problems


def dates_of_demand(
    bench: Bench, vehicle_id: int, demanded_on: date
) -> tuple[date | None, date | None]:
    """Return until when a demand is to be answered and finished, None where no order says it."""
    law, order = order_of(bench, bench.stores.vehicles.get(vehicle_id))
    answer, finish = order.maybe("answer_days"), order.maybe("finish_days")
    after = law.holidays.working_days_after
    return (
        after(demanded_on, answer) if answer else None,
        after(demanded_on, finish) if finish else None,
    )
