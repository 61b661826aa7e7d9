"""What the window does about backups of bad days: choose one and go back to it."""

from typing import Any

from warrantydesk.services.restore_choice import Choice
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.restore_dialog import RestoreDialog
from warrantydesk.ui.restore_run import restoring_beside, restoring_here


def restore(window: Any, prefer: str = "") -> RestoreDialog | None:
    """Let a backup be chosen and restore it; ``prefer`` names the one to begin with."""
    window.flush()
    desk = window.desk
    if not tried(window.shell, lambda: _is_allowed(desk)):
        return None
    dialog = RestoreDialog(
        window.shell,
        desk.folder.path,
        desk,
        prefer=prefer,
        is_damaged=desk.bench.is_frozen,
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.accepted.connect(lambda: _carry_out(window, dialog.choice))
    dialog.open()
    return dialog


def _is_allowed(desk: Any) -> bool:
    desk.bench.allow("backups.restore")
    return True


def _carry_out(window: Any, choice: Choice | None) -> None:
    if choice is None or window.reopen is None:
        return
    if choice.target is None:
        window.reopen(restoring_here(window.desk.folder.path, choice))
        return
    window.reopen(restoring_beside(choice.target, choice))
