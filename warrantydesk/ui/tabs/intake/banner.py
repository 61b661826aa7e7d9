"""A line above the form that says something without asking."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.marks import Mark, MarkLabel, tone_of


class Banner(QWidget):
    """Mark, sentence, at most one link, a cross; out of sight until it has something to say."""

    def __init__(self) -> None:
        """Start out of sight."""
        super().__init__()
        self._words = MarkLabel()
        self._clicked: Callable[[], object] | None = None
        self._link = LinkButton("", clicked=self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 4, 3)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._link)
        row.addWidget(IconButton("close", _("Close"), clicked=self.hide))
        self.hide()

    def say(
        self,
        mark: Mark,
        text: str,
        link: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence; ``clicked`` stands behind the link."""
        self._words.show_mark(mark, text)
        self._clicked = clicked
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self._link.updateGeometry()
        self.show()
        self.update()

    def text(self) -> str:
        """Return the sentence shown, empty while out of sight."""
        return "" if self.isHidden() else self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint of the mark."""
        look = theme.tokens()
        tint = look.tint_of(tone_of(self._words.mark() or Mark.INFO))
        paint.box(QPainter(self), QRectF(self.rect()), tint, None, 5)

    def _follow(self) -> None:
        self.hide()
        if self._clicked is not None:
            self._clicked()
