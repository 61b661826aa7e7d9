"""Draw ``resources/app/app.ico`` from ``app.svg``: ``python -m installer.draw_icon``.

The picture beside the first page of the Windows set-up is drawn with it.
"""

import io
import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from warrantydesk.resources import find

# What Windows shows at 100 to 250 %: lists, task bar, Start menu, big symbols.
SIZES_PX = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# NSIS stretches a picture of this shape over the left of its first and last page.
SIDE = Path(__file__).parent / "setup_exe" / "side.bmp"
_SIDE_PX, _SIDE_COLOUR, _ON_SIDE_PX = (328, 628), "#eaf2f8", 200


def drawn(source: Path, size_px: int) -> Image.Image:
    """Return the picture of an SVG in a square of that many pixels."""
    renderer = QSvgRenderer(str(source))
    picture = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(kept.data())))


def side(source: Path) -> Image.Image:
    """Return the picture beside the first page: the icon on a quiet ground, above the middle."""
    ground = Image.new("RGB", _SIDE_PX, _SIDE_COLOUR)
    icon = drawn(source, _ON_SIDE_PX).convert("RGBA")
    ground.paste(icon, ((_SIDE_PX[0] - _ON_SIDE_PX) // 2, 150), icon)
    return ground


def main() -> Path:
    """Write the icon, each size drawn for itself, and the picture; returns the icon's path."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    source = find("app/app.svg")
    pictures = [drawn(source, size) for size in SIZES_PX]
    path = source.with_suffix(".ico")
    sizes = [(size, size) for size in SIZES_PX]
    pictures[-1].save(path, sizes=sizes, append_images=pictures[:-1])
    side(source).save(SIDE)
    del app
    print(path)
    return path


if __name__ == "__main__":
    main()
