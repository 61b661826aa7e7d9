"""Facts of the sheet with which duty changes hands."""

import json
from functools import partial

from warrantydesk.domain.text import line
from warrantydesk.i18n import date_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper
from warrantydesk.services.papers.waiting import waiting_lines

HAND_OVER = "duty_hand_over"


def number(bench: Bench, hand_over_id: int) -> str:
    """Return what a hand-over stands under; Refused(NOT_FOUND) where there is none."""
    return f"H{bench.stores.hand_overs.get(hand_over_id).id:06d}"


def prepare(bench: Bench, hand_over_id: int) -> Draw:
    """Read the list as it stood and return what draws the sheet."""
    from warrantydesk.documents import hand_over as document

    found = bench.stores.hand_overs.get(hand_over_id)
    sheet = json.loads(found.sheet)
    own = number(bench, hand_over_id)
    facts = document.HandOverSheet(
        desk_paper(bench, own, HAND_OVER),
        number=own,
        day=date_text(found.at.astimezone(bench.clock.zone).date()),
        at=found.at,
        giver=name_of(bench, found.from_login),
        taker=name_of(bench, found.to_login),
        accepted_at=found.accepted_at,
        note=found.note,
        takes_claims=bool(sheet["claims"]),
        void_reason=line(found.void_reason),
        items=waiting_lines(bench, (one for one in sheet["items"] if not one["snoozed_until"])),
        put_off=waiting_lines(bench, sheet["put_off"]),
    )
    return partial(document.render, facts)
