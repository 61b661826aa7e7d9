"""Facts of the notice for the customer."""

from dataclasses import replace

from warrantydesk.domain.coverage import Layer, PeriodState, Verdict
from warrantydesk.domain.finding import Problem
from warrantydesk.i18n import N_, _, list_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.coverage_paper import (
    Judged,
    coverage_paper,
    judged,
    missing_names,
)
from warrantydesk.services.papers.fact_words import loaner_text
from warrantydesk.services.papers.paper import Draw


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the notice's facts and return what draws it."""
    from warrantydesk.documents import notice

    case = judged(bench, claim_id)
    told = coverage_paper(bench, case)
    # The layers of the maker stay inside the desk: the paper never gets them.
    told = replace(told, layers=(), repairs=(), warnings=(), facts=(), versions=())
    answer = case.card.answer
    facts = notice.Notice(told, _repair(case), answer.answer_by, answer.finish_by, _loaner(case))
    return lambda: notice.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return the dates without which no period can be told."""
    card = judged(bench, claim_id).card
    if not card.missing:
        return ()
    names = list_text(missing_names(card))
    return (Problem(card.missing[0], N_("The notice cannot be whole: {facts}."), {"facts": names}),)


def _repair(case: Judged) -> str:
    """Return who bears the cost of this repair, without a word of the maker's own rules."""
    answer = case.card.answer
    if answer.verdict is Verdict.NOT_COVERED:
        return _("This repair is not free of charge; the explanation of refusal says why.")
    if answer.verdict is not Verdict.COVERED:
        return _("Whether this repair is free of charge is not decided yet.")
    if answer.layer is Layer.GOODWILL:
        return _("The maker bears a part of this repair out of goodwill.")
    return _("This repair is free of charge for you.")


def _loaner(case: Judged) -> str:
    """Return what the customer gets while the car stays here; empty before the sixth day."""
    card = case.card
    if card.loaners:
        return list_text(loaner_text(one) for one in card.loaners)
    after = case.order.number("loaner_after_days")
    if card.answer.loaner_days:
        return _("From day {due} of this repair on you get a loan car or money.", due=after + 1)
    if card.answer.repair_period is not PeriodState.IN:
        return ""
    return _("A repair of more than {days} days brings a loan car or money.", days=after)
