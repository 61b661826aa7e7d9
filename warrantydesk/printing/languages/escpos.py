"""ESC/POS: receipt and small label printers; a raster, then on to the next label."""

from warrantydesk.domain.raster import Raster
from warrantydesk.printing.printer import Printer, counted

RESET, RASTER, NEXT_LABEL = b"\x1b\x40", b"\x1d\x76\x30\x00", b"\x1d\x0c"


def encode(raster: Raster, printer: Printer, copies: int = 1) -> bytes:
    """Return one job; the language cannot count, so copies repeat. ValueError below one."""
    placed = printer.placed(raster)
    size = placed.row_bytes.to_bytes(2, "little") + placed.height.to_bytes(2, "little")
    return RESET + (RASTER + size + placed.bits + NEXT_LABEL) * counted(copies)
