"""The desk behind the try-it box: facts decided by chosen versions, and facts of a claim."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.coverage.answer import Answer
from warrantydesk.domain.coverage.facts import CoverageFacts
from warrantydesk.i18n import named
from warrantydesk.services.coverage.facts import causal_part
from warrantydesk.ui.tabs.policies.trial_facts import Facts
from warrantydesk.ui.tabs.policies.try_card import Trial
from warrantydesk.ui.tabs.policies.verdict_box import Articles

LOOKED_UP = frozenset({"wear_cover", "maker_cover", "main_part_of"})
"""Facts that the tables say of a part: left out, so that each version says its own."""


def trial_of(desk: Any) -> Trial:
    """Return how the desk decides what is tried."""

    def decide(facts: Facts, versions: Mapping[str, Mapping[str, int]]) -> Answer:
        answer: Answer = desk.coverage.try_it(to_json(dict(facts)), versions)
        return answer

    return decide


def articles_of(desk: Any) -> Articles:
    """Return how the desk names the article of a clause; a code it does not know stays."""

    def article(code: str) -> str:
        rows = desk.bench.law().rows("clauses")
        return next((named(row, "article") for row in rows if row["code"] == code), code)

    return article


def facts_of(desk: Any, claim_id: int) -> dict[str, Any]:
    """Return the facts of a claim for the box; those that are as usual are left out."""
    context = desk.coverage.context(claim_id)
    claim = context.claim
    told = desk.coverage.card(context, claim).facts
    usual = CoverageFacts()
    facts: dict[str, Any] = {
        field.name: value
        for field in fields(told)
        if field.name not in LOOKED_UP
        and (value := getattr(told, field.name)) != getattr(usual, field.name)
    }
    beside = {
        "part_no": causal_part(claim),
        "model_code": claim.vehicle.model_code,
        "brand": claim.brand,
    }
    return {**facts, **{name: value for name, value in beside.items() if value}}
