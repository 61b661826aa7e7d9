"""The way to a desk: opened at once, or after the clerk has said what to do about its trouble."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.errors import DAMAGED, Unavailable
from warrantydesk.i18n import N_, _
from warrantydesk.services import restoring
from warrantydesk.services.opening_trouble import Trouble, is_first_start, trouble_of
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.between import Between
from warrantydesk.ui.kit import messages
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.trouble_dialog import TroubleDialog, Way

if TYPE_CHECKING:
    from warrantydesk.services.desk import Desk, Waiting
    from warrantydesk.ui.main_window import MainWindow

Tell = Callable[[Any], object]
_UNFORESEEN = N_("The data in {folder} cannot be opened: {reason}.")


@dataclass
class Opening:
    """An opened desk, and what is to be told in its window once it stands."""

    desk: "Desk"
    tell: list[Tell] = field(default_factory=list)
    is_chosen: bool = False
    """Another folder was chosen, to be opened at the next start too."""
    is_new: bool = False
    """The desk was founded just now: its first day begins."""


class Doorway:
    """Opens a folder, or what the clerk chooses instead, until there is a desk or nothing."""

    def __init__(self, window: "MainWindow", shell: Shell, waiting: "Waiting") -> None:
        """``waiting`` carries out what takes seconds beside a window that lives on."""
        self._window, self._shell, self._waiting = window, shell, waiting
        self._folder = Path()
        self._tell: list[Tell] = []
        self._begins = self._looks = self._is_chosen = False

    def open(self, folder: Path, met: Unavailable | None = None) -> Opening | None:
        """Return the open desk; None where the clerk would rather leave.

        ``met`` is what was met already: then the clerk is asked first.
        """
        self._folder = folder
        if met is not None and not self._ask(met):
            return None
        while True:
            error: Unavailable | None = None
            try:
                restoring.finish_swap(self._folder)
                if not is_first_start(self._folder) or self._begins:
                    return Opening(self._desk(), self._tell, self._is_chosen, self._begins)
            except Unavailable as met:
                error = met
            except Exception as met:  # noqa: BLE001 - spoilt data may lead to anything
                error = self._unforeseen(met)
            if not self._ask(error):
                return None

    def _unforeseen(self, error: Exception) -> Unavailable:
        """Say of what nobody foresaw that the data cannot be opened; the clerk needs a way on."""
        logging.getLogger("warrantydesk").error("unexpected error", exc_info=error)
        reason = f"{type(error).__name__}: {error}"
        return Unavailable(_UNFORESEEN, DAMAGED, folder=self._folder, reason=reason)

    def _desk(self) -> "Desk":
        from warrantydesk.services.desk import Desk

        desk = Desk(self._folder)
        return desk.open(create=self._begins, to_read=self._looks, waiting=self._waiting)

    def _ask(self, error: Unavailable | None) -> bool:
        """Let the clerk choose the next thing to try; False to leave."""
        trouble = trouble_of(error, self._folder) if error is not None else Trouble.EMPTY
        dialog = TroubleDialog(self._shell, self._folder, trouble, error)
        dialog.exec()
        dialog.deleteLater()
        self._tell = []
        self._begins, self._looks = dialog.way is Way.BEGIN, dialog.way is Way.LOOK
        if self._looks and error is not None and trouble is Trouble.DAMAGED:
            self._tell = [_bad_day(sentence(error))]
        if dialog.way is Way.FOLDER:
            self._choose_folder()
        if dialog.way is Way.RESTORE:
            self._restore(is_damaged=error is not None and error.code == DAMAGED)
        if dialog.way is Way.SALVAGE:
            self._salvage()
        return dialog.way is not None

    def _choose_folder(self) -> None:
        folder = messages.pick_folder(self._window, _("Folder with the data"), str(self._folder))
        if folder:
            self._folder, self._is_chosen = Path(folder), True

    def _restore(self, *, is_damaged: bool) -> None:
        from warrantydesk.ui.restore_dialog import RestoreDialog
        from warrantydesk.ui.restore_run import restoring_here

        dialog: RestoreDialog = RestoreDialog(self._shell, self._folder, is_damaged=is_damaged)
        dialog.exec()
        choice = dialog.choice
        dialog.deleteLater()
        if choice is None:
            return
        target = choice.target or self._folder
        if self._carry_out(restoring_here(target, choice), target):
            self._is_chosen = self._is_chosen or choice.target is not None

    def _salvage(self) -> None:
        from warrantydesk.ui.salvage_run import picked, saving

        target = picked(self._window)
        if target is not None:
            self._carry_out(saving(self._folder, target, is_opened=True), target)

    def _carry_out(self, work: Between, target: Path) -> bool:
        """Do a work that makes a folder which is opened then; say why where it did not."""
        outcome = work.carry_out(self._window, self._shell)
        if outcome.is_done:
            self._folder, self._tell = target, [outcome.tell]
        elif not outcome.is_stopped:
            outcome.tell(self._window)
        return outcome.is_done


def _bad_day(problem: str) -> Tell:
    def tell(window: Any) -> None:
        from warrantydesk.ui.bad_day_words import proclaim

        proclaim(window, [problem], problem)

    return tell
