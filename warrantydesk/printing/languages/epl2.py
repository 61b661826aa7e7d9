"""EPL2: older Zebra and Eltron desk printers; 0 is black."""

from warrantydesk.domain.raster import Raster
from warrantydesk.printing.printer import CONTINUOUS, MARK, Printer, counted


def encode(raster: Raster, printer: Printer, copies: int = 1) -> bytes:
    """Return one job; the picture is binary. Raises ValueError below one copy."""
    placed = printer.placed(raster)
    head = (
        f"\nN\nq{placed.row_bytes * 8}\nQ{placed.height},{_edge(printer)}\n"
        f"{_set('D', printer.density)}{_set('S', printer.speed)}"
        f"GW0,0,{placed.row_bytes},{placed.height},"
    )
    foot = f"\nP{counted(copies)}\n"
    return head.encode("ascii") + placed.inverted() + foot.encode("ascii")


def _edge(printer: Printer) -> str:
    if printer.media == CONTINUOUS:
        return "0"
    return f"B{printer.gap_dots}" if printer.media == MARK else f"{printer.gap_dots}"


def _set(command: str, value: int | None) -> str:
    return "" if value is None else f"{command}{value}\n"
