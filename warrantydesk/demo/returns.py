"""Every second Friday old parts go back to the maker, and others to the scrap yard."""

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import DAY, HOUR, MINUTE, NOW, day_of, instant, utc
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.shipment import Carriage, ShipmentKind, ShipmentState, Verdict
from warrantydesk.i18n import N_
from warrantydesk.services.clock import DEMO_START
from warrantydesk.storage.numbers import SCRAP, SHIPMENT, short_number

if TYPE_CHECKING:
    from random import Random

SITE, KEEPER = 1, "S02"
_COMING = instant(DEMO_START.date()) + 3 * DAY
"""Friday of the week in which the demo begins: this list is being packed."""
_BEGUN = _COMING - 4 * DAY + 14 * HOUR
"""Monday afternoon: the first box of it was filled."""
_FORTNIGHT = 14 * DAY
_PER_BOX, _GRAMS = 6, 1_400
_CARRIERS = ("渝通物流", "顺达货运")
_WITNESS = "许蔚然"
_HAZARD_NUMBERS = 60
"""Lists of hazardous goods count from here, so that both rise through the year."""


class Judged(NamedTuple):
    """What the maker says of a piece."""

    verdict: Verdict
    code: str = ""
    text: str = ""
    deducted_fen: int = 0


class Consignment:
    """One return list while the shop is told; its row, its boxes, its lines."""

    def __init__(self, book: Book, friday: int, hazard: bool, random: "Random") -> None:
        self._book, self.friday, self._random = book, friday, random
        self._boxes: list[Row] = []
        self._judged = 0
        self._lines: list[Row] = []
        self.is_open = friday > NOW
        opened = _BEGUN - HOUR if self.is_open else friday + 9 * HOUR
        number = _number(friday) + (_HAZARD_NUMBERS if hazard else 0)
        year = int(day_of(friday)[:4])
        book.reach(SHIPMENT, year, number)
        kind = ShipmentKind.HAZARD if hazard else ShipmentKind.ORDINARY
        values = {
            "number": short_number(SHIPMENT, SITE, year, number),
            "brand": "QC",
            "kind": kind.value,
            "title": f"{int(day_of(friday)[5:7])} 月返厂",
            "required_by": day_of(friday + 4 * DAY),
            "opened_by": KEEPER,
            "opened_at": utc(opened),
        }
        moment = Moment(opened, KEEPER, N_("open return shipment"))
        self.row = book.keep("shipment", moment, values, None)
        if not self.is_open:
            self._leave()

    def _leave(self) -> None:
        values = {
            "state": ShipmentState.SHIPPED.value,
            "carriage": Carriage.ROAD.value,
            "carrier": self._random.choice(_CARRIERS),
            "waybill": f"YT{self._random.randrange(10**9, 10**10)}",
            "freight_fen": self._random.randrange(40, 160) * 100,
            "expected_on": day_of(self.friday + 4 * DAY),
            "shipped_by": KEEPER,
            "shipped_at": utc(self.shipped_at),
            "handed_to": "李师傅",
        }
        moment = Moment(self.shipped_at, KEEPER, N_("ship old parts"))
        self._book.keep("shipment", moment, values, self.row)

    @property
    def shipped_at(self) -> int:
        """When the carrier took the boxes."""
        return self.friday + 16 * HOUR + 30 * MINUTE

    @property
    def signed_at(self) -> int:
        """When the maker signed for them."""
        return self.friday + 4 * DAY + 10 * HOUR

    @property
    def judged_at(self) -> int:
        """When the maker had looked at the pieces."""
        return self.friday + 10 * DAY + 15 * HOUR

    def pack(self, part_id: int, at: int) -> tuple[int, str]:
        """Put a piece into the box that is being filled; return the instant and the box."""
        packed = len(self._lines)
        when = (_BEGUN if self.is_open else max(at, self.friday + 13 * HOUR)) + packed * 2 * MINUTE
        when = min(when, self.shipped_at - HOUR)
        box = self._box(packed // _PER_BOX, when)
        line = {
            "shipment_id": self.row["id"],
            "part_id": part_id,
            "box_id": box["id"],
            "packed_by": KEEPER,
            "packed_at": utc(when),
        }
        moment = Moment(when, KEEPER, N_("pack old part"))
        self._lines.append(self._book.keep("shipment_line", moment, line, None))
        return when, box["code"]

    def await_piece(self, part_id: int) -> int:
        """Note a piece on the list that is not packed yet; return when it came there."""
        moment = Moment(_BEGUN - HOUR, KEEPER, N_("put on return list"))
        line = {"shipment_id": self.row["id"], "part_id": part_id}
        self._book.keep("shipment_line", moment, line, None)
        return moment.at

    def _box(self, index: int, at: int) -> Row:
        if index < len(self._boxes):
            return self._boxes[index]
        if self._boxes:
            self._seal(self._boxes[-1], at)
        number = len(self._boxes) + 1
        values = {
            "shipment_id": self.row["id"],
            "number": number,
            "code": f"B{self.row['number'][1:]}-{number:02d}",
        }
        moment = Moment(at, KEEPER, N_("add box"))
        self._boxes.append(self._book.keep("shipment_box", moment, values, None))
        return self._boxes[-1]

    def _seal(self, box: Row, at: int) -> None:
        grams = _PER_BOX * _GRAMS + self._random.randrange(0, 3_000)
        values = {"weight_g": grams, "sealed_by": KEEPER, "sealed_at": utc(at)}
        self._book.keep("shipment_box", Moment(at, KEEPER, N_("seal box")), values, box)

    def close(self) -> None:
        """Seal the last box, and enter what the maker wrote of the whole."""
        if self.is_open:
            return
        if self._boxes:
            self._seal(self._boxes[-1], self.shipped_at - 30 * MINUTE)
        if self.signed_at > NOW:
            return
        state = ShipmentState.JUDGED if self.judged_at <= NOW else ShipmentState.SIGNED
        values = {
            "state": state.value,
            "receipt_received_on": day_of(self.signed_at),
            "receipt_pieces": len(self._lines),
            "receipt_packaging": "intact",
            "receipt_fault_card": "right",
            "receipt_papers": "good",
        }
        at = self.judged_at if self.judged_at <= NOW else self.signed_at
        moment = Moment(at, KEEPER, N_("record maker's receipt"))
        self._book.keep("shipment", moment, values, self.row)

    def judge(self, part_id: int, judged: Judged) -> None:
        """Enter the maker's verdict on a piece."""
        line = next(line for line in self._lines if line["part_id"] == part_id)
        values = {
            "verdict": judged.verdict.value,
            "reason_code": judged.code,
            "reason_text": judged.text,
            "judged_on": day_of(self.judged_at),
            "deducted_fen": judged.deducted_fen,
        }
        moment = Moment(self.judged_at, KEEPER, N_("record maker's receipt"))
        self._book.keep("shipment_line", moment, values, line)


class Returns:
    """All return lists and scrap batches of the shop."""

    def __init__(self, book: Book, random: "Random") -> None:
        self._book, self._random = book, random
        self._lists: dict[tuple[int, bool], Consignment] = {}
        self._batches: dict[int, Row] = {}
        self._shown: Counter[str] = Counter()

    def list_after(self, at: int, hazard: bool) -> Consignment | None:
        """Return the list on which a piece goes that is due at an instant; None: not yet open."""
        friday = _friday(at + DAY)
        if friday > _COMING or (friday == _COMING and at > _BEGUN - HOUR):
            return None
        key = friday, hazard
        if key not in self._lists:
            make = partial(Consignment, self._book, friday, hazard, self._random)
            self._lists[key] = make()
        return self._lists[key]

    def once(self, what: str, times: int = 1) -> bool:
        """Tell whether a thing that every shelf shows is still to be seen on this morning."""
        self._shown[what] += 1
        return self._shown[what] <= times

    def scrap(self, at: int) -> tuple[int, Row] | None:
        """Return when a piece that is free at an instant is destroyed, and its batch."""
        friday = _friday(at)
        when = friday + 17 * HOUR
        if when > NOW:
            return None
        if friday not in self._batches:
            year, number = int(day_of(friday)[:4]), _number(friday)
            self._book.reach(SCRAP, year, number)
            values = {
                "number": short_number(SCRAP, SITE, year, number),
                "witness": _WITNESS,
                "note": "压扁后交废旧物资公司",
                "made_by": KEEPER,
                "made_at": utc(when),
            }
            moment = Moment(when, KEEPER, N_("scrap old part"))
            self._batches[friday] = self._book.keep("scrap_batch", moment, values, None)
        return when, self._batches[friday]

    def close(self, before: int) -> None:
        """End the lists of all Fridays before an instant: no piece is added to them any more."""
        for key in [key for key in self._lists if key[0] < before]:
            self._lists.pop(key).close()


def _friday(at: int) -> int:
    """Return the first shipping Friday that begins at an instant or later."""
    return _COMING + -((_COMING - at) // _FORTNIGHT) * _FORTNIGHT


def _number(friday: int) -> int:
    """Return which shipping Friday of its year this is, from 1."""
    return int((int(day_of(friday)[5:7]) - 1) * 30.5 + int(day_of(friday)[8:])) // 14 + 1
