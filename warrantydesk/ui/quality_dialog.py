"""The card of quality information of a claim: filled in, sent to the maker, followed up."""

from collections.abc import Callable, Mapping
from typing import Any

from warrantydesk.domain.quality_report import QualityReport
from warrantydesk.i18n import _, date_text
from warrantydesk.ui.claim_in_hand import ClaimInHand
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.quality_dialog_fields import AFTERWARDS, declare
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


def open_quality(page: ClaimInHand) -> None:
    """Show the quality card of the claim on a page, or begin one."""
    claim = page.settled()
    if claim is not None:
        quality_of(page.shell, page.desk, claim.id, lambda: page.reload(keep=True))


def quality_of(
    shell: Shell, desk: Any, claim_id: int, done: Callable[[], object] = lambda: None
) -> "QualityDialog":
    """Open the quality card of a claim; ``done`` is called after each change."""
    dialog = QualityDialog(shell, desk, claim_id, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class QualityDialog(FormDialog):
    """Fields in the order of the form; what the claim knows stands there already."""

    def __init__(self, shell: Shell, desk: Any, claim_id: int, done: Callable[[], object]) -> None:
        """Show the newest card; where there is none, what one would say."""
        claim = desk.claims.get(claim_id)
        number = claim.claim_number
        super().__init__(shell, _("Quality information card: {number}", number=number), _("&Save"))
        self._desk, self._claim, self._done = desk, claim, done
        self._card: QualityReport | None = desk.quality.newest_of(claim_id)
        declare(self.form, _about(claim, desk.profiles.model_name))
        self.form.fill(self._card or desk.quality.draft(claim_id), fresh=True)
        self.foot.insertWidget(0, Button(_("&Print…"), clicked=self._print))
        self._void_button = Button(_("&Void…"), clicked=self._void)
        self.foot.insertWidget(0, self._void_button)
        self._show_stage()
        self.setMinimumWidth(theme.h(42))

    def keep(self, values: dict[str, Any]) -> None:
        """Begin the card where there is none, save it, and send it once a day is given."""
        sent_on = values.pop("sent_on")
        quality = self._desk.quality
        changes = _nested({path: values[path] for path in self.form.read() if path in values})
        if self._card is None:
            self._card = quality.start(self._claim.id)
        card = self._card
        if changes:
            self._card = card = quality.save(card.id, changes, card.version)
        if sent_on is not None and card.sent_on is None:
            self._card = card = quality.send(card.id, sent_on)
        self._done()
        self.shell.toast(_("Quality card {number} is saved", number=card.number))

    def _show_stage(self) -> None:
        """Say where the card stands; what was sent can only be followed up."""
        card = self._card
        self._void_button.setVisible(card is not None and card.sent_on is None)
        if card is None:
            self.say(_("The card gets its number when it is saved for the first time."))
        elif card.sent_on is None:
            self.say(_("Card {number}, not sent yet", number=card.number))
        else:
            day = date_text(card.sent_on)
            self.say(_("Card {number} went to the maker on {day}.", number=card.number, day=day))
            for section in self.form.sections():
                for cell in section.cells():
                    cell.setEnabled(cell.path.startswith(AFTERWARDS))

    def _print(self) -> None:
        open_paper(self.shell, self._desk, "quality_card", self._claim.id)

    def _void(self) -> None:
        card = self._card
        reason = self.shell.ask_text(_("Why is the card void?"))
        if reason is None or card is None:
            return
        if tried(self.shell, lambda: self._desk.quality.void(card.id, reason)) is not None:
            self._done()
            self.done(0)


def _about(claim: Any, model_name: Callable[[str, str], str]) -> str:
    """Return what the form asks of vehicle and customer, as the claim has it."""
    vehicle, visit = claim.vehicle, claim.visit
    parts = (
        vehicle.vin,
        vehicle.plate,
        model_name(claim.brand, vehicle.model_code),
        vehicle.engine_no or vehicle.motor_no,
        "" if visit.mileage_km is None else _("{km} km", km=f"{visit.mileage_km:,}"),
        claim.owner.name,
        claim.owner.phone,
    )
    return " · ".join(part for part in parts if part)


def _nested(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes by path as objects within each other; days as text."""
    found: dict[str, Any] = {}
    for path, value in changes.items():
        head, _mark, name = path.rpartition(".")
        into = found.setdefault(head, {}) if head else found
        into[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return found
