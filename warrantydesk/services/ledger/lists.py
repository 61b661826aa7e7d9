"""The lists that leave the desk, by code."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.listing import Cell, Holds, ListColumn
from warrantydesk.i18n import N_
from warrantydesk.services.ledger import money_rows, rows
from warrantydesk.services.ledger.rows import Sources, Tick

Rows = Callable[[Sources, Tick], Iterator[tuple[Cell, ...]]]


class Asks(StrEnum):
    """Which days a list speaks of."""

    PERIOD = "period"
    DAY = "day"
    """Of the evening of its last day."""
    COMING = "coming"
    """From today on, and what is overdue."""


@dataclass(frozen=True)
class PlainList:
    """A list: its columns and how its rows are read; titles are shown translated."""

    code: str
    title: str
    columns: tuple[ListColumn, ...]
    rows: Rows
    asks: Asks = Asks.PERIOD
    paper: tuple[tuple[int, ...], ...] = ()
    """Which columns stand below each other on paper; empty: each has its own."""
    counts: bool = False
    """Opening and closing stock stand above it on paper."""
    summed: tuple[int, ...] = ()
    """Columns of amounts whose sums stand below the rows."""

    def period(self, start: date | None, until: date | None, today: date) -> tuple[date, date]:
        """Return the days it speaks of, where some are not given: all until today."""
        last = until or (LATEST if self.asks is Asks.COMING else max(today, start or today))
        first = start or EARLIEST
        return (last if self.asks is Asks.DAY else min(first, last)), last


_TAG = ListColumn(N_("Tag"), width=14)
_PART_NO = ListColumn(N_("Part no."), width=16)
_PART_NAME = ListColumn(N_("Part"), width=26)
_CLAIM = ListColumn(N_("Claim"), width=15)
_VIN = ListColumn(N_("VIN"), width=24)
_MAKER = ListColumn(N_("Maker"), width=14)
_SUPPLIER = ListColumn(N_("Supplier"), width=26)
_HAZARD = ListColumn(N_("Hazard"), width=12)
_PLACE = ListColumn(N_("Place"), width=9)
_BOX = ListColumn(N_("Box"), width=17)
_SHIPMENT = ListColumn(N_("Shipment"), width=14)
_STATE = ListColumn(N_("State"), width=14)
_AMOUNT = ListColumn(N_("Amount ¥"), Holds.MONEY, 12)
_WHO = ListColumn(N_("Who"), width=10)
_REASON = ListColumn(N_("Reason"), width=26)


def _moment(title: str) -> ListColumn:
    return ListColumn(title, Holds.MOMENT, 17)


def _day(title: str) -> ListColumn:
    return ListColumn(title, Holds.DAY, 12)


def _count(title: str) -> ListColumn:
    return ListColumn(title, Holds.COUNT, 9)


_ALL = (
    PlainList(
        "parts_ledger",
        N_("Ledger of old parts"),
        (
            _moment(N_("When")), ListColumn(N_("In or out"), width=9),
            ListColumn(N_("Movement"), width=18), _TAG, _PART_NO, _PART_NAME, _CLAIM, _VIN,
            _MAKER, _SUPPLIER, _HAZARD, ListColumn(N_("From place"), width=9),
            ListColumn(N_("To place"), width=9), _SHIPMENT, _BOX, _WHO, _REASON,
        ),
        rows.ledger,
        counts=True,
        paper=((0, 15), (1, 2, 16), (3, 4, 5), (6, 7), (8, 9, 10), (11, 12), (13, 14)),
    ),
    PlainList(
        "parts_stock",
        N_("Old parts in the house"),
        (
            _TAG, _PART_NO, _PART_NAME, _CLAIM, _VIN, _MAKER, _SUPPLIER, _HAZARD, _STATE, _PLACE,
            _BOX, _day(N_("In since")), _count(N_("Days here")), _day(N_("Return by")), _AMOUNT,
        ),
        rows.stock,
        Asks.DAY,
        ((0, 1, 2), (3, 4), (5, 6, 7), (8, 9, 10), (11,), (12,), (13,), (14,)),
    ),
    PlainList(
        "parts_due",
        N_("Old parts due back"),
        (
            _day(N_("Day")), ListColumn(N_("What is due"), width=20), _TAG, _PART_NO, _PART_NAME,
            _STATE, _PLACE, _CLAIM, _MAKER, _AMOUNT, ListColumn(N_("Asked by"), width=18),
        ),
        rows.due,
        Asks.COMING,
        ((0, 1), (2, 3, 4), (5, 6), (7, 8), (9,), (10,)),
    ),
    PlainList(
        "parts_department",
        N_("Sheet for the parts department"),
        (
            ListColumn(N_("What"), width=18), _PART_NO, _PART_NAME, _count(N_("Pieces")), _CLAIM,
            _count(N_("Line")), _day(N_("Day")),
        ),
        rows.department,
    ),
    PlainList(
        "shipments",
        N_("Return shipments"),
        (
            _SHIPMENT, _MAKER, ListColumn(N_("Kind")), _STATE, ListColumn(N_("Title"), width=20),
            _moment(N_("Opened")), _day(N_("Required by")), ListColumn(N_("Carriage")),
            ListColumn(N_("Carrier"), width=14), ListColumn(N_("Waybill"), width=18),
            ListColumn(N_("Freight ¥"), Holds.MONEY, 11), _moment(N_("Shipped")),
            _count(N_("Boxes")), _count(N_("Pieces")), _count(N_("Accepted")),
            _count(N_("Refused")), ListColumn(N_("Deducted ¥"), Holds.MONEY, 12),
        ),
        rows.shipments,
        paper=((0, 1), (2, 3), (4,), (5, 6, 11), (7, 8, 9), (10,), (12, 13), (14, 15), (16,)),
    ),
    PlainList(
        "shipment_lines",
        N_("Pieces of the return shipments"),
        (
            _SHIPMENT, _STATE, _BOX, _TAG, _PART_NO, _PART_NAME, _SUPPLIER,
            ListColumn(N_("Causal or related")), _CLAIM, _MAKER, _VIN, _moment(N_("Shipped")),
            ListColumn(N_("Verdict")), ListColumn(N_("Code"), width=8), _REASON,
            _day(N_("Judged on")), ListColumn(N_("Deducted ¥"), Holds.MONEY, 12),
        ),
        rows.shipment_lines,
        paper=((0, 1, 2), (3, 4, 5), (6, 7), (8, 9, 10), (11,), (12, 15), (13, 14), (16,)),
    ),
    PlainList(
        "refused_pieces",
        N_("Pieces that the maker refused"),
        (
            _day(N_("Refused on")), _TAG, _PART_NO, _PART_NAME, _SUPPLIER, _CLAIM, _MAKER, _VIN,
            ListColumn(N_("Code"), width=8), _REASON,
            ListColumn(N_("Deducted ¥"), Holds.MONEY, 12), _STATE, _day(N_("Dispute by")),
            _day(N_("Disputed on")), ListColumn(N_("Our answer"), width=30),
        ),
        rows.refused,
        paper=((0,), (1, 2, 3), (4,), (5, 6, 7), (8, 9), (10,), (11, 12, 13), (14,)),
    ),
    PlainList(
        "stock_take",
        N_("Scans of the stock-takes"),
        (
            ListColumn(N_("Stock-take"), width=14), _moment(N_("When")), _PLACE,
            ListColumn(N_("Scanned"), width=16), ListColumn(N_("Found"), width=16), _TAG,
            _PART_NO, _PART_NAME, ListColumn(N_("Place in the desk"), width=12), _WHO,
        ),
        rows.stock_take,
        paper=((0, 1), (2, 8), (3, 4), (5, 6, 7), (9,)),
    ),
    PlainList(
        "scrap",
        N_("Old parts destroyed"),
        (
            ListColumn(N_("Scrap batch"), width=14), _moment(N_("When")), _WHO,
            ListColumn(N_("Witness"), width=12), ListColumn(N_("Remark"), width=20), _TAG, _PART_NO,
            _PART_NAME, _CLAIM, _MAKER, _day(N_("Paid on")), _AMOUNT,
        ),
        rows.scrap,
        paper=((0, 1), (2, 3), (4,), (5, 6, 7), (8, 9), (10,), (11,)),
    ),
    PlainList(
        "claims",
        N_("Claims"),
        (
            _CLAIM, ListColumn(N_("Type"), width=14), _STATE, _MAKER, _VIN,
            ListColumn(N_("Plate"), width=10), ListColumn(N_("Model"), width=16),
            ListColumn(N_("Repair order"), width=14), _day(N_("Opened")), _count(N_("km")),
            ListColumn(N_("Clerk"), width=10), _AMOUNT,
        ),
        rows.claims,
        paper=((0, 1, 2), (3, 4), (5, 6), (7, 10), (8,), (9,), (11,)),
    ),
    PlainList(
        "deductions",
        N_("Ledger of deductions"),
        (
            ListColumn(N_("Deduction no."), width=13), _STATE, ListColumn(N_("For"), width=14),
            ListColumn(N_("Who takes it"), width=20), _CLAIM, _VIN, _TAG,
            ListColumn(N_("Statement"), width=16), ListColumn(N_("Code"), width=8), _REASON,
            ListColumn(N_("Notice"), width=14), _day(N_("Noticed on")), _day(N_("Dispute by")),
            _day(N_("Disputed on")), ListColumn(N_("Our dispute"), width=30),
            ListColumn(N_("Payer's answer"), width=26), _day(N_("Ended on")),
            _day(N_("Taken on")), ListColumn(N_("Corrects"), width=13),
            ListColumn(N_("Void because"), width=20), _AMOUNT,
            ListColumn(N_("Does not stand ¥"), Holds.MONEY, 12),
        ),
        money_rows.deductions,
        paper=(
            (0, 1, 18), (2, 3), (4, 5, 6), (7, 10), (8, 9, 14, 15, 19), (11, 12), (13, 16, 17),
            (20,), (21,),
        ),
        summed=(20, 21),
    ),
    PlainList(
        "write_offs",
        N_("Ledger of write-offs"),
        (
            ListColumn(N_("Write-off no."), width=13), _STATE, _MAKER, _CLAIM,
            ListColumn(N_("Maker's number"), width=16), _VIN, ListColumn(N_("Code"), width=8),
            _REASON, ListColumn(N_("Proposed by"), width=12), _moment(N_("Proposed at")),
            ListColumn(N_("Approved or refused by"), width=12), _day(N_("Day of the approval")),
            ListColumn(N_("Finance"), width=12), ListColumn(N_("Remark"), width=26),
            ListColumn(N_("Corrects"), width=13), ListColumn(N_("Void because"), width=20),
            ListColumn(N_("Written off ¥"), Holds.MONEY, 12),
            ListColumn(N_("Not approved ¥"), Holds.MONEY, 12),
        ),
        money_rows.write_offs,
        paper=((0, 1, 14), (2, 4), (3, 5), (6, 7, 15), (8, 9), (10, 12, 11), (13,), (16,), (17,)),
        summed=(16, 17),
    ),
)  # fmt: skip
LISTS: Mapping[str, PlainList] = {one.code: one for one in _ALL}
"""Every list by its code."""
