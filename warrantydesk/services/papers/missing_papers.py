"""Facts of the reminder of papers that the customer still has to bring."""

from functools import partial

from warrantydesk.domain.finding import Problem
from warrantydesk.i18n import N_, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.paper import Draw

CUSTOMERS = frozenset({"INV", "MH", "DL", "PO", "TS", "CN", "TW"})
"""Codes of papers that a customer has; the others are made in the house."""


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read what is missing for a claim and return what draws the reminder."""
    from warrantydesk.documents import missing_papers as document
    from warrantydesk.services.claims.facts import facts_of
    from warrantydesk.services.claims.view import documents_of

    claim = bench.stores.claims.get(claim_id)
    known = [one for one in documents_of(bench, facts_of(bench, claim)) if one.code in CUSTOMERS]
    wanted = sorted((one for one in known if not one.present), key=lambda one: not one.mandatory)
    facts = document.MissingPapers(
        claim_paper(bench, claim),
        tuple(
            document.WantedPaper(
                pick(one.name_zh, one.name_en),
                "" if one.mandatory else pick(one.condition_zh, one.condition_en),
                pick(one.reason_zh, one.reason_en),
            )
            for one in wanted
        ),
        tuple(pick(one.name_zh, one.name_en) for one in known if one.present),
    )
    return partial(document.render, facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Say where there is nothing to remind of."""
    from warrantydesk.services.claims.facts import facts_of
    from warrantydesk.services.claims.view import documents_of

    claim = bench.stores.claims.get(claim_id)
    known = documents_of(bench, facts_of(bench, claim))
    if any(one.code in CUSTOMERS and not one.present for one in known):
        return ()
    return (Problem("documents", N_("Nothing is missing: the customer brought everything.")),)
