"""The field in which the reason of a difference is written: a code of the payer's, or words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.inputs import SuggestField, Suggestion

MOST = 40
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEPT = (*ENTER, Qt.Key.Key_Escape)


class ReasonField(SuggestField):
    """Enter takes what is written, Ctrl+Enter also makes the payer's amount the end of it."""

    taken = Signal(str, str, bool)
    """Code, words, and whether the payer's amount is the end of it."""
    given_up = Signal()

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        """``names`` of the reason codes."""
        self._names = dict(names)
        super().__init__(self._fitting, _("Reason"), parent=parent)
        self.setAccessibleName(_("Reason"))
        self._final = False
        self.picked.connect(lambda _item: self.take(self._final))

    def set_reason(self, code: str, text: str) -> None:
        """Show a reason as it stands."""
        self.set_value(" ".join(part for part in (code, text) if part))
        self.selectAll()

    def reason(self) -> tuple[str, str]:
        """Return the code and the words that are written."""
        written = self.text().strip()
        first, _blank, rest = written.partition(" ")
        if first.upper() in self._names:
            return first.upper(), rest.strip()
        named = next((code for code, name in self._names.items() if name == written), "")
        return (named, "") if named else ("", written)

    def take(self, final: bool = False) -> None:
        """Take what is written."""
        self.taken.emit(*self.reason(), final)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter and Esc for the field: elsewhere in the tab they mean more."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in KEPT:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc gives up, Down opens the list."""
        key = event.key()
        popup = self.completer().popup()
        if key in ENTER:
            self.take(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key == Qt.Key.Key_Down and not (popup and popup.isVisible()):
            self.offer("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field gives up what was not taken; its own list is no leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.given_up.emit()

    def _fitting(self, text: str) -> Sequence[Suggestion]:
        words = text.casefold().split()
        fitting = [
            Suggestion(code, name, code)
            for code, name in self._names.items()
            if all(word in f"{code} {name}".casefold() for word in words)
        ]
        return fitting[:MOST]
