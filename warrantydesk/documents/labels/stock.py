"""Label stocks and sheets: their size, and how much of a label they have room for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

BASE_DPI = 203
OUTER_MM = 1.0
Kind = TypeVar("Kind", "Stock", "Sheet")


@dataclass(frozen=True)
class Stock:
    """One label: its size, the aim for bars and letters, the rows of text it has room for."""

    key: str
    width_mm: float
    height_mm: float
    rows: int
    scale: float = 1.0
    module_mm: float = 0.38
    bar_mm: float = 10.0
    margin_mm: float = 1.5
    side: bool = True
    side_at_bars: bool = False
    foot: bool = True
    qr: bool = False
    short_vin: bool = False

    def dots(self, dpi: int) -> tuple[int, int]:
        """Return width and height in whole dots."""
        return whole_dots(self.width_mm, dpi), whole_dots(self.height_mm, dpi)


@dataclass(frozen=True)
class Sheet:
    """A page of equal labels; each is inset, so that neither printer nor cut touches it."""

    key: str
    width_mm: float
    height_mm: float
    columns: int
    rows: int
    label: Stock

    @property
    def places(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    def corner_mm(self, place: int) -> tuple[float, float]:
        """Return the left and upper edge of a label's content; places count from 0 by rows."""
        row, column = divmod(place, self.columns)
        cell_wide, cell_high = self.width_mm / self.columns, self.height_mm / self.rows
        return (
            column * cell_wide + (cell_wide - self.label.width_mm) / 2,
            row * cell_high + (cell_high - self.label.height_mm) / 2,
        )


STOCKS = (
    Stock("60x40", 60, 40, rows=6),
    Stock("100x50", 100, 50, rows=8, scale=1.2, module_mm=0.51, qr=True),
    Stock("50x30", 50, 30, rows=3, side=False, foot=False, short_vin=True),
)
_LARGE = Stock(
    "a4-2x2", 132, 89, rows=9, scale=2.0, module_mm=0.51, bar_mm=15, margin_mm=0, qr=True
)
_SMALL = Stock("a4-3x8", 60, 28.5, rows=5, scale=0.85, margin_mm=0, side_at_bars=True, foot=False)
SHEETS = (
    Sheet("a4-2x2", 297, 210, columns=2, rows=2, label=_LARGE),
    Sheet("a4-3x8", 210, 297, columns=3, rows=8, label=_SMALL),
)


def whole_dots(mm: float, dpi: int) -> int:
    """Return floor(mm x dpi / 25.4): a label may have a part of a dot more, never less."""
    return int(mm * dpi * 10) // 254


def stock(key: str) -> Stock:
    """Return the label stock ``key``; raises ValueError for an unknown one."""
    return _found(STOCKS, key)


def sheet(key: str) -> Sheet:
    """Return the sheet ``key``; raises ValueError for an unknown one."""
    return _found(SHEETS, key)


def is_sheet(key: str) -> bool:
    """Tell whether this is a sheet of labels, which only a page printer takes."""
    return any(known.key == key for known in SHEETS)


def _found(known: Iterable[Kind], key: str) -> Kind:
    for one in known:
        if one.key == key:
            return one
    raise ValueError(f"no label stock {key!r}: {', '.join(one.key for one in known)}")
