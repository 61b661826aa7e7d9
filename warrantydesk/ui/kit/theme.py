"""Colours, fonts and the measure ``unit()`` for the whole window; painters ask at paint time."""

import sys
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

from warrantydesk.resources import find
from warrantydesk.ui.kit.tokens import DARK, LIGHT, Tokens, Tone, palette_of

__all__ = ["Tokens", "Tone", "apply", "font", "h", "metrics", "scale", "tokens", "unit"]

FAMILY = "Noto Sans SC"
POINTS = 9.0 if sys.platform == "win32" else 9.5
FONT_FILES = ("fonts/NotoSansSC-Regular.ttf", "fonts/NotoSansSC-Bold.ttf")
SCALES = (0.9, 1.0, 1.1, 1.25, 1.5)

# Slim scroll bars and a quiet menu bar are the only looks a palette cannot give to Fusion.
SHEET = """
QMenuBar {{ border: none; background: {window}; }}
QMenuBar::item {{ padding: 4px 8px; background: transparent; }}
QMenuBar::item:selected {{ background: {track}; border-radius: 4px; }}
QScrollBar:vertical {{ width: 10px; background: transparent; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; }}
QScrollBar::handle {{ background: {line2}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ color: {ink}; background: {base}; border: 1px solid {line2}; padding: 3px; }}
"""


class _Current:
    """The look in use; one for the process, as there is one window."""

    tokens = LIGHT
    scale = 1.0
    family = ""


def tokens() -> Tokens:
    """Return the colours in use."""
    return _Current.tokens


def scale() -> float:
    """Return the font scale in use, 1.0 is the system's size."""
    return _Current.scale


@cache
def font(delta: float = 0.0, bold: bool = False) -> QFont:
    """Return the app font, ``delta`` points larger at scale 1; do not change the result."""
    made = QFont(_Current.family) if _Current.family else QFont(QApplication.font())
    made.setPointSizeF((POINTS + delta) * _Current.scale)
    made.setBold(bold)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def metrics(delta: float = 0.0, bold: bool = False) -> QFontMetrics:
    """Return the metrics of ``font(delta, bold)``."""
    return QFontMetrics(font(delta, bold))


@cache
def unit() -> int:
    """Return the height of a line of body text in pixels, 19 at 100 %; all sizes stand on it."""
    return metrics().height()


@cache
def h(times: float) -> int:
    """Return a height or width of so many line heights in whole pixels, at least 1."""
    return max(1, round(times * unit()))


def apply(app: QApplication, dark: bool | None = None, scale: float = 1.0) -> None:
    """Give the program its look; ``dark`` None follows the system."""
    if dark is None:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _Current.tokens = DARK if dark else LIGHT
    _Current.scale = min(max(scale, 0.9), 1.5)
    _Current.family = _family()
    for cached in (font, metrics, unit, h):
        cached.cache_clear()
    if sys.platform != "win32" and app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette_of(_Current.tokens))
    app.setFont(font())
    sheet = _sheet()
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
    _restyle_all(app)


def _family() -> str:
    """Load the bundled font where the system has none to rely on; about 5 ms."""
    if sys.platform == "win32" and QFontInfo(QApplication.font()).exactMatch():
        return ""
    _load_fonts()
    return FAMILY


@cache
def _load_fonts() -> None:
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(find(name)))


def _sheet() -> str:
    names = ("window", "track", "line2", "ink", "base")
    return SHEET.format(**{name: _Current.tokens.color(name).name() for name in names})


def _restyle_all(app: QApplication) -> None:
    """Let every widget that keeps fonts or sizes take them anew."""
    for widget in app.allWidgets():
        restyle = getattr(widget, "restyle", None)
        if restyle is not None:
            restyle()
        widget.update()
