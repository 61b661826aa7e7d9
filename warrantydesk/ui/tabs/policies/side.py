"""The right side: what changed, who has read it, and the box to try it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.tabs.policies.changed_card import ChangedCard
from warrantydesk.ui.tabs.policies.readers_card import ReadersCard
from warrantydesk.ui.tabs.policies.try_card import Trial, TryCard
from warrantydesk.ui.tabs.policies.verdict_box import Articles


class SidePane(QWidget):
    """Three cards below each other; what has no room is scrolled."""

    def __init__(self, trial: Trial, article: Articles, parent: QWidget | None = None) -> None:
        """``trial`` decides what is tried, ``article`` names its clauses."""
        super().__init__(parent)
        self.changed, self.readers = ChangedCard(), ReadersCard()
        self.trial = TryCard(trial, article)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(8)
        for card in (self.changed, self.readers, self.trial):
            column.addWidget(card)
        column.addStretch(1)
        self._area = Scroll(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def begin_trial(self) -> None:
        """Put the keyboard into the first fact."""
        self.trial.facts.field("part_no").setFocus()
        # A drawer that opens just now has no heights yet.
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.trial))
