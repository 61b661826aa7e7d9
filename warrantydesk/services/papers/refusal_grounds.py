"""The grounds on which a refusal may rest, taken from the decision; nothing else is cited."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from warrantydesk.domain.coverage import Ground, Layer, LayerAnswer, Verdict
from warrantydesk.domain.coverage.facts import BLOCKED_GROUNDS
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.inspection import CAUSE_NAMES
from warrantydesk.i18n import N_, _, date_text, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage.card import LayerLine
from warrantydesk.services.papers.coverage_paper import Judged, line_name, line_source
from warrantydesk.services.papers.fact_words import term_text

if TYPE_CHECKING:
    from warrantydesk.documents.explanation import CitedGround

_BLOCKED = {
    Ground.OUTSIDE_MAINTENANCE: N_(
        "Maintenance elsewhere is no ground for a refusal (Order 43 Art. 32): take it out of the "
        "facts of this claim. Name a ground that caused the damage."
    ),
    Ground.NO_CERTIFICATE: N_(
        "A missing certificate is no ground for a refusal while the sale can be verified (Order 43 "
        "Art. 19): take it out of the facts of this claim."
    ),
}
_PAPERS = N_("Invoice or handover sheet; odometer at arrival")
CUSTOMER = "customer_refusal"
"""Kind of the reason codes that a customer may be given."""


def must_be_allowed(bench: Bench, case: Judged, code: str) -> None:
    """Refuse to draw on a ground that never holds, or on one that is not for the customer."""
    facts = case.card.facts
    for ground in (facts.refusal_reason, facts.exemption):
        if ground in BLOCKED_GROUNDS:
            raise refused(INVALID, _BLOCKED[ground], "ground")
    known = bench.profile(case.claim.brand).reasons
    if code and known.get(code, {}).get("kind") != CUSTOMER:
        raise refused(
            INVALID,
            N_("Choose an allowed ground of refusal: a claim may not be refused otherwise."),
            "ground",
        )


def cited(case: Judged) -> tuple["CitedGround", ...]:
    """Return the exemption, or every layer that does not pay with its dates and km."""
    if applying_exemption(case) is not None:
        return (_exemption(case),)
    is_owed = case.card.facts.quality_problem
    return tuple(
        _ground(case, line)
        for line in case.card.layers
        if line.answer.verdict is Verdict.NOT_COVERED
        # Without a quality problem the other layers say nothing of their own.
        and (is_owed or line.answer.layer is Layer.STATUTORY)
    )


def applying_exemption(case: Judged) -> Ground | None:
    """Return the exemption that holds: its cause is shown, or it needs none (Art. 32)."""
    facts = case.card.facts
    if facts.exemption is None or facts.exemption in BLOCKED_GROUNDS:
        return None
    entry = case.law.exemptions.get(facts.exemption)
    needs_cause = entry is None or entry.needs_cause
    return facts.exemption if facts.exemption_cause_shown or not needs_cause else None


def _exemption(case: Judged) -> "CitedGround":
    """Return the exemption with the cause that the inspection found, and its evidence."""
    from warrantydesk.documents.explanation import CitedGround

    ground = case.card.facts.exemption
    entry = case.law.exemptions[ground or ""]
    clause = case.law.clause(case.order.exemption_clause(entry))
    cause = case.claim.narrative.cause.strip()
    return CitedGround(
        pick(entry.name_zh, entry.name_en),
        pick(clause.article_zh, clause.article_en),
        _("It caused the damage: {cause}", cause=cause or "—")
        if entry.needs_cause
        else pick(clause.text_zh, clause.text_en),
        pick(entry.evidence_zh, entry.evidence_en),
    )


def _ground(case: Judged, line: LayerLine) -> "CitedGround":
    from warrantydesk.documents.explanation import CitedGround

    name, texts, evidence = line_name(line), tuple(_over(case, line.answer)), _PAPERS
    if line.answer.layer is Layer.STATUTORY:
        name, texts, evidence = _by_law(case, line.answer, texts)
    return CitedGround(name, line_source(line), " ".join(texts), _(evidence))


def _by_law(
    case: Judged, answer: LayerAnswer, over: tuple[str, ...]
) -> tuple[str, tuple[str, ...], str]:
    """Return name, sentences and evidence where the law does not pay."""
    order, wear = case.order, case.card.facts.wear_cover
    if answer.clause == order.clause("gate"):
        said = _("The car is not used for household needs; only the maker's terms hold.")
        return _("Not a household car"), (said,), N_("Driving licence of the car")
    if answer.clause == order.clause("none"):
        said = _("The car was sold before the first order came into force.")
        return _("Outside the order"), (said,), _PAPERS
    if answer.clause == order.clause("quality"):
        evidence = N_("Signed inspection sheet with readings and photos")
        return _("No quality problem"), (_no_quality_problem(case),), evidence
    if wear is not None:
        term = _("Term: {term}.", term=term_text(wear.months, wear.km))
        return _("Term of the wear part over"), (term, *over), _PAPERS
    return _("Repair period over"), over, _PAPERS


def _over(case: Judged, answer: LayerAnswer) -> Iterator[str]:
    """Yield by how much a term is over, in days and in km."""
    facts = case.card.facts
    is_over = False
    if answer.days_left is not None and answer.days_left < 0:
        is_over = True
        yield _(
            "Last day {day}; the car came on {visit}.",
            day=date_text(answer.last_day),
            visit=date_text(facts.visit_on),
        )
    if answer.km_left is not None and answer.km_left < 0:
        is_over = True
        yield _(
            "Last km {last}; the car came with {km} km.",
            last=f"{answer.last_km:,}",
            km=f"{facts.mileage_km or 0:,}",
        )
    if not is_over:
        yield _("Its conditions do not hold for this car, owner or use.")


def _no_quality_problem(case: Judged) -> str:
    seen = case.context.inspection
    if seen is None or seen.cause_class is None:
        return _("The inspection found no quality problem.")
    return _(
        "The inspection found no quality problem; class of cause: {cause}.",
        cause=_(CAUSE_NAMES[seen.cause_class]),
    )


def doubts(case: Judged, code: str) -> Iterator[Problem]:
    """Yield what speaks against the refusal, to be said before the explanation is printed."""
    card, facts = case.card, case.card.facts
    if not code:
        yield Problem("ground", N_("No ground is chosen yet: choose it in the inspection."))
    if card.verdict is Verdict.COVERED:
        yield Problem(
            "ground",
            N_("By the recorded facts the repair is covered ({head}): refuse nothing yet."),
            {"head": pick(card.head_zh, card.head_en)},
        )
    if card.verdict is Verdict.BORDERLINE:
        yield Problem("ground", N_("The term ended on a rest day: ask the maker before refusing."))
    if card.verdict is Verdict.NEEDS_FACT:
        yield Problem("ground", N_("A fact is missing: whether it is covered is not decided yet."))
    needs_cause = facts.exemption is not None and facts.exemption is not Ground.X1_DISCLOSED
    is_shown = applying_exemption(case) is not None and case.claim.narrative.cause.strip()
    if needs_cause and not is_shown:
        yield Problem(
            "narrative.cause",
            N_("That it caused the damage is not shown: write the cause and confirm it."),
        )


def remaining(case: Judged) -> Iterator[str]:
    """Yield what the customer can still have: other layers, goodwill, periods that run on."""
    card = case.card
    for line in card.layers:
        if line.answer.verdict in (Verdict.COVERED, Verdict.BORDERLINE):
            yield _(
                "{layer} ({source}) may still pay: we look into it with you.",
                layer=line_name(line),
                source=line_source(line),
            )
    if card.facts.goodwill is None:
        yield _("We may ask the maker for goodwill; there is no claim to it.")
    running = [bar for bar in card.periods[:1] if bar.days_left >= 0 and bar.km_left >= 0]
    for bar in running:
        yield _(
            "For all other faults the repair period goes on until {day} or {km} km.",
            day=date_text(bar.last_day),
            km=f"{bar.last_km:,}",
        )
