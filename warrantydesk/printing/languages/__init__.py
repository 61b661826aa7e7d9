"""How printers speak: one pure function a language, from one raster to bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warrantydesk.domain.raster import Raster
from warrantydesk.i18n import N_
from warrantydesk.printing.languages import epl2, escpos, tspl, zpl
from warrantydesk.printing.printer import Printer

Encode = Callable[[Raster, Printer, int], bytes]


@dataclass(frozen=True)
class Language:
    """One language: its name, a label that says who speaks it, how it is written.

    ``begins`` are the bytes a job may begin with: they tell a saved job from other files.
    """

    name: str
    label: str
    encode: Encode
    begins: tuple[bytes, ...]


LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        "zpl": Language("ZPL", "ZPL (Zebra)", zpl.encode, (b"^XA", b"~SD")),
        "tspl": Language("TSPL", N_("TSPL (TSC, Gprinter, Deli)"), tspl.encode, (b"SIZE ",)),
        "epl2": Language("EPL2", "EPL2", epl2.encode, (b"\nN\nq",)),
        "escpos": Language("ESC/POS", "ESC/POS", escpos.encode, (b"\x1b@",)),
    }
)
"""Every language by the code that profiles and the command line use."""
