"""ZPL II: a graphic field in plain hexadecimal, which every Zebra and its likes accept."""

from warrantydesk.domain.raster import Raster
from warrantydesk.printing.printer import CONTINUOUS, MARK, Printer, counted

_MEDIA = {MARK: "^MNM", CONTINUOUS: "^MNN"}


def encode(raster: Raster, printer: Printer, copies: int = 1) -> bytes:
    """Return one job; raises ValueError below one copy."""
    placed = printer.placed(raster)
    total = len(placed.bits)
    # Compressed graphics (:Z64:) fail on some printers; hexadecimal prints everywhere.
    job = (
        f"{_density(printer)}^XA{_MEDIA.get(printer.media, '')}{_speed(printer)}"
        f"^PW{placed.width}^LL{placed.height}^LH0,0^FO0,0"
        f"^GFA,{total},{total},{placed.row_bytes},{placed.bits.hex().upper()}^FS"
        f"^PQ{counted(copies)},0,1,Y^XZ"
    )
    return job.encode("ascii")


def _density(printer: Printer) -> str:
    return "" if printer.density is None else f"~SD{printer.density:02}"


def _speed(printer: Printer) -> str:
    return "" if printer.speed is None else f"^PR{printer.speed}"
