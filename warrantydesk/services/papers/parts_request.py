"""Facts of the request to the parts store."""

from collections.abc import Iterator

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.work import STORE_NAMES, StoreRequest
from warrantydesk.i18n import N_, _, date_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper, name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.parts_store import expected_on, suggested_lines


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the newest request, or what one would ask for, and return what draws it."""
    from warrantydesk.documents import parts_request as document

    claim = bench.stores.claims.get(claim_id)
    asked = _newest(bench, claim_id)
    request = asked or StoreRequest(claim_id, "", suggested_lines(claim))
    expected = expected_on(request)
    facts = document.PartsRequest(
        claim_paper(bench, claim),
        request,
        state=_(STORE_NAMES[request.state]) if asked else "",
        asked_by=name_of(bench, request.asked_by),
        answered_by=name_of(bench, request.answered_by),
        expected_on=date_text(expected) if expected else "",
    )
    return lambda: document.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the request lacks."""
    return tuple(_gaps(bench, bench.stores.claims.get(claim_id)))


def _gaps(bench: Bench, claim: Claim) -> Iterator[Problem]:
    if _newest(bench, claim.id) is None:
        yield Problem("store", N_("The parts store was not asked yet: this sheet has no number."))


def _newest(bench: Bench, claim_id: int) -> StoreRequest | None:
    found = bench.stores.store_requests.find(claim_id=claim_id, void_reason="")
    return found[-1] if found else None
