"""Facts of the work authorisation."""

from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.paper import Draw


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the work authorisation's facts and return what draws it."""
    from warrantydesk.documents import work_authorisation as document

    claim = bench.stores.claims.get(claim_id)
    paper = claim_paper(bench, claim)
    concerns = [text for text in claim.narrative.complaint.split("\n") if text.strip()]
    jobs = tuple(
        document.Job(line.name or line.code, paper.technician) for line in claim.labour_lines
    )
    facts = document.WorkAuthorisation(
        paper, concerns=tuple(document.Concern(text) for text in concerns), jobs=jobs
    )
    return lambda: document.render(facts)
