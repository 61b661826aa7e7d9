"""The decision: facts and law in, one answer with every layer out; pure, no clock."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.coverage import rights
from warrantydesk.domain.coverage.answer import (
    Answer,
    Counters,
    Layer,
    LayerAnswer,
    Verdict,
)
from warrantydesk.domain.coverage.case import Case
from warrantydesk.domain.coverage.counting import counters_of, lights_of, repair_days
from warrantydesk.domain.coverage.facts import BLOCKED_GROUNDS, CoverageFacts, Ground
from warrantydesk.domain.coverage.law import Law, RuleSet
from warrantydesk.domain.coverage.layers import layers_of, repair_span
from warrantydesk.i18n import N_

_RANKED = (Verdict.COVERED, Verdict.BORDERLINE, Verdict.NOT_COVERED)
_DEFAULTS = CoverageFacts()
_ALWAYS_USED = frozenset({"household_use", "vehicle_kind", "owner", "quality_problem"})


def decide(facts: CoverageFacts, law: Law) -> Answer:
    """Decide a visit: what is covered, by which clause or policy row, and until when.

    Order 43 of 2021 or Order 150 of 2012 by the invoice date alone (Order 43 Art. 42); what the
    law leaves open is decided as ``law.points`` say. The order of visits does not matter.
    """
    sold_on = facts.invoiced_on or facts.delivered_on
    order = law.rule_set(sold_on) if sold_on else None
    days = repair_days(facts.visits, law)
    counters = counters_of(facts, order or law.newest, days)
    missing = [
        name
        for name, value in (
            ("invoiced_on", sold_on),
            ("visit_on", facts.visit_on),
            ("mileage_km", facts.mileage_km),
        )
        if value is None
    ]
    if sold_on is None or facts.visit_on is None or facts.mileage_km is None:
        return _lacking(facts, law, order, counters, missing)
    case = Case(facts, law, sold_on, facts.visit_on, facts.mileage_km, order)
    _remark_on_facts(case)
    return _decided(case, counters)


def _lacking(
    facts: CoverageFacts, law: Law, order: RuleSet | None, counters: Counters, missing: list[str]
) -> Answer:
    """Return the answer while a fact is missing; a campaign is known all the same."""
    known = order or law.newest
    layers = [LayerAnswer(Layer.CAMPAIGN, Verdict.COVERED, "CAMPAIGN")] * facts.open_campaign
    layers.append(LayerAnswer(Layer.STATUTORY, Verdict.NEEDS_FACT, known.clause("repair")))
    case = Case(facts, law, date.min, date.min, 0, order)
    answer_by, finish_by = _deadlines(case, known)
    return Answer(
        Verdict.NEEDS_FACT,
        layer=Layer.CAMPAIGN if facts.open_campaign else None,
        grounds=("CAMPAIGN",) * facts.open_campaign,
        layers=tuple(layers),
        counted_repair_days=counters.days[0],
        counters=counters,
        lights=lights_of(counters, known),
        answer_by=answer_by,
        finish_by=finish_by,
        warnings=tuple(case.remarks),
        missing=tuple(missing),
        inputs_used=_inputs(facts, {}),
    )


def _decided(case: Case, counters: Counters) -> Answer:
    facts, order = case.facts, case.by_law
    layers = layers_of(case)
    repair = next(one for one in layers if one.layer is Layer.STATUTORY)
    early: list[LayerAnswer] = []
    counted: list[LayerAnswer] = []
    if order is not None and case.is_owed:
        early += rights.early_rights(case, order)
        counted += rights.counted_rights(case, order, counters)
    extra = _by_clause([*early, *counted])
    grounds = [one.clause for one in (*layers, *extra) if one.verdict is Verdict.COVERED]
    loaner = rights.loaner_days(case, order, repair.verdict) if order else 0
    if loaner and order and "clause.loaner" in order.values:
        grounds.append(order.clause("loaner"))
    clause, fee, missing = _fee(case, early, counted)
    grounds += [clause] if clause else []
    known = case.order or case.law.newest
    answer_by, finish_by = _deadlines(case, order) if order else (None, None)
    _remark_on_borderline(case, [*layers, *extra])
    return Answer(
        _verdict([*layers, *extra]),
        _payer(layers, extra),
        tuple(dict.fromkeys(grounds)),
        (*layers, *extra),
        case.state(repair_span(case, order)) if order else None,
        rights.replace_state(case, order) if order else None,
        counters.days[0],
        counters,
        lights_of(counters, known),
        loaner,
        fee,
        answer_by,
        finish_by,
        tuple(case.remarks),
        missing,
        _inputs(facts, {"rule_set": case.order and case.order.code, "start_on": case.start.on}),
    )


def _verdict(layers: list[LayerAnswer]) -> Verdict:
    """Return COVERED where any layer or right covers, else BORDERLINE where one may."""
    return min((one.verdict for one in layers), key=_RANKED.index)


def _by_clause(answers: list[LayerAnswer]) -> list[LayerAnswer]:
    """Return one answer a clause, the best: Order 150 has several rights in one article."""
    best: dict[str, LayerAnswer] = {}
    for one in answers:
        told = best.setdefault(one.clause, one)
        if _RANKED.index(one.verdict) < _RANKED.index(told.verdict):
            best[one.clause] = one
    return list(best.values())


def _payer(layers: list[LayerAnswer], extra: list[LayerAnswer]) -> Layer | None:
    """Return the first layer that pays for the repair, else the law where a right is reached."""
    paying = [one.layer for one in (*layers, *extra) if one.verdict is Verdict.COVERED]
    return next(iter(paying), None)


def _fee(
    case: Case, early: list[LayerAnswer], counted: list[LayerAnswer]
) -> tuple[str, int | None, tuple[str, ...]]:
    """Return the fee's clause, the fee in fen, and what is missing for it.

    Another car or the money by an early right is free, even where a counted right is reached.
    """
    order = case.by_law
    if order is None:
        return "", 0, ()
    above_cap = rights.is_above_cap(case, order)
    if _is_reached(_free_cars(order, early)):
        return "", 0, ()
    if not _is_reached(counted):
        return "", None if above_cap else 0, ()
    missing = ("price_fen",) if case.facts.price_fen is None else ()
    fee = None if above_cap else rights.compensation_fen(case, order)
    return order.clause("fee"), fee, missing


def _is_reached(answers: list[LayerAnswer]) -> bool:
    return any(one.verdict is Verdict.COVERED for one in answers)


def _free_cars(order: RuleSet, early: list[LayerAnswer]) -> list[LayerAnswer]:
    """Return the early rights to another car; a new assembly is none."""
    return [one for one in early if one.clause != order.clause("assembly")]


def _deadlines(case: Case, order: RuleSet) -> tuple[date | None, date | None]:
    """Return until when a demand is answered and carried out, in working days (Art. 28)."""
    demanded = case.facts.demanded_on
    if demanded is None:
        return None, None
    found: list[date | None] = []
    for key in ("answer_days", "finish_days"):
        count = order.maybe(key)
        day = case.law.holidays.working_days_after(demanded, count) if count else None
        found.append(day)
        _remark_on_year(case, day)
        if not count:
            case.remark(
                "no_deadline", N_("The order of this car names no such deadline: look it up.")
            )
    _remark_on_year(case, demanded)
    return found[0], found[1]


def _remark_on_year(case: Case, day: date | None) -> None:
    told = {remark.values.get("year") for remark in case.remarks if remark.code == "no_calendar"}
    if day is not None and not case.law.holidays.knows(day.year) and day.year not in told:
        case.remark(
            "no_calendar",
            N_("There is no holiday calendar for {year}: only weekends are counted."),
            year=day.year,
        )


def _remark_on_borderline(case: Case, layers: list[LayerAnswer]) -> None:
    """Remark on terms whose last day was a rest day, and on years without a calendar."""
    for one in layers:
        if one.verdict is not Verdict.BORDERLINE or one.last_day is None:
            continue
        _remark_on_year(case, one.last_day)
        if case.law.holidays.is_rest(one.last_day) and one.last_day < case.on:
            case.remark(
                "rest_day",
                N_("{clause}: the last day {day} was a rest day; ask the maker before refusing."),
                clause=one.clause,
                day=one.last_day,
            )


def _remark_on_facts(case: Case) -> None:
    """Remark on what does not fit together, and on grounds that do not hold."""
    facts = case.facts
    if facts.invoiced_on and facts.delivered_on and facts.delivered_on < facts.invoiced_on:
        case.remark("dates", N_("The car was delivered before it was invoiced."))
    if case.on < case.start.on:
        case.remark("before_start", N_("The visit lies before the start of the periods."))
    if facts.refusal_reason in BLOCKED_GROUNDS or facts.exemption in BLOCKED_GROUNDS:
        blocked = facts.refusal_reason if facts.refusal_reason in BLOCKED_GROUNDS else None
        case.remark(_BLOCKED_CODE, _BLOCKED[blocked or Ground(str(facts.exemption))])
    named = facts.exemption or facts.refusal_reason
    if named is not None and named not in BLOCKED_GROUNDS and case.exemption is None:
        case.remark(
            "no_cause",
            N_("{ground} holds only where it caused the damage; the cause is not shown."),
            ground=named,
        )


_BLOCKED_CODE = "blocked_ground"
_BLOCKED = {
    Ground.OUTSIDE_MAINTENANCE: N_("Maintenance elsewhere is no ground to refuse (Art. 32)."),
    Ground.NO_CERTIFICATE: N_(
        "A missing certificate is no ground while the sale can be verified (Art. 19)."
    ),
}


def _inputs(facts: CoverageFacts, found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts that were given or stood in for, with what was concluded first."""
    used = {
        field.name: to_json(getattr(facts, field.name))
        for field in fields(CoverageFacts)
        if field.name in _ALWAYS_USED
        or getattr(facts, field.name) != getattr(_DEFAULTS, field.name)
    }
    if "visits" in used:  # their order does not matter
        used["visits"] = sorted(used["visits"], key=str)
    return {**{name: to_json(value) for name, value in found.items()}, **used}
