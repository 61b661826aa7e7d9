"""A restore as work with window and desk closed, and what is said once they are open again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from warrantydesk.i18n import _, list_text, local, ngettext_
from warrantydesk.services import restoring
from warrantydesk.services.restore_choice import Choice
from warrantydesk.services.restoring import Restored
from warrantydesk.ui.between import Between, Said
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.lost_sheet_dialog import show_lost_sheet
from warrantydesk.ui.other_programs import open_path
from warrantydesk.ui.restore_words import when

NOTICE = "restored"


def restoring_here(folder: Path, choice: Choice) -> Between:
    """Return the work that lets a backup take the place of a data folder."""
    at = when(choice.found.record.made_at, local(choice.found.record.made_at).date())
    return Between(
        _("Restoring to {when}", when=at),
        _work_here(folder, choice),
        lambda window, former: _tell_restored(window, former, choice),
    )


def _work_here(folder: Path, choice: Choice) -> Callable[[Said], Path | None]:
    def work(said: Said) -> Path | None:
        if not folder.exists() or not any(folder.iterdir()):
            restoring.restore(choice.file, folder, said, choice.key)
            return None
        return restoring.restore_here(folder, choice.file, said, choice.key)

    return work


def _tell_restored(window: Any, former: Path | None, choice: Choice) -> None:
    """Say that the data is that of the backup, where the former data lies, what to enter again."""
    at = local(choice.found.record.made_at).strftime("%m-%d %H:%M")
    acts: list[tuple[str, Callable[[], object]]] = []
    lost = (former, choice.found.record, choice.lost) if former is not None else None
    if lost is not None and choice.lost:
        count = len(choice.lost)
        words = ngettext_(
            "Print {n} entry to enter again…", "Print {n} entries to enter again…", count
        )
        acts.append((words, lambda: show_lost_sheet(window.shell, window, lost)))
    if former is not None:
        acts.append((_("Show the former folder"), lambda: open_path(window.shell, former)))
    acts.append((_("Close"), lambda: window.notices.drop(NOTICE)))
    told = _("The former data lies in {folder}.", folder=former) if former is not None else ""
    window.notices.say(NOTICE, Mark.OK, _("Restored to {when}.", when=at), told, acts)


def restoring_beside(target: Path, choice: Choice) -> Between:
    """Return the work that restores a backup into a folder of its own."""

    def work(said: Said) -> Restored:
        return restoring.restore(choice.file, target, said, choice.key)

    title = _("Restoring to {folder}", folder=target)
    return Between(title, work, lambda window, back: _tell_beside(window, back, target))


def _tell_beside(window: Any, back: Restored, target: Path) -> None:
    detail = str(target)
    if back.missing:
        names = list_text(back.missing)
        detail += "\n" + _("The backup lacks files of the desk: {names}.", names=names)
    question = _("Restored and checked. Work with the restored data now?")
    if window.shell.ask(question, _("Open it"), detail) and window.reopen is not None:
        window.reopen(None, target)
