"""What an input method is still composing in a field belongs to it: keys, shortcuts, fills wait."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ELSEWHERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The keyboard comes back by itself after these."""


class Composing(_Widget):
    """Mixin of every field that takes text; it stands before the Qt class.

    While words are being composed Enter, Esc, Tab, arrows and shortcuts that reach the field do
    nothing, and a value that the program wants to show waits until the composing is over.
    """

    _composed = ""
    _awaited: tuple[Any] | None = None
    _guard: "_Guard | None" = None

    if TYPE_CHECKING:

        def set_value(self, value: Any) -> None:
            """Show a value."""

    def is_composing(self) -> bool:
        """Tell whether an input method has not given its text yet."""
        return bool(self._composed)

    def put_off(self, value: Any) -> bool:
        """Say whether a value must wait; it is shown if the composing ends without a text."""
        if self._composed:
            self._awaited = (value,)
        return self.is_composing()

    def composing_popup(self) -> QWidget | None:
        """Return the list that takes the keys of the field while it is open."""
        return None

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note what is being composed, before anything hears of the text that is finished."""
        self._note(event.preeditString())
        super().inputMethodEvent(event)
        awaited = self._awaited
        if awaited is not None and not self._composed:
            self._awaited = None
            if not event.commitString():  # else what the clerk wrote stands
                self.set_value(*awaited)

    def leave_composing(self) -> None:
        """Know of nothing that is being composed any more."""
        self._note("")

    def _note(self, preedit: str) -> None:
        self._composed = preedit
        if self._guard is None and preedit:
            self._guard = _Guard(self)
        if self._guard is not None:
            self._guard.watch(bool(preedit))


class _Guard(QObject):
    """Keeps keys from a field and its list; what is installed last is asked first by Qt.

    It watches only while something is being composed, so that fields cost nothing otherwise.
    """

    def __init__(self, field: Composing) -> None:
        """Live as long as the field."""
        super().__init__(field)
        self._field, self._watches = field, False

    def watch(self, watches: bool) -> None:
        """Begin to keep keys, or let every key through again."""
        if watches == self._watches:
            return
        self._watches = watches
        for one in (self._field, self._field.composing_popup()):
            if one is not None:
                (one.installEventFilter if watches else one.removeEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what is no letter; the field left for good is done with composing."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            event.accept()
            return not _is_letter(event)
        leaves = kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent)
        if leaves and watched is self._field and event.reason() not in _ELSEWHERE:  # type: ignore[attr-defined]
            self._field.leave_composing()
        return False


def _is_letter(event: QKeyEvent) -> bool:
    return event.text().isprintable() and bool(event.text()) and not event.modifiers() & _MODIFIERS
