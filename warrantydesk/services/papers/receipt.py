"""Facts of the intake receipt."""

from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.paper import Draw


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the receipt's facts and return what draws it."""
    from warrantydesk.documents import receipt

    paper = claim_paper(bench, bench.stores.claims.get(claim_id))
    facts = receipt.Receipt(
        paper,
        papers=tuple(
            document
            for document in paper.documents
            if document.code in {"INV", "MH", "DL", "PO", "VM", "TS", "CN"}
        ),
    )
    return lambda: receipt.render(facts)
