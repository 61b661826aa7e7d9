"""The layers that may pay for the repair, each with its own answer."""

from dataclasses import replace

from warrantydesk.domain.coverage.answer import Layer, LayerAnswer, Verdict
from warrantydesk.domain.coverage.case import Case
from warrantydesk.domain.coverage.facts import Cover, CoverOwner, Owner, Term
from warrantydesk.domain.coverage.law import RuleSet
from warrantydesk.domain.coverage.periods import Span, Start
from warrantydesk.i18n import N_


def layers_of(case: Case) -> list[LayerAnswer]:
    """Return what every layer answers about the repair, in the order in which they pay."""
    facts = case.facts
    found = [LayerAnswer(Layer.CAMPAIGN, Verdict.COVERED, "CAMPAIGN")] * facts.open_campaign
    found.append(statutory(case))
    covers = (
        (Layer.MAKER, facts.maker_cover),
        (Layer.EXTENDED, facts.extended_cover),
        (Layer.PART, facts.part_cover),
    )
    found += [_cover(case, layer, cover) for layer, cover in covers if cover is not None]
    if facts.goodwill is not None:
        given = Verdict.COVERED if facts.goodwill.percent > 0 else Verdict.NOT_COVERED
        found.append(LayerAnswer(Layer.GOODWILL, given, "GOODWILL"))
    if facts.free_service is not None:
        found.append(_term(case, Layer.FREE_SERVICE, "FREE_SERVICE", facts.free_service))
    return found


def statutory(case: Case) -> LayerAnswer:
    """Return the law's answer about the repair itself (Order 43 Art. 19; Order 150 Art. 17)."""
    order = case.by_law
    if order is None:
        return _outside(case)
    span = repair_span(case, order)
    if not case.quality_problem:
        return case.refused(Layer.STATUTORY, order.clause("quality"), span)
    if case.exemption is not None:
        code = order.exemption_clause(case.law.exemptions.get(case.exemption))
        return case.refused(Layer.STATUTORY, code, span)
    wear = case.facts.wear_cover
    if wear is not None:
        return _term(case, Layer.STATUTORY, order.clause("wear"), wear)
    return case.answer(Layer.STATUTORY, order.clause("repair"), span)


def repair_span(case: Case, order: RuleSet) -> Span:
    """Return the repair period (包修期)."""
    return case.start.span(months=order.number("bx.months"), km=order.number("bx.km"))


def replace_span(case: Case, order: RuleSet) -> Span:
    """Return the replace/return period (三包有效期)."""
    return case.start.span(months=order.number("sb.months"), km=order.number("sb.km"))


def _outside(case: Case) -> LayerAnswer:
    """Return the law's answer for a car that stands under no order."""
    if case.order is None:
        case.remark("no_order", N_("The car was sold before the first order came into force."))
        return case.refused(Layer.STATUTORY, case.law.newest.clause("none"))
    case.remark("gate", N_("Not a household car: only the maker's policy or a contract covers."))
    return case.refused(Layer.STATUTORY, case.order.clause("gate"))


def _term(case: Case, layer: Layer, clause: str, term: Term) -> LayerAnswer:
    span = case.start.span(months=term.months, km=term.km, by_law=False)
    return case.answer(layer, clause, span)


def _cover(case: Case, layer: Layer, cover: Cover) -> LayerAnswer:
    """Return what a cover of the maker, a contract or a part answers."""
    start = case.start if cover.start_on is None else Start(cover.start_on, case.law)
    ends_km = None if cover.km is None else cover.start_km + cover.km
    span = start.span(months=cover.months, km=ends_km, by_law=False)
    if not case.is_owed or not _is_for(case, cover.owner) or _is_overdriven(case, cover):
        return case.refused(layer, layer, span)
    if layer is Layer.MAKER and _is_lost_with_wear(case):
        return case.refused(layer, layer, span)
    answer = case.answer(layer, layer, span)
    return _not_begun(case, answer, start) if case.on < start.on else answer


def _not_begun(case: Case, answer: LayerAnswer, start: Start) -> LayerAnswer:
    """Return a cover's answer before it begins: a person looks at the contract first."""
    if start.on == case.start.on or answer.verdict is not Verdict.COVERED:
        return answer
    case.remark(
        "not_begun",
        N_("{layer}: this cover begins only on {day}."),
        layer=answer.clause,
        day=start.on,
    )
    return replace(answer, verdict=Verdict.BORDERLINE)


def _is_for(case: Case, owner: CoverOwner) -> bool:
    household = case.facts.household_use
    return {
        CoverOwner.ANY: True,
        CoverOwner.HOUSEHOLD: household,
        CoverOwner.FIRST_PRIVATE: household and case.facts.owner is Owner.FIRST,
        CoverOwner.COMMERCIAL: not household,
    }[owner]


def _is_overdriven(case: Case, cover: Cover) -> bool:
    """Tell whether the car was driven more than a cover allows in a year of use."""
    if cover.km_per_year is None:
        return False
    begins = cover.start_on or case.start.on
    days = max((case.on - begins).days, 1)
    over = case.km * 365 > cover.km_per_year * max(days, 365)
    if over:
        case.remark(
            "km_per_year",
            N_("More than {km} km a year: this cover has ended."),
            km=cover.km_per_year,
        )
    return over


def _is_lost_with_wear(case: Case) -> bool:
    """Tell whether a worn part past its term loses the maker's cover too (open point)."""
    wear = case.facts.wear_cover
    if wear is None or case.law.points.wear_keeps_other_cover:
        return False
    return _term(case, Layer.STATUTORY, "", wear).verdict is Verdict.NOT_COVERED
