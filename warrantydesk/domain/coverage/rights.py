"""Rights beyond the repair: a new assembly, another car or the money back, a loan car."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

from warrantydesk.domain.coverage.answer import (
    Counters,
    Layer,
    LayerAnswer,
    PeriodState,
    Verdict,
)
from warrantydesk.domain.coverage.case import Case
from warrantydesk.domain.coverage.counting import (
    begun_by,
    cut_at,
    milliseconds_of,
    repair_days,
    whole_days,
)
from warrantydesk.domain.coverage.facts import RepairTime
from warrantydesk.domain.coverage.law import RuleSet
from warrantydesk.domain.coverage.layers import repair_span, replace_span
from warrantydesk.i18n import N_

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def early_rights(case: Case, order: RuleSet) -> Iterator[LayerAnswer]:
    """Yield the rights of the first days that the facts touch: Order 43 Art. 22, 23, 20."""
    facts = case.facts
    if order.maybe("early7.days") and order.has("early7.groups", facts.must_replace):
        span = case.start.span(days=order.number("early7.days"))  # no km limit
        yield case.answer(Layer.STATUTORY, order.clause("early7"), span)
    span = case.start.span(days=order.number("early60.days"), km=order.number("early60.km"))
    if order.has("early60.events", facts.event):
        yield case.answer(Layer.STATUTORY, order.clause("event"), span)
    if order.has("early60.groups", facts.main_part_of):
        yield case.answer(Layer.STATUTORY, order.clause("assembly"), span)


def counted_rights(case: Case, order: RuleSet, counters: Counters) -> Iterator[LayerAnswer]:
    """Yield the rights of Order 43 Art. 24 (Order 150 Art. 20, 21) whose counter has begun.

    For these a compensation fee is due (Order 43 Art. 27); the early rights are free.
    """
    facts = case.facts
    present = facts.serious_safety_fault or facts.still_faulty
    reached = {
        "serious": (counters.serious, counters.serious[0] >= counters.serious[1] and present),
        "assemblies": (
            counters.assembly,
            counters.assembly[0] >= counters.assembly[1] and facts.still_faulty,
        ),
        "parts": (counters.part, counters.part[0] >= counters.part[1] and facts.still_faulty),
        "days": (counters.days, counters.days[0] > counters.days[1]),
        "times": (counters.same, counters.same[0] > counters.same[1]),
    }
    span = replace_span(case, order)
    for what, ((count, _limit), is_reached) in reached.items():
        if not count:
            continue
        clause = order.clause(what)
        answer = case.answer(Layer.STATUTORY, clause, span)
        if not is_reached:
            answer = case.refused(Layer.STATUTORY, clause, span)
        elif what == "days":
            answer = _straddling(case, order, answer)
        yield answer


def _straddling(case: Case, order: RuleSet, answer: LayerAnswer) -> LayerAnswer:
    """Return the answer about the repair days where a repair began in the period and outlasted it.

    Is the limit passed only with the days beyond, the law leaves it open (setting). A repair that
    began after the period counts nothing, and a period over by km is over.
    """
    span = replace_span(case, order)
    if span.ends_on is None or (span.ends_km is not None and case.km > span.ends_km):
        return answer
    limit = order.number("repair_days")
    begun = begun_by(case.facts.visits, span.ends_on)
    if repair_days(begun, case.law) <= limit:
        return case.refused(Layer.STATUTORY, answer.clause, span)
    cut = cut_at(begun, span.ends_on)
    if cut == begun or repair_days(cut, case.law) > limit:
        return answer
    return _as_set(case, order, answer)


def _as_set(case: Case, order: RuleSet, answer: LayerAnswer) -> LayerAnswer:
    """Return the answer about a straddling repair as the open point ``straddling`` says."""
    choice = case.law.points.straddling
    if choice == "COUNT" or case.state(repair_span(case, order)) is PeriodState.OUT:
        return answer
    if choice == "CUT":
        return case.refused(Layer.STATUTORY, answer.clause, replace_span(case, order))
    case.remark(
        "straddling", N_("A repair reaches beyond the period: ask the maker before refusing.")
    )
    return replace(answer, verdict=Verdict.BORDERLINE)


def loaner_days(case: Case, order: RuleSet, repair: Verdict) -> int:
    """Return the days from the sixth on for which a loan car is due (Order 43 Art. 21).

    Hours are rounded up; nothing is excluded, waiting for parts counts.
    """
    if repair is not Verdict.COVERED:
        return 0
    days = whole_days(this_visit_ms(case))
    return max(days - order.number("loaner_after_days"), 0)


def this_visit_ms(case: Case) -> int:
    """Return how long the present repair takes, in ms."""
    facts = case.facts
    if facts.this_visit_hours is not None:
        return milliseconds_of(RepairTime(hours=facts.this_visit_hours))
    return milliseconds_of(facts.this_visit) if facts.this_visit else 0


def compensation_fen(case: Case, order: RuleSet) -> int | None:
    """Return the customer's compensation: price × km/1000 × n, rounded half up once (Art. 27).

    None where price or factor is missing.
    """
    price, factor = case.facts.price_fen, case.facts.n_permille
    if factor is None:
        case.remark("no_factor", N_("The compensation factor n stands on the certificate."))
    if price is None or factor is None:
        return None
    fee = _EXACT.multiply(_EXACT.multiply(Decimal(price), Decimal(case.km)), Decimal(factor))
    return int((fee.scaleb(-6, _EXACT)).quantize(Decimal(1), context=_EXACT))


def is_above_cap(case: Case, order: RuleSet) -> bool:
    """Tell, with a remark, whether the factor n is above the cap of its order."""
    factor, cap = case.facts.n_permille, order.number("fee.n_max_permille")
    if factor is None or factor <= cap:
        return False
    case.remark(
        "n_above_cap",
        N_("The factor n of {n} ‰ is above the cap of {cap} ‰: correct the certificate."),
        n=factor,
        cap=cap,
    )
    return True


def replace_state(case: Case, order: RuleSet) -> PeriodState:
    """Return where the visit lies in the replace/return period."""
    return case.state(replace_span(case, order))
