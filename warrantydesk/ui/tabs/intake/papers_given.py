"""Files and ticks for the papers of a claim, and the photo that confirms a VIN."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tried

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage

VIN_PAPER = "VM"
PASTED = "clipboard.png"


class PapersGiven:
    """Keeps what the clerk drops, pastes, picks or ticks."""

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` shows the claim."""
        self._page = page

    def tick(self, code: str, ticked: bool) -> None:
        """Tick a paper off as seen, or take the tick back."""
        self._do(lambda claim_id: self._page.desk.attachments.tick(claim_id, code, ticked))

    def ask(self, code: str) -> None:
        """Let files be picked for a paper."""
        kinds = _("Pictures and papers") + " (*.jpg *.jpeg *.png *.webp *.bmp *.pdf)"
        paths = self._page.shell.pick_files(_("Attach a paper"), kinds)
        if paths:
            self.attach(code, paths)

    def attach(self, code: str, sources: Sequence[Any]) -> None:
        """Attach files, by path or as the bytes of a pasted picture."""
        for source in sources:
            self._do(lambda claim_id, one=source: self._keep(claim_id, code, one))

    def confirm_vin(self) -> None:
        """Confirm a VIN with a wrong check digit from a photo of the plate."""
        claim = self._page.settled()
        if claim is None:
            return
        kinds = _("Pictures") + " (*.jpg *.jpeg *.png *.webp *.bmp)"
        paths = self._page.shell.pick_files(_("Photo of the VIN plate"), kinds, many=False)
        if paths:
            self._do(lambda claim_id: self._confirm(claim_id, paths[0]))

    def _confirm(self, claim_id: int, path: str) -> Any:
        desk, claim = self._page.desk, self._page.desk.claims.get(claim_id)
        photo = self._keep(claim_id, VIN_PAPER, path)
        return desk.vehicles.save(claim.vehicle.vin, claim.brand, vin_photo=photo.id)

    def _keep(self, claim_id: int, code: str, source: Any) -> Any:
        attachments = self._page.desk.attachments
        if isinstance(source, bytes):
            return attachments.add_bytes(claim_id, code, source, PASTED)
        return attachments.add(claim_id, code, Path(str(source)))

    def _do(self, verb: Any) -> None:
        page = self._page
        if page.claim is None:
            return
        number = page.claim.id
        with page.acting():
            tried(page.shell, lambda: verb(number))
        page.reload(keep=True)
