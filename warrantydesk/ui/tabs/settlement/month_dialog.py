"""Closing a month: a reason for everything that stands in the way and may stand."""

from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import MOST_FEN
from warrantydesk.domain.settlement.month import MonthCheck
from warrantydesk.domain.settlement.month_checks import CHECK_NAMES, FINANCE
from warrantydesk.i18n import _, list_text
from warrantydesk.services.settlement.month_checks import MonthLook
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import MoneyField, TextField
from warrantydesk.ui.shell import Shell

_NAMED = 3
_DIFFERS = f"acknowledged.{FINANCE}"


class MonthDialog(FormDialog):
    """Says what closing means, asks for the reasons, and closes."""

    def __init__(self, shell: Shell, desk: Any, look: MonthLook) -> None:
        """Ask for a reason for every warning of a look at the month."""
        month = look.figures.month
        super().__init__(
            shell,
            _("Close the month {month}", month=month),
            _("&Close the month"),
            _(
                "After the close nothing is booked into {month} any more, and it cannot be "
                "opened again. Corrections go to a later month.",
                month=month,
            ),
        )
        self._desk, self._look = desk, look
        if look.warnings:
            self.form.section("acknowledged", _("Closed all the same because"))
        for check in look.warnings:
            path = f"acknowledged.{check.code}"
            self.form.add(path, _label(check), TextField(), required=True, span=12)
        self._ask_finance()
        self.form.section("note", _("Remark"))
        self.form.add("note", _("Remark on the sheet of the month"), TextField(), span=12)

    def _ask_finance(self) -> None:
        """Ask what finance's books say, beside what the desk's invoices and receipts come to."""
        balance = self._look.figures.payers.closing_fen
        self.form.section(
            "finance",
            _("Finance's books"),
            _("invoiced and not received here: ¥{amount}", amount=yuan(balance)),
        )
        amount = MoneyField(least=-MOST_FEN)
        self.form.add("finance_fen", _("Owed by the payers, with tax ¥"), amount, span=4)
        self.form.add(_DIFFERS, _("Why it differs"), TextField(), span=8)

    def keep(self, values: dict[str, Any]) -> None:
        """Close the month."""
        reasons = {
            path.partition(".")[2]: value or ""
            for path, value in values.items()
            if path.startswith("acknowledged.")
        }
        figures = self._look.figures
        self._desk.months.close(
            figures.brand, figures.month, reasons, values["note"] or "", values["finance_fen"]
        )


def _label(check: MonthCheck) -> str:
    """Return what was found, how much, the first numbers."""
    found = [f"{check.count:,}"]
    if check.amount_fen:
        found.append(f"¥{yuan(check.amount_fen)}")
    more = " …" if check.count > _NAMED else ""
    found.append(list_text(check.names[:_NAMED]) + more)
    return _("{label}: {value}", label=_(CHECK_NAMES[check.code]), value=" · ".join(found))
