"""The VIN as it comes into the claim: typed, scanned, suggested, typed once more."""

from typing import TYPE_CHECKING

from warrantydesk.domain.claim import State
from warrantydesk.domain.vin import has_shape

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class VinEntry:
    """Puts a VIN into its field as if the clerk had typed it."""

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` shows the claim."""
        self._page = page

    def type(self, vin: str) -> None:
        """Put a VIN into its field, and save at once."""
        form = self._page.form
        field = form.field("vehicle.vin")
        field.setText(vin)
        field.edited.emit()
        form.flush()

    def is_awaited(self) -> bool:
        """Say whether the claim is a draft whose VIN is still empty."""
        claim = self._page.claim
        empty = not self._page.form.field("vehicle.vin").value()
        return claim is not None and claim.state is State.DRAFT and empty

    def leave(self) -> None:
        """Save a VIN once its field is left."""
        form = self._page.form
        if "vehicle.vin" in form.read():
            form.flush()

    def go_on(self) -> None:
        """Go to the mileage once a whole VIN is entered, as after a scan of it."""
        form = self._page.form
        if has_shape(form.field("vehicle.vin").value()):
            self.leave()
            form.jump("visit.mileage_km")

    def retype(self) -> None:
        """Let the VIN be typed once more."""
        form = self._page.form
        form.jump("vehicle.vin")
        form.field("vehicle.vin").selectAll()
