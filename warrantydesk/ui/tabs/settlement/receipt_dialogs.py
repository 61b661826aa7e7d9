"""Small dialogs over a receipt: the rest is allocated, the whole is taken back."""

from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _
from warrantydesk.services.settlement.receipt_views import ReceiptView
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, DateField, MoneyField, TextField
from warrantydesk.ui.shell import Shell


class AllocateDialog(FormDialog):
    """What of a receipt waits is given to a statement."""

    def __init__(self, shell: Shell, desk: Any, view: ReceiptView) -> None:
        """Begin with the first statement of the same payer, and all that fits."""
        waits = yuan(view.unallocated_fen)
        intro = _("{amount} of {number} waits.", amount=waits, number=view.receipt.number)
        super().__init__(shell, _("Allocate a receipt"), _("&Allocate"), intro)
        self._desk, self._view = desk, view
        asked = [
            one
            for one in desk.receipts.waiting(view.receipt.brand)
            if one.statement.payer == view.receipt.payer and one.left_fen > 0
        ]
        self._left = {one.id: one.left_fen for one in asked}
        choices = [
            (one.id, _("{statement} · {left} left", statement=one.name, left=yuan(one.left_fen)))
            for one in asked
        ]
        self.form.section("allocate", _("For which statement"))
        self.form.add("statement_id", _("Statement"), ChoiceField(choices), required=True, span=8)
        self.form.add("amount_fen", _("With tax ¥"), MoneyField(), required=True, span=4)
        first = choices[0][0] if choices else None
        self.form.fill({"statement_id": first, "amount_fen": self._fits(first)})
        self.form.changed.connect(self._follow)
        if not choices:
            self.hold(_("No confirmed statement of this payer waits for money."))

    def _fits(self, statement_id: int | None) -> int | None:
        if statement_id is None:
            return None
        waits: int = self._view.unallocated_fen
        return min(int(self._left[statement_id]), waits)

    def _follow(self, path: str) -> None:
        if path == "statement_id":
            chosen = self.form.field(path).value()
            self.form.field("amount_fen").set_value(self._fits(chosen))

    def keep(self, values: dict[str, Any]) -> None:
        """Allocate it."""
        self._desk.receipts.allocate(self._view.id, values["statement_id"], values["amount_fen"])


class ReverseDialog(FormDialog):
    """Why a receipt is taken back, and with which day."""

    def __init__(self, shell: Shell, desk: Any, view: ReceiptView) -> None:
        """Begin with today."""
        intro = _(
            "Another receipt takes {amount} back. Claims, statements and old parts stand as "
            "before it.",
            amount=yuan(view.receipt.amount_fen),
        )
        title = _("Take back {number}", number=view.receipt.number)
        super().__init__(shell, title, _("Take it &back"), intro)
        self._desk, self._view = desk, view
        self.form.section("reverse", _("Reversal"))
        self.form.add("reason", _("Why"), AreaField(), required=True, span=12)
        self.form.add("on", _("Booked on"), DateField(), required=True, span=4)
        self.form.add("corrects", _("Corrects"), TextField(), span=8)
        self.form.fill({"on": desk.bench.today})

    def keep(self, values: dict[str, Any]) -> None:
        """Take it back."""
        self._desk.receipts.reverse(
            self._view.id, values["reason"] or "", values["on"], values["corrects"] or ""
        )
