"""Where a piece was on any day: every event of its journal, and the answer for one date."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.person import Person
from warrantydesk.i18n import _, date_text, minute_text, ngettext_
from warrantydesk.services.shelf_story import StoryLine
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.clipboard import copy_table
from warrantydesk.ui.kit.inputs import DateField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.piece_dialog import piece_words
from warrantydesk.ui.words import piece_mark, piece_word


class HistoryDialog(AskDialog):
    """A table of events, newest first, and the day that is asked for."""

    def __init__(self, shell: Shell, desk: Any, piece: OldPart) -> None:
        """Read the journal of the piece."""
        super().__init__(
            _("Where it was · {piece}", piece=piece_words(piece)), _("&Close"), shell.widget()
        )
        self.no.hide()
        self._desk, self._piece = desk, piece
        self._names = {one.login: _name(one) for one in desk.people.all()}
        self.lines = list(reversed(desk.story.of_piece(piece.id)))
        self.columns = self._columns()
        model = ListModel(self.columns)
        model.show(self.lines)
        self.table = TableView(model)
        self.table.setAccessibleName(_("Events of the piece"))
        self.day = DateField()
        self.day.set_value(desk.bench.today)
        self.day.setFixedWidth(theme.h(7))
        self.day.setAccessibleName(_("Day"))
        self.day.edited.connect(self._answer)
        self._said = Words(bold=True, wrap=True)
        asked = QHBoxLayout()
        asked.addWidget(Words(_("On"), token="ink2"))
        asked.addWidget(self.day)
        asked.addWidget(self._said, 1)
        self.content.addLayout(asked)
        self.content.addWidget(self.table, 1)
        self.foot.insertWidget(1, Button(_("C&opy"), icon="copy", clicked=self.copy))
        events = ngettext_("{n} event", "{n} events", len(self.lines))
        self.note.show_mark(Mark.INFO, events)
        self._answer()
        self.resize(theme.h(46), theme.h(26))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "at",
                _("When"),
                width=124,
                text=lambda one: minute_text(one.at),
                value=lambda one: one.at,
                holds=Holds.MOMENT,
            ),
            Column("who", _("Who"), width=84, text=self._who),
            Column("action", _("What"), width=170, text=lambda one: _(one.action), stretch=True),
            Column("detail", _("With"), width=130),
            Column(
                "state",
                _("State"),
                width=120,
                text=lambda one: piece_word(one.state),
                mark=lambda one: piece_mark(one.state) if one.moved else None,
                bold=lambda one: one.moved,
            ),
            Column("place", _("Place"), width=70, bold=True),
            Column("box", _("Box"), width=124),
        )

    def _who(self, line: StoryLine) -> str:
        return self._names.get(line.who, line.who)

    def answer(self) -> str:
        """Return where the piece was on the day asked for."""
        return self._said.text()

    def _answer(self) -> None:
        day = self.day.value()
        found = self._desk.story.where(self._piece.id, day) if day is not None else None
        self._said.setText(standing_words(found) if day is not None else "")

    def copy(self) -> None:
        """Put the table on the clipboard, oldest first as a proof is read."""
        head = [column.title for column in self.columns]
        rows = [[column.copied(line) for column in self.columns] for line in self.lines[::-1]]
        copy_table([[piece_words(self._piece), date_text(self._desk.bench.today)], head, *rows])


def _name(person: Person) -> str:
    return person.name or person.login


def standing_words(line: StoryLine | None) -> str:
    """Return in words how a piece stood after an event."""
    if line is None:
        return _("not known to the desk yet")
    state = piece_word(line.state)
    if line.box:
        return _("{state}, box {box}", state=state, box=line.box)
    if line.place:
        return _("{state}, at {place}", state=state, place=line.place)
    return state


def open_history(shell: Shell, desk: Any, piece: OldPart) -> HistoryDialog:
    """Show the history of a piece."""
    dialog = HistoryDialog(shell, desk, piece)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
