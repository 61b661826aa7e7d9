"""The journal of the whole desk for its manager: who did what, when, before and after."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.journal_line import JournalLine
from warrantydesk.i18n import _, minute_text, ngettext_
from warrantydesk.services.journal_export import about_words
from warrantydesk.ui.journal_dialog_filter import JournalFilter
from warrantydesk.ui.journal_dialog_rows import change_columns, change_rows, columns, with_days
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import ListModel
from warrantydesk.ui.refusals import sentence, tell_error, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.writing import file_name, kinds, write

PAGE = 200
NEAR = 0.75
"""How far down the list is scrolled when the next page is read, as a part of what is there."""


class JournalDialog(QDialog):
    """What is asked for above, the lines below, at the right what the current one changed."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read the first page at once."""
        super().__init__(shell.widget())
        self.shell, self.desk = shell, desk
        self.lines: list[JournalLine] = []
        self._job: Job | None = None
        self._whole = True
        self.setWindowTitle(_("Journal of the desk"))
        self.filter = JournalFilter(desk)
        self.model, self.changed = ListModel(columns(), self), ListModel(change_columns(), self)
        self.table, self.detail = TableView(self.model), TableView(self.changed)
        self.table.setAccessibleName(_("Entries, newest first"))
        self.detail.setAccessibleName(_("What the entry changed"))
        self.head = Words("", bold=True, wrap=True)
        self.link = LinkButton("", clicked=lambda: self._open(self.table.row()))
        self.proof = Words("", token="ink2", delta=-1, wrap=True).selectable()
        self.told = Words("", token="ink2")
        self.anchor = Words("", token="ink2").selectable()
        self._lay_out()
        self.filter.edited.connect(self.read)
        self.table.chosen.connect(self._show_line)
        self.table.opened.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(self._read_on)
        self.resize(theme.h(76), theme.h(41))
        self.read()
        self._read_actions()

    def _lay_out(self) -> None:
        ground, foot = Surface("base"), Surface("window", "t")
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(6)
        column.addWidget(self.filter)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(self._beside())
        halves.setStretchFactor(0, 1)
        halves.setSizes([theme.h(54), theme.h(19)])
        column.addWidget(halves, 1)
        column.addWidget(self.told)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.anchor)
        row.addStretch(1)
        self.verify = Button(_("&Verify…"), icon="shield", clicked=self.open_verify)
        self.paper = Button(_("As &PDF…"), icon="pdf", clicked=lambda: self.save(".pdf"))
        self.sheet = Button(_("As &Excel…"), icon="export", clicked=lambda: self.save(".xlsx"))
        for button in (self.verify, self.paper, self.sheet):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.no = Button(_("Close"), primary=True, clicked=self.reject)
        row.addWidget(self.no)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ground, 1)
        whole.addWidget(foot)

    def _beside(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(10, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.link)
        column.addWidget(self.detail, 1)
        column.addWidget(self.proof)
        return pane

    def showEvent(self, event: QShowEvent) -> None:
        """Be no larger than the window."""
        super().showEvent(event)
        keep_inside(self)

    def read(self) -> None:
        """Read the first page of what is asked for; what was being read is not waited for."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        problem = self.filter.problem()
        if problem:
            self.told.setText(problem)
            return
        self.lines, self._whole = [], True
        self.anchor.setText(_("Anchor now: {anchor}", anchor=self.desk.journal.anchor))
        self._read_page(None)

    def _read_page(self, before: int | None) -> None:
        asked = self.filter.asked()
        try:
            work = self.desk.journal.prepare_lines(asked, before, PAGE)
        except Refused as error:
            self.filter.say("number", Mark.BLOCK, sentence(error))
            self._show([], "")
            return
        self.filter.say("number", None, "")
        self._job = self.shell.run(
            work, self._take, _("Looking through the journal…"), partial(tell_error, self.shell)
        )

    def _take(self, found: list[JournalLine]) -> None:
        self._job = None
        self._whole = len(found) < PAGE
        self.lines += found
        count = len(self.lines)
        told = (
            ngettext_("{n:,} entry", "{n:,} entries", count)
            if self._whole
            else _("{n:,} entries shown; older ones follow below.", n=count)
        )
        self._show(self.lines, told)

    def _show(self, lines: list[JournalLine], told: str) -> None:
        current, bar = self.table.row(), self.table.verticalScrollBar()
        place = bar.value()
        self.table.set_empty(_("The journal has no entry that fits."))
        self.model.show(with_days(lines))
        self.told.setText(told)
        wanted = current.seq if current is not None else None
        if len(lines) <= PAGE or wanted is None:
            self.table.select_row(1)  # below the head of its day
        else:
            self.table.select_where(lambda line: line.seq == wanted)
            bar.setValue(place)
        for button in (self.paper, self.sheet):
            button.setEnabled(bool(lines))
        self._show_line(self.table.row())

    def _read_on(self, value: int) -> None:
        end = self.table.verticalScrollBar().maximum()
        if self._job is None and not self._whole and self.lines and value >= NEAR * end:
            self._read_page(self.lines[-1].seq)

    def _read_actions(self) -> None:
        work = self.desk.journal.prepare_actions()
        self.shell.run(
            work, self.filter.show_actions, _("Looking through the journal…"), lambda _error: None
        )

    def _show_line(self, line: JournalLine | None) -> None:
        self.detail.set_empty("" if line is None else _("The entry tells no change."))
        self.changed.show(change_rows(line) if line is not None else [])
        self.link.setVisible(line is not None and line.opens is not None)
        self.link.setText(_("Open {what}", what=about_words(line)) if line is not None else "")
        if line is None:
            self.head.setText("")
            self.proof.setText("")
            return
        self.head.setText(_("{at} · {who}", at=minute_text(line.at), who=line.who))
        self.proof.setText(
            _("Entry {seq}\nHash {hash}", seq=f"{line.seq:,}", hash=_grouped(line.hash))
        )

    def _open(self, line: JournalLine | None) -> None:
        if line is None:
            return
        if line.opens is None:
            self.shell.toast(_("This entry is about nothing that can be opened."))
            return
        self.done(0)
        self.shell.open(*line.opens)

    def save(self, ending: str) -> None:
        """Ask for a place and write what is asked for there; its ending says which kind of file."""
        title = _("Journal of the desk")
        name = file_name(f"{title} {self.desk.bench.today.isoformat()}{ending}")
        chosen = self.shell.pick_save(title, name, kinds(ending))
        if not chosen:
            return
        asked, file = self.filter.asked(), Path(chosen)
        writing = tried(self.shell, lambda: self.desk.journal.exporting(asked, file))
        if writing is not None:
            write(self.shell, writing, file, title)

    def open_verify(self) -> None:
        """Have everything verified beside the work."""
        from warrantydesk.ui.verify_dialog import open_verify

        self.done(0)
        open_verify(self.shell, self.desk)

    def done(self, result: int) -> None:
        """Close; what is being read is not waited for."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def _grouped(text: str) -> str:
    """Return a hash in groups of eight, so that its lines break between them."""
    return " ".join(text[at : at + 8] for at in range(0, len(text), 8))


def open_journal(shell: Shell, desk: Any) -> JournalDialog | None:
    """Show the journal to whoever may see it."""
    if tried(shell, lambda: (desk.bench.allow("journal.see"), True)) is None:
        return None
    dialog = JournalDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
