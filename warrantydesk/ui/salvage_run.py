"""Saving what can be read of damaged data: from the banner of a bad day, or at the start."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.services.salvaging import Salvage, place_in, salvage
from warrantydesk.ui.between import Between
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark

NOTICE = "salvaged"


def save_readable(window: Any) -> None:
    """Ask for a folder, save what can be read, and offer to look at it."""
    target = picked(window)
    if target is not None:
        work = saving(window.desk.folder.path, target)
        work.carry_out(window, window.shell).tell(window)


def picked(parent: QWidget) -> Path | None:
    """Return the folder for what can be saved, None where none was chosen."""
    folder = messages.pick_folder(parent, _("Folder for what can be saved, on another disk"))
    return place_in(Path(folder)) if folder else None


def saving(folder: Path, target: Path, *, is_opened: bool = False) -> Between:
    """Return the work that saves what can be read; ``is_opened`` where it is opened then."""
    title, then = _("Saving what can be read"), _say if is_opened else _offer
    return Between(title, lambda said: salvage(folder, target, said), then)


def _say(window: Any, saved: Salvage) -> None:
    acts = [(_("Close"), lambda: window.notices.drop(NOTICE))]
    text = _("This is what could be read of the damaged data")
    window.notices.say(NOTICE, Mark.WARN, text, told(saved).replace("\n", " "), acts)


def _offer(window: Any, saved: Salvage) -> None:
    question = _("Saved in {folder}. Look at it now?", folder=saved.folder)
    if window.shell.ask(question, _("Open it"), told(saved)) and window.reopen is not None:
        window.reopen(None, saved.folder)


def told(saved: Salvage) -> str:
    """Say how much was saved, and where something is missing."""
    lines = [
        ngettext_("{n} row was saved.", "{n} rows were saved.", saved.rows),
        ngettext_("{n} file was saved.", "{n} files were saved.", saved.files),
    ]
    if saved.files_missing:
        lines.append(
            ngettext_("{n} file cannot be read.", "{n} files cannot be read.", saved.files_missing)
        )
    if saved.gaps:
        lines.append(_("Something is missing in: {names}.", names=list_text(saved.gaps)))
    return "\n".join(lines)
