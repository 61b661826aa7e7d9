"""Lists of claims: the claims with their money, their part and labour lines, inspections."""

from warrantydesk.domain.claim.states import STATE_NAMES
from warrantydesk.domain.listing import Holds, ListColumn
from warrantydesk.i18n import N_
from warrantydesk.services.ledger import claim_rows
from warrantydesk.services.ledger.plain_list import (
    AMOUNT,
    CLAIM,
    MAKER,
    PART_NAME,
    PART_NO,
    PAYER,
    PLATE,
    REASON,
    STATE,
    SUPPLIER,
    VIN,
    PlainList,
    count_column,
    day_column,
    moment_column,
    money_column,
)

OPENED, SUBMITTED = N_("Opened on"), N_("Submitted on")
ANSWERED, CLOSED = N_("Answered on"), N_("Closed on")
_DAYS = {"opened": OPENED, "submitted": SUBMITTED, "answered": ANSWERED, "closed": CLOSED}
_MODEL = ListColumn(N_("Model"), width=16)
_HEAD = (CLAIM, STATE, MAKER, VIN, _MODEL, day_column(OPENED))
_LINE_MONEY = (AMOUNT, money_column(N_("Approved ¥")), money_column(N_("Paid ¥")))
_PAID_BY = ListColumn(N_("Paid by"), width=9)

CLAIM_LISTS = (
    PlainList(
        "claims",
        N_("Claims"),
        (
            CLAIM, ListColumn(N_("Maker's number"), width=18), ListColumn(N_("Type"), width=14),
            STATE, MAKER, PAYER, VIN, PLATE, _MODEL, ListColumn(N_("Repair order"), width=14),
            day_column(OPENED), count_column(N_("km")), day_column(SUBMITTED),
            day_column(ANSWERED), day_column(CLOSED), ListColumn(N_("Clerk"), width=10),
            ListColumn(N_("Fault code"), width=12), PART_NO, PART_NAME, SUPPLIER, AMOUNT,
            money_column(N_("Approved ¥")), money_column(N_("Paid ¥")),
            money_column(N_("Deducted ¥")), money_column(N_("Written off ¥")),
            money_column(N_("Outstanding ¥")), day_column(N_("Paid on")),
        ),
        claim_rows.claims,
        paper=(
            (0, 1, 9), (2, 3, 15, 16), (6, 7, 8, 11), (17, 18, 19, 4, 5), (10, 12, 13, 14, 26),
            (20, 21, 22), (23, 24, 25),
        ),
        summed=(20, 21, 22, 23, 24, 25),
        days=_DAYS,
        states=STATE_NAMES,
        of_claims=True,
    ),
    PlainList(
        "part_lines",
        N_("Part lines of claims"),
        (
            *_HEAD, count_column(N_("Line")), ListColumn(N_("Causal or related"), width=10),
            ListColumn(N_("Treatment"), width=10), ListColumn(N_("New part no."), width=16),
            ListColumn(N_("New part"), width=26), ListColumn(N_("Old part no."), width=16),
            SUPPLIER, ListColumn(N_("Serial no."), width=18), count_column(N_("Quantity")),
            money_column(N_("Price ¥")), _PAID_BY, *_LINE_MONEY,
        ),
        claim_rows.part_lines,
        paper=((0, 1, 5), (3, 4, 2), (7, 8, 6), (9, 10), (11, 13, 12), (14, 15, 16), (17, 18, 19)),
        summed=(17, 18, 19),
        days=_DAYS,
        states=STATE_NAMES,
        of_claims=True,
    ),
    PlainList(
        "labour_lines",
        N_("Labour lines of claims"),
        (
            *_HEAD, count_column(N_("Line")), ListColumn(N_("Main job"), width=10),
            ListColumn(N_("Operation"), width=14), ListColumn(N_("Work"), width=30),
            ListColumn(N_("Hours"), Holds.HUNDREDTHS, 9),
            ListColumn(N_("Extra hours"), Holds.HUNDREDTHS, 9), REASON,
            ListColumn(N_("Technician"), width=14), money_column(N_("Rate ¥")), _PAID_BY,
            *_LINE_MONEY,
        ),
        claim_rows.labour_lines,
        paper=((0, 1, 5), (3, 4, 2), (8, 9, 7), (13, 12), (10, 11, 6), (14, 15), (16, 17, 18)),
        summed=(10, 11, 16, 17, 18),
        days=_DAYS,
        states=STATE_NAMES,
        of_claims=True,
    ),
    PlainList(
        "inspections",
        N_("Inspections"),
        (
            *_HEAD, count_column(N_("Version")), moment_column(N_("Begun")),
            ListColumn(N_("Cause class"), width=14), ListColumn(N_("Conclusion"), width=14),
            ListColumn(N_("Major fault"), width=10), REASON,
            ListColumn(N_("Signed by"), width=24), moment_column(N_("Signed at")),
        ),
        claim_rows.inspections,
        paper=((0, 1), (2, 3, 4), (5, 6), (7,), (8, 9, 10), (11,), (12, 13)),
        days=_DAYS,
        states=STATE_NAMES,
        of_claims=True,
    ),
)  # fmt: skip
