"""Help: how a claim goes, with the state of the claim in hand marked."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import slim
from warrantydesk.ui.states_chart import StatesChart
from warrantydesk.ui.words import claim_word


class StatesDialog(QDialog):
    """The drawing of all states; Esc and Enter close."""

    def __init__(self, current: State | None = None, parent: QWidget | None = None) -> None:
        """``current`` is where the claim in hand stands, None without one."""
        super().__init__(parent)
        self.setWindowTitle(_("How a claim goes"))
        self.chart = StatesChart(current)
        area = QScrollArea()
        slim(area)
        area.setWidgetResizable(True)
        area.setWidget(self.chart)
        area.viewport().setAutoFillBackground(False)
        self.chart.setAutoFillBackground(False)
        ground = Surface("base")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(area)
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        words = _("This claim: {state}", state=claim_word(current)) if current else ""
        row.addWidget(Words(words, bold=True), 1)
        close = Button(_("Close"), primary=True, clicked=self.accept)
        close.setDefault(True)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(foot)
        wanted = self.chart.sizeHint()
        self.resize(wanted.width() + 12, wanted.height() + foot.sizeHint().height() + 12)
        keep_inside(self)
        close.setFocus()
