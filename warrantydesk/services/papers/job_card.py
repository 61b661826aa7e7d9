"""Facts of the job card."""

from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper, name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.work import WorkService


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the card's facts and return what draws it."""
    from warrantydesk.documents import job_card as document

    claim = bench.stores.claims.get(claim_id)
    work = WorkService(bench)
    clashes, hours = work.clashes(claim_id), work.hours(claim_id)
    clocks = tuple(
        document.Clock(
            name_of(bench, one.technician),
            one.labour_code,
            one.started_at,
            one.ended_at,
            one.note,
            clashes.get(one.id, ""),
        )
        for one in work.times(claim_id)
    )
    facts = document.JobCard(claim_paper(bench, claim), clocks, hours.clocked, hours.claimed)
    return lambda: document.render(facts)
