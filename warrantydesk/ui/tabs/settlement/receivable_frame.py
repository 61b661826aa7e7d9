"""How the page of receivables is laid out: chart and groups above, claims below; two more views."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.domain.settlement.receivable import Age, By
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.chips import ChipRow
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import MarkLabel
from warrantydesk.ui.kit.panes import NARROW
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.splitter import Splitter
from warrantydesk.ui.kit.table import Column, ListModel, TableView
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.receivable_chart import AgeColumns

CLAIMS, CASH, ABNORMAL = "claims", "cash", "abnormal"
VIEWS = {
    CLAIMS: N_("By age"),
    CASH: N_("Expected cash"),
    ABNORMAL: N_("Abnormal cost"),
}
BY_NAMES = {By.STAGE: N_("By stage"), By.PAYER: N_("By payer"), By.CLERK: N_("By clerk")}

_GIVE_WAY: Mapping[str, tuple[str, ...]] = {
    "groups": (*Age, "unexplained"),
    CLAIMS: ("payer", "clerk"),
    CASH: ("payer", "claims"),
    ABNORMAL: ("claims", "reported"),
}
"""The columns that are hidden in a narrow window, by table."""


class ReceivableFrame(Surface):
    """The widgets of the page; the page fills them."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("base")
        self._shell = shell
        self._tables: dict[str, TableView] = {}
        self.title = Words(_("Receivables"), delta=2, bold=True)
        self.views = Segmented([Segment(key, _(name)) for key, name in VIEWS.items()])
        self.views.setAccessibleName(_("Receivables"))
        self.finding = ElidedWords("", delta=0.5, bold=True)
        self.silent = MarkLabel()
        self.chart = AgeColumns()
        self.by = Segmented([Segment(by, _(name)) for by, name in BY_NAMES.items()])
        self.by.setAccessibleName(_("Added up by"))
        self.pills = ChipRow()
        self.release = LinkButton(_("Show all"), icon="close")
        self.said = ElidedWords(token="ink2")
        self.explain = Button(_("E&xplain…"), primary=True)
        self.report = Button(_("&Report to the manager…"), primary=True)
        self.open_claim = Button(_("&Open claim"))
        self.save = Button(_("&Save the list…"), icon="export")
        self.stack = QStackedWidget()

    def add_table(self, key: str, columns: list[Column], empty: str, *, multi: bool) -> TableView:
        """Make one of the tables."""
        table = TableView(ListModel(columns), multi=multi)
        table.set_empty(empty)
        table.remember(self._shell.memory, f"receivables_{key}")
        self._tables[key] = table
        return table

    def lay(self, groups: TableView, claims: TableView, cash: TableView, odd: TableView) -> None:
        """Put everything at its place."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.finding, 1)
        head.addWidget(self.views)
        column.addLayout(head)
        self.stack.addWidget(self._claims_view(groups, claims))
        self.stack.addWidget(cash)
        self.stack.addWidget(odd)
        column.addWidget(self.stack, 1)
        column.addWidget(self._foot())

    def _claims_view(self, groups: TableView, claims: TableView) -> QWidget:
        upper = QWidget()
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.silent)
        left.addWidget(self.chart, 1)
        right = QVBoxLayout()
        right.setSpacing(4)
        chosen = QHBoxLayout()
        chosen.addWidget(self.by)
        chosen.addStretch(1)
        right.addLayout(chosen)
        right.addWidget(groups, 1)
        row = QHBoxLayout(upper)
        row.setContentsMargins(16, 0, 0, 4)
        row.setSpacing(16)
        row.addLayout(left, 3)
        row.addLayout(right, 5)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 6, 0, 0)
        below.setSpacing(6)
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(self.pills, 1)
        line.addWidget(self.release)
        below.addLayout(line)
        below.addWidget(claims, 1)
        panes = self.panes = Splitter(Qt.Orientation.Vertical)
        for pane, least in ((upper, 8.5), (lower, 8.0)):
            pane.setMinimumHeight(theme.h(least))
            panes.addWidget(pane)
        panes.setStretchFactor(0, 0)
        panes.setStretchFactor(1, 1)
        panes.setSizes([theme.h(11.5), theme.h(20)])
        panes.remember(self._shell.memory, "receivables")
        return panes

    def _foot(self) -> QWidget:
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        for button in (self.save, self.open_claim, self.explain, self.report):
            row.addWidget(button)
        return foot

    def show_view(self, key: str) -> None:
        """Put a view in front, with the buttons that belong to it."""
        self.stack.setCurrentIndex(list(VIEWS).index(key))
        self.views.set_value(key)
        self.explain.setVisible(key == CLAIMS)
        self.open_claim.setVisible(key != CASH)
        self.report.setVisible(key == ABNORMAL)

    def show_rows(self, key: str, rows: Any, keep: Any = None) -> None:
        """Show rows in a table; ``keep`` tells which row stays in hand, else it is the first."""
        table = self._tables[key]
        model = table.model()
        assert isinstance(model, ListModel)
        model.show(rows)
        if rows and keep is not False and not (keep is not None and table.select_where(keep)):
            table.select_row(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the reasons their room in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < theme.h(NARROW - 8)
        for key, given in _GIVE_WAY.items():
            table = self._tables[key]
            model = table.model()
            assert isinstance(model, ListModel)
            names = [column.key for column in model.columns]
            for name in given:
                table.setColumnHidden(names.index(name), narrow)
