"""The facets at the left: when, status, type, part, amount, clerk; ticks of one facet add up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.tabs.archive.facet_rows import FacetHead, FacetMore, FacetTick
from warrantydesk.ui.tabs.archive.facet_values import TITLES, FacetValues, Key, Value

MOST = 7
LONG = frozenset({"part", "clerk"})
"""Facets whose values may not fit."""
TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter


class FacetPane(QWidget):
    """All facets below each other; on a rail one button that opens them as a menu."""

    changed = Signal()

    def __init__(self, values: FacetValues, parent: QWidget | None = None) -> None:
        """Show ``values``; ``show_values`` fills the pane."""
        super().__init__(parent)
        self._values = values
        self._heads: dict[str, FacetHead] = {}
        self._ticks: dict[Key, FacetTick] = {}
        self._boxes: dict[str, QVBoxLayout] = {}
        self._more: dict[str, FacetMore] = {}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 6, 0, 12)
        column.setSpacing(0)
        self._counted = Words(token="ink2", delta=-1, wrap=True)
        self._counted.setContentsMargins(12, 6, 12, 2)
        column.addWidget(self._counted)
        for facet, title in TITLES.items():
            self._add_facet(column, facet, _(title))
        column.addStretch(1)
        self._scroll = Scroll(inner)
        self._rail = IconButton("filter", _("Filters"), clicked=self._open_menu)
        self._rail.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._rail, 0, TOP)

    def show_values(self) -> None:
        """Show values and counts as they are now."""
        self._counted.setText(self._values.told())
        self._counted.setVisible(bool(self._counted.text()))
        for facet in TITLES:
            values = self._values.of(facet)
            held = [name for name in self._ticks if self._facet_of(name) == facet]
            if [value.name for value in values] != held:
                self._rebuild(facet, values)
            for value in values:
                tick = self._ticks[value.name]
                tick.set_count(value.count)
                tick.setChecked(value.name in self._values.chosen)
            self._hide_rare(facet, values)
            self._heads[facet].setVisible(bool(values))

    def tick(self, facet: str, key: str) -> FacetTick:
        """Return the tick of a value; KeyError where it is not shown."""
        return self._ticks[facet, key]

    def head(self, facet: str) -> FacetHead:
        """Return the head of a facet."""
        return self._heads[facet]

    def show_rail(self, narrow: bool) -> None:
        """Give way to one button, or take the room back."""
        self._scroll.setVisible(not narrow)
        self._rail.setVisible(narrow)

    def menu(self) -> QMenu:
        """Return all values as a menu, for the rail."""
        menu = QMenu(self)
        for facet, title in TITLES.items():
            menu.addSection(_(title))
            for value in self._values.of(facet):
                action = QAction(f"{value.text}\t{value.count:,}", menu, checkable=True)
                action.setChecked(value.name in self._values.chosen)
                action.toggled.connect(lambda on, name=value.name: self._toggle(name, on))
                menu.addAction(action)
        return menu

    def _add_facet(self, column: QVBoxLayout, facet: str, title: str) -> None:
        head = FacetHead(title)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(0)
        head.toggled.connect(lambda folded: body.setVisible(not folded))
        more = self._more[facet] = FacetMore()
        more.toggled.connect(lambda _on: self._hide_rare(facet, self._values.of(facet)))
        self._heads[facet], self._boxes[facet] = head, box
        for widget in (head, body):
            column.addWidget(widget)
        box.addWidget(more)

    def _rebuild(self, facet: str, values: list[Value]) -> None:
        box = self._boxes[facet]
        for name in [name for name in self._ticks if self._facet_of(name) == facet]:
            old = self._ticks.pop(name)
            box.removeWidget(old)
            old.hide()
            old.deleteLater()
        for value in values:
            tick = FacetTick(value.text, value.indent)
            tick.setToolTip(value.text if value.facet in LONG else "")
            tick.clicked.connect(lambda on=False, name=value.name: self._toggle(name, on))
            self._ticks[value.name] = tick
            box.insertWidget(box.count() - 1, tick)

    def _hide_rare(self, facet: str, values: list[Value]) -> None:
        """Show the most frequent values of a long facet, the others after a click."""
        more = self._more[facet]
        often = sorted(values, key=lambda value: -value.count)[:MOST]
        rare = [v for v in values if v not in often and v.name not in self._values.chosen]
        if facet == "year" or len(rare) < 2:
            rare = []
        more.setVisible(bool(rare))
        more.show_count(len(rare))
        for value in values:
            self._ticks[value.name].setVisible(more.isChecked() or value not in rare)

    def _facet_of(self, name: Key) -> str:
        return "year" if name[0] == "month" else name[0]

    def _toggle(self, name: Key, on: bool) -> None:
        self._values.toggle(name, on)
        self.changed.emit()

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._rail.mapToGlobal(self._rail.rect().topRight()))
