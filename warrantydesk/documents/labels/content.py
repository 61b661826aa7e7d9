"""What a label says, before it is known how much of it there is room for."""

from dataclasses import dataclass

NAME, NUMBER, SMALL, NOTE = 25, 21, 18, 20
"""Sizes of letters in dots of a 203 dpi printer; 18 is the smallest that survives one bit."""


@dataclass(frozen=True)
class Row:
    """One thing said on the left: parts stay whole where they can; the tail is never cut."""

    parts: tuple[str, ...]
    size: int = SMALL
    bold: bool = False
    tail: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Note:
    """A line of the right column; the highest rank is dropped first, None means no tick box."""

    text: str
    rank: int
    bold: bool = False
    ticked: bool | None = None


@dataclass(frozen=True)
class Content:
    """A label in words: its code, rows by priority, shelf place, notes and foot line."""

    code: str
    readable: str
    rows: tuple[Row, ...]
    plate: str = ""
    notes: tuple[Note, ...] = ()
    foot: str = ""
    foot_code: str = ""
    foot_end: tuple[str, ...] = ()
    corner: str = ""
    reprint: str = ""


def row(*parts: str, size: int = SMALL, bold: bool = False, lines: int = 1) -> Row:
    """Return a row of the parts that are not empty."""
    return Row(tuple(part for part in parts if part), size, bold, lines=lines)
