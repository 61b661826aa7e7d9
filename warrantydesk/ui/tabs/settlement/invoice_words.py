"""Invoices in words: how far each is, and what its clock says."""

from datetime import date

from warrantydesk.domain.settlement.invoice import INVOICE_STATE_NAMES, Invoice, InvoiceState
from warrantydesk.i18n import _, date_text
from warrantydesk.services.settlement.invoice_views import InvoiceView
from warrantydesk.ui.kit.lifeline import LifeStep
from warrantydesk.ui.kit.marks import Mark

MARKS = {
    InvoiceState.ISSUED: Mark.TODO,
    InvoiceState.SENT: Mark.RUNNING,
    InvoiceState.ACCEPTED: Mark.DONE,
    InvoiceState.BOUNCED: Mark.REFUSED,
    InvoiceState.CREDITED: Mark.NA,
    InvoiceState.RED: Mark.NA,
    InvoiceState.VOID: Mark.NA,
}
STANDING = (InvoiceState.ISSUED, InvoiceState.SENT, InvoiceState.ACCEPTED, InvoiceState.BOUNCED)


def state_word(view: InvoiceView) -> str:
    """Return how far an invoice is."""
    return _(INVOICE_STATE_NAMES[view.state])


def last_day(view: InvoiceView) -> str:
    """Return the day of its last step."""
    one = view.invoice
    if view.state is InvoiceState.CREDITED:
        return _("by {number}", number=view.red_number)
    day: date | None = {
        InvoiceState.SENT: one.sent_on,
        InvoiceState.ACCEPTED: one.accepted_on,
        InvoiceState.BOUNCED: one.returned_on,
    }.get(view.state)
    return date_text(day) if day else ""


def statement_words(view: InvoiceView) -> str:
    """Return the statements that it is for, by the payer's numbers."""
    return ", ".join(share.maker_number or share.number for share in view.statements) or "—"


def life_of(view: InvoiceView) -> list[LifeStep]:
    """Return how an invoice went: issued, sent, accepted, given to accounting."""
    one = view.invoice
    steps = [_step(_("Made out"), one.issued_on)]
    if view.state is InvoiceState.RED:
        return [*steps, _step(_("Given to accounting"), one.exported_on)]
    steps.append(_step(_("Sent off"), one.sent_on))
    if one.returned_on is not None:
        steps.append(LifeStep(Mark.REFUSED, _("Sent back"), date_text(one.returned_on)))
    else:
        steps.append(_step(_("Accepted by the payer"), one.accepted_on))
    steps.append(_step(_("Given to accounting"), one.exported_on))
    return steps


def way_words(one: Invoice) -> str:
    """Return courier and waybill."""
    return " ".join(filter(None, (one.courier, one.waybill)))


def _step(words: str, day: date | None) -> LifeStep:
    return LifeStep(Mark.DONE if day else Mark.TODO, words, date_text(day) if day else "")
