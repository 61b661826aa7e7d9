"""What every screen is looked at for: names, letters, words, room. A look yields what is wrong."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from warrantydesk import i18n

_LETTER = re.compile(r"(?<!&)&([^&\s])")
_INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


def seen(top: QWidget) -> list[QWidget]:
    """Return what of a window can be seen, the lists of choices and tools of Qt left out."""
    return [
        one
        for one in top.findChildren(QWidget)
        if one.isVisible() and one.window() is top and not one.objectName().startswith("qt_")
    ]


def named(one: QWidget) -> str:
    """Return how a widget is told of: its class, its own name, its words."""
    return f"{type(one).__name__} {one.objectName()} “{words_of(one)}”"


def words_of(one: QWidget) -> str:
    """Return the words that a label or button shows."""
    return one.text() if isinstance(one, QLabel | QAbstractButton) else ""


def nameless(top: QWidget) -> Iterator[str]:
    """Yield what the keyboard reaches and a screen reader cannot name."""
    for one in seen(top):
        if not (one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()):
            continue
        if isinstance(one.parentWidget(), QComboBox):
            continue  # the line of a choice is named by the choice
        said = one.accessibleName() or words_of(one)
        if isinstance(one, (*_INPUTS, QAbstractButton)) and not said.strip():
            yield f"{named(one)} has no name"


def doubled_letters(top: QWidget) -> Iterator[str]:
    """Yield letters that two buttons of a dialog share."""
    if not isinstance(top, QDialog):
        return
    letters = Counter(
        found[1].upper()
        for one in seen(top)
        if isinstance(one, QAbstractButton) and (found := _LETTER.search(one.text()))
    )
    yield from (f"Alt+{letter} is given twice" for letter, count in letters.items() if count > 1)


@cache
def _english_only(code: str) -> frozenset[str]:
    """Return the sentences of the catalog whose translation differs from the English."""
    i18n.set_language(code)
    catalog = i18n.catalog()
    return frozenset(one for one, other in catalog.items() if one != other and len(one) > 3)


def untranslated(top: QWidget) -> Iterator[str]:
    """Yield words that stand in English although the catalog has others."""
    code = i18n.language().code
    if code == "en":
        return
    english = _english_only(code)
    for one in seen(top):
        if words_of(one) in english:
            yield f"{named(one)} is not translated"


def too_large(top: QWidget, room: QWidget) -> Iterator[str]:
    """Yield a dialog that is larger than the window it stands over."""
    if top is room or not top.isModal():
        return
    if top.width() > room.width() or top.height() > room.height():
        yield f"{top.width()}x{top.height()} in {room.width()}x{room.height()}"


def cut(top: QWidget) -> Iterator[str]:
    """Yield buttons whose words do not fit."""
    for one in seen(top):
        if isinstance(one, QAbstractButton) and one.text() and one.width() > 0:
            wanted = one.minimumSizeHint().width()
            if wanted > one.width() + 2 and not one.toolTip():
                yield f"{named(one)} wants {wanted}, has {one.width()}"
