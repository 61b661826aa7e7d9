"""Forty old parts from the technician's hand to the carrier, by scanner keystrokes alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import OTHER_VIN, a_vin, repair_changes
from journey_stage import on_stage
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import inspected

from warrantydesk.domain.claim import Action, Claim
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.tag import make_tag
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage

CLAIMS, PIECES = 12, 40
PLACES = ("P-R2-3", "P-R2-4")
WAYBILL = "SF1402233445566"
FOREIGN = (
    "6901234567892",
    "1307010-T20|V017|20260101",
    OTHER_VIN,
    "C0126-999999",
    "P-R9-9",
    "B0126-9999-01",
    make_tag(1, 26, 999_999),
)


WAY = ["EXPECTED", "RECEIVED", "SHELVED", "RETURN_DUE", "PACKED", "SHIPPED"]


class Scanner:
    """A hand scanner that types into whatever has the keyboard, ten milliseconds a key.

    The window's own filter hears it. Its seconds are the test's, so that nothing is waited for.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._now = stage, 1000.0
        wedge = stage.window._wedge
        wedge._clock = wedge._pace = stage.window.desk.scanning._clock = lambda: self._now

    def scan(self, text: str, *, after: float = 3.0, feed: bool = False) -> str:
        """Scan a code so many seconds later; return the large words of the band."""
        self._now += after
        for sign in text:
            self._now += 0.01
            QTest.keyClick(self._target(), sign)
        self.press(Qt.Key.Key_Return)
        if feed:
            self.press(Qt.Key.Key_Enter)  # the LF of CR LF
        self._stage.settle()
        return self.said()

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key, ten milliseconds after the one before it."""
        self._now += 0.01
        QTest.keyClick(self._target(), key, modifier)

    def take_back(self, way: int) -> None:
        """Take the last scan back: by the card, by Ctrl+Z, or by Backspace in the empty line."""
        if way == 0:
            self.scan("MU")
        elif way == 1:
            self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        else:
            self.press(Qt.Key.Key_Backspace)
        self._stage.settle()

    def enter(self) -> str:
        """Scan the field of a card that is Enter alone."""
        self._now += 3
        self.press(Qt.Key.Key_Return)
        self._stage.settle()
        return self.said()

    def said(self) -> str:
        """Return the large words of the band."""
        band: Any = self._stage.window.tab("shelf").band  # type: ignore[attr-defined]
        return str(band.headline.text())

    def _target(self) -> Any:
        return QApplication.focusWidget() or self._stage.window


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over the staffed desk."""
    made = on_stage(desk)
    yield made
    made.close()


def in_repair(desk: Desk, number: int) -> Claim:
    """Bring a claim into its repair: a pump and its gaskets, all of which go back."""
    claim = inspected(desk, a_vin(18_000 + number, "LX0DL31C"))
    desk.claims.move(claim.id, Action.DECIDE_CLAIM)
    changes = repair_changes()
    changes["part_lines"] = [
        {"causal": True, "new_part_no": "1307010-T20", "old_supplier_code": "QA1031"},
        {
            "causal_line": 1,
            "new_part_no": "1112030-T20",
            "old_supplier_code": "QA1023",
            "quantity": 3 if number < PIECES - 3 * CLAIMS else 2,
            "return_required": True,
        },
    ]
    return desk.claims.save_draft(claim.id, changes)


def filed(desk: Desk, claims: list[Claim]) -> None:
    """Finish the repairs and file the claims."""
    for claim in claims:
        desk.claims.move(claim.id, Action.FINISH_REPAIR)
        reasons = {
            found.rule: "as agreed"
            for found in desk.claims.check(claim.id)
            if found.severity.value == "warn"
        }
        desk.claims.submit(claim.id, reasons)


def pieces_of(desk: Desk, claims: list[Claim]) -> list[OldPart]:
    """Return the pieces of claims that have a tag, in order."""
    rows = [row for claim in claims for row in desk.shelf.pieces_of(claim.id)]
    return [desk.shelf.by_tag(row.tag) for row in rows if row.tag]


def wrong(tag: str) -> str:
    """Return a tag with two digits swapped, or one misread where they are the same."""
    swapped = tag[:8] + tag[9] + tag[8] + tag[10:]
    return swapped if swapped != tag else tag[:-1] + str((int(tag[-1]) + 1) % 10)


def test_forty_pieces_come_stand_and_leave(
    stage: Stage, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), transport=f"file:{tmp_path / 'printer'}"))
    claims = [in_repair(desk, number) for number in range(CLAIMS)]
    scanner = Scanner(stage)

    received(stage, desk, scanner, claims)
    pieces = pieces_of(desk, claims)
    assert len(pieces) == len({piece.tag for piece in pieces}) == PIECES
    assert {piece.state for piece in pieces} == {PartState.RECEIVED}
    qtbot.waitUntil(lambda: desk.labels.unsent() == [], timeout=20_000)

    shelved(desk, scanner, [piece.tag for piece in pieces])
    pieces = pieces_of(desk, claims)
    assert {(piece.state, piece.tag_state) for piece in pieces} == {
        (PartState.SHELVED, TagState.CONFIRMED)
    }
    assert Counter(piece.place for piece in pieces) == {"R2-3": 20, "R2-4": 20}

    filed(desk, claims)
    boxes = packed(desk, scanner, [piece.tag for piece in pieces])
    pieces = pieces_of(desk, claims)
    assert {piece.state for piece in pieces} == {PartState.PACKED}
    assert Counter(piece.box for piece in pieces) == dict(zip(boxes, (14, 13, 13), strict=True))

    for piece in pieces:  # the workshop drains the pumps; the page asks where nobody did
        desk.shelf.set_drained(piece.tag)
    number = shipped(desk, scanner, boxes)
    sent = desk.shipments.by_number(number)
    assert (sent.state, sent.waybill) == (ShipmentState.SHIPPED, WAYBILL)
    assert all(box.is_sealed for box in desk.shipments.boxes(sent.id))
    assert {piece.state for piece in pieces_of(desk, claims)} == {PartState.SHIPPED}
    assert [one.number for one in desk.shipments.list()] == [number]
    taken_back = Counter(len(undone(desk, piece)) for piece in pieces)
    assert taken_back == {0: PIECES - 5, 1: 5}
    assert desk.archive.verify() == []


