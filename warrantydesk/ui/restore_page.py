"""The right side of the restore dialog: can it be used, what it holds, what would be lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.services.restore_choice import FoundBackup
from warrantydesk.services.restoring import LostWork
from warrantydesk.ui.backup_words import size_text
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import KeyValue, KeyValues
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.mark_spot import MarkedWords
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.restore_key import KeyPanel
from warrantydesk.ui.restore_words import head_text, proof, seq_text, verdict, when
from warrantydesk.ui.shell import Shell

MOST_SHOWN = 40
"""Rows of lost work on the screen; all of them are on the sheet."""


@dataclass(frozen=True)
class Looked:
    """What is known of the backup in front.

    ``lost`` is None until it was looked for; ``unreadable`` says that the present data could not
    tell. ``reading`` is true while the backup is read from end to end.
    """

    found: FoundBackup
    lost: Sequence[LostWork] | None = None
    unreadable: bool = False
    reading: bool = False
    needs_key: bool = False
    problem: str = ""
    names: dict[str, str] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Tell whether this backup can be restored now."""
        record = self.found.record
        wrong = self.problem or record.problem or self.needs_key
        is_read = record.is_good or not self.reading  # a restore reads it once more in any case
        return self.found.file is not None and is_read and not wrong


class _Big(QWidget):
    """The verdict: a mark of 18, the sentence, and how it was found out."""

    def __init__(self) -> None:
        super().__init__()
        self._mark, self._text = Mark.TODO, ""
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(theme.h(1.5))

    def say(self, mark: Mark, text: str) -> None:
        self._mark, self._text = mark, text
        self.setAccessibleName(text)
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(theme.h(12), theme.h(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        side = theme.h(0.95)
        paint_mark(painter, QRectF(0, (area.height() - side) / 2, side, side), self._mark)
        area.setLeft(side + 8)
        paint.words(painter, area, self._text, theme.tokens().ink, theme.font(3, True))


class _Head(QWidget):
    """A section's title with a chip and a note, and a hairline below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.chip, self.note = StatusChip(), ElidedWords("", token="ink2", delta=-1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.h(0.5), 0, 5)
        row.setSpacing(8)
        row.addWidget(Words(title, delta=0.5, bold=True))
        row.addWidget(self.chip)
        row.addWidget(self.note, 1)
        self.chip.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        area = QRectF(self.rect())
        line = theme.tokens().line
        paint.hairline(QPainter(self), 0, area.width(), area.height() - 1, line)


class _LostRows(QWidget):
    """When, what and who, a line each; read aloud as one text."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[str, str, str]] = []

    def show_rows(self, rows: list[tuple[str, str, str]]) -> None:
        self._rows = rows
        self.setAccessibleName("; ".join(" ".join(row) for row in rows))
        self.setVisible(bool(rows))
        self.restyle()

    def rows(self) -> list[tuple[str, str, str]]:
        return list(self._rows)

    def restyle(self) -> None:
        self.setFixedHeight(max(len(self._rows) * theme.h(1.32), 1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        wide = max((paint.width_of(row[0], -0.5) for row in self._rows), default=0)
        area = QRectF(0, 0, self.width(), theme.h(1.32))
        for at, what, who in self._rows:
            paint.words(painter, area, at, look.ink2, theme.font(-0.5))
            end = paint.width_of(who, -0.5)
            paint.words(painter, area, who, look.ink2, theme.font(-0.5), paint.RIGHT)
            room = area.adjusted(wide + 20, 0, -end - 12, 0)
            paint.words(painter, room, what, look.ink, theme.font(-0.5))
            paint.hairline(painter, 0, area.width(), area.bottom() - 1, look.line)
            area.translate(0, theme.h(1.32))


class BackupPage(QWidget):
    """Everything about one backup; the key is asked for only where it is not here."""

    def __init__(self, shell: Shell, print_lost: Callable[[], object]) -> None:
        """``print_lost`` shows the sheet of what is to be entered again."""
        super().__init__()
        self.big, self.second = _Big(), Words("", token="ink2", wrap=True)
        self.holds_head, self.holds = _Head(_("After the restore")), KeyValues()
        self.lost_head, self.lost = _Head(_("What will be missing")), _LostRows()
        self.lost_note = Words("", token="ink2", delta=-0.5, wrap=True)
        self.sheet = LinkButton("", icon="print", clicked=print_lost)
        self.key_line, self.key = MarkedWords(Mark.DONE), KeyPanel(shell)
        self.kept = MarkedWords(
            Mark.INFO, _("The present folder is not deleted: it is renamed and stays beside it.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(self.sheet)
        line.addStretch(1)
        above: tuple[QWidget, ...] = (
            self.big,
            self.second,
            self.holds_head,
            self.holds,
            self.lost_head,
            self.lost_note,
            self.lost,
        )
        below = (_Head(_("The present data and the key")), self.kept, self.key_line, self.key)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(line)
        for other in below:
            column.addWidget(other)
        column.addStretch(1)

    def show_backup(self, looked: Looked, today: date, *, has_data: bool) -> None:
        """Say everything about a backup; without data in use nothing can be lost."""
        self._say_verdict(looked, today)
        self.holds.show_rows(_holdings(looked))
        is_known = looked.found.record.bytes > 0  # of a file that was picked only the name is
        self.holds_head.setVisible(is_known)
        self.holds.setVisible(is_known)
        self.lost_head.setVisible(has_data)
        self.kept.setVisible(has_data)
        self._say_lost(looked, today, has_data=has_data)
        self._say_key(looked)

    def _say_verdict(self, looked: Looked, today: date) -> None:
        record = looked.found.record
        mark, state = verdict(looked.found, today)
        at = when(record.made_at, today)
        if looked.reading:
            mark, text = Mark.RUNNING, _("Reading the backup of {when}…", when=at)
        elif looked.problem or record.problem:
            mark, text = Mark.REFUSED, _("The backup of {when} cannot be used", when=at)
            state = looked.problem or _(record.problem)
        elif looked.needs_key:
            mark, text = Mark.WARN, _("The backup of {when} needs its key", when=at)
            state = _("It is encrypted. Its key is on the recovery sheet of the desk it is of.")
        elif mark is Mark.OK:
            text, state = _("The backup of {when} can be used", when=at), proof(record, today)
        elif looked.found.file is None:
            text = _("The backup of {when} is not here", when=at)
        else:
            text = _("The backup of {when}", when=at)
            state = _("It is read from end to end before anything is done with it.")
        self.big.say(mark, text)
        self.second.setText(state)

    def _say_lost(self, looked: Looked, today: date, *, has_data: bool) -> None:
        lost, head = looked.lost if has_data else (), self.lost_head
        shown = (lost or ())[:MOST_SHOWN]
        self.lost.show_rows([_row(one, today, looked.names) for one in shown])
        if lost:
            head.chip.show_state(ngettext_("{n} entry", "{n} entries", len(lost)), Tone.WARN)
            head.note.setText(_("done after the backup"))
        else:
            head.chip.hide()
            head.note.setText("")
        self.lost_note.setText(_lost_words(looked))
        self.lost_note.setVisible(has_data and not lost)
        self.sheet.setVisible(bool(lost))
        count = len(lost or ())
        self.sheet.setText(
            ngettext_(
                "Print this entry, to enter it again…",
                "Print these {n} entries, to enter them again…",
                count,
            )
        )

    def _say_key(self, looked: Looked) -> None:
        self.key.setVisible(looked.needs_key)
        self.key_line.say(Mark.DONE, _("The key is on this computer: nothing to type."))
        self.key_line.setVisible(not looked.needs_key and not looked.problem)


def _lost_words(looked: Looked) -> str:
    if looked.unreadable:
        return _("The damaged data cannot tell any more what was done after the backup.")
    if looked.lost is None:
        return _("Looking what was done after the backup…")
    return _("Nothing: the backup holds everything.")


def _row(one: LostWork, today: date, names: dict[str, str]) -> tuple[str, str, str]:
    at = local(one.at)
    hour = at.strftime("%H:%M") if at.date() == today else at.strftime("%m-%d %H:%M")
    words = (one.subject, _(one.action) if one.action else "")
    return hour, " ".join(word for word in words if word), names.get(one.login, one.login)


def _holdings(looked: Looked) -> list[KeyValue]:
    record = looked.found.record
    pieces = _(
        "{n} pieces, {m} on the shelf", n=f"{record.pieces:,}", m=f"{record.pieces_shelved:,}"
    )
    files = _("{n} files · {size}", n=f"{record.files:,}", size=size_text(record.file_bytes))
    anchor = _("{head} · seq {seq}", head=head_text(record), seq=seq_text(record))
    return [
        KeyValue(_("Claims"), f"{record.claims:,}"),
        KeyValue(_("Old parts"), pieces),
        KeyValue(_("Photos and files"), files),
        KeyValue(_("Journal"), anchor),
    ]
