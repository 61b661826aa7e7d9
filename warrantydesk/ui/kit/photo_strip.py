"""Photographs side by side: drop, paste, pick; a click shows one large."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import messages, paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.photo_window import PhotoWindow
from warrantydesk.ui.kit.pictures import png_of, read_picture

GAP = 8
THUMB = 5.0
SHAPE = 0.58


@dataclass(frozen=True)
class Photo:
    """One picture: the bytes of a file or a path to it, and the words below."""

    source: bytes | str | Path
    caption: str = ""


class PhotoStrip(QWidget):
    """Thumbnails in rows and a place to add more; pictures are never removed here."""

    added = Signal(list)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without pictures."""
        super().__init__(parent)
        self._photos: list[Photo] = []
        self._thumbs: list[QImage] = []
        self._cursor = 0
        self._addable = True
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name()

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show other pictures; thumbnails of known ones are kept."""
        known = dict(zip(self._photos, self._thumbs, strict=True))
        self._photos = list(photos)
        self._thumbs = [
            known[one] if one in known else read_picture(one.source, 320) for one in photos
        ]
        self._name()
        self.updateGeometry()
        self.update()

    def photos(self) -> list[Photo]:
        """Return the pictures shown."""
        return list(self._photos)

    def set_addable(self, addable: bool) -> None:
        """Allow or forbid adding, as for a frozen paper."""
        self._addable = addable
        self.setAcceptDrops(addable)
        self.update()

    def paste(self) -> bool:
        """Add what is on the clipboard; False when it holds no picture."""
        return self._take(QGuiApplication.clipboard().mimeData())

    def pick(self) -> None:
        """Ask for files and add them."""
        kinds = _("Pictures and papers") + " (*.jpg *.jpeg *.png *.webp *.bmp *.pdf)"
        paths = messages.pick_files(self, _("Add photographs"), kinds)
        if paths:
            self.added.emit(list(paths))

    def view(self, number: int) -> PhotoWindow:
        """Show one picture large; return its window."""
        window = PhotoWindow([(one.source, one.caption) for one in self._photos], number, self)
        window.open()
        return window

    def hasHeightForWidth(self) -> bool:
        """Rows depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at this width."""
        spots = self._spots(width)
        return round(spots[-1].bottom()) + theme.h(1.1) if spots else theme.h(1)

    def sizeHint(self) -> QSize:
        """Three thumbnails."""
        width = theme.h(THUMB) * 3 + GAP * 2
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw thumbnails, captions and the place to add."""
        painter = QPainter(self)
        look = theme.tokens()
        for number, spot in enumerate(self._spots(self.width())):
            if number < len(self._photos):
                self._paint_thumb(painter, spot, number)
            else:
                paint.box(painter, spot, look.alt, look.line2, 4)
                side = theme.h(1.05)
                icon = QRectF(0, 0, side, side)
                icon.moveCenter(spot.center())
                paint_icon(painter, icon, "camera", look.ink2)
            if self.hasFocus() and number == self._cursor:
                paint.focus_ring(painter, spot)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens a picture, or asks for files."""
        for number, spot in enumerate(self._spots(self.width())):
            if spot.contains(event.position()):
                self._cursor = number
                self._enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens, Ctrl+V pastes; nothing is typed here."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step:
            last = max(0, len(self._spots(self.width())) - 1)
            self._cursor = min(max(self._cursor + step, 0), last)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self._enter()
        elif control and event.key() == Qt.Key.Key_V:
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and pictures."""
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    def _enter(self) -> None:
        if self._cursor < len(self._photos):
            self.opened.emit(self._cursor)
            self.view(self._cursor)
        elif self._addable:
            self.pick()

    def _take(self, mime: QMimeData | None) -> bool:
        """Read dropped or pasted files at once: chat programs delete theirs soon after."""
        if not self._addable or mime is None:  # None: an empty clipboard
            return False
        paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.added.emit(paths)
            return True
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self.added.emit([png_of(image)])
            return True
        return False

    def _spots(self, width: int) -> list[QRectF]:
        across = max(1, int((width + GAP) // (theme.h(THUMB) * 0.85 + GAP)))
        wide = min((width - GAP * (across - 1)) / across, theme.h(THUMB) * 1.3)
        high = wide * SHAPE
        captioned = any(photo.caption for photo in self._photos)
        row = high + (theme.h(1.05) if captioned else 0) + GAP
        return [
            QRectF((i % across) * (wide + GAP), (i // across) * row, wide, high)
            for i in range(len(self._photos) + int(self._addable))
        ]

    def _paint_thumb(self, painter: QPainter, spot: QRectF, number: int) -> None:
        look = theme.tokens()
        image = self._thumbs[number]
        paint.box(painter, spot, look.track, None, 4)
        if image.isNull():
            side = theme.h(1.05)
            icon = QRectF(0, 0, side, side)
            icon.moveCenter(spot.center())
            paint_icon(painter, icon, "document", look.ink2)
        else:
            scale = max(spot.width() / image.width(), spot.height() / image.height())
            cut = QRectF(0, 0, spot.width() / scale, spot.height() / scale)
            cut.moveCenter(QRectF(image.rect()).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(spot, image, cut)
        below = QRectF(spot.left(), spot.bottom() + 1, spot.width(), theme.h(1))
        paint.words(painter, below, self._photos[number].caption, look.ink, theme.font(-1))

    def _name(self) -> None:
        self.setAccessibleName(ngettext_("{n} photograph", "{n} photographs", len(self._photos)))
