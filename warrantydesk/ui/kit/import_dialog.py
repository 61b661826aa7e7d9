"""The import of a table: what was understood above, what becomes of each row below.

The dialog keeps a draft and knows nothing of files, desks and threads: an ``ImportWork`` does
what takes time and calls back. Everything the clerk does gives another draft, which can be
taken back with Ctrl+Z.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from warrantydesk.services.imports import Draft, Preview
from warrantydesk.services.imports.target import Outcome, Repair, RowResult
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.import_columns import ColumnsPane
from warrantydesk.ui.kit.import_foot import ImportFoot
from warrantydesk.ui.kit.import_head import ImportHead
from warrantydesk.ui.kit.import_rows import ResultsPane
from warrantydesk.ui.kit.import_strip import ColumnsStrip
from warrantydesk.ui.kit.import_work import ImportWork
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.shortcuts import shortcut

_MOST_PAST = 50
_ROOM = ((46, 10), (31, 6), (23, 3))
"""So many rows of the file are shown in a dialog of at least so many line heights."""
_FEWEST = 2
_NARROW = 50


class ImportDialog(QDialog):
    """Opens on what stands in the way; applies everything or nothing."""

    def __init__(self, title: str, draft: Draft, work: ImportWork, parent: QWidget | None) -> None:
        """``title`` says what is imported; ``work`` does what takes time."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAcceptDrops(True)
        self._work = work
        self._draft, self._preview = draft, Preview()
        self._past: list[Draft] = []
        self._asked = 0
        self._map = 0
        self._begins = True
        self._stop: Callable[[], object] | None = None
        self._closed = False
        self.head, self.strip, self.columns = ImportHead(), ColumnsStrip(), ColumnsPane()
        self.results, self.foot = ResultsPane(), ImportFoot()
        self._lay()
        self._connect()
        self._keys()
        self._show(draft)

    def _lay(self) -> None:
        ground = Surface("base")
        body = QVBoxLayout(ground)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        top = Surface("base", "b")
        inner = QVBoxLayout(top)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.head)
        body.addWidget(top)
        body.addWidget(self.strip)
        body.addWidget(self.columns)
        body.addWidget(self.results, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ground, 1)
        whole.addWidget(self.foot)
        self._ground = ground
        self.resize(theme.h(63.2), theme.h(34.3))
        keep_inside(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the heights anew."""
        self._give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way for the rows below: first the rows above, then the sign of the file."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        lines = self.height() / theme.unit()
        shown = next((rows for least, rows in _ROOM if lines >= least), _FEWEST)
        self.columns.show_rows(shown)
        self.head.show_icon(self.width() >= theme.h(_NARROW))

    def _connect(self) -> None:
        self.head.subject_chosen.connect(self._take_subject)
        self.head.effective_chosen.connect(
            lambda day: self._change(self._draft.with_effective(day))
        )
        self.head.replacing_chosen.connect(lambda on: self._change(self._draft.with_replacing(on)))
        self.head.map_chosen.connect(self._take_map)
        self.head.other_asked.connect(self._other_file)
        self.strip.sheet_chosen.connect(lambda n: self._start(self._draft.with_sheet(n)))
        self.strip.encoding_chosen.connect(self._take_encoding)
        self.strip.accepted.connect(lambda: self._change(self._draft.with_suggestions()))
        self.strip.remembered.connect(lambda: self._work.remember(self._draft, self._show_only))
        self.columns.column_chosen.connect(
            lambda place, name: self._change(self._draft.with_column(place, name))
        )
        self.columns.header_chosen.connect(lambda n: self._start(self._draft.with_header(n)))
        self.results.repaired.connect(self._repair)
        self.results.edited.connect(self._edit)
        self.results.skipped.connect(self._leave_out)
        self.foot.export.clicked.connect(lambda: self._work.export(self._draft, self._preview))
        self.foot.skip.clicked.connect(lambda: self._leave_out(self._blocked()))
        self.foot.cancel.clicked.connect(self.reject)
        self.foot.apply.clicked.connect(self._apply)

    def _keys(self) -> None:
        for keys, verb in (
            ("Ctrl+Return", self._apply),
            ("Ctrl+Enter", self._apply),
            ("F5", self._read_again),
            ("Ctrl+Z", self._back),
            ("Ctrl+V", self._paste),
            ("Ctrl+O", self._other_file),
        ):
            shortcut(self, keys, verb)

    def draft(self) -> Draft:
        """Return the draft as the clerk has made it."""
        return self._draft

    def preview(self) -> Preview:
        """Return what became of the rows when they were looked at last."""
        return self._preview

    def _show(self, draft: Draft) -> None:
        """Show a draft and have its rows looked at."""
        self._show_only(draft)
        self._asked += 1
        number, before = self._asked, self._preview
        self.foot.show_looking()
        self._work.judge(draft, before, lambda preview: self._take_preview(number, preview))

    def _show_only(self, draft: Draft) -> None:
        self._draft = draft
        self.head.show_draft(draft, self._work.subjects(draft), self._work.traits(draft))
        self.head.show_map(self._map)
        self.strip.show_draft(draft)
        self.columns.show_draft(draft)

    def _take_preview(self, number: int, preview: Preview) -> None:
        if number != self._asked or self._closed or self._stop is not None:
            return
        self._preview = preview
        self.results.show_rows(self._draft, preview)
        self.foot.show_preview(self._draft, preview)
        if self._begins and preview.results:
            self._begins = False
            self.results.table.setFocus()

    def _change(self, draft: Draft) -> None:
        """Go on with a draft that the clerk changed."""
        if self._stop is None:
            self._past = [*self._past[-_MOST_PAST:], self._draft]
            self._show(draft)

    def _start(self, draft: Draft) -> None:
        """Go on with another table: the filters begin anew."""
        if self._closed:
            return
        self.results.fresh()
        self._map = 0
        self._change(draft)

    def _back(self) -> None:
        if self._past and self._stop is None:
            self._show(self._past.pop())

    def _take_map(self, number: int) -> None:
        self._map = number
        known = next((one for one in self._draft.remembered if one.id == number), None)
        same = self._draft.with_layout(self._draft.layout)
        self._change(self._draft.with_map(known) if known is not None else same)

    def _take_subject(self, subject: tuple[str, str]) -> None:
        self._work.change_subject(self._draft, *subject, self._start)

    def _take_encoding(self, encoding: str) -> None:
        if self._draft.file is not None:
            self._read(self._draft.file, encoding)

    def _read(self, file: Path, encoding: str | None) -> None:
        self._asked += 1  # what is still found out of the former file comes too late
        self.foot.show_reading()
        self._work.read(self._draft, (file, encoding), self._start, self._not_read)

    def _not_read(self) -> None:
        """Go on with the file that was there."""
        if not self._closed:
            self._show(self._draft)

    def _read_again(self) -> None:
        if self._draft.file is not None and self._stop is None:
            encoding = self._draft.book.encoding or None
            self._read(self._draft.file, encoding)

    def _other_file(self) -> None:
        file = self._work.pick() if self._stop is None else None
        if file is not None:
            self._read(file, None)

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip() and self._stop is None:
            self._work.paste(self._draft, text, self._start)

    def _repair(self, row: RowResult, repair: Repair) -> None:
        self._change(self._draft.with_repair(row.number, repair))

    def _edit(self, row: RowResult, name: str, text: str) -> None:
        self._change(self._draft.with_cell(row.number, name, text))

    def _leave_out(self, rows: list[RowResult]) -> None:
        self._change(self._draft.without_rows(row.number for row in rows))

    def _blocked(self) -> list[RowResult]:
        return [one for one in self._preview.results if one.outcome is Outcome.BLOCK]

    def _apply(self) -> None:
        if self._stop is not None or not self.foot.apply.isEnabled():
            return
        self.foot.cancel.setFocus()
        self._ground.setEnabled(False)
        self.foot.show_writing(0, 0)
        self._stop = lambda: None
        self._stop = self._work.take(
            self._draft, self._preview, self.foot.show_writing, self._take_end
        )

    def _take_end(self, left: Draft | None) -> None:
        self._stop = None
        self.foot.show_idle()
        self._ground.setEnabled(True)
        if left is None:
            self._closed = True
            self.accept()
        else:
            self.results.table.setFocus()
            self._show(left)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of the computer."""
        if self._stop is None and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        file = _dropped(event)
        if file is not None:
            event.acceptProposedAction()
            self._read(file, None)

    def reject(self) -> None:
        """Close; while rows are written ask the writing to stop, which leaves none."""
        if self._stop is not None:
            self._stop()
            return
        self._closed = True
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as Escape does."""
        event.ignore()
        self.reject()


def _dropped(event: QDropEvent) -> Path | None:
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
