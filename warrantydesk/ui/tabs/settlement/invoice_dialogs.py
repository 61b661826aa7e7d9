"""Small dialogs over an invoice: sent, accepted, sent back, taken back, void."""

from typing import Any

from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.i18n import _
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import AreaField, CodeField, DateField, TextField
from warrantydesk.ui.shell import Shell


class SendDialog(FormDialog):
    """When an invoice went out, by whom, to whom."""

    def __init__(self, shell: Shell, desk: Any, invoice: Invoice) -> None:
        """Begin with today and the usual recipient."""
        super().__init__(shell, _("Invoice {number}", number=invoice.number), _("&Sent"))
        self._desk, self._invoice = desk, invoice
        form = self.form
        form.section("send", _("Sent to the payer"))
        form.add("waybill", _("Waybill number"), CodeField(), span=5)
        form.add("courier", _("Courier"), TextField(), span=4)
        form.add("on", _("Sent off on"), DateField(), required=True, span=3)
        form.add("recipient", _("Recipient"), TextField(), span=5)
        form.add("recipient_phone", _("Phone"), TextField(), span=4)
        form.add("recipient_address", _("Address"), TextField(), span=12)
        form.fill(
            {
                "on": desk.bench.today,
                "courier": invoice.courier,
                "waybill": "" if invoice.returned_on else invoice.waybill,
                "recipient": invoice.recipient,
                "recipient_phone": invoice.recipient_phone,
                "recipient_address": invoice.recipient_address,
            }
        )

    def keep(self, values: dict[str, Any]) -> None:
        """Note that it went out."""
        words = {name: text or "" for name, text in values.items() if name != "on"}
        self._desk.invoices.send(self._invoice.id, values["on"], **words)


class AcceptDialog(FormDialog):
    """When the payer took an invoice."""

    def __init__(self, shell: Shell, desk: Any, invoice: Invoice) -> None:
        """Begin with today."""
        super().__init__(shell, _("Invoice {number}", number=invoice.number), _("&Accepted"))
        self._desk, self._invoice = desk, invoice
        self.form.section("accept", _("Verified by the payer"))
        self.form.add("on", _("Accepted on"), DateField(), required=True, span=5)
        self.form.fill({"on": desk.bench.today})

    def keep(self, values: dict[str, Any]) -> None:
        """Note that it was accepted."""
        self._desk.invoices.accept(self._invoice.id, values["on"])


class BounceDialog(FormDialog):
    """When and why the payer sent an invoice back."""

    def __init__(self, shell: Shell, desk: Any, invoice: Invoice) -> None:
        """Begin with today."""
        intro = _("It is sent again afterwards, voided, or taken back with a red invoice.")
        title = _("Invoice {number}", number=invoice.number)
        super().__init__(shell, title, _("It came &back"), intro)
        self._desk, self._invoice = desk, invoice
        self.form.section("bounce", _("Sent back by the payer"))
        self.form.add("reason", _("Why"), AreaField(), required=True, span=12)
        self.form.add("on", _("Came back on"), DateField(), required=True, span=5)
        self.form.fill({"on": desk.bench.today})

    def keep(self, values: dict[str, Any]) -> None:
        """Note that it came back."""
        self._desk.invoices.bounce(self._invoice.id, values["reason"] or "", values["on"])


class CreditDialog(FormDialog):
    """The red invoice against an invoice."""

    def __init__(self, shell: Shell, desk: Any, invoice: Invoice) -> None:
        """Begin with today."""
        intro = _("The red invoice has the same amounts below 0; the statement is open again.")
        title = _("Take back {number}", number=invoice.number)
        super().__init__(shell, title, _("Enter the &red invoice"), intro)
        self._desk, self._invoice = desk, invoice
        self.form.section("credit", _("Red invoice"))
        self.form.add("number", _("Number of the red invoice"), CodeField(), required=True, span=8)
        self.form.add("issued_on", _("Day of issue"), DateField(), required=True, span=4)
        self.form.add("reason", _("Why"), AreaField(), required=True, span=12)
        self.form.fill({"issued_on": desk.bench.today, "reason": invoice.return_reason})

    def keep(self, values: dict[str, Any]) -> None:
        """Enter the red invoice."""
        self._desk.invoices.credit(
            self._invoice.id, values["number"] or "", values["reason"] or "", values["issued_on"]
        )


class VoidInvoiceDialog(FormDialog):
    """Why an invoice is void."""

    def __init__(self, shell: Shell, desk: Any, invoice: Invoice) -> None:
        """Begin with the reason for which it came back, where it did."""
        intro = _("Only an invoice of an open month for which no money came becomes void.")
        title = _("Void {number}", number=invoice.number)
        super().__init__(shell, title, _("&Void it"), intro)
        self._desk, self._invoice = desk, invoice
        self.form.section("void", _("Void"))
        self.form.add("reason", _("Why"), AreaField(), required=True, span=12)
        self.form.fill({"reason": invoice.return_reason})

    def keep(self, values: dict[str, Any]) -> None:
        """Void the invoice."""
        self._desk.invoices.void(self._invoice.id, values["reason"] or "")
