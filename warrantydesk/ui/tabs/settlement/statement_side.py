"""The left column: statements with their import, what is owed at a glance, the pages."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.settlement.statement_views import StatementSummary
from warrantydesk.i18n import _
from warrantydesk.services.settlement.views import StatementViews
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.asked import Asked
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.page_switch import PageSwitch
from warrantydesk.ui.tabs.settlement.pages import made_blocks
from warrantydesk.ui.tabs.settlement.statement_list import StatementList

ROOMY = 28
"""Line heights from which the blocks have room below the list."""


class StatementSide(QWidget):
    """Head, list, blocks and pages; as a rail the marks of the statements and icons."""

    page_chosen = Signal(str)
    statement_chosen = Signal(object)
    import_asked = Signal()

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without statements; ``refresh`` reads them."""
        super().__init__(parent)
        self._views = StatementViews(desk.bench)
        self._rail = False
        self._wanted: Any = None
        self._asked = Asked(shell.run)
        self.list = StatementList()
        self.list.setAccessibleName(_("Statements"))
        self.list.chosen.connect(self.statement_chosen)
        self.bring = LinkButton(_("Import"), icon="import", clicked=self.import_asked.emit)
        self._bring_icon = IconButton("import", _("Import"), clicked=self.import_asked.emit)
        self.blocks = made_blocks(shell, desk)
        self._lines = [Hairline() for _block in self.blocks]
        self.switch = PageSwitch()
        self.switch.chosen.connect(self.page_chosen)
        self._head = self._make_head()
        self._lay()
        self._show_parts()

    def _make_head(self) -> QWidget:
        made = QWidget()
        head = QHBoxLayout(made)
        head.setContentsMargins(12, 8, 10, 4)
        head.addWidget(Words(_("Statements"), delta=0.5, bold=True))
        head.addStretch(1)
        head.addWidget(self.bring)
        return made

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._bring_icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.list, 1)
        for line, block in zip(self._lines, self.blocks, strict=True):
            column.addWidget(line)
            column.addWidget(block)
        column.addWidget(Hairline())
        column.addWidget(self.switch)

    def show_rail(self, narrow: bool) -> None:
        """Keep marks and icons while the column is a rail."""
        self._rail = narrow
        self.switch.show_rail(narrow)
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The blocks give way where the column is low."""
        super().resizeEvent(event)
        self._show_parts()

    def _show_parts(self) -> None:
        wide = not self._rail
        self._head.setVisible(wide)
        self._bring_icon.setVisible(not wide)
        roomy = wide and self.height() >= theme.h(ROOMY)
        for part in (*self._lines, *self.blocks):
            part.setVisible(roomy)

    def refresh(self) -> None:
        """Let workers read the statements and what is owed again."""
        self._asked.ask(self._views.summaries, self._take)
        for block in self.blocks:
            block.refresh()

    def _take(self, summaries: list[StatementSummary]) -> None:
        self.list.show_statements(summaries)
        self.list.select(self._wanted)

    def select(self, statement_id: int) -> None:
        """Mark the statement that is shown, in the list at hand and in the one that is read."""
        self._wanted = statement_id
        self.list.select(statement_id)

    def show_page(self, key: str) -> None:
        """Mark the page in front."""
        self.switch.show_page(key)