def undone(desk: Desk, piece: OldPart) -> list[str]:
    """Return what of the way of a piece was taken back; without that the way is the usual one."""
    entries = desk.stores.journal.entries("old_part", piece.id)
    way = [entry.after["state"] for entry in entries if "state" in entry.after]
    back = [entry.action for entry in entries if entry.action.startswith("undo")]
    assert (way == WAY) is not bool(back)
    assert way[-3:] == WAY[-3:]
    return back


def nothing_is_written(desk: Desk, scanner: Scanner, codes: tuple[str, ...]) -> None:
    """Scan what is wrong, unknown or foreign; the journal stays as it was, and so does the tab."""
    before, session = desk.archive.anchor, desk.scanning.session
    for code in codes:
        scanner.scan(code)
    assert desk.archive.anchor == before
    assert desk.scanning.session == session


def received(stage: Stage, desk: Desk, scanner: Scanner, claims: list[Claim]) -> None:
    """Receive every piece; the card opens the shelf from another tab."""
    stage.open("archive")
    scanner.scan("M1")
    assert stage.window.front() is stage.window.tab("shelf")
    for number, claim in enumerate(claims):
        scanner.scan(claim.claim_number, feed=number % 2 == 0)
        assert scanner.said().startswith("Pieces expected")
        scanner.scan(claim.claim_number, after=0.5)  # scanned twice by a trembling hand
        assert scanner.said().startswith("Pieces expected")
        while desk.scanning.next_expected() is not None:
            by_enter = desk.scanning.next_expected().piece % 2 == 0
            said = scanner.enter() if by_enter else scanner.scan(claim.claim_number)
            assert said.startswith("Received")
        if number == 3:
            nothing_is_written(desk, scanner, FOREIGN)
            scanner.scan("MU")
            assert scanner.said().startswith("Taken back")
            assert scanner.scan(claim.claim_number).startswith("Received")


def shelved(desk: Desk, scanner: Scanner, tags: list[str]) -> None:
    """Put the pieces on two places: the first half place by place, the rest tag by tag."""
    scanner.scan("M2")
    half = len(tags) // 2
    scanner.scan(PLACES[0])
    for number, tag in enumerate(tags[:half]):
        assert scanner.scan(tag, feed=number % 3 == 0) == "Shelved at R2-3"
        if number == 5:
            assert scanner.scan(tag, after=0.3) == "Shelved at R2-3"
            assert scanner.scan(tag) == "Is at R2-3 already"
            nothing_is_written(desk, scanner, (*FOREIGN[:3], *FOREIGN[-1:], wrong(tag)))
    scanner.press(Qt.Key.Key_Escape)
    for number, tag in enumerate(tags[half:]):
        assert scanner.scan(tag.lower()) == "Now scan its place"
        if number == 2:
            scanner.scan(wrong(tag))
        assert scanner.scan(PLACES[1].lower()) == "Shelved at R2-4"
    scanner.take_back(2)
    assert desk.shelf.by_tag(tags[-1]).state is PartState.RECEIVED
    scanner.scan(PLACES[1])


def packed(desk: Desk, scanner: Scanner, tags: list[str]) -> list[str]:
    """Pack into three boxes, each sealed by its own code before the next is begun."""
    scanner.scan("M3")
    boxes: list[str] = []
    for start, end in ((0, 14), (14, 27), (27, 40)):
        for number, tag in enumerate(tags[start:end]):
            said = scanner.scan(tag, feed=number % 4 == 0)
            assert said == f"Asked back, in box {len(boxes) + 1:02}"
            if number == 4:
                assert scanner.scan(tag).startswith("Is in box")
                nothing_is_written(desk, scanner, (*FOREIGN[:2], FOREIGN[-2], wrong(tag)))
                scanner.take_back(len(boxes))
                assert desk.shelf.by_tag(tag).state is PartState.SHELVED
                assert scanner.scan(tag).startswith("Asked back")
        boxes.append(desk.scanning.session.box)
        assert scanner.scan(boxes[-1]).endswith("in it")
        assert scanner.scan(boxes[-1]).endswith("sealed")
    assert scanner.scan(tags[0]).startswith("Is in box")
    return boxes


def shipped(desk: Desk, scanner: Scanner, boxes: list[str]) -> str:
    """Tick the boxes off, take the waybill, and send the list off; return its number."""
    number = f"R{boxes[0][1:].rpartition('-')[0]}"
    scanner.scan("M4")
    assert scanner.scan(number) == f"{number} · boxes: 3"
    assert scanner.scan(boxes[2]) == "Box 03 ticked off"
    nothing_is_written(desk, scanner, (number, boxes[2], "P-R2-3", "12345", "http://x.cn/1"))
    for box in boxes[:2]:
        scanner.scan(box)
    assert scanner.scan(WAYBILL) == f"Waybill {WAYBILL}"
    assert desk.shipments.by_number(number).state is ShipmentState.PACKING
    assert scanner.scan(number) == "Freight 0: is that right?"
    assert scanner.scan(number, after=0.5) == "Freight 0: is that right?"
    assert scanner.scan(number) == f"Shipped: {number}"
    return number
