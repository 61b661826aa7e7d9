"""What other claims say of a claim: the car's other claims, shared numbers, serials and tags."""

from dataclasses import replace
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.history import PastClaim
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.vehicle import OdometerChange, total_km
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.guards import closed_months


def facts_past(
    bench: Bench,
    claim: Claim,
    pieces: tuple[OldPart, ...],
    changes: tuple[OdometerChange, ...],
) -> dict[str, Any]:
    """Return the fields of ``ClaimFacts`` that come from other claims and closed months."""
    store = bench.stores.past_claims
    removed = {
        (line.old_part_no, line.old_serial)
        for line in claim.part_lines
        if line.old_serial and line.leaves_pieces
    }
    tags = {tag for piece in pieces for tag in (piece.tag, piece.maker_tag) if tag}
    tags |= {serial for _, serial in removed}
    return {
        "past": _past(bench, claim, changes),
        "namesakes": store.namesakes(claim.brand, claim.codes.maker_claim_number, claim.id),
        "serials_elsewhere": store.serials(sorted(removed), claim.brand, claim.id),
        "tags_elsewhere": store.tags(sorted(tags), claim.id),
        "closed_months": closed_months(bench, claim.brand),
    }


def _past(bench: Bench, claim: Claim, changes: tuple[OdometerChange, ...]) -> tuple[PastClaim, ...]:
    past = []
    for other, arrived_at, reading in bench.stores.past_claims.of_vin(claim.vehicle.vin, claim.id):
        on = local_date(arrived_at, bench.clock.zone)
        km = None if reading is None or on is None else total_km(reading, on, changes)
        past.append(replace(other, on=on, total_km=km))
    return tuple(past)
