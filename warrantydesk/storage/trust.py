"""Stores of the desk's events and of PINs."""

from collections.abc import Iterable

from warrantydesk.domain.desk_event import DeskEvent, EventKind
from warrantydesk.domain.pin import PersonPin
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import DeskEventRow, PersonPinRow


class DeskEventStore(Store[DeskEvent]):
    """What happened at the desk that changes no row."""

    TABLE, KIND = DeskEventRow, DeskEvent

    def newest_about(self, subject: str, kinds: Iterable[EventKind]) -> DeskEvent | None:
        """Return the newest event of these kinds about a login or a number, None without one."""
        rows = self.TABLE
        query = rows.select().where(rows.kind.in_(list(kinds)), rows.subject == subject)
        found = self.table.rows(query.order_by(rows.id.desc()).limit(1))
        return self._built(found[0]) if found else None


class PersonPinStore(Store[PersonPin]):
    """The PINs of people, as argon2id keeps them; the journal never holds one."""

    TABLE, KIND = PersonPinRow, PersonPin
    PERSONAL = frozenset({"hash"})

    def of(self, person_id: int) -> PersonPin | None:
        """Return the PIN of a person, None where none is set."""
        found = next(iter(self.find(person_id=person_id)), None)
        return found if found is not None and found.hash else None
