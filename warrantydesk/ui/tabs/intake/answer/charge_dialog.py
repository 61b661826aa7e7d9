"""Money that the maker takes back after an audit, with the clock of the objection."""

from collections.abc import Callable
from typing import Any

from warrantydesk.i18n import _
from warrantydesk.services.answered import Answered
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import CodeField, DateField, MoneyField, PickField, TextField
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake.answer.words import reason_choices


class ChargeBackDialog(FormDialog):
    """Writes a charge-back down; the claim stays where it is."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        view: Answered,
        done: Callable[[Callable[[], object]], bool],
    ) -> None:
        """``done`` runs the verb."""
        number = view.claim.claim_number
        super().__init__(
            shell,
            _("Charge-back of {number}", number=number),
            _("&Record"),
            _("The claim stays where it is; the clock for an objection begins."),
        )
        self._desk, self._view, self._run = desk, view, done
        form = self.form
        form.section("charge", _("Charge-back"))
        form.add("amount_fen", _("Taken back, ¥"), MoneyField(), required=True, span=4)
        form.add("notice_no", _("Notice no."), CodeField(), span=4)
        form.add("noticed_on", _("Notice of"), DateField(), required=True, span=4)
        reason = PickField(_("Code or words"))
        reason.set_choices(
            reason_choices(desk, view.claim.brand, ("deduction", "claim_refusal", "claim_return"))
        )
        form.add("reason_code", _("Reason code"), reason, span=6)
        form.add("reason_text", _("Words of the notice"), TextField(), span=6)
        form.fill(
            {
                "amount_fen": view.approved_fen,
                "noticed_on": desk.bench.today,
            },
            fresh=True,
        )

    def keep(self, values: dict[str, Any]) -> None:
        """Record it."""
        self._run(
            lambda: self._desk.claims.charge_back(
                self._view.claim.id,
                amount_fen=values["amount_fen"],
                reason_code=values["reason_code"] or "",
                reason_text=values["reason_text"],
                notice_no=values["notice_no"],
                noticed_on=values["noticed_on"],
            )
        )
