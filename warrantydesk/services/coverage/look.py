"""The card of a claim as it is edited: pure over its context, so it runs at every keystroke."""

from datetime import date

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.coverage import (
    Answer,
    Cover,
    Layer,
    LayerAnswer,
    PeriodState,
    Remark,
    Verdict,
    decide,
    outlook,
)
from warrantydesk.domain.coverage.case import Case
from warrantydesk.domain.coverage.counting import repair_days
from warrantydesk.domain.coverage.layers import repair_span, replace_span
from warrantydesk.domain.coverage.periods import Span
from warrantydesk.i18n import N_, pick
from warrantydesk.services.bench import LAW
from warrantydesk.services.coverage.card import (
    CampaignLine,
    CounterLine,
    CoverageCard,
    CoverChoice,
    LayerLine,
    PeriodBar,
    RepairLine,
)
from warrantydesk.services.coverage.context import Book, CoverageContext
from warrantydesk.services.coverage.covers import would_cover
from warrantydesk.services.coverage.deadlines import card_deadlines
from warrantydesk.services.coverage.facts import (
    CLAIM_FIELDS,
    Gathered,
    gathered,
    own_campaigns,
)
from warrantydesk.services.coverage.offers import offers_serious, remarks_of, same_problem_as
from warrantydesk.services.coverage.words import LAYER_WORDS, head, worded
from warrantydesk.services.coverage.worst import worst_of

_VERSIONED = ((LAW, "parameters"), (LAW, "holidays"), ("", "policies"), ("", "wear"))
"""Tables that the short line of versions names; the empty profile is the brand's."""


def card_of(context: CoverageContext, claim: Claim) -> CoverageCard:
    """Return the card of a claim, whole or not, as it is edited."""
    seen = gathered(context, claim)
    answer = decide(seen.facts, seen.book.law)
    head_zh, head_en = head(answer.verdict, answer.layer)
    layers, rights = _lines(answer, seen, context)
    missing = [CLAIM_FIELDS.get(name, name) for name in answer.missing]
    extra, fields = remarks_of(context, claim, seen)
    choices = _choices(seen)
    return CoverageCard(
        facts=seen.facts,
        answer=answer,
        verdict=answer.verdict,
        head_zh=head_zh,
        head_en=head_en,
        source=_source(seen.book),
        periods=_periods(answer, seen),
        layers=layers,
        rights=rights,
        counters=_counters(answer, seen),
        outlook=outlook(answer),
        campaigns=_campaigns(context, claim, seen),
        repairs=_repairs(context, claim, seen),
        demands=context.demands,
        loaners=context.loaners,
        deadlines=card_deadlines(context, claim, seen, answer),
        warnings=worded((*extra, *_doubts(choices, answer), *answer.warnings), seen.book.law),
        missing=tuple(dict.fromkeys((*missing, *fields))),
        choices=choices,
        offers_serious=offers_serious(context, claim, seen),
        problem=_problem(context),
        problem_id=context.link.problem_id if context.link else None,
        link_id=context.link.id if context.link else None,
        linked_by=context.name(context.link.linked_by) if context.link else "",
        flagged_by=context.name(context.flag.set_by) if context.flag else "",
    )


def _problem(context: CoverageContext) -> str:
    link = context.link
    titles = {problem.id: problem.title for problem in context.problems}
    return titles.get(link.problem_id, "") if link else ""


def _source(book: Book) -> str:
    """Return the versions of the tables that decide, in short."""
    brand = next((code for code in book.versions if code != LAW), "")
    told = []
    for profile, table in _VERSIONED:
        code = profile or brand
        number = book.versions.get(code, {}).get(table)
        if number is not None:
            told.append(f"{code}/{table} {number}")
    return " · ".join(told)


def _case(seen: Gathered) -> Case | None:
    facts, law = seen.facts, seen.book.law
    sold_on = facts.invoiced_on or facts.delivered_on
    if sold_on is None or facts.visit_on is None or facts.mileage_km is None:
        return None
    order = law.rule_set(sold_on)
    return Case(facts, law, sold_on, facts.visit_on, facts.mileage_km, order)


def _periods(answer: Answer, seen: Gathered) -> tuple[PeriodBar, ...]:
    """Return repair and replace/return period; none where no order applies or a fact lacks."""
    case = _case(seen)
    if case is None or case.by_law is None:
        return ()
    order, bars = case.by_law, []
    for state, span in (
        (answer.repair_period, repair_span(case, order)),
        (answer.replace_period, replace_span(case, order)),
    ):
        if state is not None:
            bars.append(_bar(case, state, span))
    return tuple(bars)


def _bar(case: Case, state: PeriodState, span: Span) -> PeriodBar:
    order = case.by_law or case.law.newest
    code = order.values.get("clause.periods", order.clause("repair"))
    ends_on, ends_km = span.ends_on or case.on, span.ends_km or 0
    return PeriodBar(
        case.law.clause(code),
        state,
        ends_on,
        (ends_on - case.on).days,
        _share((case.on - case.start.on).days, (ends_on - case.start.on).days),
        ends_km,
        ends_km - case.km,
        _share(case.km, ends_km),
    )


def _share(used: int, whole: int) -> float:
    return min(max(used / whole, 0.0), 1.0) if whole > 0 else 1.0


