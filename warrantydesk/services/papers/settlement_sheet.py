"""Facts of the settlement sheet."""

from collections.abc import Iterator

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.finding import Problem
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.charges import charges_of
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.paper import Draw


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the sheet's facts and return what draws it."""
    from warrantydesk.documents import settlement_sheet as document

    claim = bench.stores.claims.get(claim_id)
    paper = claim_paper(bench, claim)
    facts = document.SettlementSheet(paper, charges_of(claim), paper.rates.tax)
    return lambda: document.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the sheet lacks before the customer signs it."""
    return tuple(_gaps(bench.stores.claims.get(claim_id)))


def _gaps(claim: Claim) -> Iterator[Problem]:
    if not (claim.labour_lines or claim.part_lines or claim.other_lines):
        yield Problem("labour_lines", N_("No work and no part is entered yet."))
    if claim.visit.finished_at is None:
        yield Problem("visit.finished_at", N_("The repair is not finished yet."))
