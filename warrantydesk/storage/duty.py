"""Stores of the desk's day: put off, handed over, closed; ticks of the portal aid."""

from warrantydesk.domain.duty import DayClose, HandOver, PortalTick, Snooze
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import DayCloseRow, HandOverRow, PortalTickRow, SnoozeRow


class SnoozeStore(Store[Snooze]):
    """Lines of Today that were put off."""

    TABLE, KIND = SnoozeRow, Snooze


class HandOverStore(Store[HandOver]):
    """Duty that changed hands."""

    TABLE, KIND = HandOverRow, HandOver
    PERSONAL = frozenset({"sheet", "note"})


class DayCloseStore(Store[DayClose]):
    """Days that were closed."""

    TABLE, KIND = DayCloseRow, DayClose
    PERSONAL = frozenset({"sheet", "note"})


class PortalTickStore(Store[PortalTick]):
    """Fields of the maker's portal that were filled in."""

    TABLE, KIND = PortalTickRow, PortalTick
