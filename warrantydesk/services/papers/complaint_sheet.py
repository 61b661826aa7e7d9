"""Facts of the sheet of a complaint."""

from functools import partial

from warrantydesk.domain.care import Complaint, ContactNote, Party
from warrantydesk.services.bench import Bench
from warrantydesk.services.care_subject import subject_of
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper

COMPLAINT_SHEET = "complaint_sheet"


def number(bench: Bench, complaint_id: int) -> str:
    """Return the number of a complaint; Refused(NOT_FOUND) where there is none."""
    return bench.stores.complaints.get(complaint_id).number


def prepare(bench: Bench, complaint_id: int) -> Draw:
    """Read a complaint with what was said since and return what draws its sheet."""
    from warrantydesk.documents import complaint_sheet as document

    found = bench.stores.complaints.get(complaint_id)
    plate, vin, about = _car(bench, found)
    phone = subject_of(bench, found.claim_id, found.visit_id, found.customer_id).phone
    facts = document.ComplaintSheet(
        desk_paper(bench, found.number, COMPLAINT_SHEET),
        found,
        owner=name_of(bench, found.owner),
        opened_by=name_of(bench, found.opened_by),
        phone=phone,
        plate=plate,
        vin=vin,
        number=about,
        notes=_notes(bench, found),
    )
    return partial(document.render, facts)


def _car(bench: Bench, found: Complaint) -> tuple[str, str, str]:
    """Return plate and VIN of the car, and the number of the claim or repair order."""
    stores = bench.stores
    if found.claim_id is not None:
        claim = stores.claims.get(found.claim_id)
        return claim.vehicle.plate, claim.vehicle.vin, claim.claim_number
    if found.visit_id is None:
        return "", "", ""
    visit = stores.visits.get(found.visit_id)
    if visit.vehicle_id is None:
        return "", "", visit.repair_order
    worn = stores.plates.current(visit.vehicle_id)
    vin = stores.vehicles.get(visit.vehicle_id).vin
    return worn.plate if worn else "", vin, visit.repair_order


def _notes(bench: Bench, found: Complaint) -> tuple[ContactNote, ...]:
    """Return what was said with the customer of a visit since the complaint came."""
    if found.visit_id is None:
        return ()
    return tuple(
        one
        for one in bench.stores.contact_notes.find(visit_id=found.visit_id)
        if one.party is Party.CUSTOMER and not one.void_reason and one.at >= found.received_at
    )
