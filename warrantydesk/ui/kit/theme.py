"""Colours, fonts and the measure ``unit()`` for the whole window; painters ask at paint time."""

import os
import sys
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QToolTip
from shiboken6 import isValid

from warrantydesk.resources import find
from warrantydesk.ui.kit.tokens import DARK, LIGHT, Tokens, Tone, palette_of

__all__ = [
    "Tokens",
    "Tone",
    "apply",
    "font",
    "h",
    "menu_sheet",
    "metrics",
    "scale",
    "tokens",
    "unit",
]

FAMILY = "Noto Sans SC"
POINTS = 9.0 if sys.platform == "win32" else 9.5
FONT_FILES = ("fonts/NotoSansSC-Regular.ttf", "fonts/NotoSansSC-Bold.ttf")
SCALES = (0.9, 1.0, 1.1, 1.25, 1.5)

# Only for the menu bar: a sheet for the whole program would repaint the ground of every field.
MENU_SHEET = """
QMenuBar {{ border: none; background: {window}; color: {ink}; }}
QMenuBar::item {{ padding: 4px 8px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {track}; }}
"""


class _Current:
    """The look in use; one for the process, as there is one window."""

    tokens = LIGHT
    scale = 1.0
    family = ""
    applied = False


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
    look = (DARK if dark else LIGHT, min(max(scale, 0.9), 1.5), _family())
    if _Current.applied and look == (_Current.tokens, _Current.scale, _Current.family):
        return
    _Current.tokens, _Current.scale, _Current.family = look
    _Current.applied = True
    for cached in (font, metrics, unit, h):
        cached.cache_clear()
    if sys.platform != "win32" and os.environ.get("QT_STYLE_OVERRIDE") != "Fusion":
        app.setStyle("Fusion")
    app.setPalette(palette_of(_Current.tokens))
    app.setFont(font())
    QToolTip.setPalette(palette_of(_Current.tokens))
    QToolTip.setFont(font(-0.5))
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


def menu_sheet() -> str:
    """Return the style sheet that makes a native menu bar quiet."""
    names = ("window", "track", "ink")
    return MENU_SHEET.format(**{name: _Current.tokens.color(name).name() for name in names})


def _restyle_all(app: QApplication) -> None:
    """Let every widget that keeps fonts or sizes take them anew.

    Taking them may replace other widgets, so each is looked at again before it is called.
    """
    keeping = [widget for widget in app.allWidgets() if hasattr(widget, "restyle")]
    for widget in keeping:
        if isValid(widget):
            widget.restyle()
    for top in app.topLevelWidgets():
        top.update()
