"""The rows of a table are written as a new version; what is refused stays as it was typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from warrantydesk.domain.profile import Row
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.inputs import CodeField, DateField, TextField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.policies.rows_editor import RowsEditor, editor_columns

PAUSE_MS = 250
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LARGE = 3_000
"""Rows above which checks wait for the save: judging each keystroke would be felt."""


@dataclass(frozen=True)
class RowTrouble:
    """What is wrong with a cell; ``row`` counts from 0, -1 is the table as a whole."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class Written:
    """What the clerk wrote."""

    rows: Sequence[Row]
    effective_from: date
    source: str
    note: str
    bulletin: str


Judge = Callable[[Written], Sequence[RowTrouble]]
Progress = Callable[[int, int], object]
"""Hears how many rows of how many are written."""
Stop = Callable[[], object]
Save = Callable[[Written, Progress], Stop]
"""Writes, calls ``take_end`` when it has ended, and returns how to stop it."""


def nothing_to_stop() -> None:
    """Stand for the stop of what has ended already."""


class RowsDialog(AskDialog):
    """Date, source, note, bulletin; the rows; what stands in the way."""

    def __init__(
        self,
        title: str,
        table: str,
        names: Sequence[str],
        rows: Sequence[Row],
        parent: QWidget | None = None,
    ) -> None:
        """Edit ``rows`` whose columns are ``names``; ``arm`` says how they are judged and saved."""
        super().__init__(title, _("&Save the version"), parent)
        self._judge: Judge = lambda written: ()
        self._save: Save = lambda written, progress: nothing_to_stop
        self._stop: Stop | None = None
        self._touched = False
        self.saved: Any = None
        self.effective_from, self.source = DateField(), TextField()
        self.note_field, self.bulletin = TextField(), CodeField()
        self.editor = RowsEditor(editor_columns(table, names, rows), dict.fromkeys(names, ""))
        self.editor.show_rows(rows)
        self.search = TextField(_("Search, Enter goes on"))
        self.search.setAccessibleName(_("Search rows"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self._troubles: tuple[RowTrouble, ...] = ()
        self._lay_out()
        self.there = LinkButton(_("Go there"), delta=-0.5, clicked=self.go_to_trouble)
        self.there.hide()
        self.foot.insertWidget(1, self.there)
        for field in (self.effective_from, self.source, self.note_field, self.bulletin):
            field.edited.connect(self._begin_pause)
        self.editor.edited.connect(self._begin_pause)
        self.resize(theme.h(62), theme.h(34))

    def arm(self, judge: Judge, save: Save) -> None:
        """``judge`` says what is wrong, ``save`` writes; a refusal of it is shown."""
        self._judge, self._save = judge, save
        self.check()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        cells = (
            FieldCell("effective_from", _("In force from"), self.effective_from, required=True),
            FieldCell("source", _("Source"), self.source),
            FieldCell("note", _("Remark"), self.note_field),
            FieldCell("bulletin", _("Bulletin"), self.bulletin),
        )
        for number, (cell, wide) in enumerate(zip(cells, (2, 3, 4, 2), strict=True)):
            grid.addWidget(cell, 0, number)
            grid.setColumnStretch(number, wide)
        self.content.addLayout(grid)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.add = Button(_("&Add a row"), clicked=self.editor.add_row)
        self.remove = Button(_("&Take the row out"), clicked=self._take_out)
        self.paste = Button(_("&Paste"), clicked=self.editor.paste)
        line.addWidget(self.search, 1)
        for button in (self.add, self.remove, self.paste):
            line.addWidget(button)
        self.content.addLayout(line)
        self.content.addWidget(self.editor, 1)

    def written(self) -> Written | None:
        """Return what was written, None while the date cannot be read."""
        day = self.effective_from.value()
        if day is None:
            return None
        return Written(
            self.editor.rows(),
            day,
            self.source.value(),
            self.note_field.value(),
            self.bulletin.value(),
        )

    def troubles(self) -> tuple[RowTrouble, ...]:
        """Return what is shown as wrong."""
        return self._troubles

    def check(self) -> None:
        """Judge what was written and show it at the cells."""
        self._pause.stop()
        written = self.written()
        if written is None:
            self.hold(self.effective_from.problem() or _("The day from which it holds is missing."))
            return
        self.show_troubles(() if len(written.rows) > LARGE else self._judge(written))

    def show_troubles(self, troubles: Sequence[RowTrouble]) -> None:
        """Show what is wrong; the first is said in the foot."""
        self._troubles = tuple(troubles)
        self.editor.show_findings(
            [
                FindingView(f"rows[{one.row}].{one.column}", Mark.BLOCK, one.text)
                for one in troubles
                if one.row >= 0
            ]
        )
        self.there.setVisible(any(one.row >= 0 for one in troubles))
        if not troubles:
            self.hold("")
            return
        first, more = troubles[0], len(troubles) - 1
        if more:
            words = ngettext_("{what} And {n} more.", "{what} And {n} more.", more, what=first.text)
            self.hold(words)
        else:
            self.hold(first.text)

    def go_to_trouble(self) -> None:
        """Go to the first cell that is wrong."""
        for one in self._troubles:
            if one.row >= 0 and self.editor.edit_at(one.row, one.column):
                return

    def accept(self) -> None:
        """Save and close; a refusal leaves everything as it was typed."""
        if self._stop is not None:
            return
        self.check()
        written = self.written()
        if written is None or self._troubles:
            self.go_to_trouble()
            return
        self._show_writing(True)
        self._stop = nothing_to_stop
        stop = self._save(written, self.show_progress)
        if self._stop is not None:
            self._stop = stop

    def show_progress(self, done: int, total: int) -> None:
        """Say how far the writing is."""
        if self._stop is not None:
            count = _("{done} of {all}", done=f"{done:,}", all=f"{total:,}")
            self.note.show_mark(Mark.RUNNING, f"{_('Writing…')} {count}")

    def take_end(self, saved: Any) -> None:
        """Close with what was saved, or go on where nothing was."""
        self._stop = None
        self._show_writing(False)
        self.saved = saved
        if saved is not None:
            super().accept()

    def _show_writing(self, on: bool) -> None:
        self._ground.setEnabled(not on)
        self.yes.setEnabled(not on)
        self.note.show_mark(Mark.RUNNING if on else None, _("Writing…") if on else "")

    def _begin_pause(self) -> None:
        self._touched = True
        self._pause.start()

    def reject(self) -> None:
        """Stop the writing; else close, but ask before what was typed is lost."""
        if self._stop is not None:
            self._stop()
            return
        if not self._touched or self.saved is not None or self.may_lose():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search goes to the next row that fits, never to the primary button."""
        if self.search.hasFocus() and event.key() in ENTER:
            self.editor.go_to_next(self.search.value())
            return
        super().keyPressEvent(event)

    def _take_out(self) -> None:
        number = self.editor.current_number()
        if number >= 0:
            self.editor.remove_row(number)