def _lines(
    answer: Answer, seen: Gathered, context: CoverageContext
) -> tuple[tuple[LayerLine, ...], tuple[LayerLine, ...]]:
    """Return the layers that may pay, and apart from them the further rights of the law."""
    layers: list[LayerLine] = []
    rights: list[LayerLine] = []
    repair_is_told = False
    for one in answer.layers:
        is_right = one.layer is Layer.STATUTORY and repair_is_told
        repair_is_told |= one.layer is Layer.STATUTORY
        (rights if is_right else layers).append(_line(one, seen, context))
    return tuple(layers), tuple(rights)


def _line(one: LayerAnswer, seen: Gathered, context: CoverageContext) -> LayerLine:
    if one.layer is Layer.STATUTORY:
        clause = seen.book.law.clause(one.clause)
        return LayerLine(
            one,
            clause.title_zh,
            clause.title_en,
            clause.article_zh,
            clause.article_en,
            clause.text_zh,
            clause.text_en,
        )
    code = _policy_code(one.layer, seen, context)
    row = seen.book.maker.cover(code)
    title_zh, title_en = (row.name_zh, row.name_en) if row else LAYER_WORDS[one.layer]
    text = (row.conditions_zh, row.conditions_en) if row else ("", "")
    return LayerLine(one, title_zh, title_en, code, code, *text)


def _policy_code(layer: Layer, seen: Gathered, context: CoverageContext) -> str:
    """Return the policy row, contract, authorisation or campaign behind a layer's answer."""
    facts, told = seen.facts, context.coverage
    covers = {
        Layer.MAKER: facts.maker_cover,
        Layer.EXTENDED: facts.extended_cover,
        Layer.PART: facts.part_cover,
    }
    if layer in covers:
        cover: Cover | None = covers[layer]
        return cover.clause if cover else ""
    if layer is Layer.GOODWILL:
        return told.goodwill_no if told else ""
    if layer is Layer.FREE_SERVICE:
        return next((row.code for row in seen.book.maker.of_layer("service")), "")
    return next((case.campaign.code for case in context.campaigns if case.is_asked), "")


def _counters(answer: Answer, seen: Gathered) -> tuple[CounterLine, ...]:
    counters, lights, facts = answer.counters, answer.lights, seen.facts
    today = repair_days((facts.this_visit,), seen.book.law) if facts.this_visit else 0
    subjects = worst_of(facts, seen.book)
    subjects["same"] = seen.same_problem
    found = []
    for code in ("days", "same", "serious", "assembly", "part"):
        count, limit = getattr(counters, code)
        found.append(
            CounterLine(
                code,
                count,
                limit,
                getattr(lights, code),
                today if code == "days" else 0,
                subjects.get(code, ""),
            )
        )
    return tuple(found)


def _campaigns(context: CoverageContext, claim: Claim, seen: Gathered) -> tuple[CampaignLine, ...]:
    on = context.visit_on(claim)
    own = own_campaigns(context, claim, seen.part_no, on)
    return tuple(
        CampaignLine(
            case.campaign.code,
            case.campaign.kind,
            case.campaign.name_zh or case.campaign.code,
            case.campaign.name_en or case.campaign.code,
            case.state,
            case.is_due(on),
            case.campaign.stop_sale,
            case.campaign.code in own or case.campaign.code in context.campaigns_beside,
        )
        for case in sorted(context.campaigns, key=lambda case: not case.is_due(on))
    )


def _repairs(context: CoverageContext, claim: Claim, seen: Gathered) -> tuple[RepairLine, ...]:
    """Return the history, newest first."""
    law, counted = seen.book.law, {one.visit_key for one in seen.counted}
    keys = {(one.claim_id, one.elsewhere_id) for one in seen.counted}
    lines = []
    for one in reversed(context.repairs):
        counts = (one.claim_id, one.elsewhere_id) in keys
        lines.append(
            RepairLine(
                one.claim_id,
                one.elsewhere_id,
                context.day(one.arrived_at) or date.min,
                one.title,
                one.complaint,
                one.mileage_km,
                repair_days((one.time,), law) if one.visit_key in counted else 0,
                _part_name(one.causal, seen),
                one.problem.id if one.problem else None,
                one.problem.title if one.problem else "",
                context.name(one.link.linked_by) if one.link else "",
                one.serious,
                context.name(one.flagged_by) if one.flagged_by else "",
                counts,
                counts and same_problem_as(context, claim, seen, one),
                one.link.id if one.link else None,
            )
        )
    return tuple(lines)


def _part_name(part_no: str, seen: Gathered) -> str:
    entry = seen.book.maker.part(part_no)
    return pick(entry.name_zh, entry.name_en) if entry else part_no


def _doubts(choices: tuple[CoverChoice, ...], answer: Answer) -> tuple[Remark, ...]:
    """Say which covers would pay if their conditions hold, where nobody else pays."""
    if answer.verdict is Verdict.COVERED:
        return ()
    return tuple(
        Remark(
            "doubtful_cover",
            N_("{code} would still cover it, if this is so: {conditions}."),
            {"code": one.code, "conditions": pick(one.conditions_zh, one.conditions_en)},
        )
        for one in choices
    )


def _choices(seen: Gathered) -> tuple[CoverChoice, ...]:
    return tuple(
        CoverChoice(row.code, row.name_zh, row.name_en, row.conditions_zh, row.conditions_en)
        for row in seen.maker.doubtful
        if row is not seen.maker.row and would_cover(seen.facts, seen.book, row)
    )
