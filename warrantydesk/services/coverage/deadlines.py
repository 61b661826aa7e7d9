"""Deadlines of the law: answering and finishing a demand, the loan car, keeping records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.coverage import Answer, Law, Layer, RuleSet, Verdict
from warrantydesk.domain.coverage.calendar import plus_months
from warrantydesk.domain.repair_history import Demand, Loaner
from warrantydesk.i18n import N_, minute_text
from warrantydesk.services.coverage.card import LawDeadline
from warrantydesk.services.coverage.context import CoverageContext
from warrantydesk.services.coverage.facts import Gathered

_LEAST_YEARS = 6
"""Order 43 Art. 17."""


@dataclass(frozen=True)
class Repair:
    """A repair under the law that goes on: since when, and whom it concerns."""

    agreed_at: datetime
    vehicle_id: int
    claim_id: int | None
    loaners: tuple[Loaner, ...] = ()


def deadlines_of(
    demands: tuple[Demand, ...], law: Law, order: RuleSet, today: date
) -> tuple[LawDeadline, ...]:
    """Return the open clocks of demands to replace or return a car (Order 43 Art. 28)."""
    return tuple(
        deadline for demand in demands for deadline in _of_demand(demand, law, order, today)
    )


def _of_demand(demand: Demand, law: Law, order: RuleSet, today: date) -> Iterator[LawDeadline]:
    clause = order.values.get("clause.demand", order.clause("repair"))
    for code, key, is_done, message in (
        (
            "answer",
            "answer_days",
            demand.answered_on is not None or demand.finished_on is not None,
            N_("Answer the customer's demand of {demanded_on} by {due_on}."),
        ),
        (
            "finish",
            "finish_days",
            not demand.is_open,
            N_("Replace the car or pay the money back by {due_on}; demanded on {demanded_on}.")
            if demand.answer is not None
            else N_("If you agree: replace the car or pay the money back by {due_on}."),
        ),
    ):
        count = order.maybe(key)
        if is_done or not count:
            continue
        due_on = law.holidays.working_days_after(demand.demanded_on, count)
        yield LawDeadline(
            code,
            clause,
            demand.vehicle_id,
            demand.claim_id,
            due_on,
            today > due_on,
            message,
            {"demanded_on": demand.demanded_on, "due_on": due_on},
        )


def loaner_deadline(
    repair: Repair, order: RuleSet, now: datetime, context_day: date
) -> LawDeadline | None:
    """Return the clock of the loan car, from the warning on, while nothing was given.

    ``context_day`` is the desk's day on which the sixth day begins (Order 43 Art. 21).
    """
    warning = order.maybe("loaner_warning_hours")
    if repair.loaners or warning is None or "clause.loaner" not in order.values:
        return None
    if now - repair.agreed_at < timedelta(hours=warning):
        return None
    after = order.number("loaner_after_days")
    due_at = repair.agreed_at + timedelta(days=after)
    is_over = now > due_at
    days = -(-(now - repair.agreed_at) // timedelta(days=1))
    return LawDeadline(
        "loaner",
        order.clause("loaner"),
        repair.vehicle_id,
        repair.claim_id,
        context_day,
        is_over,
        N_("The repair is in its day {days}: a loan car or transport money is due from day {due}.")
        if is_over
        else N_("A loan car or transport money is due from {at}, unless the repair ends before."),
        {"days": days, "due": after + 1, "at": minute_text(due_at)},
        due_at,
    )


def loaner_due_at(agreed_at: datetime, order: RuleSet) -> datetime:
    """Return the instant from which a loan car is due."""
    return agreed_at + timedelta(days=order.number("loaner_after_days"))


def keep_until(finished_on: date, order: RuleSet) -> date:
    """Return the last day on which a repair record must still be kept (Order 43 Art. 17)."""
    return plus_months(finished_on, 12 * record_years(order))


def record_years(order: RuleSet) -> int:
    """Return for how many years records are kept: six where the table does not say it."""
    return order.maybe("record_years") or _LEAST_YEARS


def record_deadline(
    finished_on: date, order: RuleSet, today: date, vehicle_id: int, claim_id: int | None
) -> LawDeadline:
    """Return until when the record of a finished repair is kept."""
    last = keep_until(finished_on, order)
    return LawDeadline(
        "records",
        order.values.get("clause.records", order.clause("repair")),
        vehicle_id,
        claim_id,
        last,
        today > last,
        N_("The record of this repair is kept until {day}."),
        {"day": last},
    )


def card_deadlines(
    context: CoverageContext, claim: Claim, seen: Gathered, answer: Answer
) -> tuple[LawDeadline, ...]:
    """Return the deadlines that the card of a claim shows: demands, loan car, records."""
    law, facts = seen.book.law, seen.facts
    sold_on = facts.invoiced_on or facts.delivered_on
    order = law.order_of(sold_on)
    found = list(deadlines_of(context.demands, law, order, context.today))
    vehicle_id = context.vehicle.id if context.vehicle else 0
    finished_on = context.day(claim.visit.finished_at)
    is_free = any(
        one.layer is Layer.STATUTORY and one.verdict is Verdict.COVERED for one in answer.layers
    )
    if finished_on is not None:
        found.append(record_deadline(finished_on, order, context.today, vehicle_id, claim.id))
    elif is_free and facts.this_visit and facts.this_visit.started_at:
        begun = facts.this_visit.started_at
        repair = Repair(begun, vehicle_id, claim.id, context.loaners)
        due_on = context.day(loaner_due_at(begun, order)) or context.today
        clock = loaner_deadline(repair, order, context.now, due_on)
        found += [clock] if clock else []
    return tuple(found)
