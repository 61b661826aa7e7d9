"""A new version of the wear terms that begins in five weeks, and who has read what."""

from datetime import date

from warrantydesk.domain.policies.changes import RowChange
from warrantydesk.services.desk import Desk

_BRAND, _TABLE = "QC", "wear"
_BULLETIN = "QB26-16"
_FROM = date(2027, 1, 1)
_NOTE = "2027 款易损件期限：制动衬片、雨刮片放宽，蓄电池收紧。"
_CHANGED = (
    ("brake_lining", {"km": "10000"}),
    ("wiper", {"months": "3", "km": "3000"}),
    ("battery_12v", {"months": "6", "km": "10000"}),
)
_MADE_BY = "S01"
_READERS = ("S01", "S06", "S12")
"""Who has read the new version; the others are still to be asked."""
_UNREAD = 2
"""The newest bulletins that nobody has marked yet."""


def enter_policies(desk: Desk) -> None:
    """Enter the coming version of the wear terms, and mark bulletins as read."""
    before = desk.bench.person
    try:
        desk.people.act_as(_MADE_BY)
        changes = tuple(RowChange((code,), values) for code, values in _CHANGED)
        coming = desk.policies.save_rows(
            _BRAND, _TABLE, changes, _FROM, "demo", _NOTE, bulletin=_BULLETIN
        )
        read = desk.policies.bulletins(_BRAND)[_UNREAD:]
        for login in _READERS:
            desk.people.act_as(login)
            desk.policies.mark_read(_BRAND, "table", _TABLE, coming.number)
            for bulletin in read:
                desk.policies.mark_read(_BRAND, "bulletin", bulletin.code)
    finally:
        desk.bench.person = before
        desk.bench.history.clear()
