"""What counts towards Article 24: the repairs of a car within its period, each once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.coverage import (
    CoverageFacts,
    PeriodState,
    RepairTime,
    Replacement,
)
from warrantydesk.domain.coverage.case import Case
from warrantydesk.domain.coverage.layers import replace_span
from warrantydesk.domain.coverage.periods import Span
from warrantydesk.services.coverage.context import Book, CoverageContext
from warrantydesk.services.coverage.history import (
    NO_FAULT,
    REFUSED,
    PastRepair,
    agreed_at,
    authorised_at,
    minutes_of,
)


def this_visit(context: CoverageContext, claim: Claim) -> RepairTime | None:
    """Return the time of the present repair: until now while it is open."""
    if claim.state in REFUSED or claim.type in NO_FAULT:
        return None
    agreed = agreed_at(claim.visit, authorised_at(context.signatures))
    ended = claim.visit.finished_at or context.now
    if agreed is None or ended < agreed:
        return None
    minutes = minutes_of(context.excluded)
    return RepairTime(started_at=agreed, ended_at=ended, excluded_minutes=minutes)


def counted_repairs(
    context: CoverageContext, claim: Claim, facts: CoverageFacts, book: Book
) -> tuple[PastRepair, ...]:
    """Return the former repairs that count: of quality problems, within the period, finished."""
    arrived_at, own = claim.visit.arrived_at or context.now, claim.visit.id
    begins, span = period_of(facts, book)
    found = []
    for one in context.repairs:
        is_before = (one.arrived_at, one.visit_id or 0) < (arrived_at, own)
        on = context.day(one.arrived_at) or date.min
        if not one.is_quality or not is_before or (begins is not None and on < begins):
            continue
        if span and span.state(on, one.mileage_km or 0, book.law.holidays) is PeriodState.OUT:
            continue
        found.append(one)
    return tuple(found)


def period_of(facts: CoverageFacts, book: Book) -> tuple[date | None, Span | None]:
    """Return the start of the clock and the replace/return period, None while not known."""
    sold_on = facts.invoiced_on or facts.delivered_on
    if sold_on is None:
        return None, None
    order = book.law.rule_set(sold_on)
    case = Case(facts, book.law, sold_on, facts.visit_on or sold_on, 0, order)
    return case.start.on, replace_span(case, order) if order else None


def times_of(counted: Iterable[PastRepair]) -> tuple[RepairTime, ...]:
    """Return one repair time a visit, however many claims it has."""
    return tuple({one.visit_key: one.time for one in counted}.values())


def replacements_of(counted: Iterable[PastRepair]) -> tuple[Replacement, ...]:
    """Return each replacement once a visit, however many pieces or claims it had."""
    found = {
        (one.visit_key, part.replacement.kind, part.replacement.group, part.replacement.part): (
            part.replacement
        )
        for one in counted
        for part in one.parts
        if part.replacement is not None
    }
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[1:], str(key[0]))))


def worst_problem(
    context: CoverageContext, claim: Claim, counted: tuple[PastRepair, ...], book: Book
) -> tuple[str, int]:
    """Return the problem that was repaired most often with the count, the present one included."""
    titles: Mapping[int, str] = {problem.id: problem.title for problem in context.problems}
    linked = {(one.link.problem_id, one.visit_key) for one in counted if one.link}
    counts = Counter(number for number, _visit in linked)
    if context.link is not None:
        counts[context.link.problem_id] += 1
    found = [(count, titles.get(number, "")) for number, count in counts.items()]
    code = claim.codes.fault_code
    if book.law.points.same_problem == "same_code" and code:
        visits = {one.visit_key for one in counted if one.fault_code == code}
        found.append((len(visits) + 1, code))
    count, title = max(found, default=(0, ""))
    return title, count
