"""Stores of technicians' hours, requests to the parts store, and tows."""

from warrantydesk.domain.work import StoreRequest, Tow, WorkTime
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import StoreRequestRow, TowRow, WorkTimeRow


class WorkTimeStore(Store[WorkTime]):
    """Technicians' clocks."""

    TABLE, KIND = WorkTimeRow, WorkTime


class StoreRequestStore(Store[StoreRequest]):
    """Requests to the parts store."""

    TABLE, KIND = StoreRequestRow, StoreRequest


class TowStore(Store[Tow]):
    """Tows and rescues."""

    TABLE, KIND = TowRow, Tow
