"""The key of a backup as typed from the recovery sheet: eight groups, each checked as typed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.backup_key import DIGITS, GROUPS, BackupKey, key_of, wrong_groups
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.services.restore_choice import key_from
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.inputs import CodeField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell

_A_ROW = 4


class KeyPanel(QWidget):
    """Eight fields of six digits; a whole key pasted into one fills them all."""

    typed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._shell = shell
        self._note = MarkLabel(delta=-0.5)
        self.fields = [CodeField() for _group in range(GROUPS)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(_A_ROW, 1)
        for place, field in enumerate(self.fields):
            field.setAccessibleName(_("Group {n} of the key", n=place + 1))
            field.setFixedWidth(theme.h(4.6))
            field.setPlaceholderText(str(place + 1))
            field.edited.connect(lambda place=place: self._take(place))
            grid.addWidget(field, *divmod(place, _A_ROW))
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(LinkButton(_("Take the key from a file…"), clicked=self.pick_file))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        told = _("Type the eight groups of the recovery sheet.")
        column.addWidget(Words(told, token="ink2", wrap=True))
        column.addLayout(grid)
        column.addLayout(foot)

    def key(self) -> BackupKey | None:
        """Return the key, None until all its groups are right."""
        try:
            return key_of("".join(field.text() for field in self.fields))
        except Refused:
            return None

    def fill(self, text: str) -> None:
        """Take a whole key from a text, whatever stands between its digits."""
        plain = _digits(text)
        for place, field in enumerate(self.fields):
            field.setText(plain[place * DIGITS : (place + 1) * DIGITS])
            self._judge(place)
        self._say()

    def say_wrong(self) -> None:
        """Say that the key is whole, and yet not the one of this backup."""
        self._note.show_mark(Mark.BLOCK, _("This key does not open the backup."))

    def said(self) -> str:
        """Return what is said of the key as typed."""
        return self._note.text()

    def _take(self, place: int) -> None:
        plain = _digits(self.fields[place].text())
        if len(plain) > DIGITS:
            self.fill("".join(field.text() for field in self.fields[:place]) + plain)
            return
        self._judge(place)
        if len(plain) == DIGITS and place + 1 < GROUPS and not self._is_wrong(place):
            self.fields[place + 1].setFocus()
            self.fields[place + 1].selectAll()
        self._say()

    def _judge(self, place: int) -> None:
        wrong = self._is_wrong(place)
        state = _("This group has a slip.") if wrong else ""
        self.fields[place].set_state(Mark.BLOCK if wrong else None, state)

    def _is_wrong(self, place: int) -> bool:
        """Tell whether a group that is typed whole cannot be right; the others are taken as so."""
        digits = _digits(self.fields[place].text())
        sound = [f"{other:0{DIGITS}d}" for other in range(GROUPS)]
        sound[place] = digits
        return len(digits) >= DIGITS and place + 1 in wrong_groups("".join(sound))

    def _say(self) -> None:
        wrong = [place + 1 for place in range(GROUPS) if self._is_wrong(place)]
        text = _("Group {n} has a slip: compare it with the sheet.", n=wrong[0]) if wrong else ""
        self._note.show_mark(Mark.BLOCK if wrong else None, text)
        if self.key() is not None:
            self.typed.emit()

    def pick_file(self) -> None:
        """Take the key from a file, such as ``backup.key`` of the desk that made the backup."""
        files = self._shell.pick_files(_("File with the key"), many=False)
        if not files:
            return
        try:
            self.fill(str(key_from(Path(files[0]))))
        except Unavailable as error:
            self._note.show_mark(Mark.BLOCK, sentence(error))


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())
