"""The middle: finding, chart and table of a report; while it is read what stands there is grey."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.report import ReportTable
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.chart import LOW, LOWEST, ChartView
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.splitter import Splitter
from warrantydesk.ui.tabs.reports.grid import ReportGrid
from warrantydesk.ui.tabs.reports.head import ReportHead


class ReportPage(QWidget):
    """Head, finding, chart over table."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.head = ReportHead()
        self.finding = Words(delta=0.5, bold=True, wrap=True)
        self.chart = ChartView()
        self.grid = ReportGrid(memory)
        self.veil = Veil(self)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(16, 4, 16, 4)
        above.setSpacing(6)
        above.addWidget(self.finding)
        above.addWidget(self.chart, 1)
        self.upper = upper
        self.panes = Splitter(Qt.Orientation.Vertical)
        self.panes.addWidget(upper)
        self.panes.addWidget(self.grid)
        self.panes.setStretchFactor(0, 2)
        self.panes.setStretchFactor(1, 3)
        self.panes.setSizes([theme.h(LOWEST + 2), theme.h(14)])
        self.panes.remember(memory, "reports/page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.panes, 1)
        self.chart.chosen.connect(self.grid.select)
        self.grid.chosen.connect(self.chart.mark)

    def show_table(self, table: ReportTable) -> None:
        """Show the answer."""
        chart = table.chart if table.chart is not None and table.chart.points else None
        self.upper.setVisible(bool(table.rows))
        self.finding.setText(table.chart.finding if table.chart is not None else "")
        self.chart.setVisible(chart is not None)
        self.chart.show_chart(chart, _("There is nothing to draw."))
        self.grid.show_table(table, _nothing(table))
        self.panes.show()
        self.grid.show()

    def set_short(self, short: bool) -> None:
        """Leave more room to the table in a short window."""
        self.chart.set_short(short)
        if short:
            self.panes.setSizes([theme.h(LOW + 2), theme.h(14)])

    def show_nothing(self) -> None:
        """Show no report: the first one is still read."""
        self.upper.hide()
        self.grid.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the veil cover what is below the head."""
        super().resizeEvent(event)
        self.veil.place()


def _nothing(table: ReportTable) -> str:
    found = table.chart.finding if table.chart is not None else ""
    return found or _("Nothing of this in these days.")


class Veil(QWidget):
    """Lies over the last report while the next one is read."""

    stopped = Signal()

    def __init__(self, page: "ReportPage") -> None:
        """Start hidden over ``page``."""
        super().__init__(page)
        self._page = page
        self._words = MarkLabel(Mark.RUNNING, "")
        self._part = 0.0
        self.stop = LinkButton(_("Stop (Esc)"), clicked=self.stopped.emit)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._words)
        row.addSpacing(12)
        row.addWidget(self.stop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.hide()

    def say(self, text: str, part: float) -> None:
        """Cover the page and say how far the reading is."""
        self._part = part
        self._words.show_mark(Mark.RUNNING, text)
        self.place()
        self.show()
        self.raise_()
        self.update()

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def place(self) -> None:
        """Lie over everything below the head."""
        top = self._page.head.height()
        self.setGeometry(0, top, self._page.width(), max(self._page.height() - top, 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pale what is below, and draw how far the reading is."""
        painter = QPainter(self)
        ground = QColor(theme.tokens().base)
        ground.setAlpha(190)
        painter.fillRect(self.rect(), ground)
        if self._part > 0:
            wide = theme.h(12)
            top = self._words.geometry().bottom() + theme.h(0.4)
            spot = QRectF((self.width() - wide) / 2, top, wide, theme.h(0.32))
            paint.bar(painter, spot, self._part, theme.tokens().accent)
