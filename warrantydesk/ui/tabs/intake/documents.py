"""The papers that a claim type asks for, as tiles: ticked, attached, dropped, pasted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QWidget

from warrantydesk.i18n import _, ngettext_, pick
from warrantydesk.services.claims.view import DocumentState
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.pictures import png_of

COLUMNS = 3
GAP = 8
MADE_HERE = frozenset({"WA", "IS", "CF", "OP"})


def is_missing(state: DocumentState) -> bool:
    """Say whether the clerk must still bring this paper."""
    return state.mandatory and not state.present and state.code not in MADE_HERE


class DocumentTile(QWidget):
    """One paper: Space ticks it, Enter asks for files, Ctrl+V and drops attach."""

    ticked = Signal(str, bool)
    given = Signal(str, list)
    asked = Signal(str)

    def __init__(self, state: DocumentState, frozen: bool, urgent: bool) -> None:
        """Show one paper; ``urgent`` tints what is missing."""
        super().__init__()
        self.state, self._frozen, self._urgent = state, frozen, urgent
        self.setObjectName(f"document.{state.code}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAcceptDrops(not frozen)
        name = pick(state.name_zh, state.name_en)
        self.setAccessibleName(f"{name}: {self._note()}")
        reason = pick(state.reason_zh, state.reason_en)
        condition = pick(state.condition_zh, state.condition_en)
        self.setToolTip("\n".join(part for part in (name, condition, reason) if part))
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.5))

    def sizeHint(self) -> QSize:
        """A third of the form."""
        return QSize(theme.h(12), theme.h(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, name, note and the clip."""
        painter, look = QPainter(self), theme.tokens()
        area = QRectF(self.rect())
        missing = is_missing(self.state)
        loud = missing and self._urgent
        fill = look.danger_tint if loud else look.hover if self.underMouse() else look.base
        paint.box(painter, area, fill, look.danger if loud else look.line, 5)
        side = theme.h(0.74)
        middle = area.center().y()
        paint_mark(painter, QRectF(10, middle - side / 2, side, side), self._mark())
        room = area.adjusted(10 + side + 8, 0, -10, 0)
        if not self._frozen:
            icon = theme.h(0.84)
            spot = QRectF(room.right() - icon, middle - icon / 2, icon, icon)
            ink = look.danger if loud else look.ink2
            paint_icon(painter, spot, "camera" if missing else "add", ink)
            room.setRight(spot.left() - 8)
        note, name = self._note(), pick(self.state.name_zh, self.state.name_en)
        width = min(paint.width_of(note, -1), room.width() * 0.5)
        beside = QRectF(room.right() - width, room.top(), width, room.height())
        ink = look.danger if missing else look.ink2
        paint.words(painter, beside, note, ink, theme.font(-1), paint.RIGHT)
        room.setRight(beside.left() - 8)
        ink = look.danger if loud else look.ink
        paint.words(painter, room, name, ink, theme.font(0, loud))
        if self.hasFocus():
            paint.focus_ring(painter, area, 5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The sign at the right asks for files, the rest ticks."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._frozen:
            return
        if event.position().x() > self.width() - theme.h(1.5):
            self.asked.emit(self.state.code)
        else:
            self._tick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter asks for files, Ctrl+V attaches; nothing is typed here."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._frozen:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._tick()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(self.state.code)
        elif control and event.key() == Qt.Key.Key_V:
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the tile can be clicked."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hint back."""
        super().leaveEvent(event)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def take(self, mime: QMimeData) -> bool:
        """Attach files or a picture; False where there is neither."""
        found: list[Any] = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        image = mime.imageData() if not found and mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            found = [png_of(image)]
        if found:
            self.given.emit(self.state.code, found)
        return bool(found)

    def _tick(self) -> None:
        if not self.state.by_program and not self.state.files:
            self.ticked.emit(self.state.code, not self.state.present)

    def _mark(self) -> Mark:
        if self.state.present:
            return Mark.DONE
        return Mark.WARN if is_missing(self.state) else Mark.TODO

    def _note(self) -> str:
        state = self.state
        if state.files:
            return ngettext_("{n} file", "{n} files", state.files)
        if state.present:
            return _("in the desk") if state.by_program else _("seen")
        if state.code in MADE_HERE:
            return _("made here") if state.mandatory else _("later")
        return _("required") if state.mandatory else _("as needed")


class Documents(QWidget):
    """All papers of a claim, three in a row."""

    ticked = Signal(str, bool)
    given = Signal(str, list)
    asked = Signal(str)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._shown: tuple[Sequence[DocumentState], bool, bool] = ((), False, False)
        self._tiles: list[DocumentTile] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)

    def show_states(
        self, states: Sequence[DocumentState], frozen: bool = False, urgent: bool = False
    ) -> None:
        """Show papers; equal ones are left alone, the keyboard stays where it was."""
        if (tuple(states), frozen, urgent) == self._shown:
            return
        self._shown = (tuple(states), frozen, urgent)
        # After a file dialog no widget has the focus, but the window knows where it will return.
        focus = self.window().focusWidget()
        held = next((tile.state.code for tile in self._tiles if tile is focus), None)
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._tiles = [self._tile(state) for state in states]
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
            if tile.state.code == held:
                tile.setFocus()

    def tiles(self) -> list[DocumentTile]:
        """Return the tiles in order."""
        return list(self._tiles)

    def jump(self, path: str) -> None:
        """Put the keyboard on the paper that a finding names."""
        for tile in self._tiles:
            if path.endswith(f".{tile.state.code}"):
                tile.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Repaint: the names are cut at other places."""
        super().resizeEvent(event)
        self.update()

    def _tile(self, state: DocumentState) -> DocumentTile:
        tile = DocumentTile(state, *self._shown[1:])
        tile.ticked.connect(self.ticked)
        tile.given.connect(self.given)
        tile.asked.connect(self.asked)
        return tile
