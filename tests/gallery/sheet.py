"""Contact sheets: nine pictures a page with their names, so that eyes can go fast."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_ACROSS, _DOWN = 3, 3
_WIDTH, _HEIGHT, _TITLE, _GAP = 640, 342, 18, 6


def sheets(files: Sequence[Path], folder: Path) -> list[Path]:
    """Lay pictures on pages in a folder; returns the pages."""
    each = _ACROSS * _DOWN
    made = []
    for first in range(0, len(files), each):
        page = folder / f"sheet-{first // each + 1:02d}.png"
        _page(files[first : first + each]).save(str(page), "PNG")
        made.append(page)
    return made


def _page(files: Sequence[Path]) -> QImage:
    wide, high = _WIDTH + _GAP, _HEIGHT + _TITLE + _GAP
    page = QImage(wide * _ACROSS, high * _DOWN, QImage.Format.Format_RGB32)
    page.fill(QColor("#404040"))
    painter = QPainter(page)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QColor("white"))
    for number, file in enumerate(files):
        row, column = divmod(number, _ACROSS)
        x, y = column * wide, row * high
        painter.drawText(QRect(x + 4, y, _WIDTH, _TITLE), Qt.AlignmentFlag.AlignVCenter, file.stem)
        shot = QImage(str(file)).scaled(
            _WIDTH,
            _HEIGHT,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(x, y + _TITLE, shot)
    painter.end()
    return page
