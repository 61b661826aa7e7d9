"""The facets at the left: year and month, status, type, amount; ticks of one facet add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.tabs.archive.columns import RowWords
from warrantydesk.ui.tabs.archive.facet_rows import FacetHead, FacetMore, FacetTick
from warrantydesk.ui.words import claim_word

YEARS = 4
MOST = 7
AMOUNTS = {"0": "< 500", "1": "500 – 2,000", "2": "≥ 2,000"}
TITLES = {
    "year": N_("Year"),
    "state": N_("Status"),
    "type": N_("Type"),
    "amount": N_("Amount, ¥"),
}
TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
Key = tuple[str, str]


@dataclass(frozen=True)
class Value:
    """A value of a facet: ``covers`` are the values that the search knows it by."""

    facet: str
    key: str
    text: str
    count: int
    covers: tuple[str, ...]
    indent: int = 0

    @property
    def name(self) -> Key:
        """What the value is chosen by."""
        return self.facet, self.key


class FacetValues:
    """Which values there are, how often, and what the chosen ones ask of the search."""

    def __init__(self, desk: Any) -> None:
        """Read nothing yet."""
        self._desk = desk
        self._say = RowWords(desk)
        self._counts: dict[str, dict[str, int]] = {}
        self.chosen: dict[Key, None] = {}

    def read(self) -> None:
        """Count anew; what is chosen stays chosen."""
        columns = (*TITLES, "month")
        self._counts = {name: self._desk.archive.counts(name) for name in columns}

    def of(self, facet: str) -> list[Value]:
        """Return the values of a facet in order; months stand below a chosen year."""
        counts = self._counts.get(facet, {})
        if facet == "year":
            return self._years(counts)
        if facet == "state":
            order: list[str] = [str(state) for state in State]
        elif facet == "type":
            order = [str(kind) for kind in ClaimType]
        else:
            order = list(AMOUNTS)
        return [
            Value(facet, key, self._text(facet, key), counts[key], (key,))
            for key in order
            if counts.get(key)
        ]

    def named(self, name: Key) -> str:
        """Return how a chosen value is called in a chip."""
        facet, key = name
        if facet == "amount":
            return f"¥ {AMOUNTS[key]}"
        return self._text(facet, key)

    def toggle(self, name: Key, on: bool) -> None:
        """Choose a value or not; a year that is left takes its months along."""
        if on:
            self.chosen[name] = None
            return
        self.chosen.pop(name, None)
        if name[0] == "year":
            months = [key for facet, key in self.chosen if facet == "month"]
            for month in months:
                if month.startswith(name[1]):
                    self.chosen.pop(("month", month))

    def asked(self) -> dict[str, tuple[str, ...]]:
        """Return the chosen values as the search takes them.

        A year with chosen months stands for those; beside such a year another stands for all of
        its own months, as facets of different names narrow each other.
        """
        asked: dict[str, tuple[str, ...]] = {}
        for facet in ("state", "type", "amount"):
            asked[facet] = tuple(key for name, key in self.chosen if name == facet)
        years = [y for value in self.of("year") if value.name in self.chosen for y in value.covers]
        months = [key for name, key in self.chosen if name == "month"]
        if months:
            open_years = set(years) - {month[:4] for month in months}
            months += [m for m in self._counts.get("month", {}) if m[:4] in open_years]
            asked["month"] = tuple(months)
        else:
            asked["year"] = tuple(years)
        return {name: values for name, values in asked.items() if values}

    def _years(self, counts: Mapping[str, int]) -> list[Value]:
        years = sorted(counts, reverse=True)
        shown: list[Value] = []
        for year in years[:YEARS]:
            shown.append(Value("year", year, year, counts[year], (year,)))
            if ("year", year) in self.chosen:
                shown += self._months(year)
        if older := tuple(years[YEARS:]):
            count = sum(counts[year] for year in older)
            shown.append(Value("year", "older", _("Earlier"), count, older))
        return shown

    def _months(self, year: str) -> list[Value]:
        counts = self._counts.get("month", {})
        months = sorted((m for m in counts if m.startswith(f"{year}-")), reverse=True)
        return [Value("month", m, self._text("month", m), counts[m], (m,), 1) for m in months]

    def _text(self, facet: str, key: str) -> str:
        if facet == "state":
            return claim_word(State(key))
        if facet == "type":
            return self._say.type(self._desk.bench.site.brand, key)
        if facet == "amount":
            return AMOUNTS[key]
        return _("Earlier") if key == "older" else key


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
