"""The middle of the tab for a table: head, versions, rows, the chosen row in full, foot."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.tabs.policies.book import Opened, chips_of, nodes_of, version_line
from warrantydesk.ui.tabs.policies.compare_bar import CompareBar
from warrantydesk.ui.tabs.policies.foot_line import FootLine, note_of, visit_date_note
from warrantydesk.ui.tabs.policies.head_line import HeadLine
from warrantydesk.ui.tabs.policies.holidays import HolidayYear, YearsPane
from warrantydesk.ui.tabs.policies.ribbon import VersionRibbon
from warrantydesk.ui.tabs.policies.rows_table import RowsTable, table_columns
from warrantydesk.ui.tabs.policies.shown_rows import ALL, DIFFERENT, RowSource, ShownRow
from warrantydesk.ui.tabs.policies.text_pane import TextPane

Verb = Callable[[], object]


class TablePage(Surface):
    """Shows what ``show_table`` was given; the tab reads and acts."""

    picked = Signal(int, int)
    row_chosen = Signal(object)
    dropped = Signal(str)

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        """Start without a table."""
        super().__init__("base", "", parent)
        self.setAcceptDrops(True)
        self._memory = memory
        self._opened: Opened | None = None
        self._states = ALL
        self.head, self.ribbon, self.bar = HeadLine(), VersionRibbon(), CompareBar()
        self.text, self.foot = TextPane(), FootLine(visit_date_note())
        self.years = YearsPane()
        self.years.hide()
        self._short = self._has_years = self._unfolded = False
        self.table: RowsTable | None = None
        self.empty = EmptyState(_("Nothing to show."))
        strip = QHBoxLayout()
        strip.setContentsMargins(16, 0, 16, 0)
        strip.setSpacing(10)
        strip.addWidget(self.ribbon, 3)
        strip.addWidget(self.bar.search, 1)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._holder.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(self.head)
        column.addLayout(strip)
        column.addWidget(self.bar)
        column.addLayout(self._holder, 1)
        low = QVBoxLayout()
        low.setSpacing(0)
        low.addWidget(self.text)
        low.addWidget(self.years)
        low.addWidget(self.foot)
        column.addLayout(low)
        self.bar.chosen.connect(self.picked)
        self.bar.narrowed.connect(self._narrow)
        self.ribbon.chosen.connect(self._look_at)
        self.ribbon.compared.connect(self._compare_with)

    def arrange(self, verbs: dict[str, Verb], menu: QMenu) -> None:
        """Put the verbs on their buttons: import, new, correct, withdraw, and a menu."""
        self.import_button = self.head.add_button(_("&Import…"), verbs["import"], icon="download")
        self.new_button = self.head.add_button(_("&New version…"), verbs["new"])
        self.menu_button = self.head.add_menu(menu)
        self.correct_button = self.foot.add_button(_("C&orrect…"), verbs["correct"])
        self.withdraw_button = self.foot.add_button(_("&Withdraw…"), verbs["withdraw"])

    def show_table(self, opened: Opened, profile: str, today: date) -> None:
        """Show a table; the search and the row stay where the table is the same."""
        same = self._opened is not None and (
            (self._opened.profile, self._opened.table) == (opened.profile, opened.table)
        )
        held = self.table.current_id() if same and self.table is not None else None
        self._opened = opened
        count = ngettext_("{n:,} row", "{n:,} rows", len(opened.rows))
        self.head.show_title(opened.title, f"{count} · {profile}", chips_of(opened, today))
        self.ribbon.show_nodes(nodes_of(opened, today), opened.old or opened.new, opened.new)
        self.bar.show_versions(opened.versions, opened.old, opened.new)
        source = RowSource(opened.columns, opened.rows)
        self._rebuild(opened, source)
        counts = source.tally() if opened.old else None
        self.bar.show_counts(counts)
        states = DIFFERENT if counts and counts[DIFFERENT] else ALL
        if not same or states != self._states:
            self._states = states
            self.bar.start_anew(states)
        self._show_verbs(opened)
        self._narrow()
        if held is not None and self.table is not None:
            place = self.table.model_rows.row_of(held)
            self.table.select_row(max(0, place))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, to import its rows."""
        if _dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which file was dropped."""
        if file := _dropped_file(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(file)

    def show_reading(self, title: str, rows: int) -> None:
        """Say that a long table is being read; until it is shown there is none."""
        self._opened = None
        self.head.show_title(title, "", [])
        if self.table is not None:
            self.table.hide()
        words = ngettext_("Reading {n:,} row…", "Reading {n:,} rows…", rows)
        self.empty.show_text(words, "")
        self.empty.show()

    def opened(self) -> Opened | None:
        """Return the table shown."""
        return self._opened

    def current(self) -> ShownRow | None:
        """Return the chosen row."""
        row = self.table.row() if self.table is not None else None
        return row if isinstance(row, ShownRow) else None

    def set_short(self, short: bool) -> None:
        """Fold the chosen row's text in a low window."""
        self._short = short
        self.foot.set_tall(not short)
        self._show_low()

    def show_years(self, years: Sequence[HolidayYear]) -> None:
        """Show years in words in place of the chosen row; none show the row."""
        self.years.show_years(years)
        self._has_years = bool(years)
        self._show_low()

    def step(self, by: int) -> None:
        """Go to the next difference, or back."""
        if self.table is not None:
            self.table.step(by)

    def seek(self) -> None:
        """Put the keyboard into the search line."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def unfold(self) -> None:
        """Show the chosen row in full in a low window, or fold it again."""
        self._unfolded = not self._unfolded
        self._show_low()

    def _rebuild(self, opened: Opened, source: RowSource) -> None:
        had = self.table is not None and self.table.hasFocus()
        if self.table is not None:
            self._holder.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        versions = (opened.old, opened.new) if opened.old else None
        columns = table_columns(opened.columns, source, versions)
        self.table = RowsTable(source, columns, compared=bool(opened.old))
        self.table.setAccessibleName(_("Rows of {table}", table=opened.title))
        self.table.set_empty(_("No row fits."))
        if not opened.old:
            self.table.remember(self._memory, f"policies/{opened.profile}/{opened.table}")
        self.table.chosen.connect(lambda _row: self._show_row())
        self.table.opened.connect(lambda _row: self.unfold())
        self._holder.addWidget(self.table)
        nothing = not opened.rows
        self.empty.setVisible(nothing)
        self.table.setVisible(not nothing)
        if nothing:
            self.empty.show_text(_("This table is empty."), _("Import rows, or write them."))
        if had:
            self.table.setFocus()

    def _show_low(self) -> None:
        seen = not self._short or self._unfolded
        self.text.setVisible(seen and not self._has_years)
        self.years.setVisible(seen and self._has_years)

    def _narrow(self) -> None:
        if self.table is not None:
            self.table.narrow(self.bar.text(), self.bar.states())
            self._show_row()

    def _show_row(self) -> None:
        opened, row = self._opened, self.current()
        if opened is None:
            return
        old = version_line(opened.version(opened.old)) if opened.old else ""
        self.text.show_row(row, opened.columns, (old, version_line(opened.version(opened.new))))
        self.row_chosen.emit(row)

    def _show_verbs(self, opened: Opened) -> None:
        version = opened.version(opened.new)
        able = version is not None and not version.void_reason
        mark, words = note_of(version)
        self.foot.note.show_mark(mark, words)
        self.foot.note.setToolTip(words)
        self.correct_button.setText(_("C&orrect v{n}…", n=opened.new))
        self.withdraw_button.setText(_("&Withdraw v{n}…", n=opened.new))
        self.correct_button.setEnabled(able)
        self.withdraw_button.setEnabled(able)

    def _look_at(self, number: int) -> None:
        if self._opened is not None:
            old = self._opened.old
            self.picked.emit(old if old and old != number else 0, number)

    def _compare_with(self, number: int) -> None:
        opened = self._opened
        if opened is not None and number != opened.new:
            self.picked.emit(*sorted((number, opened.new), key=self._order))

    def _order(self, number: int) -> tuple[date, int]:
        version = self._opened.version(number) if self._opened is not None else None
        return (version.effective_from if version is not None else date.min, number)


def _dropped_file(mime: QMimeData) -> str:
    """Return the one file on this computer that is dropped, empty for anything else."""
    places = mime.urls()
    return places[0].toLocalFile() if len(places) == 1 else ""
