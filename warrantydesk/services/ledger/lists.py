"""The lists that leave the desk, by code."""

from collections.abc import Mapping

from warrantydesk.domain.listing import Holds, ListColumn
from warrantydesk.domain.shipment import SHIPMENT_STATE_NAMES
from warrantydesk.i18n import N_
from warrantydesk.services.ledger import rows
from warrantydesk.services.ledger.claim_lists import CLAIM_LISTS
from warrantydesk.services.ledger.journal_list import JOURNAL_LIST
from warrantydesk.services.ledger.plain_list import (
    AMOUNT,
    BOX,
    CLAIM,
    HAZARD,
    MAKER,
    PART_NAME,
    PART_NO,
    PLACE,
    REASON,
    SHIPMENT,
    STATE,
    SUPPLIER,
    TAG,
    VIN,
    WHO,
    Asks,
    PlainList,
    count_column,
    day_column,
    moment_column,
)
from warrantydesk.services.ledger.quality_cards import QUALITY_CARDS
from warrantydesk.services.ledger.register_lists import REGISTERS

__all__ = ["LISTS", "Asks", "PlainList"]

_PIECES = (
    PlainList(
        "parts_ledger",
        N_("Ledger of old parts"),
        (
            moment_column(N_("When")), ListColumn(N_("In or out"), width=9),
            ListColumn(N_("Movement"), width=18), TAG, PART_NO, PART_NAME, CLAIM, VIN,
            MAKER, SUPPLIER, HAZARD, ListColumn(N_("From place"), width=9),
            ListColumn(N_("To place"), width=9), SHIPMENT, BOX, WHO, REASON,
        ),
        rows.ledger,
        counts=True,
        paper=((0, 15), (1, 2, 16), (3, 4, 5), (6, 7), (8, 9, 10), (11, 12), (13, 14)),
    ),
    PlainList(
        "parts_stock",
        N_("Old parts in the house"),
        (
            TAG, PART_NO, PART_NAME, CLAIM, VIN, MAKER, SUPPLIER, HAZARD, STATE, PLACE,
            BOX, day_column(N_("In since")), count_column(N_("Days here")),
            day_column(N_("Return by")), AMOUNT,
        ),
        rows.stock,
        Asks.DAY,
        ((0, 1, 2), (3, 4), (5, 6, 7), (8, 9, 10), (11,), (12,), (13,), (14,)),
    ),
    PlainList(
        "parts_due",
        N_("Old parts due back"),
        (
            day_column(N_("Day")), ListColumn(N_("What is due"), width=20), TAG, PART_NO, PART_NAME,
            STATE, PLACE, CLAIM, MAKER, AMOUNT, ListColumn(N_("Asked by"), width=18),
        ),
        rows.due,
        Asks.COMING,
        ((0, 1), (2, 3, 4), (5, 6), (7, 8), (9,), (10,)),
    ),
    PlainList(
        "parts_department",
        N_("Sheet for the parts department"),
        (
            ListColumn(N_("What"), width=18), PART_NO, PART_NAME, count_column(N_("Pieces")), CLAIM,
            count_column(N_("Line")), day_column(N_("Day")),
        ),
        rows.department,
    ),
    PlainList(
        "shipments",
        N_("Return shipments"),
        (
            SHIPMENT, MAKER, ListColumn(N_("Kind")), STATE, ListColumn(N_("Title"), width=20),
            moment_column(N_("Opened")), day_column(N_("Required by")), ListColumn(N_("Carriage")),
            ListColumn(N_("Carrier"), width=14), ListColumn(N_("Waybill"), width=18),
            ListColumn(N_("Freight ¥"), Holds.MONEY, 11), moment_column(N_("Shipped")),
            count_column(N_("Boxes")), count_column(N_("Pieces")), count_column(N_("Accepted")),
            count_column(N_("Refused")), ListColumn(N_("Deducted ¥"), Holds.MONEY, 12),
        ),
        rows.shipments,
        paper=((0, 1), (2, 3), (4,), (5, 6, 11), (7, 8, 9), (10,), (12, 13), (14, 15), (16,)),
        states=SHIPMENT_STATE_NAMES,
        days={"opened": N_("Opened")},
    ),
    PlainList(
        "shipment_lines",
        N_("Pieces of the return shipments"),
        (
            SHIPMENT, STATE, BOX, TAG, PART_NO, PART_NAME, SUPPLIER,
            ListColumn(N_("Causal or related")), CLAIM, MAKER, VIN, moment_column(N_("Shipped")),
            ListColumn(N_("Verdict")), ListColumn(N_("Code"), width=8), REASON,
            day_column(N_("Judged on")), ListColumn(N_("Deducted ¥"), Holds.MONEY, 12),
        ),
        rows.shipment_lines,
        paper=((0, 1, 2), (3, 4, 5), (6, 7), (8, 9, 10), (11,), (12, 15), (13, 14), (16,)),
        states=SHIPMENT_STATE_NAMES,
        days={"opened": N_("Opened")},
    ),
    PlainList(
        "refused_pieces",
        N_("Pieces that the maker refused"),
        (
            day_column(N_("Refused on")), TAG, PART_NO, PART_NAME, SUPPLIER, CLAIM, MAKER, VIN,
            ListColumn(N_("Code"), width=8), REASON,
            ListColumn(N_("Deducted ¥"), Holds.MONEY, 12), STATE, day_column(N_("Dispute by")),
            day_column(N_("Disputed on")), ListColumn(N_("Our answer"), width=30),
        ),
        rows.refused,
        paper=((0,), (1, 2, 3), (4,), (5, 6, 7), (8, 9), (10,), (11, 12, 13), (14,)),
        days={"refused": N_("Refused on")},
    ),
    PlainList(
        "stock_take",
        N_("Scans of the stock-takes"),
        (
            ListColumn(N_("Stock-take"), width=14), moment_column(N_("When")), PLACE,
            ListColumn(N_("Scanned"), width=16), ListColumn(N_("Found"), width=16), TAG,
            PART_NO, PART_NAME, ListColumn(N_("Place in the desk"), width=12), WHO,
        ),
        rows.stock_take,
        paper=((0, 1), (2, 8), (3, 4), (5, 6, 7), (9,)),
        days={"scanned": N_("Scanned")},
    ),
    PlainList(
        "scrap",
        N_("Old parts destroyed"),
        (
            ListColumn(N_("Scrap batch"), width=14), moment_column(N_("When")), WHO,
            ListColumn(N_("Witness"), width=12), ListColumn(N_("Remark"), width=20), TAG, PART_NO,
            PART_NAME, CLAIM, MAKER, day_column(N_("Paid on")), AMOUNT,
        ),
        rows.scrap,
        paper=((0, 1), (2, 3), (4,), (5, 6, 7), (8, 9), (10,), (11,)),
        days={"destroyed": N_("Destroyed on")},
    ),
)  # fmt: skip
LISTS: Mapping[str, PlainList] = {
    one.code: one for one in (*CLAIM_LISTS, *_PIECES, *REGISTERS, QUALITY_CARDS, JOURNAL_LIST)
}
"""Every list by its code."""
