"""Where the next step of a line is a dialog and no tab: calls, complaints, visits, backups.

A dialog's module is imported when it is first opened.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from warrantydesk.ui.shell import Shell


def _call(shell: Shell, desk: Any, key: Any) -> None:
    from warrantydesk.ui.care.call_dialog import open_call

    open_call(shell, desk, int(key))


def _calls(shell: Shell, desk: Any, _key: Any) -> None:
    from warrantydesk.ui.care.lists_dialog import open_calls

    open_calls(shell, desk)


def _complaint(shell: Shell, desk: Any, key: Any) -> None:
    from warrantydesk.ui.care.complaint_dialog import open_complaint

    open_complaint(shell, desk, int(key))


def _appointments(shell: Shell, desk: Any, key: Any) -> None:
    from warrantydesk.ui.care.appointments_dialog import open_appointments

    open_appointments(shell, desk, date.fromisoformat(str(key)))


def _unclaimed(shell: Shell, desk: Any, _key: Any) -> None:
    from warrantydesk.ui.unclaimed_dialog import open_unclaimed

    open_unclaimed(shell, desk)


def _backups(shell: Shell, desk: Any, _key: Any) -> None:
    from warrantydesk.ui.backup_places_dialog import open_backups

    open_backups(shell, desk)


def _recovery_sheet(shell: Shell, desk: Any, _key: Any) -> None:
    from warrantydesk.ui.recovery_sheet_dialog import open_recovery_sheet

    open_recovery_sheet(shell, desk)


def _clock(shell: Shell, desk: Any, _key: Any) -> None:
    from warrantydesk.ui.clock_notice import open_clock

    open_clock(shell, desk)


_DOORS: Mapping[str, Callable[[Shell, Any, Any], None]] = {
    "call": _call,
    "calls": _calls,
    "complaint": _complaint,
    "appointments": _appointments,
    "unclaimed": _unclaimed,
    "backups": _backups,
    "recovery_sheet": _recovery_sheet,
    "clock": _clock,
}


def open_door(shell: Shell, desk: Any, kind: str, key: Any) -> None:
    """Open the dialog of a kind for a thing; an unknown kind opens nothing."""
    if kind in _DOORS:
        _DOORS[kind](shell, desk, key)
