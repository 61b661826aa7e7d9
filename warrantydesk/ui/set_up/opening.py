"""When the steps of the first day are shown: on a new desk, where they were left, when asked."""

from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.set_up.dialog import SetUpDialog


def go_on(window: Any, *, is_new: bool = False) -> None:
    """Begin the first day of a new desk; go on with one that was not at its end.

    A demo shop has none, nor has a desk that is only looked at. Where the desk is locked it
    waits for who unlocks it.
    """
    desk = window.desk
    if desk.settings.site.demo or desk.bench.is_frozen:
        return
    if is_new:
        tried(window.shell, desk.set_up.begin)
    if not desk.set_up.is_under_way:
        return
    window.locking.entered.connect(lambda: _show(window))
    if not window.is_locked():
        _show(window)


def open_set_up(window: Any, step: str = "") -> "SetUpDialog | None":
    """Open the steps on what is set, at ``step``, the one in hand, or the first one."""
    desk = window.desk
    if desk.bench.is_frozen:
        window.shell.tell(desk.mode_sentence or _("Nothing is written now."), warn=True)
        return None
    return _open(window, step)


def _show(window: Any) -> None:
    if window.desk.set_up.is_under_way and window.desk.people.acting.login:
        _open(window, "")


def _open(window: Any, step: str) -> SetUpDialog:
    dialog = SetUpDialog(window, step)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
