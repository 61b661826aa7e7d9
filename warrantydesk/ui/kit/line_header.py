"""The head of a line table: quiet captions that neither move nor sort."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.line_model import LinesModel
from warrantydesk.ui.kit.table_header import ALIGN, INSET


class LineHeader(QHeaderView):
    """Paints captions above the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A head for columns side by side."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.47))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's signature
        """Draw one caption."""
        look = theme.tokens()
        area = QRectF(rect)
        painter.fillRect(area, look.alt)
        paint.hairline(painter, area.left(), area.right(), area.bottom() - 1, look.line)
        model = self.model()
        if isinstance(model, LinesModel):
            column = model.columns[logicalIndex]
            inner = area.adjusted(INSET, 0, -INSET, 0)
            align = ALIGN[column.align]
            paint.words(painter, inner, column.title, look.ink2, theme.font(-1), align)
