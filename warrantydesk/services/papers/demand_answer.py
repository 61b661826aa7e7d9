"""Facts of the answer to a demand for another car or the money."""

from typing import TYPE_CHECKING

from warrantydesk.domain.coverage import Clause, Verdict
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.repair_history import Demand, DemandAnswer
from warrantydesk.i18n import N_, _, date_text, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.coverage_paper import Judged, judged, line_name, line_source
from warrantydesk.services.papers.paper import Draw

if TYPE_CHECKING:
    from warrantydesk.documents.demand_answer import Fee

_COSTS = "CN43.26"
"""Article with the costs that are paid back."""


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the answer's facts and return what draws it; a form with dashes without a demand."""
    from warrantydesk.documents import demand_answer

    case = judged(bench, claim_id)
    demand = demand_of(case)
    relied = case.law.clause(demand.ground) if demand and demand.ground else None
    costs = case.law.clause(_COSTS)
    facts = demand_answer.AnswerLetter(
        claim_paper(bench, case.claim),
        demand,
        article=_article(relied) if relied else "",
        article_text=pick(relied.text_zh, relied.text_en) if relied else "",
        reached=tuple(
            _(
                "{right} ({article})",
                right=line_name(line),
                article=line_source(line),
            )
            for line in case.card.rights
            if line.answer.verdict is Verdict.COVERED
        ),
        answer_by=_due(case, demand, "answer_days"),
        finish_by=_due(case, demand, "finish_days"),
        fee=_fee(case, demand),
        costs_article=pick(costs.article_zh, costs.article_en),
    )
    return lambda: demand_answer.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the answer lacks: the demand, its answer, reasons, price or factor."""
    case = judged(bench, claim_id)
    demand = demand_of(case)
    if demand is None:
        return (Problem("demand", N_("No demand of this vehicle is recorded: record it first.")),)
    found = []
    if demand.answer is None:
        found.append(Problem("answer", N_("The demand is not answered yet: record the answer.")))
    if demand.answer is DemandAnswer.REFUSED and not demand.answer_text.strip():
        found.append(Problem("answer_text", N_("A refusal states its reasons (Article 28).")))
    fee = _fee(case, demand)
    if fee.article and fee.fen is None and demand.answer is not DemandAnswer.REFUSED:
        found.append(
            Problem("terms", N_("Price or factor n is missing: the compensation stays open."))
        )
    return tuple(found)


def demand_of(case: Judged) -> Demand | None:
    """Return the demand of this claim, else the newest of its vehicle."""
    ranked = sorted(
        case.context.demands,
        key=lambda one: (one.claim_id == case.claim.id, one.demanded_on, one.id),
    )
    return ranked[-1] if ranked else None


def _article(clause: Clause) -> str:
    article, title = (
        pick(clause.article_zh, clause.article_en),
        pick(clause.title_zh, clause.title_en),
    )
    return " ".join(part for part in (article, title) if part)


def _due(case: Judged, demand: Demand | None, key: str) -> str:
    """Return a date of Order 43 Art. 28 in working days; empty without a demand."""
    count = case.order.maybe(key)
    if demand is None or not count:
        return ""
    return date_text(case.law.holidays.working_days_after(demand.demanded_on, count))


def _fee(case: Judged, demand: Demand | None) -> "Fee":
    """Return the compensation for use: due for Article 24 alone (Order 43 Art. 27)."""
    from warrantydesk.documents.demand_answer import Fee

    order, answer, facts = case.order, case.card.answer, case.card.facts
    free = {order.values.get(f"clause.{what}") for what in ("early7", "event", "assembly")}
    code = order.clause("fee")
    if code not in answer.grounds or (demand and demand.ground in free):
        return Fee()
    clause = case.law.clause(code)
    article = pick(clause.article_zh, clause.article_en)
    return Fee(
        article, facts.price_fen, facts.mileage_km, facts.n_permille, answer.compensation_fen
    )
