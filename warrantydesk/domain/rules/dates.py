"""V12, V16: the order of dates, that all are real days, and that none was moved into cover."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_NAMES = {
    "vehicle.produced_on": N_("production"),
    "vehicle.invoiced_on": N_("invoice"),
    "vehicle.delivered_on": N_("delivery"),
    "visit.arrived_at": N_("arrival"),
    "visit.started_at": N_("repair start"),
    "visit.finished_at": N_("repair end"),
    "codes.purchased_on": N_("purchase"),
}


def _dates(facts: ClaimFacts) -> dict[str, date | None]:
    claim = facts.claim
    instants: dict[str, datetime | None] = {
        "visit.arrived_at": claim.visit.arrived_at,
        "visit.started_at": claim.visit.started_at,
        "visit.finished_at": claim.visit.finished_at,
    }
    return {
        "vehicle.produced_on": claim.vehicle.produced_on,
        "vehicle.invoiced_on": claim.vehicle.invoiced_on,
        "vehicle.delivered_on": claim.vehicle.delivered_on,
        "codes.purchased_on": claim.codes.purchased_on,
        **{path: facts.day(instant) for path, instant in instants.items()},
    }


def days_are_possible(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V12 (trade practice): 1970–2099, not after today, one after the other."""
    days = _dates(facts)
    for path, day in days.items():
        if day and not EARLIEST <= day <= LATEST:
            yield Problem(path, N_("{day} is not a possible date."), {"day": day})
        elif day and day > facts.today:
            yield Problem(
                path,
                N_("{day} lies in the future; today is {today}."),
                {"day": day, "today": facts.today},
            )
    yield from _order(
        days, "vehicle.produced_on", "vehicle.invoiced_on", "visit.started_at", "visit.finished_at"
    )
    yield from _order(days, "vehicle.produced_on", "vehicle.delivered_on", "visit.arrived_at")
    yield from _order(days, "visit.arrived_at", "visit.started_at")
    start, end = facts.claim.visit.started_at, facts.claim.visit.finished_at
    if start and end and end < start and facts.day(start) == facts.day(end):
        yield Problem("visit.finished_at", N_("The repair ends before it starts."))


def _order(days: dict[str, date | None], *paths: str) -> Iterator[Problem]:
    known = [(path, day) for path in paths if (day := days[path])]
    for (early_path, early), (late_path, late) in pairwise(known):
        if late < early:
            yield Problem(
                late_path,
                N_("{late} ({late_name}) lies before {early} ({early_name})."),
                {
                    "late": late,
                    "late_name": _NAMES[late_path],
                    "early": early,
                    "early_name": _NAMES[early_path],
                },
            )


def end_was_not_moved_into_cover(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V16 (trade practice): the repair end was not changed so that it falls into the cover.

    A change inside the cover, or outside it, is nothing.
    """
    visit = facts.claim.visit
    first, now = facts.day(visit.first_finished_at), facts.day(visit.finished_at)
    if first is None or now is None or first == now:
        return
    cover = facts.cover
    ends = [
        layer.last_day
        for layer in (cover.answer.layers if cover else ())
        if layer.last_day is not None and (layer.km_left is None or layer.km_left >= 0)
    ]
    if ends and now <= max(ends) < first:
        yield Problem(
            "visit.finished_at",
            N_("The repair end was {first} and is {now} now: the cover ended on {last}."),
            {"first": first, "now": now, "last": max(ends)},
        )


DATE_RULES = (
    Rule(
        "V12",
        days_are_possible,
        Severity.BLOCK,
        why=N_("The maker's system compares these dates one with the other."),
        cost=N_("An impossible order of dates is refused by the portal."),
        title=N_("Order of the dates"),
        passes=N_("Produced in May, invoiced in June, repaired today."),
        fails=N_("The repair ends on the day before it starts."),
    ),
    Rule(
        "V16",
        end_was_not_moved_into_cover,
        Severity.WARN,
        why=N_("A date that moves a repair into the cover is what auditors look for first."),
        cost=N_("The whole claim is debited, and other claims are audited."),
        title=N_("Repair end not moved into the cover"),
        passes=N_("The repair end was corrected from the 12th to the 11th, both inside the cover."),
        fails=N_("The repair end was changed to a day before the cover ended."),
    ),
)
