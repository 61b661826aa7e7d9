"""What a label is made of: boxes in whole dots, the same for a raster and for a page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One line of text from ``x`` on its baseline; ``size`` is the em in dots."""

    x: int
    baseline: int
    text: str
    size: int
    bold: bool = False
    white: bool = False


@dataclass(frozen=True)
class Block:
    """A black rectangle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Bars:
    """Code 128 from its first bar: run lengths in modules, black first.

    Turned bars (ladder) run downwards, and ``height`` is then measured to the right.
    """

    x: int
    y: int
    height: int
    module: int
    runs: tuple[int, ...]
    turned: bool = False


@dataclass(frozen=True)
class Matrix:
    """A two-dimensional code from its first module, without its quiet zone."""

    x: int
    y: int
    module: int
    rows: tuple[bytes, ...]


@dataclass(frozen=True)
class Tick:
    """A box that is ticked or empty."""

    x: int
    y: int
    size: int
    line: int
    ticked: bool


Mark = Words | Block | Bars | Matrix | Tick


def tick_path(tick: Tick) -> tuple[tuple[int, int], ...]:
    """Return the three corners of the tick inside its box, in dots."""
    return (
        (tick.x + round(tick.size * 0.24), tick.y + round(tick.size * 0.48)),
        (tick.x + round(tick.size * 0.44), tick.y + round(tick.size * 0.68)),
        (tick.x + round(tick.size * 0.78), tick.y + round(tick.size * 0.28)),
    )


def frame(x: int, y: int, width: int, height: int, line: int) -> tuple[Block, ...]:
    """Return the four sides of an empty rectangle."""
    return (
        Block(x, y, width, line),
        Block(x, y + height - line, width, line),
        Block(x, y, line, height),
        Block(x + width - line, y, line, height),
    )


def runs_of(mark: Bars) -> tuple[tuple[int, int], ...]:
    """Return offset and length of each black bar along the symbol, in dots."""
    spans, at = [], 0
    for index, run in enumerate(mark.runs):
        if index % 2 == 0:
            spans.append((at * mark.module, run * mark.module))
        at += run
    return tuple(spans)
