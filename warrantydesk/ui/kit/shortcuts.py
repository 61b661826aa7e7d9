"""Actions with their keys; tooltips name the keys, so that they are learned in passing."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit.icons import icon


def action(
    owner: QWidget,
    text: str,
    triggered: Callable[[], object],
    keys: str = "",
    icon_name: str = "",
) -> QAction:
    """Return an action of ``owner`` that works while the focus is inside it."""
    made = QAction(text, owner)
    if keys:
        made.setShortcut(QKeySequence(keys))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setToolTip(f"{plain_words(text)} ({keys_text(keys)})")
    if icon_name:
        made.setIcon(icon(icon_name))
    made.triggered.connect(lambda: triggered())
    owner.addAction(made)
    return made


def shortcut(owner: QWidget, keys: str, pressed: Callable[[], object]) -> QShortcut:
    """Bind keys inside ``owner`` without a menu entry."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: pressed())
    return made


def plain_words(text: str) -> str:
    """Return the words of a menu entry without the letter that opens it: neither & nor (&P)."""
    bare = re.sub(r"\s*\(&\w\)", "", text)
    return bare.replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_text(keys: str) -> str:
    """Return keys as this platform writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
