"""Facts of a list of records to be disposed of."""

from warrantydesk.domain.disposal import RECORD_KIND_NAMES
from warrantydesk.i18n import _
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper

DISPOSAL_LIST = "disposal_list"


def prepare(bench: Bench, disposal_id: int) -> Draw:
    """Read a list with its lines and return what draws it."""
    from warrantydesk.documents import disposal_list as document

    stores = bench.stores
    one = stores.disposals.get(disposal_id)
    lines = stores.disposal_lines.find(disposal_id=disposal_id)
    claims = {claim.id: claim for claim in stores.claims.heads(line.claim_id for line in lines)}
    made = stores.redactions.get(one.redaction_id) if one.redaction_id is not None else None
    facts = document.DisposalList(
        desk_paper(bench, one.number, DISPOSAL_LIST),
        one,
        rows=tuple(
            document.DisposalRow(
                claims[line.claim_id].claim_number,
                claims[line.claim_id].vehicle.vin,
                _(RECORD_KIND_NAMES[line.kind]),
                line.finished_on,
                line.keep_until,
                _(line.held_reason) if line.held_reason else "",
            )
            for line in lines
        ),
        proposed_by=name_of(bench, one.proposed_by),
        decided_by=name_of(bench, one.decided_by),
        done_by=name_of(bench, one.done_by),
        certificate=made.number if made else "",
    )
    return lambda: document.render(facts)


def number(bench: Bench, disposal_id: int) -> str:
    """Return the number of a list; Refused(NOT_FOUND)."""
    return bench.stores.disposals.get(disposal_id).number
