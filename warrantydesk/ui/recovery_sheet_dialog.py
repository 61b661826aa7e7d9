"""The recovery sheet: print it, put it into the safe, and say one group of it to confirm."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.backup_key import DIGITS, GROUPS
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.services import targets
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.inputs import CodeField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.print_dialog import PrintDialog
from warrantydesk.ui.refusals import sentence, tell_refusal, tried
from warrantydesk.ui.shell import Shell


def open_recovery_sheet(shell: Shell, desk: Any) -> "RecoverySheetDialog":
    """Open the recovery sheet of the backups."""
    dialog = RecoverySheetDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class RecoverySheetDialog(AskDialog):
    """The key itself is never on the screen: what is typed must come from the paper."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        parent: QWidget | None = None,
        choose: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        """``choose`` picks the group that is asked for, of so many, from 0."""
        super().__init__(
            _("Recovery sheet of the backups"), _("&Confirm"), parent or shell.widget()
        )
        self._shell, self._desk = shell, desk
        self._group = choose(GROUPS) + 1
        self.state = MarkLabel(bold=True)
        self.print = Button(_("&Print…"), clicked=self._print)
        self.save = Button(_("&Save as PDF…"), clicked=self._save)
        self.digits = CodeField(_("six digits"))
        self.digits.setMaxLength(DIGITS + 2)
        self.digits.setFixedWidth(theme.h(7))
        self.digits.setAccessibleName(_("Group {n}", n=self._group))
        self._lay()
        self.digits.textChanged.connect(lambda _text: self._judge())
        self._show_state()
        self._judge()

    def _lay(self) -> None:
        self.content.addWidget(self.state)
        self.content.addWidget(
            Words(
                _(
                    "Backups are encrypted. When this computer breaks or is stolen, only the key "
                    "on the recovery sheet opens them on another one. Print it once, confirm it "
                    "here, and put it into the safe, not beside the computer."
                ),
                token="ink2",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.print)
        row.addWidget(self.save)
        row.addStretch(1)
        self.content.addLayout(row)
        self.content.addWidget(Hairline())
        self.content.addWidget(
            Words(_("Take the printed sheet and type group {n} of its key:", n=self._group))
        )
        typed = QHBoxLayout()
        typed.addWidget(self.digits)
        typed.addStretch(1)
        self.content.addLayout(typed)
        self.content.addStretch(1)
        self.setMinimumWidth(theme.h(28))

    def _show_state(self) -> None:
        if self._desk.backups.standing().key_confirmed:
            self.state.show_mark(Mark.OK, _("The recovery sheet is confirmed"))
        else:
            self.state.show_mark(Mark.WARN, _("The recovery sheet is not confirmed yet"))

    def _judge(self) -> None:
        count = len(self._typed())
        self.note.show_mark(None, "")
        self.yes.setEnabled(count == DIGITS)

    def _typed(self) -> str:
        return "".join(one for one in self.digits.text() if one.isdigit())

    def accept(self) -> None:
        """Compare what was typed; a slip is said and nothing is lost."""
        if len(self._typed()) != DIGITS:
            return
        try:
            self._desk.backups.confirm_key(self._group, self._typed())
        except (Refused, Unavailable) as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
            self.digits.selectAll()
            self.digits.setFocus()
            return
        super().accept()
        self._shell.stood.emit(self._desk.backups.standing())
        self._shell.toast(_("The recovery sheet is confirmed. Put it into the safe."))

    def _print(self) -> None:
        data = tried(self._shell, self._desk.backups.recovery_sheet)
        if data is None:
            return
        pages = range(1, self._desk.papers.page_count(data) + 1)
        name = _("Recovery sheet")
        PrintDialog(self._shell, self._desk, (name, data), pages).exec()
        self.digits.setFocus()

    def _save(self) -> None:
        data = tried(self._shell, self._desk.backups.recovery_sheet)
        if data is None:
            return
        name = _("recovery-sheet.pdf")
        place = self._shell.pick_save(_("Save as PDF"), name, "PDF (*.pdf)")
        if place is None:
            return
        try:
            targets.write(Path(place), data, self._desk.folder.path)
        except (Refused, Unavailable) as error:
            tell_refusal(self._shell, error)
        else:
            self.note.show_mark(
                Mark.DONE, _("Saved. Print it, and do not leave the file beside the backups.")
            )
        self.digits.setFocus()
