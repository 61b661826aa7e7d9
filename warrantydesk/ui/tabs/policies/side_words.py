"""What stands at the right of a table or a bulletin, and the line of claims in transit."""

from typing import Any

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.policies.views import Bulletin, InTransit
from warrantydesk.i18n import _, date_text, list_text, ngettext_
from warrantydesk.ui.tabs.policies.book import Opened
from warrantydesk.ui.tabs.policies.readers_card import readers_of
from warrantydesk.ui.tabs.policies.side import SidePane
from warrantydesk.ui.tabs.policies.try_card import Tried

TABLE, BULLETIN = "table", "bulletin"
MOST_IN_TRANSIT = 3


class SideWords:
    """Fills the side pane from what is looked at."""

    def __init__(self, desk: Any, side: SidePane) -> None:
        """Fill ``side`` from ``desk``."""
        self._desk, self._side = desk, side
        self._what: tuple[str, str, str, int] | None = None

    def show_table(self, opened: Opened) -> None:
        """Show what changed in a table, who has read it, and try it."""
        side = self._side
        side.changed.show()
        none = _("Choose two versions to see what differs.")
        if opened.old:
            none = _("The two versions are the same.")
        elif len(opened.versions) == 1:
            none = _("This is the first version.")
        side.changed.show_changes(opened.rows if opened.old else (), opened.columns, none)
        first = min((one.number for one in opened.versions), default=0)
        if opened.new == first:
            self._what = None
            side.readers.hide()
        else:
            self._show_readers(TABLE, opened.profile, opened.table, opened.new)
        numbers = tuple(number for number in opened.numbers if number)
        tried = Tried(opened.profile, opened.table, opened.versions, numbers)
        side.trial.show_table(tried if numbers else None)

    def show_bulletin(self, profile: str, bulletin: Bulletin | None) -> None:
        """Show who has read a bulletin."""
        self._side.changed.hide()
        self._side.trial.show_table(None)
        if bulletin is None:
            self._what = None
            self._side.readers.hide()
            return
        self._show_readers(BULLETIN, profile, bulletin.code, 0)

    def show_others(self) -> None:
        """Show the box alone, as beside the campaigns."""
        self._what = None
        self._side.changed.hide()
        self._side.readers.hide()
        self._side.trial.show_table(None)

    def mark_read(self) -> Any:
        """Note that the acting person has read what is shown."""
        if self._what is None:
            return None
        profile, kind, key, number = self._what
        return self._desk.policies.mark_read(profile, kind, key, number)

    def in_transit(self, opened: Opened) -> str:
        """Say which open claims a version decides that is not the one of every day."""
        number = opened.new
        version = opened.version(number)
        if version is None or version.void_reason or not opened.old:
            return ""
        found = self._desk.policies.affected(opened.profile, opened.table, number)
        if not found:
            return ""
        names = list_text(_named(one) for one in found[:MOST_IN_TRANSIT])
        if (more := len(found) - MOST_IN_TRANSIT) > 0:
            return ngettext_(
                "In transit under v{v}: {claims} and {n} more",
                "In transit under v{v}: {claims} and {n} more",
                more,
                v=number,
                claims=names,
            )
        return _("In transit under v{v}: {claims}", v=number, claims=names)

    def _show_readers(self, kind: str, profile: str, key: str, number: int) -> None:
        card = self._side.readers
        card.setVisible(bool(number) or kind == BULLETIN)
        self._what = (profile, kind, key, number)
        try:
            readings = self._desk.policies.readings(profile, kind, key, number)
        except Refused:
            readings = ()
        people = self._desk.people.all()
        acting = self._desk.people.acting.login
        mine = any(reading.login == acting for reading in readings)
        what = f"v{number}" if kind == TABLE else key
        card.show_readers(what, readers_of(people, readings), not mine)


def _named(claim: InTransit) -> str:
    return _("{claim} ({day})", claim=claim.claim_number, day=date_text(claim.arrived_on))
