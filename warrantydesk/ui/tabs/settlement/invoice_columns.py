"""The columns of the invoice register."""

from datetime import date

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.invoice import INVOICE_KIND_NAMES, INVOICE_STATE_NAMES
from warrantydesk.i18n import _, date_text
from warrantydesk.services.settlement.invoice_views import InvoiceView
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.settlement.invoice_words import (
    MARKS,
    STANDING,
    last_day,
    state_word,
    statement_words,
    way_words,
)

BUYER, ISSUED, NET, WAY = "buyer", "issued", "net", "way"
_DAY = date(2026, 12, 28)


def invoice_columns() -> list[Column]:
    """Return the columns of invoices; the day of issue takes the room where the buyer gives way."""
    states = [_(words) for words in INVOICE_STATE_NAMES.values()]
    kinds = [_(words) for words in INVOICE_KIND_NAMES.values()]
    money = width_for(["−999,999.99"], _("With tax ¥"), bold=True)
    return [
        Column(
            "state",
            _("State"),
            width=width_for([*states, date_text(_DAY)], _("State"), mark=True),
            text=state_word,
            mark=lambda row: MARKS[row.state],
            second=last_day,
            sort=lambda row: list(MARKS).index(row.state),
        ),
        Column(
            "number",
            _("Number"),
            width=width_for(["26442000001234567890"], _("Number"), bold=True),
            text=lambda row: row.invoice.number,
            second=statement_words,
            bold=lambda row: row.state in STANDING,
            sort=lambda row: row.invoice.number,
        ),
        Column(
            BUYER,
            _("Buyer"),
            width=width_for(kinds, _("Buyer")),
            text=lambda row: row.invoice.buyer or "—",
            second=lambda row: _(INVOICE_KIND_NAMES[row.invoice.kind]),
            stretch=True,
        ),
        Column(
            ISSUED,
            _("Day of issue"),
            width=width_for([date_text(_DAY)], _("Day of issue")),
            text=_issued,
            value=lambda row: row.invoice.issued_on,
            holds=Holds.DAY,
            second=_given,
            sort=lambda row: row.invoice.issued_on,
            stretch=True,
        ),
        Column(
            WAY,
            _("Courier"),
            width=width_for(["SF1234567890123"], _("Courier")),
            text=lambda row: row.invoice.waybill or way_words(row.invoice) or "—",
            second=lambda row: row.invoice.courier if row.invoice.waybill else "",
        ),
        Column(
            NET,
            _("Net ¥"),
            "right",
            width=money,
            text=lambda row: yuan(row.invoice.amount_fen),
            value=lambda row: row.invoice.amount_fen,
            holds=Holds.MONEY,
            second=_tax,
            sort=lambda row: row.invoice.amount_fen,
        ),
        Column(
            "total",
            _("With tax ¥"),
            "right",
            width=money,
            text=lambda row: yuan(row.invoice.total_fen),
            value=lambda row: row.invoice.total_fen,
            holds=Holds.MONEY,
            tone=lambda row: Tone.DANGER if row.invoice.total_fen < 0 else Tone.NEUTRAL,
            bold=lambda row: row.state in STANDING,
            sort=lambda row: row.invoice.total_fen,
        ),
    ]


def _issued(row: InvoiceView) -> str:
    return date_text(row.invoice.issued_on) if row.invoice.issued_on else "—"


def _given(row: InvoiceView) -> str:
    return _("in accounting") if row.invoice.exported_on else ""


def _tax(row: InvoiceView) -> str:
    return _("tax {amount}", amount=yuan(row.invoice.tax_fen))
