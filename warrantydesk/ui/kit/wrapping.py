"""Text broken into a few lines for painters; what does not fit ends with an ellipsis."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


def wrapped(
    text: str, face: QFont, width: float, most: int, first: float | None = None
) -> list[str]:
    """Return at most ``most`` lines of ``width`` pixels; the ``first`` may be narrower.

    The last line is cut with an ellipsis where the text is longer.
    """
    if not text:
        return []
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width if starts or first is None else first, 1.0))
        starts.append(line.textStart())
    layout.endLayout()
    kept = starts[:most]
    ends = [*kept[1:], len(text)]
    lines = [text[start:end].strip() for start, end in zip(kept, ends, strict=True)]
    room = width if len(kept) > 1 or first is None else first
    right = Qt.TextElideMode.ElideRight
    return [*lines[:-1], QFontMetricsF(face).elidedText(lines[-1], right, room + 0.5)]
