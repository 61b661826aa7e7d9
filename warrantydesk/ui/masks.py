"""Phones and plates where others look on: masked in lists, titles and messages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from warrantydesk.domain.care import Appointment
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.domain.maker_fields import PortalField, PortalSheet
from warrantydesk.domain.masks import Record, masked_phone, masked_plate
from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.words import plate_text


def listed_phone(desk: Any, phone: str) -> str:
    """Return a phone as a list shows it: ``138****0042``."""
    return str(desk.masks.listed_phone(phone))


def listed_plate(desk: Any, plate: str) -> str:
    """Return a plate as a list shows it, with its dot: ``渝A·6**15``."""
    return str(desk.masks.listed_plate(plate_text(plate)))


def shown_phone(desk: Any, kind: Record, number: int, phone: str) -> str:
    """Return a phone as the opened record of an id shows it."""
    return str(desk.masks.shown_phone(kind, number, phone))


def shown_plate(desk: Any, kind: Record, number: int, plate: str) -> str:
    """Return a plate as the opened record of an id shows it, with its dot."""
    return str(desk.masks.shown_plate(kind, number, plate_text(plate)))


def filed_plate(desk: Any, plate: str) -> str:
    """Return a plate as a file gets it that the acting person writes."""
    return str(desk.masks.filed_plate(plate_text(plate)))


def filed_phone(desk: Any, phone: str) -> str:
    """Return a phone as a file gets it that the acting person writes."""
    return str(desk.masks.filed_phone(phone))


def _nothing(_row: Any) -> str:
    return ""


def plate_cells(
    desk: Any, plate: Callable[[Any], str], otherwise: Callable[[Any], str] = _nothing
) -> dict[str, Any]:
    """Return what a column of plates says; ``otherwise`` where a row has none.

    Masked on the screen and for the clipboard, sorted by what stands behind the mask, in a file
    as the person who writes it may see it.
    """
    return {
        "text": lambda row: listed_plate(desk, plate(row)) or otherwise(row),
        "value": lambda row: filed_plate(desk, plate(row)) or otherwise(row),
        "sort": lambda row: plate_text(plate(row)) or otherwise(row),
    }


def seconds(listed: Callable[[Any], str], filed: Callable[[Any], str]) -> dict[str, Any]:
    """Return the second line of a column: as a list shows it, and as a file gets it."""
    return {"second": listed, "second_filed": filed}


class RevealLink(LinkButton):
    """Shows phones and plates of a record in full; only there for those who see them masked."""

    revealed = Signal()

    def __init__(self) -> None:
        """Start hidden, without a record."""
        super().__init__(_("Show phone and plate"), clicked=self._reveal)
        self.setToolTip(_("It is written into the journal that you looked."))
        self._record: tuple[Any, Record, int] | None = None
        self.hide()

    def show_record(self, desk: Any, kind: Record, number: int) -> None:
        """Offer to show what the record of an id hides, where it hides anything."""
        self._record = (desk, kind, number)
        self.setVisible(bool(number) and desk.masks.is_hidden(kind, number))

    def _reveal(self) -> None:
        if self._record is not None:
            desk, kind, number = self._record
            desk.masks.reveal(kind, number)
            self.hide()
            self.revealed.emit()


def listed_appointment(desk: Any, one: Appointment) -> Appointment:
    """Return an appointment as a list of a day or a month shows it."""
    plate, phone = listed_plate(desk, one.plate), listed_phone(desk, one.phone)
    return replace(one, plate=plate, phone=phone)


def seen_claim(desk: Any, claim: Claim) -> Claim:
    """Return a claim as its opened record shows it: whole, or with phones and plates masked."""
    if not desk.masks.is_hidden(Record.CLAIM, claim.id):
        return claim
    return replace(
        claim,
        vehicle=replace(claim.vehicle, plate=masked_plate(claim.vehicle.plate)),
        owner=replace(
            claim.owner,
            phone=masked_phone(claim.owner.phone),
            contact_phone=masked_phone(claim.owner.contact_phone),
        ),
        visit=replace(claim.visit, brought_by_phone=masked_phone(claim.visit.brought_by_phone)),
        outward=replace(claim.outward, plate=masked_plate(claim.outward.plate)),
    )


def seen_sheet(desk: Any, sheet: PortalSheet) -> PortalSheet:
    """Return a portal's form as the record of its claim shows it."""
    if not desk.masks.is_hidden(Record.CLAIM, sheet.claim_id):
        return sheet
    claim = desk.claims.get(sheet.claim_id)
    phones = (claim.owner.phone, claim.owner.contact_phone, claim.visit.brought_by_phone)
    hidden = {phone: masked_phone(phone) for phone in phones if phone}
    plates = (claim.vehicle.plate, plate_text(claim.vehicle.plate))
    hidden |= {plate: masked_plate(plate) for plate in plates if plate}
    pages = (
        replace(page, fields=tuple(_hidden(one, hidden) for one in page.fields))
        for page in sheet.pages
    )
    return replace(sheet, pages=tuple(pages))


def _hidden(field: PortalField, hidden: Mapping[str, str]) -> PortalField:
    return replace(field, value=hidden.get(field.value, field.value))


def is_frozen(desk: Any, claim: Claim) -> bool:
    """Tell whether nothing of a claim may be typed: filed, or masked before who looks at it."""
    return claim.state not in EDITABLE or bool(desk.masks.is_hidden(Record.CLAIM, claim.id))


def switch_masks(window: Any) -> None:
    """Mask phones and plates in lists, or show them: a service manager's word."""
    from warrantydesk.ui.refusals import tried
    from warrantydesk.ui.window_verbs import refresh

    masks, on = window.desk.masks, not window.desk.masks.are_masked
    if tried(window.shell, lambda: (masks.mask_lists(on), True)) is None:
        return
    refresh(window)
    said = _("Lists mask phones and plates.") if on else _("Lists show phones and plates in full.")
    window.shell.toast(said)
