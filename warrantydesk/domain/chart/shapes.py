"""What a chart is painted of; lengths in pixels or points, ``y`` runs downwards."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol


class Ink(StrEnum):
    """What a shape is, which decides its colour."""

    GRID = "grid"
    AXIS = "axis"
    BAR = "bar"
    MATTERS = "matters"
    WORDS = "words"
    QUIET = "quiet"
    LINE = "line"
    TARGET = "target"
    PART_1 = "part_1"
    PART_2 = "part_2"
    PART_3 = "part_3"
    PART_4 = "part_4"
    PART_5 = "part_5"


PARTS = (Ink.PART_1, Ink.PART_2, Ink.PART_3, Ink.PART_4, Ink.PART_5)
"""The inks of several series, in order."""


class Area(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return self.left + self.width / 2


class Measure(Protocol):
    """How wide and how high words are on the ground that is painted."""

    @property
    def line(self) -> float:
        """The height of a line of words."""

    def width(self, text: str, bold: bool = False) -> float:
        """Return how wide a text is."""


class Bar(NamedTuple):
    """A filled rectangle that stands for a value."""

    area: Area
    ink: Ink


class Stroke(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    dashed: bool = False


class Dot(NamedTuple):
    """A small circle on a line; a hollow one shows the ground."""

    x: float
    y: float
    ink: Ink
    hollow: bool = True


class Text(NamedTuple):
    """A line of words in an area: left, right or centre; ``over`` a line it needs ground."""

    area: Area
    text: str
    ink: Ink = Ink.QUIET
    align: str = "centre"
    bold: bool = False
    over: bool = False


class Slot(NamedTuple):
    """The whole height of one bar or point: where the pointer means it."""

    key: str
    area: Area
    point: int
    """Its place among the points of the chart; -1: it stands for several."""


@dataclass
class Picture:
    """A chart laid out: everything that is painted, in this order."""

    strokes: list[Stroke] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    lines: list[Stroke] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
