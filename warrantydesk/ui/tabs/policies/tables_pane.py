"""The left side: which profile, and its tables in groups; on a rail one button with a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.group_list import GroupLine, GroupList
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.rail import RailTally

TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter


class TablesPane(QWidget):
    """Emits the profile and the table that were chosen."""

    profile_chosen = Signal(str)
    table_chosen = Signal(str)

    def __init__(self, bring: Callable[[], object], parent: QWidget | None = None) -> None:
        """``bring`` imports a whole profile."""
        super().__init__(parent)
        self.profile = ChoiceField()
        self.profile.setAccessibleName(_("Profile"))
        self.profile.edited.connect(lambda: self.profile_chosen.emit(self.profile.value()))
        self.list = GroupList()
        self.list.setAccessibleName(_("Tables"))
        self.list.chosen.connect(self.table_chosen)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 10, 0)
        head.addWidget(Words(_("Policies and tables"), bold=True), 1)
        head.addWidget(IconButton("download", _("Import a profile…"), clicked=bring))
        choice = QHBoxLayout()
        choice.setContentsMargins(12, 0, 12, 6)
        choice.addWidget(self.profile)
        self._wide = QWidget()
        column = QVBoxLayout(self._wide)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(choice)
        column.addWidget(self.list, 1)
        self.rail = IconButton("table", _("Tables"), clicked=self._open_menu)
        self.tally = RailTally(Mark.WARN, _("new"), self._open_menu)
        self._rail = QWidget()
        upright = QVBoxLayout(self._rail)
        upright.setContentsMargins(2, 8, 2, 8)
        upright.addWidget(self.rail, 0, TOP)
        upright.addWidget(self.tally)
        upright.addStretch(1)
        self._rail.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._wide, 1)
        outer.addWidget(self._rail, 1)

    def show_profiles(self, profiles: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer the profiles."""
        self.profile.set_choices(profiles)
        self.profile.set_value(chosen)

    def show_lines(self, lines: Sequence[GroupLine], chosen: str) -> None:
        """Show the tables in their groups; ``chosen`` is the current one."""
        self.list.show_lines(lines)
        self.list.select(chosen)
        self.tally.show_count(sum(1 for line in lines if line.bold))

    def show_rail(self, narrow: bool) -> None:
        """Give way to a rail, or take the room back."""
        self._wide.setVisible(not narrow)
        self._rail.setVisible(narrow)

    def menu(self) -> QMenu:
        """Return profiles and tables as a menu, for the rail."""
        menu = QMenu(self)
        for number in range(self.profile.count()):
            code, name = self.profile.itemData(number), self.profile.itemText(number)
            action = QAction(name, menu, checkable=True)
            action.setChecked(code == self.profile.value())
            action.triggered.connect(lambda _on=False, one=code: self.profile_chosen.emit(one))
            menu.addAction(action)
        for line in self.list.items():
            if not line.key:
                menu.addSection(line.title)
                continue
            action = QAction(f"{line.title}\t{line.status}", menu, checkable=True)
            action.setChecked(line.key == self.list.current_key())
            action.triggered.connect(lambda _on=False, one=line.key: self.table_chosen.emit(one))
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.rail.mapToGlobal(self.rail.rect().topRight()))
