"""Any walk of scans: what is refused writes nothing, and all of it can be walked back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from builders import OTHER_VIN
from stories import newest_change, repairing, to_submit

from warrantydesk.domain.tag import make_tag
from warrantydesk.services.desk import Desk
from warrantydesk.services.scanning import Hands, ScanService, Tone

STEPS = 140
FOREIGN = ("6901234567892", "a|b|c", OTHER_VIN, make_tag(1, 26, 999_999), "SF1402233445566", "水泵")


@pytest.fixture
def scans(desk: Desk) -> ScanService:
    ticks = iter(range(0, 10_000, 3))
    hands = Hands(desk.bench, desk.shelf, desk.claims, desk.shipments, desk.stock_takes)
    return ScanService(hands, lambda: float(next(ticks)))


def stocked(desk: Desk) -> list[str]:
    """Give the desk one claim to receive and one on the shelf, paid long ago; return its codes."""
    waiting = repairing(desk, OTHER_VIN)
    claim = to_submit(desk)
    tags = [piece.tag for piece in desk.shelf.pieces_of(claim.id)]
    for tag in tags:
        desk.shelf.put(tag, "R2-3")
    desk.claims.submit(claim.id, {"V41": "short on purpose"})
    paid = desk.bench.today - timedelta(days=900)
    with desk.bench.change("test"):
        for number, tag in enumerate(tags):
            piece = replace(desk.shelf.by_tag(tag), return_required=number < 2, paid_on=paid)
            desk.stores.parts.save(piece if number < 2 else replace(piece, return_by=None))
    desk.bench.history.clear()
    return [waiting.claim_number, claim.claim_number, *tags]


def codes(desk: Desk, known: list[str], random: Random) -> Iterator[str]:
    """Yield codes as they come to hand; every third is scanned once more."""
    while True:
        things = [box.code for box in desk.stores.boxes.find()]
        things += [one.number for one in desk.stores.shipments.find()]
        kinds = (
            known[2:],
            known[2:],
            known[:2],
            ("P-R2-3", "P-R2-4", "P-R2-4"),
            things or known,
            FOREIGN,
        )
        code = random.choice(random.choice(kinds))
        if random.random() < 0.08:
            code = random.choice(("M1", "M2", "M3", "M3", "M4", "M5"))
        yield code
        if random.random() < 0.4:
            yield code


def standing(desk: Desk) -> list[object]:
    """Return how everything stands, without what was seen and given and stays so."""
    pieces = [
        (one.state, one.place, one.box, one.shelved_at, one.return_by, one.requested_on)
        for one in desk.stores.parts.find()
    ]
    lists = [(one.state, one.waybill) for one in desk.stores.shipments.find(void_reason="")]
    boxes = [one.sealed_at for one in desk.stores.boxes.find(void_reason="")]
    counted = [one.code for one in desk.stores.stock_take_scans.find(void_reason="")]
    return [pieces, lists, boxes, counted]


@pytest.mark.parametrize("seed", range(4))
def test_a_walk_is_walked_back_step_by_step(desk: Desk, scans: ScanService, seed: int) -> None:
    random = Random(seed)
    walk = codes(desk, stocked(desk), random)
    before, session, done = standing(desk), scans.session, 0
    for _step in range(STEPS):
        anchor = newest_change(desk)
        result = scans.take(next(walk))
        assert result is not None
        if result.tone is Tone.DANGER and not result.undoable:
            assert newest_change(desk) == anchor
        done += result.undoable
        if not scans.may_undo() and not desk.bench.history.newest:
            before, session = standing(desk), scans.session  # a stock-take or a list ended here
    assert done >= 3
    while scans.may_undo():
        assert scans.undo().tone is Tone.ACCENT
    assert standing(desk) == before
    assert replace(scans.session, doubt="") == replace(session, doubt="")
    assert desk.archive.verify() == []
