"""Decisions as taken: kept with their facts and table versions, and repeated years later."""

import json
from typing import Any

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.codec import from_json, to_json
from warrantydesk.domain.coverage import Answer, CoverageFacts, decide
from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.repair_history import Decision
from warrantydesk.i18n import N_
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.context import context_of
from warrantydesk.services.coverage.facts import gathered
from warrantydesk.services.coverage.tables import law_in


def decide_claim(bench: Bench, claim_id: int) -> Decision:
    """Decide a claim as it is saved, and keep the decision."""
    claim = bench.stores.claims.get(claim_id)
    bench.allow("coverage.decide")
    if claim.state is State.VOID:
        raise refused(STATE, N_("The claim is {state}: nothing can be added."), state=claim.state)
    with bench.change(N_("decide coverage"), Kind.COVERAGE, ids=(claim_id,)):
        return keep_decision(bench, claim)


def keep_decision(bench: Bench, claim: Claim) -> Decision:
    """Decide a claim and keep the decision; inside an open change.

    The facts hold everything that the engine is told, covers of the maker included, so that law
    and facts alone repeat the answer.
    """
    seen = gathered(context_of(bench, claim), claim)
    answer = decide(seen.facts, seen.book.law)
    return bench.stores.decisions.add(
        Decision(
            claim.id,
            canonical(seen.facts),
            canonical(answer),
            canonical(seen.book.versions),
            answer.verdict,
            answer.layer or "",
            bench.now,
            bench.person.login,
        )
    )


def repeat(bench: Bench, decision_id: int) -> Answer:
    """Decide once more from the kept facts, with exactly the table versions of then."""
    kept = bench.stores.decisions.get(decision_id)
    facts: CoverageFacts = from_json(CoverageFacts, json.loads(kept.facts))
    versions = json.loads(kept.versions).get(LAW, {})
    return decide(facts, law_in(bench.law(versions=versions)))


def canonical(value: Any) -> str:
    """Write an object as JSON in one form, so that equal objects have equal texts."""
    return json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
