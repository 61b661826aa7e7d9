"""A printer as the desk knows it: how it speaks, what is loaded, where its bytes go."""

from dataclasses import dataclass

from warrantydesk.domain.raster import Raster

GAP, MARK, CONTINUOUS = "gap", "mark", "continuous"
MEDIA = (GAP, MARK, CONTINUOUS)


@dataclass(frozen=True)
class Printer:
    """The profile of one label printer.

    ``stock`` is the loaded label as in 60x40; ``media`` tells how its edge is found; offsets
    move the picture right and down in dots; None leaves density and speed to the printer's
    language; ``ladder`` turns the bars by 90°; ``transport`` is as in tcp:192.168.1.9:9100.
    """

    name: str
    language: str = "tspl"
    dpi: int = 203
    stock: str = "60x40"
    media: str = GAP
    gap_mm: float = 2
    x_offset: int = 0
    y_offset: int = 0
    density: int | None = None
    speed: int | None = None
    ladder: bool = False
    transport: str = ""

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the loaded label; raises ValueError for a stock without size."""
        width, _, height = self.stock.partition("x")
        return float(width), float(height)

    @property
    def gap_dots(self) -> int:
        """The distance between two labels, to the nearest dot."""
        return round(self.gap_mm * self.dpi / 25.4)

    def placed(self, raster: Raster) -> Raster:
        """Return the picture moved by the offsets: not every language can move to the left."""
        return raster.shifted(self.x_offset, self.y_offset)


def counted(copies: int) -> int:
    """Return the number of copies; raises ValueError below one."""
    if copies < 1:
        raise ValueError(f"no print with {copies} copies")
    return copies


def number(value: float) -> str:
    """Write a length as printers read it: 60, not 60.0."""
    return f"{value:g}"
