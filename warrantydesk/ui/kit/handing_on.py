"""A widget that hands the keyboard on to one of its parts.

A focus proxy would do so too, but then Tab leaps over what stands before that part.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class _HandingOn(QObject):
    """Waits for the keyboard to come to a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.target: QWidget | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the keyboard on after the widget has it."""
        if event.type() == QEvent.Type.FocusIn and self.target and isValid(self.target):
            self.target.setFocus()
        return False


def hand_on(widget: QWidget, target: QWidget | None) -> None:
    """Let ``widget`` hand the keyboard on to ``target`` from now on; None keeps it."""
    found = next((one for one in widget.children() if isinstance(one, _HandingOn)), None)
    (found or _HandingOn(widget)).target = target


def hands_on_to(widget: QWidget) -> QWidget | None:
    """Return the part that gets the keyboard of a widget, None where it keeps it."""
    found = next((one for one in widget.children() if isinstance(one, _HandingOn)), None)
    return found.target if found is not None else None
