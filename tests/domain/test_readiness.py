"""The readiness of a claim's file: its score and the auditors' list."""

from dataclasses import replace
from typing import Any

import pytest
from builders import a_claim, a_labour_line, an_other_line, some_facts

from warrantydesk.domain.claim import AddOn, ClaimType
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.readiness import Readiness, Ready, readiness
from warrantydesk.domain.rules import check


def seen(facts: ClaimFacts | None = None, /, **paths: Any) -> Readiness:
    facts = facts or some_facts(a_claim(**paths))
    return readiness(facts, check(facts))


def states(view: Readiness) -> dict[str, Ready]:
    return {one.code: one.state for one in view.items}


def test_a_whole_claim_is_ready() -> None:
    view = seen()
    assert view.score == 100
    assert view.missing == ()
    assert states(view)["sublet"] is Ready.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("documents", some_facts(missing_documents=("Photos",))),
        ("story", some_facts(a_claim(narrative__correction="处理完毕，客户很满意，路试正常。"))),
        ("story", some_facts(a_claim(narrative__cause=" "))),
        ("signatures", some_facts(signatures=())),
        ("checks", some_facts(a_claim(vehicle__vin=""))),
        ("add_ons", some_facts(a_claim(labour_lines=(a_labour_line(add_on=AddOn(True)),)))),
        ("sublet", some_facts(a_claim(other_lines=(an_other_line(supplier="Tow Ltd"),)))),
        ("own_stock", some_facts(a_claim(type=ClaimType.PRE_SALE))),
        ("pdi", some_facts(a_claim(type=ClaimType.PDI))),
    ],
)
def test_what_is_missing_is_named_and_costs_points(code: str, facts: ClaimFacts) -> None:
    view = seen(facts)
    item = next(one for one in view.items if one.code == code)
    assert item.state is Ready.MISSING
    assert item.field
    assert item.findings or item.lacks
    assert view.score < 100


def test_what_the_manager_let_pass_is_no_gap() -> None:
    facts = some_facts()
    passed = Finding("V24", "x", "x", severity=Severity.INFO, override="agreed by phone")
    assert readiness(facts, [passed]).score == 100
    assert readiness(facts, [replace(passed, override="")]).score < 100


def test_the_dozen_is_complete() -> None:
    assert {"signatures", "own_stock", "add_ons", "hours", "story", "documents", "parts"} | {
        "sublet", "authorisation", "repeat", "pdi", "batteries", "checks",
    } == set(states(seen()))  # fmt: skip
