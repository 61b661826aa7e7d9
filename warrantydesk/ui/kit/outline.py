"""What all fields share: the outline that says focus, warning or block, and the state line."""

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, tone_of
from warrantydesk.ui.kit.tokens import Tone

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Field(Protocol):
    """What a form asks of an input; every class of ``inputs`` has it."""

    edited: Any

    def value(self) -> Any:
        """Return the value, None where nothing (or nothing valid) was typed."""

    def set_value(self, value: Any) -> None:
        """Show a value without emitting ``edited``; an equal value leaves the cursor alone."""

    def set_state(self, severity: Mark | None, text: str = "") -> None:
        """Show a finding at the field."""

    def shown_state(self) -> tuple[Mark | None, str]:
        """Return the finding shown."""

    def problem(self) -> str | None:
        """Return the sentence that says what is wrong with the typed text."""

    def shown(self) -> str:
        """Return the value as read-only text."""


class Outlined(_Widget):
    """Mixin of every input; ``tinted`` ones, such as readings, also take the tint of a finding."""

    if TYPE_CHECKING:
        edited = Signal()

    tinted = False
    _severity: Mark | None = None
    _state_text: str = ""

    def set_state(self, severity: Mark | None, text: str = "") -> None:
        """Show a finding at the field: outline in its colour, words for the state line."""
        if (severity, text) != (self._severity, self._state_text):
            self._severity, self._state_text = severity, text
            self.setAccessibleDescription(text)
            self.update()

    def shown_state(self) -> tuple[Mark | None, str]:
        """Return the finding shown."""
        return self._severity, self._state_text

    def problem(self) -> str | None:
        """Return what is wrong with the typed text; plain fields take everything."""
        return None

    def outline(self, focused: bool) -> tuple[QColor, float]:
        """Return colour and width of the outline as it stands."""
        look = theme.tokens()
        if self.problem() is not None and not focused:
            return look.danger, 1
        tone = tone_of(self._severity) if self._severity else Tone.NEUTRAL
        if tone in (Tone.WARN, Tone.DANGER):
            return look.mark_of(tone), 2 if focused else 1
        return (look.accent, 2) if focused else (look.fline, 1)

    def paint_well(self, painter: QPainter, focused: bool, enabled: bool = True) -> None:
        """Draw the box of an input under its text."""
        look = theme.tokens()
        color, width = self.outline(focused)
        fill = look.field if enabled else look.window
        if self.tinted and self._severity is not None:
            fill = look.tint_of(tone_of(self._severity))
        paint.box(painter, QRectF(self.rect()), fill, color, 4, width)
