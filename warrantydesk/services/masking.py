"""Who sees phones and plates in full: masked in lists, whole in a record that one may open."""

from typing import Any

from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.masks import Record, masked_phone, masked_plate, sees_in_full
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.setting_table import MASKED_LISTS, kept
from warrantydesk.storage.store import Store


class MaskingService:
    """One rule for lists, records and files; it also knows what was shown in this sitting.

    A sitting lasts until another person acts or the desk is locked.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._masked: bool | None = None
        self._sitting = ""
        self._shown: set[tuple[Record, int]] = set()
        bench.listen(self._heard)

    @property
    def lists_are_masked(self) -> bool:
        """Tell whether lists hide the middle of phones and plates; a counter has lookers-on."""
        return self.are_masked or not sees_in_full(self._bench.person)

    @property
    def are_masked(self) -> bool:
        """Tell whether lists mask before everybody, as the service manager chose."""
        if self._masked is None:
            self._masked = bool(kept(self._bench.stores, MASKED_LISTS, True))
        return self._masked

    def mask_lists(self, on: bool) -> None:
        """Let lists hide phones and plates, or show them to those who see records in full."""
        self._bench.allow("people.mask_lists")
        with self._bench.change(N_("masks of lists"), Kind.SETTINGS):
            self._bench.stores.settings.set(MASKED_LISTS, on)

    def listed_phone(self, phone: str) -> str:
        """Return a phone as a list, a title or a message shows it."""
        return masked_phone(phone) if self.lists_are_masked else phone

    def listed_plate(self, plate: str) -> str:
        """Return a plate as a list, a title or a message shows it."""
        return masked_plate(plate) if self.lists_are_masked else plate

    def filed_phone(self, phone: str) -> str:
        """Return a phone as a file holds it that the acting person writes."""
        return phone if sees_in_full(self._bench.person) else masked_phone(phone)

    def filed_plate(self, plate: str) -> str:
        """Return a plate as a file holds it that the acting person writes."""
        return plate if sees_in_full(self._bench.person) else masked_plate(plate)

    def is_hidden(self, kind: Record, number: int) -> bool:
        """Tell whether a record hides its phones and plates from the acting person."""
        self._begin()
        return not sees_in_full(self._bench.person) and (kind, number) not in self._shown

    def shown_phone(self, kind: Record, number: int, phone: str) -> str:
        """Return a phone as the record of this kind and id shows it."""
        return masked_phone(phone) if self.is_hidden(kind, number) else phone

    def shown_plate(self, kind: Record, number: int, plate: str) -> str:
        """Return a plate as the record of this kind and id shows it."""
        return masked_plate(plate) if self.is_hidden(kind, number) else plate

    def reveal(self, kind: Record, id: int) -> None:
        """Show a record's phones and plates in full until the sitting ends; noted once.

        Refused(NOT_FOUND) where there is no such record; those who see it anyway note nothing.
        """
        subject = self._subject(kind, id)
        self._bench.allow("people.reveal")
        if not self.is_hidden(kind, id):
            return
        detail = {"kind": str(kind), "id": id}
        self._bench.note(EventKind.REVEALED, verb="people.reveal", subject=subject, detail=detail)
        self._shown.add((kind, id))

    def _begin(self) -> None:
        if self._sitting != self._bench.person.login:
            self._sitting = self._bench.person.login
            self._shown.clear()

    def _heard(self, what: Change) -> None:
        if Kind.SETTINGS in what.kinds:
            self._masked = None
        if Kind.EVENTS in what.kinds and self._shown:
            newest = "SELECT kind FROM desk_event ORDER BY id DESC LIMIT 1"
            if self._bench.stores.db.query(newest) == [(EventKind.LOCKED,)]:
                self._shown.clear()

    def _subject(self, kind: Record, number: int) -> str:
        """Return what the journal calls the record: never a personal value."""
        stores = self._bench.stores
        if kind is Record.CLAIM:
            return stores.claims.get(number).claim_number
        of_kind: dict[Record, Store[Any]] = {
            Record.VISIT: stores.visits,
            Record.VEHICLE: stores.vehicles,
            Record.CUSTOMER: stores.customers,
            Record.APPOINTMENT: stores.appointments,
            Record.INVOICE: stores.invoices,
        }
        of_kind[kind].get(number)
        return f"{kind} {number}"
