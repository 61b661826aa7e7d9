"""The foot bar: what is claimed, what stands in the way, what comes next."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from warrantydesk.domain.claim.totals import Totals
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.answered import Answered
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.intake.answer.clock import clock_of
from warrantydesk.ui.tabs.intake.steps import Step
from warrantydesk.ui.tabs.intake.totals import kinds_of

HIGH, LOW = 2.42, 2.1


class _Blocks(MarkLabel):
    """The number of blocks; a click goes to the first."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__(bold=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()


class FootBar(Surface):
    """Total, breakdown, blocks; print, save, the next step."""

    saved = Signal()
    stepped = Signal()
    stepped_aside = Signal()
    blocks_clicked = Signal()

    def __init__(self, papers: QMenu, parent: QWidget | None = None) -> None:
        """``papers`` opens from "Print"."""
        super().__init__("window", "t", parent)
        self._amount = Words(delta=4, bold=True)
        self._kinds = ElidedWords(token="ink2", delta=-1)
        self.blocks = _Blocks()
        self.print = Button(_("P&rint"), menu=papers)
        self.save = Button(_("&Save"), clicked=self.saved.emit)
        self.other = Button("", clicked=self.stepped_aside.emit)
        self.next = Button("", primary=True, clicked=self.stepped.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        self._caption = Words(_("Claimed total"), token="ink2")
        self.clock, self._until = MarkLabel(bold=True), ElidedWords(token="ink2")
        row.addWidget(self._caption)
        row.addWidget(self._amount)
        row.addWidget(self.clock)
        row.addWidget(self._until, 1)
        row.addWidget(self._kinds, 1)
        for widget in (self.blocks, self.print, self.save, self.other, self.next):
            row.addWidget(widget)
        self.clock.hide()
        self._until.hide()
        self.blocks.clicked.connect(self.blocks_clicked)
        self._lines = HIGH
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(self._lines))

    def set_short(self, short: bool) -> None:
        """Be lower where the window is low."""
        self._lines = LOW if short else HIGH
        self.restyle()

    def show_totals(self, totals: Totals) -> None:
        """Show what is claimed, and of what it is made."""
        self._amount.setText(f"¥{yuan(totals.total_fen)}")
        kinds = [f"{name} {yuan(fen)}" for name, fen in kinds_of(totals) if fen]
        self._kinds.setText(" • ".join(kinds))

    def show_blocks(self, number: int) -> None:
        """Show how many blocks stand in the way."""
        words = ngettext_("{n} block", "{n} blocks", number)
        self.blocks.show_mark(Mark.BLOCK if number else Mark.OK, words if number else _("No block"))

    def show_steps(self, step: Step | None, other: Step | None, frozen: bool) -> None:
        """Name the next step and the way out beside it; without one its button is away."""
        for button, one in ((self.next, step), (self.other, other)):
            words = one.words if one is not None else ""
            if not words and button.hasFocus():
                self.print.setFocus()
            button.setText(words)
            button.setVisible(bool(words))
            button.updateGeometry()
        self.save.setVisible(not frozen)
        self.blocks.setVisible(not frozen)

    def show_clock(self, today: date, view: Answered | None) -> None:
        """Show the clock of a filed claim where one runs; else what is claimed."""
        told = clock_of(view, today) if view is not None else None
        self.clock.setVisible(told is not None)
        self._until.setVisible(told is not None)
        for widget in (self._caption, self._amount, self._kinds):
            widget.setVisible(told is None)
        if told is not None:
            self.clock.show_mark(told.mark, told.words)
            self._until.setText(told.note)
