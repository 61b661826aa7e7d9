"""Who has read a version or a bulletin, and who still has to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.person import ROLE_NAMES, Person
from warrantydesk.domain.policy_table import PolicyReading
from warrantydesk.i18n import _, list_text, local, ngettext_
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.tokens import Tone

MOST = 4


@dataclass(frozen=True)
class Reader:
    """A person and when the thing was read, None where it was not."""

    name: str
    role: str
    read_at: datetime | None


def readers_of(people: Sequence[Person], readings: Sequence[PolicyReading]) -> tuple[Reader, ...]:
    """Return everybody who works, those who read first, in the order of reading."""
    times = {reading.login: reading.read_at for reading in readings}
    everybody = [
        Reader(one.name, _(ROLE_NAMES[one.roles[0]]) if one.roles else "", times.get(one.login))
        for one in people
        if one.active
    ]
    done = [one for one in everybody if one.read_at is not None]
    done.sort(key=lambda one: one.read_at.timestamp() if one.read_at else 0)
    return (*done, *(one for one in everybody if one.read_at is None))


class ReadersCard(Card):
    """The list of readers, a button for oneself, a link that copies who is missing."""

    read = Signal()
    reminded = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a thing to read."""
        super().__init__(_("Read by"), parent=parent)
        self.remind = self.add_link(_("Remind…"), self.copy_missing)
        self.remind.setToolTip(_("Copies who has not read it yet"))
        self._body = QWidget()
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.mark = Button(_("&Mark as read"), clicked=self.read.emit)
        self._what = ""
        self._readers: tuple[Reader, ...] | None = None
        self.add(self._body)
        self.add(self.mark)

    def show_readers(self, what: str, readers: Sequence[Reader], may_mark: bool) -> None:
        """Show who has read ``what``; ``may_mark`` while the acting person has not."""
        self._what = what
        self.set_title(_("Read by"), what)
        done = sum(1 for one in readers if one.read_at is not None)
        tone = Tone.OK if done == len(readers) else Tone.WARN
        self.set_chips([(f"{done} / {len(readers)}", tone)] if readers else [])
        self.remind.setEnabled(done < len(readers))
        self.mark.setVisible(may_mark)
        if tuple(readers) != self._readers:
            self._readers = tuple(readers)
            self._show()

    def readers(self) -> tuple[Reader, ...]:
        """Return who is shown."""
        return self._readers or ()

    def copy_missing(self) -> None:
        """Put on the clipboard who has not read it yet, as a line to send."""
        missing = [one.name for one in self.readers() if one.read_at is None]
        words = _("Please read {what}: {names}", what=self._what, names=list_text(missing))
        QGuiApplication.clipboard().setText(words)
        self.reminded.emit(len(missing))

    def _show(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shown = self.readers()
        waiting = [one for one in shown if one.read_at is None]
        done = [one for one in shown if one.read_at is not None]
        kept = [*done[: max(1, MOST - len(waiting))], *waiting][:MOST]
        for one in kept:
            self._lines.addWidget(_reader_line(one))
        if len(kept) < len(shown):
            rest = ngettext_("and {n} other", "and {n} others", len(shown) - len(kept))
            self._lines.addWidget(Words(rest, token="ink2", delta=-1))


def _reader_line(reader: Reader) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    who = _("{name} · {role}", name=reader.name, role=reader.role) if reader.role else reader.name
    row.addWidget(MarkLabel(Mark.DONE if reader.read_at else Mark.TODO, who), 1)
    when = f"{local(reader.read_at):%m-%d %H:%M}" if reader.read_at else _("not yet")
    row.addWidget(ElidedWords(when, token="ink2", delta=-0.5))
    return line
