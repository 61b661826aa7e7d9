"""How printers speak: one pure function a language, from one raster to bytes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from warrantydesk.domain.raster import Raster
from warrantydesk.printing.languages import epl2, escpos, tspl, zpl
from warrantydesk.printing.printer import Printer

Encode = Callable[[Raster, Printer, int], bytes]

LANGUAGES: Mapping[str, Encode] = MappingProxyType(
    {"zpl": zpl.encode, "tspl": tspl.encode, "epl2": epl2.encode, "escpos": escpos.encode}
)
"""Every language by the name that profiles and the command line use."""
