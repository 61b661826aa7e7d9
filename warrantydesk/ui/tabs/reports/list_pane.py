"""The left side: the reports in groups with a quick filter; on a rail one button with a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.report import GROUP_NAMES
from warrantydesk.i18n import _
from warrantydesk.services.reports import Report
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.group_list import GroupLine, GroupList
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.labels import Words

TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter


class ReportList(QWidget):
    """Emits the code of the report that was chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without reports."""
        super().__init__(parent)
        self._reports: tuple[Report, ...] = ()
        self._current = ""
        self.filter = TextField(_("Filter"))
        self.filter.setAccessibleName(_("Filter the reports"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._show_lines())
        self.filter.installEventFilter(self)
        self.list = GroupList()
        self.list.setAccessibleName(_("Reports"))
        self.list.chosen.connect(self.chosen)
        self._wide = QWidget()
        column = QVBoxLayout(self._wide)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        for widget in (Words(_("Reports"), bold=True), self.filter):
            holder = QVBoxLayout()
            holder.setContentsMargins(12, 0, 10, 0)
            holder.addWidget(widget)
            column.addLayout(holder)
        column.addWidget(self.list, 1)
        self.rail = IconButton("chart", _("Reports"), clicked=self._open_menu)
        self._rail = QWidget()
        upright = QVBoxLayout(self._rail)
        upright.setContentsMargins(2, 8, 2, 8)
        upright.addWidget(self.rail, 0, TOP)
        upright.addStretch(1)
        self._rail.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._wide, 1)
        outer.addWidget(self._rail, 1)

    def show_reports(self, reports: Sequence[Report], current: str) -> None:
        """Show the reports in their groups; ``current`` is the one in front."""
        self._reports, self._current = tuple(reports), current
        self._show_lines()

    def select(self, code: str) -> None:
        """Let another report be the one in front; never emits."""
        self._current = code
        if not self.list.select(code):
            self.filter.clear()
            self.list.select(code)

    def show_rail(self, narrow: bool) -> None:
        """Give way to a rail, or take the room back."""
        self._wide.setVisible(not narrow)
        self._rail.setVisible(narrow)

    def begin_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def menu(self) -> QMenu:
        """Return the reports as a menu, for the rail."""
        menu = QMenu(self)
        for line in lines_of(self._reports, ""):
            if not line.key:
                menu.addSection(line.title)
                continue
            entry = QAction(line.title, menu, checkable=True)
            entry.setChecked(line.key == self._current)
            entry.triggered.connect(lambda _on=False, key=line.key: self.chosen.emit(key))
            menu.addAction(entry)
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter into the list, Enter opens its first report."""
        if watched is self.filter and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            down = event.key() == Qt.Key.Key_Down
            if pressed and (down or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
                self._take_first()
                return True
        return super().eventFilter(watched, event)

    def _take_first(self) -> None:
        first = next((line.key for line in self.list.items() if line.key), "")
        if first:
            self.list.setFocus()
            if not self.list.current_key():
                self.list.select(first)
                self.chosen.emit(first)

    def _show_lines(self) -> None:
        self.list.show_lines(lines_of(self._reports, self.filter.text()))
        self.list.select(self._current)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.rail.mapToGlobal(self.rail.rect().bottomLeft()))


def lines_of(reports: Sequence[Report], sought: str) -> list[GroupLine]:
    """Return the reports whose title holds what is sought, below the heads of their groups."""
    lines: list[GroupLine] = []
    for group, name in GROUP_NAMES.items():
        inside = [
            GroupLine(one.code, _(one.title))
            for one in reports
            if one.group is group and sought.strip().casefold() in _(one.title).casefold()
        ]
        if inside:
            lines += [GroupLine("", _(name)), *inside]
    return lines
