"""The counts below the shelf map: marks with their words; on a rail the words are short."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.piece_question import PieceCounts
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark

LINE, BLOCK = 1.05, 1.9
"""Heights of a row, and of a row on the rail, in lines of body text."""


@dataclass(frozen=True)
class Count:
    """How many pieces are in one case; ``short`` is its word on a rail."""

    mark: Mark
    text: str
    short: str
    number: int


def counts_of(counts: PieceCounts) -> list[Count]:
    """Return how many pieces are late, due, kept, refused, free; and missing where some are."""
    rows = [
        Count(Mark.OVERDUE, _("return overdue"), _("overdue"), counts.overdue),
        Count(Mark.WARN, _("due within 7 days"), _("soon"), counts.soon),
        Count(Mark.HOLD, _("kept, not paid yet"), _("kept"), counts.unpaid),
        Count(Mark.REFUSED, _("refused by the maker"), _("refusal"), counts.refused),
        Count(Mark.OK, _("may be scrapped"), _("to scrap"), counts.free),
    ]
    if counts.missing:
        rows.insert(0, Count(Mark.OVERDUE, _("missing pieces"), _("missing"), counts.missing))
    return rows


class Legend(QWidget):
    """Marks with their words and counts; on a rail the short word stands below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[Count] = []
        self._rail = False

    def show_rows(self, rows: Sequence[Count]) -> None:
        """Show marks, words and counts."""
        self._rows = list(rows)
        self.setAccessibleName("\n".join(f"{row.text} {row.number}" for row in rows))
        self.restyle()

    def rows(self) -> list[Count]:
        """Return what is shown."""
        return list(self._rows)

    def show_rail(self, narrow: bool) -> None:
        """Write the short words below marks and counts, or the long ones between them."""
        self._rail = narrow
        self.restyle()

    def shown(self) -> list[Count]:
        """Return what is written now: on the rail only what there is, as far as it fits."""
        if not self._rail:
            return list(self._rows)
        return [row for row in self._rows if row.number][: self.height() // theme.h(BLOCK)]

    def restyle(self) -> None:
        """Take the height anew."""
        high = theme.h(self._step()) * len(self._rows)
        self.setMinimumHeight(0 if self._rail else high)
        self.setMaximumHeight(high)
        self.setToolTip(self.accessibleName() if self._rail else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line each, two on the rail."""
        return QSize(theme.h(10), theme.h(self._step()) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """Mark and count; a rail gives way in height."""
        least = theme.h(BLOCK) if self._rail else self.sizeHint().height()
        return QSize(theme.h(2), least)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        high = theme.h(self._step())
        for number, row in enumerate(self.shown()):
            self._paint_row(painter, QRectF(0, number * high, self.width(), high), row)

    def _step(self) -> float:
        return BLOCK if self._rail else LINE

    def _paint_row(self, painter: QPainter, area: QRectF, row: Count) -> None:
        look = theme.tokens()
        side, line = theme.h(0.68), theme.h(LINE)
        top = QRectF(area.left(), area.top(), area.width(), line)
        spot = QRectF(1, top.center().y() - side / 2, side, side)
        paint_mark(painter, spot, row.mark, hole="alt")
        ink = look.ink if row.number else look.ink3
        bold = theme.font(0, True)
        taken = paint.words(painter, top, str(row.number), ink, bold, paint.RIGHT)
        if self._rail:
            low = QRectF(area.left(), area.top() + line - 3, area.width(), theme.h(0.85))
            paint.words(painter, low, row.short, look.ink2, theme.font(-1.5))
        else:
            paint.words(painter, top.adjusted(side + 9, 0, -taken - 8, 0), row.text, look.ink2)
