"""What is entered about this visit: a loan car, time that does not count."""

from typing import Any

from warrantydesk.domain.repair_history import (
    EXCLUDED_NAMES,
    LOANER_NAMES,
    ExcludedKind,
    Loaner,
    LoanerKind,
)
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.coverage_dialogs import Place
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField, DateField, MoneyField, NumberField, TextField
from warrantydesk.ui.refusals import tried

_MOST_MINUTES = 9_999_999


class LoanerDialog(FormDialog):
    """A loan car, transport money or another agreement; one that is still out is taken back."""

    def __init__(self, place: Place) -> None:
        """Show what is out, else begin a new one."""
        super().__init__(
            place.shell,
            _("Loan car of {number}", number=place.claim.claim_number),
            _("&Save"),
            _("From the sixth day of a repair on a loan car or transport money is due (Art. 21)."),
        )
        self._place = place
        loaners = place.context.loaners
        self._old: Loaner | None = next((one for one in loaners if one.returned_on is None), None)
        form = self.form
        form.section("loaner", _("What the customer gets"))
        kinds = [(kind, _(name)) for kind, name in LOANER_NAMES.items()]
        form.add("kind", _("Kind"), ChoiceField(kinds), required=True, span=4)
        form.add("given_on", _("Given on"), DateField(), required=True, span=4)
        form.add("returned_on", _("Returned on"), DateField(), span=4)
        form.add("amount_fen", _("Amount, ¥"), MoneyField(), span=4)
        form.add("note", _("Note: plate of the car, what was agreed"), TextField(), span=8)
        shown = self._old or Loaner(place.claim.visit.id, LoanerKind.CAR, place.desk.bench.today)
        form.fill(shown, fresh=True)
        if self._old is not None:
            self.foot.insertWidget(0, Button(_("&Void…"), clicked=self._void))

    def keep(self, values: dict[str, Any]) -> None:
        """Save it."""
        old = self._old
        self._place.desk.coverage.save_loaner(
            self._place.claim.visit.id,
            LoanerKind(values["kind"]),
            values["given_on"],
            values["returned_on"],
            values["amount_fen"] or 0,
            values["note"],
            old.id if old else None,
            old.version if old else None,
        )
        self._place.refresh()

    def _void(self) -> None:
        reason = self.shell.ask_text(_("Why is this entry void?"))
        old = self._old
        if reason is None or old is None:
            return
        verb = self._place.desk.coverage.void_loaner
        if tried(self.shell, lambda: verb(old.id, reason)) is not None:
            self._place.refresh()
            self.done(0)


class ExcludedDialog(FormDialog):
    """Transport of special parts and rescue do not count towards the 30 days."""

    def __init__(self, place: Place) -> None:
        """Say what is left out so far."""
        super().__init__(place.shell, _("Time that does not count"), _("&Leave out"))
        self._place = place
        self._told = place.context.excluded
        minutes = sum(one.minutes for one in self._told)
        intro = _(
            "It is left out of the 30 repair days only, never of the loan car's five (Art. 24)."
        )
        so_far = ngettext_(
            "{n} minute is left out so far.", "{n} minutes are left out so far.", minutes
        )
        self.say(f"{intro}\n{so_far}" if minutes else intro)
        form = self.form
        form.section("excluded", _("Time of this visit"))
        kinds = [(kind, _(name)) for kind, name in EXCLUDED_NAMES.items()]
        form.add("kind", _("Kind"), ChoiceField(kinds), required=True, span=8)
        minutes_field = NumberField(least=1, most=_MOST_MINUTES)
        form.add("minutes", _("Minutes"), minutes_field, required=True, span=4)
        form.add("note", _("Proof: waybill, times"), TextField(), span=12)
        form.fill({"kind": ExcludedKind.SPECIAL_PART, "minutes": None, "note": ""}, fresh=True)
        if self._told:
            self.foot.insertWidget(0, Button(_("&Count the last again…"), clicked=self._void))

    def keep(self, values: dict[str, Any]) -> None:
        """Leave it out."""
        self._place.desk.coverage.exclude_time(
            self._place.claim.visit.id,
            ExcludedKind(values["kind"]),
            values["minutes"],
            values["note"],
        )
        self._place.refresh()

    def _void(self) -> None:
        reason = self.shell.ask_text(_("Why does this time count after all?"))
        if reason is None:
            return
        last = max(self._told, key=lambda one: one.id)
        verb = self._place.desk.coverage.void_excluded
        if tried(self.shell, lambda: verb(last.id, reason)) is not None:
            self._place.refresh()
            self.done(0)
