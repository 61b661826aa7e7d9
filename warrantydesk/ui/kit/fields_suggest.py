"""A line that offers fitting entries while typing; anything else may be typed too."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.fields_text import LineField

AnyIndex = Any
ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Suggestion:
    """One entry offered: what is written, what it means, and what stands behind it."""

    text: str
    second: str = ""
    key: object = None


class _Suggestions(QAbstractListModel):
    """The entries offered now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: Sequence[Suggestion] = ()

    def show(self, items: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.items)

    def data(self, index: AnyIndex, role: int = 0) -> object:
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return item.text
        return item if role == ROLE else None


class _SuggestionDelegate(QStyledItemDelegate):
    """Draws an entry: text bold, meaning beside it in grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.h(10), theme.h(1.6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look = theme.tokens()
        item: Suggestion = index.data(ROLE)
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, look.accent_tint if chosen else look.base)
        inner = area.adjusted(8, 0, -8, 0)
        width = paint.words(painter, inner, item.text, look.ink, theme.font(0, bool(item.second)))
        inner.setLeft(inner.left() + width + 10)
        paint.words(painter, inner, item.second, look.ink2, theme.font(-0.5))


class SuggestField(LineField):
    """A text field whose entries come from ``suggest(text)``; ``picked`` gives the entry taken."""

    picked = Signal(object)

    def __init__(
        self,
        suggest: Callable[[str], Sequence[Suggestion]],
        placeholder: str = "",
        *,
        code: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``code`` keeps input methods away."""
        super().__init__(placeholder, parent)
        self._suggest = suggest
        if code:
            self.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self._entries = _Suggestions(self)
        self._completer = QCompleter(self._entries, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        popup = QListView()
        self._completer.setPopup(popup)
        popup.setItemDelegate(_SuggestionDelegate(popup))
        popup.setMinimumWidth(theme.h(20))
        self._completer.activated.connect(self._take_text)
        self.setCompleter(self._completer)

    def offer(self, text: str) -> None:
        """Open the list of what fits a text."""
        self._entries.show(self._suggest(text))
        self._completer.complete()

    def offered(self) -> Sequence[Suggestion]:
        """Return the entries offered now."""
        return self._entries.items

    def event(self, event: QEvent) -> bool:
        """Tab takes what is lit in the open list and goes on as it does without a list.

        The list hands its keys over past every event filter, so that a grid would not hear of it.
        """
        if event.type() != QEvent.Type.KeyPress:
            return super().event(event)
        popup, tabs = self._completer.popup(), (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if cast(QKeyEvent, event).key() not in tabs or popup is None or not popup.isVisible():
            return super().event(event)
        lit = popup.currentIndex()
        if lit.isValid():
            self._take_text(str(lit.data()))
        popup.hide()
        event.accept()
        QApplication.sendEvent(self, event.clone())
        return True

    def composing_popup(self) -> QWidget | None:
        """The open list takes the keys; while something is composed it must not act on them."""
        return self._completer.popup()

    def _take_edit(self) -> None:
        self._entries.show(self._suggest(self.text().strip()))
        super()._take_edit()

    def _take_text(self, text: str) -> None:
        """Take the entry that the completer has just written into the line."""
        item = next((one for one in self._entries.items if one.text == text), None)
        if item is None:
            return
        row = self._completer.popup().currentIndex().row()  # type: ignore[union-attr]
        if 0 <= row < len(self._entries.items) and self._entries.items[row].text == text:
            item = self._entries.items[row]
        self.setText(item.text)
        self.edited.emit()
        self.picked.emit(item)


class PickField(SuggestField):
    """Holds the key of one of many choices, found by any words of their names.

    Text that names none of them is no value: it stays, and the field says so.
    """

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        """Start without choices."""
        super().__init__(self._find, placeholder, parent=parent)
        self._choices: dict[Any, str] = {}

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer another list; the value stays."""
        held = self.value()
        self._choices = dict(choices)
        if self.problem() is None and not self.is_composing():
            self.setText(self._written(held))

    def value(self) -> Any:
        """Return the key of what is written, None where nothing is."""
        text = self.text().strip()
        by_name = (key for key, name in self._choices.items() if text in (name, str(key)))
        return next(by_name, text or None)

    def problem(self) -> str | None:
        """Say that the text names no choice."""
        value = self.value()
        if value is None or value in self._choices or value == self._kept:
            return None
        return _("Nothing in the list is named so: choose an entry.")

    def set_value(self, value: Any) -> None:
        """Show the name of a key; a key that is not in the list is shown as it is, and kept."""
        self._kept = value or None
        super().set_value(value or None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the whole list."""
        popup = self.completer().popup()
        if event.key() == Qt.Key.Key_Down and not (popup and popup.isVisible()):
            self.offer("")
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the whole list, too."""
        super().mouseDoubleClickEvent(event)
        self.offer("")

    _kept: Any = None

    def _written(self, value: Any) -> str:
        return self._choices.get(value, super()._written(value))

    def _find(self, text: str) -> Sequence[Suggestion]:
        words = text.casefold().split()
        return [
            Suggestion(name, key=key)
            for key, name in self._choices.items()
            if all(word in name.casefold() for word in words)
        ]

    def _tidy(self) -> None:
        """Write the whole name once the clerk leaves the field."""
        if self.problem() is None:
            self.setText(self._written(self.value()))
            self.setCursorPosition(0)
