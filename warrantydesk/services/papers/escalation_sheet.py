"""Facts of the escalation sheet."""

from collections.abc import Iterator

from warrantydesk.domain.authorisation import Escalation
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.finding import Problem
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.fault_case import enclosed, fault_case
from warrantydesk.services.papers.paper import Draw


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the newest question, or an empty one to be written by hand, and return what draws
    it."""
    from warrantydesk.documents import escalation_sheet as document

    claim = bench.stores.claims.get(claim_id)
    asked = _newest(bench, claim_id) or _blank(bench, claim)
    facts = document.EscalationSheet(
        fault_case(bench, claim),
        asked,
        asked_by=name_of(bench, asked.asked_by),
        to=name_of(bench, asked.to_login),
        decided_by=name_of(bench, asked.decided_by),
        enclosed=enclosed(bench, claim, bench.stores.attachments.find(claim_id=claim_id)),
    )
    return lambda: document.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the sheet lacks: a question, a cause."""
    return tuple(_gaps(bench, bench.stores.claims.get(claim_id)))


def _gaps(bench: Bench, claim: Claim) -> Iterator[Problem]:
    if _newest(bench, claim.id) is None:
        yield Problem("question", N_("Nothing was laid before the technical manager yet."))
    if not claim.narrative.cause.strip():
        yield Problem("narrative.cause", N_("The cause is missing: what did the inspection find?"))


def _newest(bench: Bench, claim_id: int) -> Escalation | None:
    found = bench.stores.escalations.find(claim_id=claim_id, void_reason="")
    return found[-1] if found else None


def _blank(bench: Bench, claim: Claim) -> Escalation:
    return Escalation(claim.id, "", bench.person.login, bench.now)
