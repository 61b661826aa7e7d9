"""How the value of a portal field is laid: beside its label, or below it where it breaks less."""

from typing import NamedTuple

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.wrapping import wrapped

MOST_LINES = 3
SIGN, BUTTON = 0.84, 3.6
"""Room in lines of text for the sign of copying, and for the button with its word."""
_BESIDE_SIGN = 18


class Laid(NamedTuple):
    """The lines of a value; ``below``: under the label; ``worded``: the button has its word."""

    lines: tuple[str, ...]
    below: bool
    worded: bool

    @property
    def rows(self) -> int:
        """How many lines of text the field takes."""
        return len(self.lines) + self.below


def laid(value: str, width: float, label: float, indent: float) -> Laid:
    """Lay a value into a row ``width`` wide, after a label ``label`` wide; all in pixels.

    Only the current row has the button, with a word where that breaks nothing more. Below the label
    a value has all the room from ``indent``; codes and days go there before they are broken.
    """
    face = theme.font(0, True)  # as the current row has it, so that a row keeps its height
    text, room = value or "—", width - label
    sign = theme.h(SIGN) + _BESIDE_SIGN
    beside = tuple(wrapped(text, face, max(room - sign, 40), MOST_LINES))
    below = tuple(wrapped(text, face, max(width - indent, 40), MOST_LINES))
    gained = len(beside) - len(below) - 1
    if gained > 0 or (gained == 0 and text.isascii()) or (_is_cut(beside) and not _is_cut(below)):
        return Laid(below, below=True, worded=True)
    worded = tuple(wrapped(text, face, max(room - theme.h(BUTTON), 40), MOST_LINES))
    return Laid(beside, below=False, worded=worded == beside)


def _is_cut(lines: tuple[str, ...]) -> bool:
    return bool(lines) and lines[-1].endswith("…")
