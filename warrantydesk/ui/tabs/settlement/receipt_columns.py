"""The columns of receipts, and what is said of them."""

from datetime import date

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text
from warrantydesk.services.settlement.receipt_views import ReceiptView
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone

ACCOUNT = "account"
_DAY = date(2026, 12, 28)


def state_word(row: ReceiptView) -> str:
    """Return what became of a receipt."""
    if row.receipt.reverses is not None:
        return _("reversal")
    if row.taken_back_by:
        return _("taken back")
    return _("waits in part") if row.unallocated_fen else _("allocated")


def mark_of(row: ReceiptView) -> Mark:
    """Return the mark of a receipt: money that waits is to be allocated."""
    if not row.stands:
        return Mark.NA
    return Mark.WARN if row.unallocated_fen else Mark.DONE


def statement_words(row: ReceiptView) -> str:
    """Return the statements that it is for, by the payer's numbers."""
    return ", ".join(one.maker_number or one.number for one in row.statements) or "—"


def receipt_columns() -> list[Column]:
    """Return the columns of receipts."""
    states = [_("reversal"), _("taken back"), _("waits in part"), _("allocated")]
    money = width_for(["−999,999.99"], _("Received ¥"), bold=True)
    return [
        Column(
            "state",
            _("State"),
            width=width_for([*states, "Z0126-0031"], _("State"), mark=True),
            text=state_word,
            mark=mark_of,
            second=lambda row: row.taken_back_by,
            sort=state_word,
        ),
        Column(
            "day",
            _("Arrived on"),
            width=width_for([date_text(_DAY), "Z0126-0031"], _("Arrived on")),
            text=lambda row: date_text(row.receipt.received_on),
            value=lambda row: row.receipt.received_on,
            holds=Holds.DAY,
            second=lambda row: row.receipt.number,
            sort=lambda row: (row.receipt.received_on, row.id),
        ),
        Column(
            "statements",
            _("Statement"),
            width=width_for(["JS-2610-QC"], _("Statement")) + 20,
            text=statement_words,
            second=lambda row: row.receipt.reason or row.receipt.text,
            stretch=True,
        ),
        Column(
            ACCOUNT,
            _("Bank reference"),
            width=width_for(["20261120-009182"], _("Bank reference")),
            text=lambda row: row.receipt.bank_ref or "—",
            second=lambda row: row.receipt.account,
        ),
        Column(
            "amount",
            _("Received ¥"),
            "right",
            width=money,
            text=lambda row: yuan(row.receipt.amount_fen),
            value=lambda row: row.receipt.amount_fen,
            holds=Holds.MONEY,
            tone=_tone,
            bold=lambda row: row.stands,
            second=_waits,
            second_tone=lambda _row: Tone.WARN,
            sort=lambda row: row.receipt.amount_fen,
        ),
    ]


def _tone(row: ReceiptView) -> Tone:
    return Tone.DANGER if row.receipt.amount_fen < 0 else Tone.NEUTRAL


def _waits(row: ReceiptView) -> str:
    if not row.unallocated_fen:
        return ""
    return _("{amount} waits", amount=yuan(row.unallocated_fen))
