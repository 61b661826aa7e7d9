"""What every screen is looked at for: names, letters, words, room. A look yields what is wrong."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from babel.messages.pofile import read_po
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from warrantydesk import i18n
from warrantydesk.resources import find

SHORTEST = 3
"""Words up to this length are codes and signs in both languages."""
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
    with (find("locale") / code / "LC_MESSAGES" / f"{i18n.DOMAIN}.po").open("rb") as file:
        messages = list(read_po(file, locale=code))
    return frozenset(
        one.id
        for one in messages
        if isinstance(one.id, str) and one.string != one.id and len(one.id) > SHORTEST
    )


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
    """Yield buttons and lines of text whose words do not fit and stand nowhere else."""
    for one in seen(top):
        if not words_of(one) or one.width() <= 0 or one.toolTip():
            continue
        if isinstance(one, QLabel) and (one.wordWrap() or not one.text().isprintable()):
            continue
        wanted = one.minimumSizeHint().width()
        if wanted > one.width() + 2:
            yield f"{named(one)} wants {wanted}, has {one.width()}"


def outside(top: QWidget) -> Iterator[str]:
    """Yield what lies beyond the right edge of a window or a pane, where nothing scrolls to it."""
    for one in seen(top):
        edge = _edge(one, top)
        if not words_of(one) or edge is None:
            continue
        right = one.mapTo(edge, QPoint(one.width(), 0)).x()
        if right > edge.width() + 1:
            yield f"{named(one)} ends at {right} of {edge.width()}"


def _edge(one: QWidget, top: QWidget) -> QWidget | None:
    """Return what a widget must lie in; None where one can scroll to it."""
    above = one.parentWidget()
    while above is not None and above is not top:
        if isinstance(above, QAbstractScrollArea):
            off = above.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return above.viewport() if off else None
        above = above.parentWidget()
    return top


def outgrown(room: QWidget, size: tuple[int, int]) -> Iterator[str]:
    """Yield a window that does not go into the size it was given."""
    now = (room.width(), room.height())
    if now[0] > size[0] or now[1] > size[1]:
        yield f"window of {now} where {size} is given"


def everything(top: QWidget, room: QWidget, size: tuple[int, int]) -> list[str]:
    """Return all that is wrong with a window, or with a dialog over it."""
    return [
        *nameless(top),
        *doubled_letters(top),
        *untranslated(top),
        *too_large(top, room),
        *outgrown(room, size),
        *cut(top),
        *outside(top),
    ]
