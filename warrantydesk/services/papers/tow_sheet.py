"""Facts of the tow sheet."""

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.work import Tow
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.paper import Draw


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the newest tow of the visit, none for a sheet to be filled in, and what draws it."""
    from warrantydesk.documents import tow_sheet as document

    claim = bench.stores.claims.get(claim_id)
    facts = document.TowSheet(claim_paper(bench, claim), _newest(bench, claim.visit.id))
    return lambda: document.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the sheet lacks."""
    claim = bench.stores.claims.get(claim_id)
    if _newest(bench, claim.visit.id) is None:
        return (Problem("tow", N_("No tow is entered: the sheet is to be filled in by hand.")),)
    return ()


def _newest(bench: Bench, visit_id: int) -> Tow | None:
    found = bench.stores.tows.find(visit_id=visit_id, void_reason="")
    return found[-1] if found else None
