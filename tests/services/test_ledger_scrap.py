"""What may be scrapped and why the rest is kept; days of payment for many lines."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from stories import put_into, repairing, submitted

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.services.desk import Desk
from warrantydesk.services.ledger.outlook import Keep
from warrantydesk.services.ledger.payments import Payment, read_pasted

LONG_AGO = date(2026, 9, 1)


def on_shelf(desk: Desk, **fields: Any) -> OldPart:
    """Return a shelved piece of a filed claim, with fields written past the guards."""
    claim = submitted(desk)
    piece = desk.stores.parts.of_line(claim.id, 1)[0]
    with desk.bench.change("test"):
        return desk.stores.parts.save(
            replace(piece, **{"state": PartState.SHELVED, "place": "R2-3", **fields})
        )


@pytest.mark.parametrize(
    ("fields", "keep", "day"),
    [
        ({"return_required": False}, Keep.UNPAID, None),
        ({"return_required": True}, Keep.UNPAID_BACK, date(2026, 12, 9)),
        ({"return_required": False, "return_by": None, "paid_on": LONG_AGO}, Keep.NOW,
         date(2026, 10, 1)),
        ({"return_required": False, "return_by": None, "paid_on": date(2026, 11, 20)}, Keep.UNTIL,
         date(2026, 12, 20)),
        ({"return_required": True, "return_by": date(2026, 12, 1), "paid_on": LONG_AGO},
         Keep.ASKED, date(2026, 12, 1)),
        ({"return_required": False, "return_by": None, "paid_on": LONG_AGO,
          "hazard": "hv_battery"}, Keep.ORDER, date(2026, 9, 1)),
        ({"state": PartState.SCRAP_OK, "paid_on": LONG_AGO}, Keep.RELEASED, date(2026, 10, 1)),
        ({"state": PartState.SCRAP_OK, "paid_on": date(2026, 11, 20)}, Keep.UNTIL,
         date(2026, 12, 20)),
        ({"state": PartState.SCRAP_OK, "paid_on": LONG_AGO, "requested_on": date(2026, 11, 23),
          "return_by": date(2026, 12, 8)}, Keep.ASKED, date(2026, 12, 8)),
    ],
)  # fmt: skip
def test_where_a_piece_stands_on_its_way_to_the_scrap(
    desk: Desk, fields: dict[str, Any], keep: Keep, day: date | None
) -> None:
    piece = on_shelf(desk, **fields)
    found = desk.ledger.outlook()
    (row,) = [row for row in found.rows if row.piece.id == piece.id]
    assert row.keep is keep
    assert row.day == (day or piece.return_by)
    assert found.counts[keep] >= 1
    proposed = [item for item in desk.today.all() if item.code == "scrap_from"]
    assert [item.values["n"] for item in proposed] == ([1] if keep is Keep.NOW else [])


def test_a_claim_in_dispute_keeps_its_pieces(desk: Desk) -> None:
    piece = on_shelf(desk, return_required=False, return_by=None, paid_on=LONG_AGO)
    put_into(desk, piece.claim_id, State.APPEALED)
    (row,) = [row for row in desk.ledger.outlook().rows if row.piece.id == piece.id]
    assert row.keep is Keep.DISPUTE


def test_the_outlook_and_the_verb_agree(desk: Desk) -> None:
    """What the page offers today is exactly what the verb of release takes."""
    piece = on_shelf(desk, return_required=False, return_by=None, paid_on=LONG_AGO)
    unpaid = on_shelf(desk, return_required=False, return_by=None)
    awaited = on_shelf(desk, paid_on=LONG_AGO)
    offered = {row.piece.tag for row in desk.ledger.outlook().of(Keep.NOW)}
    tags = (piece.tag, unpaid.tag, awaited.tag)
    report = desk.shelf.batch("release_scrap", tags, each=True)
    assert offered == set(report.done) == {piece.tag}
    assert [row.piece.tag for row in desk.ledger.outlook().of(Keep.RELEASED)] == [piece.tag]


def test_lines_without_a_day_of_payment_are_those_of_filed_claims(desk: Desk) -> None:
    repairing(desk)
    assert desk.ledger.unpaid() == ()
    claim = submitted(desk)
    lines = desk.ledger.unpaid()
    assert [(line.claim_id, line.line, line.pieces) for line in lines] == [
        (claim.id, 1, 1),
        (claim.id, 2, 2),
    ]
    desk.shelf.record_paid(claim.id, 1, desk.bench.today)
    assert [line.line for line in desk.ledger.unpaid()] == [2]


def test_payments_are_entered_one_by_one_with_a_list_of_what_was_refused(desk: Desk) -> None:
    claim = submitted(desk)
    today = desk.bench.today
    wanted = [
        Payment(claim.id, 1, today),
        Payment(claim.id, 2, today + timedelta(days=1)),
        Payment(claim.id, 9, today),
    ]
    heard: list[tuple[int, int]] = []
    report = desk.ledger.record_payments(
        wanted, desk.shelf.record_paid, lambda n, total: heard.append((n, total))
    )
    assert report.done == (wanted[0],)
    assert [(one.line, found.field) for one, found in report.refused] == [
        (2, "paid_on"),
        (9, "line"),
    ]
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert [p.paid_on for p in desk.stores.parts.of_line(claim.id, 1)] == [today]
    assert {p.paid_on for p in desk.stores.parts.of_line(claim.id, 2)} == {None}


@pytest.mark.parametrize(
    "row",
    [
        "C0126-000121\t2026-11-20",
        "2026/11/20,C0126-000121",
        "C0126-000121;20261120;386.00",
        "c0126-000121　2026年11月20日",
        '"C0126-000121","2026.11.20"',
    ],
)
def test_a_pasted_row_is_read_in_any_order(row: str) -> None:
    read = read_pasted(f"\n{row}\n")
    assert (dict(read.days), read.unread) == ({"C0126-000121": date(2026, 11, 20)}, ())


@pytest.mark.parametrize(
    "row",
    ["C0126-000121", "2026-11-20", "索赔单\t付款日期", "C0126-000121 2026-13-40", "012600011523"],
)
def test_a_row_without_number_or_day_is_told(row: str) -> None:
    read = read_pasted(row)
    assert (dict(read.days), read.unread) == ({}, (row.replace("\t", " "),))


def test_a_day_of_payment_must_not_be_to_come(desk: Desk) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused):
        desk.shelf.record_paid(claim.id, 1, desk.bench.today + timedelta(days=1))
