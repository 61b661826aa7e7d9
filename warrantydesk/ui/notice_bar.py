"""One notice: a bar in the tint of its mark, what is said, links to what can be done."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark, MarkLabel, tone_of

HIGH = 1.8
"""Line heights: 34 pixels at 100 %."""


class NoticeBar(QWidget):
    """Mark and sentence, the rest of it in grey, links at the right."""

    def __init__(
        self,
        mark: Mark,
        text: str,
        detail: str = "",
        acts: Sequence[tuple[str, Callable[[], object]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``acts`` are words and what a click on them does; the bar stays until it is dropped."""
        super().__init__(parent)
        self._said = (mark, text, detail, tuple(words for words, _act in acts))
        self._acts: list[Callable[[], object]] = []
        self.setAccessibleName(" ".join(filter(None, (text, detail))))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(10)
        self._words = MarkLabel(mark, text, bold=True)
        row.addWidget(self._words)
        row.addWidget(ElidedWords(detail, token="ink2", delta=-0.5), 1)
        for number, (words, _act) in enumerate(acts):
            row.addWidget(LinkButton(words, clicked=partial(self._act, number)))
        self.take_acts(acts)
        self.restyle()

    def is_saying(
        self,
        mark: Mark,
        text: str,
        detail: str = "",
        acts: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> bool:
        """Tell whether the bar already says this, with the same links."""
        return self._said == (mark, text, detail, tuple(words for words, _act in acts))

    def take_acts(self, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Let the links do something else; their words stay."""
        self._acts = [act for _words, act in acts]

    def _act(self, number: int) -> None:
        self._acts[number]()

    def said(self) -> tuple[Mark, str, str]:
        """Return mark, sentence and the rest of it."""
        return self._said[:3]

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(HIGH))

    def showEvent(self, event: QShowEvent) -> None:
        """Let a screen reader say the notice when it comes."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the tint; a hairline below parts it from the work."""
        painter = QPainter(self)
        look = theme.tokens()
        tone = tone_of(self._said[0])
        area = QRectF(self.rect())
        painter.fillRect(area, look.tint_of(tone))
        paint.hairline(painter, 0, area.width(), area.height() - 1, look.mark_of(tone))
