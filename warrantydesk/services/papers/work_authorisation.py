"""Facts of the work authorisation."""

from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim
from warrantydesk.services.add_ons import lines_of
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper, name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.repair_record import is_towing
from warrantydesk.services.work import WorkService

if TYPE_CHECKING:
    from warrantydesk.documents.work_authorisation import AddOn, Job


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the work authorisation's facts and return what draws it."""
    from warrantydesk.documents import work_authorisation as document

    claim = bench.stores.claims.get(claim_id)
    concerns = [text for text in claim.narrative.complaint.split("\n") if text.strip()]
    sublet = [line for line in claim.other_lines if line.supplier or line.invoice_no]
    tows = bench.stores.tows.find(visit_id=claim.visit.id, void_reason="")
    towing = [one.amount_fen for one in tows]
    towing += [] if tows else [one.amount_fen for one in claim.other_lines if is_towing(one)]
    facts = document.WorkAuthorisation(
        claim_paper(bench, claim),
        concerns=tuple(document.Concern(text) for text in concerns),
        add_ons=_add_ons(bench, claim),
        jobs=_jobs(bench, claim),
        sublet=", ".join(
            " ".join(filter(None, (line.supplier, line.invoice_no))) for line in sublet
        ),
        towing_fen=sum(towing) if towing else None,
    )
    return lambda: document.render(facts)


def _add_ons(bench: Bench, claim: Claim) -> "tuple[AddOn, ...]":
    from warrantydesk.documents.work_authorisation import AddOn

    return tuple(
        AddOn(
            one.text,
            one.add_on.reason,
            name_of(bench, one.add_on.authorised_by),
            one.add_on.authorised_at,
        )
        for one in lines_of(claim)
        if one.add_on.added
    )


def _jobs(bench: Bench, claim: Claim) -> "tuple[Job, ...]":
    """Return each operation with who clocked it; clocks that name no operation follow."""
    from warrantydesk.documents.work_authorisation import Job

    clocks = WorkService(bench).times(claim.id)
    jobs = []
    for line in claim.labour_lines:
        text = line.name or line.code
        own = [one for one in clocks if one.labour_code and one.labour_code == line.code]
        jobs += [
            Job(text, name_of(bench, one.technician), one.started_at, one.ended_at) for one in own
        ] or [Job(text, name_of(bench, claim.visit.technician))]
    known = {line.code for line in claim.labour_lines}
    jobs += [
        Job(one.note, name_of(bench, one.technician), one.started_at, one.ended_at)
        for one in clocks
        if one.labour_code not in known
    ]
    return tuple(jobs)
