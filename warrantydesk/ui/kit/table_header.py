"""The head of a table: quiet captions, the sorted column in ink with an arrow."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.table_model import Column, GridModel
from warrantydesk.ui.kit.tick_menu import TickMenu

ALIGN = {"left": paint.LEFT, "right": paint.RIGHT, "center": paint.CENTER}
INSET = 8


class TableHeader(QHeaderView):
    """Paints itself; its context menu chooses columns."""

    menu_filled = Signal(object)
    """A menu of the list was asked for: whoever owns the head fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A head for columns side by side."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_chooser)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.47))
        self.setMinimumSectionSize(theme.h(1.4))

    def chooser(self) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = TickMenu(self)
        self.menu_filled.emit(menu)
        return menu

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's signature
        """Draw one caption."""
        look = theme.tokens()
        area = QRectF(rect)
        painter.fillRect(area, look.alt)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        column = self._column(logicalIndex)
        if column is None:
            return
        model = self.model()
        order = model.order if isinstance(model, GridModel) else None
        inner = area.adjusted(INSET, 0, -INSET, 0)
        sorted_by = order is not None and order[0] == column.key
        if not sorted_by:
            face = theme.font(-1)
            paint.words(painter, inner, column.title, look.ink2, face, ALIGN[column.align])
            return
        arrow = theme.h(0.62)
        face = theme.font(-1, True)
        if column.align == "right":
            inner.setRight(inner.right() - arrow)
            paint.words(painter, inner, column.title, look.ink, face, paint.RIGHT)
            at = inner.right() + arrow * 0.6
        else:
            inner.setRight(inner.right() - arrow)
            at = inner.left() + paint.words(painter, inner, column.title, look.ink, face)
            at += arrow * 0.6
        up = order is not None and not order[1]
        paint.triangle(painter, QPointF(at, area.center().y() + 1), theme.h(0.37), up, look.accent)

    def _column(self, section: int) -> Column | None:
        model = self.model()
        if isinstance(model, GridModel) and section < len(model.columns):
            return model.columns[section]
        return None

    def _open_chooser(self, at: QPoint) -> None:
        self.chooser().popup(self.mapToGlobal(at))
