"""The papers of a return shipment: SHIPMENT_PAPERS in the order in which they go to the maker."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.shipment import Carriage
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers import claim_form
from warrantydesk.services.papers.paper import Draw, Paper
from warrantydesk.services.papers.shipment_facts import claims_of, desk_paper, shipment_paper

RETURN_LIST, CLAIM_FORMS, BOX_CONTENTS = "return_list", "claim_forms", "box_contents"


def number(bench: Bench, shipment_id: int) -> str:
    """Return the number of a shipment; Refused(NOT_FOUND) where there is none."""
    return bench.stores.shipments.get(shipment_id).number


def return_list(bench: Bench, shipment_id: int) -> Draw:
    """Read the facts of the return list and return what draws it in three copies."""
    from warrantydesk.documents.shipments import return_list as document

    return partial(document.render, shipment_paper(bench, shipment_id, RETURN_LIST))


def related_parts(bench: Bench, shipment_id: int) -> Draw:
    """Read every causal piece with its related ones and return what draws the sheet."""
    from warrantydesk.documents.shipments import companions

    facts = shipment_paper(bench, shipment_id, "related_parts")
    return partial(companions.related_parts, facts)


def no_part_declaration(bench: Bench, shipment_id: int) -> Draw:
    """Read the pieces that there are none of and return what draws the declaration."""
    from warrantydesk.documents.shipments import companions

    facts = shipment_paper(bench, shipment_id, "no_part_declaration")
    return partial(companions.no_part_declaration, facts)


def claim_forms(bench: Bench, shipment_id: int) -> Draw:
    """Return what staples the claim forms of the list: as they were kept, else drawn anew."""
    from warrantydesk.documents.shipments import staple

    forms = [claim_form.prepare(bench, claim_id) for claim_id in claims_of(bench, shipment_id)]
    return partial(staple.stapled, forms, number(bench, shipment_id))


def hand_over(bench: Bench, shipment_id: int) -> Draw:
    """Read the boxes and return what draws the sheet for the carrier."""
    from warrantydesk.documents.shipments import packing

    return partial(packing.hand_over, shipment_paper(bench, shipment_id, "hand_over"))


def pick_list(bench: Bench, shipment_id: int) -> Draw:
    """Read what waits to be packed and return what draws the list in the order of the shelf."""
    from warrantydesk.documents.shipments import packing

    return partial(packing.pick_list, shipment_paper(bench, shipment_id, "pick_list"))


def box_contents(bench: Bench, shipment_id: int, box: str = "") -> Draw:
    """Read the boxes and return what draws their lists; of one box by its code where given."""
    from warrantydesk.documents.shipments import packing

    facts = shipment_paper(bench, shipment_id, BOX_CONTENTS)
    if box:
        facts = replace(facts, desk=desk_paper(bench, box, BOX_CONTENTS))
    return partial(packing.box_contents, facts, box)


def gaps(bench: Bench, shipment_id: int) -> tuple[Problem, ...]:
    """Return what the return list lacks and the maker or the carrier asks for."""
    return tuple(_gaps(bench, shipment_id))


def _gaps(bench: Bench, shipment_id: int) -> Iterator[Problem]:
    stores = bench.stores
    shipment = stores.shipments.get(shipment_id)
    boxes = {box.id: box for box in stores.boxes.of(shipment_id)}
    waiting = sum(line.box_id not in boxes for line in stores.shipment_lines.of(shipment_id))
    if waiting:
        yield Problem(
            "pieces", N_("Pieces on this list that are in no box yet: {n}."), {"n": waiting}
        )
    if not shipment.waybill and shipment.carriage is not Carriage.SELF:
        yield Problem("waybill", N_("The waybill number is missing on this list."))
    if shipment.freight_fen is None:
        yield Problem("freight_fen", N_("The freight is missing on this list."))
    unweighed = [box.number for box in boxes.values() if box.weight_g is None]
    if unweighed:
        listed = ", ".join(map(str, unweighed))
        yield Problem("boxes", N_("Boxes that are not weighed yet: {boxes}."), {"boxes": listed})


SHIPMENT_PAPERS = (
    Paper(RETURN_LIST, N_("Return list"), return_list, gaps, number),
    Paper("related_parts", N_("Related-part sheet"), related_parts, number=number),
    Paper(
        "no_part_declaration",
        N_("Declaration of missing old parts"),
        no_part_declaration,
        number=number,
    ),
    Paper(CLAIM_FORMS, N_("Claim forms, stapled"), claim_forms, number=number),
    Paper("hand_over", N_("Hand-over to the carrier"), hand_over, number=number),
    Paper("pick_list", N_("Pick list"), pick_list, number=number),
    Paper(BOX_CONTENTS, N_("Box contents"), box_contents, number=number),
)
