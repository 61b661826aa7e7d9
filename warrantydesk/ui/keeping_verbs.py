"""What the menu does about the backups of this desk; restoring is done elsewhere."""

from pathlib import Path
from typing import Any

from warrantydesk.i18n import _, list_text
from warrantydesk.services.backups import BackupMade
from warrantydesk.ui.keeping_watch import told_by
from warrantydesk.ui.kit import messages


def backups(window: Any) -> None:
    """Show how the backups stand, and where they go."""
    from warrantydesk.ui.backup_places_dialog import open_backups

    open_backups(window.shell, window.desk)


def recovery_sheet(window: Any) -> None:
    """Print the recovery sheet, and hear that it lies on paper."""
    from warrantydesk.ui.recovery_sheet_dialog import open_recovery_sheet

    open_recovery_sheet(window.shell, window.desk)


def back_up(window: Any) -> None:
    """Write a backup into a chosen folder, and say how it is opened."""
    window.flush()
    folder = messages.pick_folder(
        window, _("Folder for the backup"), str(window.desk.backups.folder())
    )
    if not folder:
        return
    service = window.desk.backups

    def done(made: BackupMade) -> None:
        messages.tell(
            window,
            _("Backed up and checked: {file}", file=made.file.name),
            _(
                "Restore it with File › Restore, here or on another computer; there the key of "
                "the recovery sheet is asked for. 7-Zip opens it too: the password is the key, "
                "eight groups of six digits with hyphens between them."
            ),
        )
        if made.missing:
            names = list_text(made.missing)
            messages.tell(
                window, _("The backup lacks files of the desk: {names}.", names=names), warn=True
            )
        window.shell.stood.emit(service.standing())

    window.shell.run(lambda step: service.make(Path(folder), told_by(step)), done, _("Backing up"))
