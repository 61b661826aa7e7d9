"""What is searched of a claim of the shop: the words of its rows, as the store would read them."""

from collections.abc import Mapping, Sequence

from warrantydesk.demo.sheets import Row
from warrantydesk.storage.facets import facets_of
from warrantydesk.storage.search_terms import Entry, Words, entries

__all__ = ["Entry", "Words", "entries", "words_of"]

_TOLD = ("complaint", "cause", "correction", "remark")
_CODES = (
    "vehicle_vin",
    "vehicle_plate",
    "claim_number",
    "codes_maker_claim_number",
)
_MORE_CODES = (
    "codes_fault_code",
    "codes_authorisation_no",
    "codes_campaign_no",
    "vehicle_engine_no",
    "vehicle_motor_no",
    "vehicle_gearbox_no",
)
_PART_CODES = ("new_part_no", "old_part_no", "old_supplier_code", "old_serial")
_FACETS = ("state", "type", "brand", "opened_on", "total_fen", "clerk")


def words_of(
    claim: Row, visit: Row, rows: Mapping[str, Sequence[Row]], shipments: Mapping[int, str]
) -> Words:
    """Return the words of a claim.

    ``rows`` holds its part lines, pieces and files, ``shipments`` numbers by id.
    """
    parts = rows["part_line"]
    names = (claim["owner_name"], claim["owner_contact"], visit["brought_by"])
    texts = [claim[f"narrative_{name}"] for name in _TOLD]
    texts += [line["new_part_name"] for line in parts]
    texts += [file[name] for file in rows["attachment"] for name in ("file_name", "caption")]
    codes = [claim["owner_phone"], claim["owner_contact_phone"], visit["brought_by_phone"]]
    codes += [claim[name] for name in _CODES]
    codes += [visit["repair_order"], *[claim[name] for name in _MORE_CODES]]
    codes += [line[name] for line in parts for name in _PART_CODES]
    for piece in rows["old_part"]:
        codes += [piece["tag"], piece["maker_tag"], shipments.get(piece["shipment_id"] or 0, "")]
    causal = [line["new_part_no"] for line in parts if line["causal"]]
    facets = facets_of(*[claim[name] for name in _FACETS], *causal)
    return Words(claim["id"], names, tuple(texts), tuple(codes), facets)
