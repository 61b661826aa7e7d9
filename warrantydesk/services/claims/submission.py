"""Submission: the same checks once more, then a frozen version with everything it shows."""

import secrets
from collections.abc import Mapping
from dataclasses import replace

from warrantydesk.domain.claim.claim import Claim, Submission
from warrantydesk.domain.claim.snapshot import canonical, sealed
from warrantydesk.domain.claim.states import ACTION_NAMES, Action, State
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import STATE, Refused, refused
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.rules import check
from warrantydesk.domain.text import clean, is_visible
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.actions import Actions
from warrantydesk.services.claims.facts import facts_of
from warrantydesk.services.claims.versions import enclosed, is_changed, used_tables
from warrantydesk.services.coverage.decisions import keep_decision
from warrantydesk.services.papers.claim_paper import claim_paper

KINDS = (Kind.CLAIMS, Kind.PARTS, Kind.COVERAGE)


def submit(bench: Bench, actions: Actions, claim_id: int, acknowledged: Mapping[str, str]) -> Claim:
    """File a claim; Refused with every block, and every warning without a reason."""
    given = {clean(rule): clean(reason) for rule, reason in acknowledged.items()}
    claim = prepared(bench, actions, claim_id, given)
    with bench.change(ACTION_NAMES[Action.SUBMIT], *KINDS) as touched:
        touched.append(claim_id)
        filed = written(bench, actions, claim, given)
    bench.history.clear()
    return filed


def prepared(
    bench: Bench, actions: Actions, claim_id: int, acknowledged: Mapping[str, str]
) -> Claim:
    """Return a claim that may be filed; nothing is written.

    A claim that the maker returned is filed again only when something was corrected.
    """
    claim = actions.checked(claim_id, Action.SUBMIT)
    if claim.state is State.RETURNED and not is_changed(bench, claim):
        raise refused(
            STATE,
            N_("Nothing was changed since the maker returned the claim: correct it first."),
        )
    against = standing(check(facts_of(bench, claim)), acknowledged)
    if against:
        raise Refused(against)
    return claim


def written(bench: Bench, actions: Actions, claim: Claim, acknowledged: Mapping[str, str]) -> Claim:
    """Move a claim and freeze its version with all it used; inside an open change."""
    stores = bench.stores
    last = stores.submissions.newest(claim.id)
    filed = actions.moved(
        replace(claim, state=State.SUBMITTED, submitted_at=bench.now, due_on=None)
    )
    number = last.number + 1 if last else 1
    anchor = stores.journal.anchor
    paper = replace(claim_paper(bench, filed), version=number, anchor=anchor)
    facts, content, personal, sha256 = sealed(to_json(paper), to_json(filed), secrets.token_hex(16))
    stores.submissions.add(
        Submission(
            claim_id=claim.id,
            number=number,
            taken_at=bench.now,
            anchor=anchor,
            facts=facts,
            sha256=sha256,
            acknowledged=canonical(acknowledged),
            tables=canonical(used_tables(bench, filed)),
            enclosed=canonical(enclosed(bench, claim.id)),
            content=content,
            submitted_by=bench.person.login,
            personal=personal,
        )
    )
    keep_decision(bench, filed)
    return filed


def standing(findings: tuple[Finding, ...], acknowledged: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return what stands against a submission: blocks, and warnings without a reason."""
    return tuple(
        found
        for found in findings
        if found.severity is Severity.BLOCK
        or (found.severity is Severity.WARN and not is_visible(acknowledged.get(found.rule, "")))
    )
