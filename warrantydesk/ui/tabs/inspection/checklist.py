"""The checklist: keys answer, Enter moves to the reading, clicks and drops do the same."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu

from warrantydesk.domain.inspection import Answer
from warrantydesk.ui.kit.item_list import ITEM
from warrantydesk.ui.tabs.inspection.columns import Hit, columns, hit
from warrantydesk.ui.tabs.inspection.dropped import pictures_in
from warrantydesk.ui.tabs.inspection.row_view import RowView
from warrantydesk.ui.tabs.inspection.rows import KEYS, CheckRow


class Checklist(RowView):
    """All items of an inspection. It changes nothing itself: every key asks through a signal."""

    answered = Signal(str, object)
    """Code and key of the answer, None to take it back."""
    chose = Signal(str, str)
    photos_added = Signal(str, list)
    photo_wanted = Signal(str)
    photo_opened = Signal(str, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer and go on, Enter goes to the reading or on, F2 notes, Delete takes back.

        After "not ok" the row stays: it wants a note, a reading or a photograph.
        """
        row = self.current_row()
        digit = event.key() - Qt.Key.Key_0
        if row is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif 1 <= digit <= 9:
            if self._press(row, digit) and (
                row.kind == "choice" or KEYS[digit - 1] is not Answer.NOT_OK
            ):
                self.step(1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.answered.emit(row.code, None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(row)
        elif event.key() == Qt.Key.Key_F2:
            self.open_note()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _press(self, row: CheckRow, digit: int) -> bool:
        """Answer or choose; False where the digit means nothing here."""
        if self.is_frozen() or digit > (len(row.choices) if row.kind == "choice" else len(KEYS)):
            return False
        if row.kind == "choice":
            self.chose.emit(row.code, row.choices[digit - 1][0])
        else:
            self.answered.emit(row.code, digit)
        return True

    def _enter(self, row: CheckRow) -> None:
        if row.kind == "measure" and not self.is_frozen():
            self.open_reading()
        else:
            self.step(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click answers, chooses, opens a box, a note or a photograph."""
        self.close_editor(True)
        super().mousePressEvent(event)
        row, found = self._under(event.position())
        if row is not None and found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.select(row.code)
            self._do(row, found)

    def _under(self, point: QPointF) -> tuple[CheckRow | None, Hit | None]:
        index = self.indexAt(point.toPoint())
        row = index.data(ITEM)
        if not isinstance(row, CheckRow):
            return None, None
        return row, hit(row, QRectF(self.visualRect(index)), point)

    def _do(self, row: CheckRow, found: Hit) -> None:
        if found.part == "photo" or (self.is_frozen() and found.part == "add" and row.photos):
            last = len(row.photos) - 1
            self.photo_opened.emit(row.code, found.number if found.part == "photo" else last)
        elif self.is_frozen():
            return
        elif found.part in ("answer", "choice"):
            self._press(row, found.number)
        elif found.part == "choices":
            self._offer(row)
        elif found.part == "reading":
            self.open_reading()
        elif found.part == "add":
            self.photo_wanted.emit(row.code)
        elif found.part == "note":
            self.open_note()

    def _offer(self, row: CheckRow) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, word in row.choices:
            entry = menu.addAction(word)
            entry.triggered.connect(
                lambda _on=False, one=row.code, what=code: self.chose.emit(one, what)
            )
        area = self.visualRect(self.currentIndex())
        corner = area.bottomLeft()
        corner.setX(round(area.left() + columns(area.width()).answer))
        menu.popup(self.viewport().mapToGlobal(corner))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        _row, found = self._under(event.position())
        hand = found is not None and not (self.is_frozen() and found.part != "photo")
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def paste(self) -> bool:
        """Add the picture on the clipboard to the current item; False when there is none."""
        found = pictures_in(QGuiApplication.clipboard().mimeData())
        row = self.current_row()
        if row is None or not found or self.is_frozen():
            return False
        self.photos_added.emit(row.code, found)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Let the row under the mouse become the current one."""
        row, _found = self._under(event.position())
        if row is not None:
            self.select(row.code)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped to the row under the mouse."""
        row, _found = self._under(event.position())
        found = pictures_in(event.mimeData())
        if row is not None and found:
            self.photos_added.emit(row.code, found)
            event.acceptProposedAction()
