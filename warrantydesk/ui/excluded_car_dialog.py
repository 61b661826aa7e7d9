"""The maker takes no claims for a car: the reason is kept in its file, and lifted there."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.claim import Claim
from warrantydesk.i18n import _
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import AreaField
from warrantydesk.ui.shell import Shell


class ExcludedCarDialog(FormDialog):
    """Why the maker takes no claims for the car; an empty field takes it back."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Show what the vehicle file says now."""
        vin = claim.vehicle.vin
        super().__init__(
            shell,
            _("No claims for this car: {vin}", vin=vin),
            _("&Save"),
            _("As long as a reason stands here, every claim of this car is blocked."),
        )
        self._desk, self._vin, self._done = desk, vin, done
        car = desk.vehicles.by_vin(vin)
        self.form.section("car", _("Car"))
        self.form.add(
            "reason",
            _("Why the maker takes no claims (empty: it does)"),
            AreaField(lines=3),
            span=12,
        )
        self.form.fill({"reason": car.no_claims_reason if car else ""}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Write the reason into the vehicle file."""
        car = self._desk.vehicles.by_vin(self._vin)
        kept = self._desk.vehicles.exclude(car.id if car else 0, values["reason"])
        self._done()
        self.shell.toast(
            _("No claims for {vin} from now on", vin=self._vin)
            if kept.no_claims_reason
            else _("Claims for {vin} are possible", vin=self._vin)
        )


def open_excluded_car(
    shell: Shell, desk: Any, claim: Claim | None, done: Callable[[], object]
) -> ExcludedCarDialog | None:
    """Open the dialog; None where the car has no file yet."""
    if claim is None:
        return None
    if desk.vehicles.by_vin(claim.vehicle.vin) is None:
        shell.tell(_("This car has no file yet: it gets one when the inspection begins."))
        return None
    dialog = ExcludedCarDialog(shell, desk, claim, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
