"""TSPL: what TSC, Gprinter and most desk label printers in China speak; 0 is black."""

from warrantydesk.domain.raster import Raster
from warrantydesk.printing.printer import CONTINUOUS, MARK, Printer, counted, number

SPEED, DENSITY = 4, 8


def encode(raster: Raster, printer: Printer, copies: int = 1) -> bytes:
    """Return one job; the picture is binary. Raises ValueError below one copy."""
    placed = printer.placed(raster)
    width, height = printer.size_mm
    speed = SPEED if printer.speed is None else printer.speed
    density = DENSITY if printer.density is None else printer.density
    head = (
        f"SIZE {number(width)} mm,{number(height)} mm\r\n{_edge(printer)}\r\nDIRECTION 1\r\n"
        f"REFERENCE 0,0\r\nSPEED {speed}\r\nDENSITY {density}\r\nCLS\r\n"
        f"BITMAP 0,0,{placed.row_bytes},{placed.height},0,"
    )
    foot = f"\r\nPRINT {counted(copies)},1\r\n"
    return head.encode("ascii") + placed.inverted() + foot.encode("ascii")


def _edge(printer: Printer) -> str:
    if printer.media == CONTINUOUS:
        return "GAP 0 mm,0 mm"
    word = "BLINE" if printer.media == MARK else "GAP"
    return f"{word} {number(printer.gap_mm)} mm,0 mm"
