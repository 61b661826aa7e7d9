"""Facts of the decision sheet."""

from collections.abc import Iterator

from warrantydesk.domain.coverage import Verdict
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.inspection import CAUSE_NAMES, CONCLUSION_NAMES
from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.i18n import N_, _, minute_text, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage.facts import causal_part
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.coverage_paper import (
    Judged,
    coverage_paper,
    judged,
    missing_names,
    sentence_of,
)
from warrantydesk.services.papers.fact_words import loaner_text
from warrantydesk.services.papers.paper import Draw


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the sheet's facts and return what draws it."""
    from warrantydesk.documents import decision

    case = judged(bench, claim_id)
    seen = case.context.inspection
    facts = decision.DecisionSheet(
        coverage_paper(bench, case),
        part=_part(case),
        cause=_(CAUSE_NAMES[seen.cause_class]) if seen and seen.cause_class else "",
        conclusion=_(CONCLUSION_NAMES[seen.conclusion]) if seen and seen.conclusion else "",
        recorded=_recorded(bench, claim_id),
        demands=tuple(_clocks(case)),
        technical_manager=technical_manager(bench, case),
        major=seen is not None and seen.major,
    )
    return lambda: decision.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return the facts without which nothing can be decided."""
    card = judged(bench, claim_id).card
    names = zip(card.missing, missing_names(card), strict=True)
    return tuple(
        Problem(field, N_("“{fact}” is missing: the decision is not complete."), {"fact": name})
        for field, name in names
    )


def technical_manager(bench: Bench, case: Judged) -> str:
    """Return who signed the inspection as technical manager; empty where nobody did."""
    seen = case.context.inspection
    if seen is None:
        return ""
    signed = bench.stores.inspection_signatures.find(inspection_id=seen.id)
    logins = (one.login for one in signed if one.as_role == Role.TECHNICAL_MANAGER)
    return name_of(bench, next(logins, ""))


def _part(case: Judged) -> str:
    number = causal_part(case.claim)
    book = case.context.book(case.context.visit_on(case.claim))
    entry = book.maker.part(number)
    name = pick(entry.name_zh, entry.name_en) if entry else ""
    return " ".join(part for part in (number, name) if part)


def _recorded(bench: Bench, claim_id: int) -> str:
    """Return the newest recorded decision in a sentence; it may differ from the facts now."""
    from warrantydesk.documents.coverage_paper import RECORDED_NAMES

    found = bench.stores.decisions.find(claim_id=claim_id)
    if not found:
        return _("Not recorded yet: the answer is that of the facts below.")
    newest = max(found, key=lambda one: one.id)
    return _(
        "Recorded {at} by {name}: {verdict}",
        at=minute_text(newest.taken_at),
        name=name_of(bench, newest.taken_by),
        verdict=_(RECORDED_NAMES[Verdict(newest.verdict)]),
    )


def _clocks(case: Judged) -> Iterator[str]:
    card = case.card
    for deadline in card.deadlines:
        yield sentence_of(deadline.message, deadline.values)
    for one in card.loaners:
        yield loaner_text(one)
    if card.answer.compensation_fen:
        yield _(
            "Compensation for use if the car is replaced or returned: {amount} yuan.",
            amount=yuan(card.answer.compensation_fen),
        )
