"""The scanner test: what a hand scanner must type, and what its keyboard layout makes of it.

A scanner types by pressing keys. Where it is set to another keyboard than the computer, letters
change places: the traps are those of labels.md (wedge layouts).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warrantydesk.domain.text import code
from warrantydesk.i18n import N_

LINES = ("ABCDEFGHI", "JKLMNOPQR", "STUVWXYZ-", "0123456789")
"""All characters of which the desk's codes consist."""
_AZERTY = str.maketrans("AQWZM0123456789-", "QAZW?\u00e0&\u00e9\"'(-\u00e8_\u00e7)")
_QWERTZ = str.maketrans("YZ-", "ZY\u00df")
LAYOUTS: Mapping[str, Mapping[int, int]] = MappingProxyType(
    {
        N_("The scanner types for a US keyboard, the computer has a French one (AZERTY)."): _AZERTY,
        N_("The scanner types for a US keyboard, the computer has a German one (QWERTZ)."): _QWERTZ,
    }
)
_ADVICE = N_(
    "The scanner types something else than the label says. Set it to the keyboard of this "
    "computer, then scan again."
)
_SHORT = N_("Characters are missing: let the scanner wait a little between two characters.")
_RIGHT = N_("The scanner types right.")


@dataclass(frozen=True)
class WedgeVerdict:
    """What a scan of a test label showed; ``line`` is what was expected, empty when unknown."""

    right: bool
    line: str
    message: str


def judged(typed: str) -> WedgeVerdict:
    """Return what a scanned test line says about the scanner; letter case does not matter."""
    got = code(typed)
    if got in LINES:
        return WedgeVerdict(True, got, _RIGHT)
    for message, table in LAYOUTS.items():
        for line in LINES:
            if got == code(line.translate(table)):
                return WedgeVerdict(False, line, message)
    line = max(LINES, key=lambda one: _shared(one, got))
    if got and _is_part(got, line):
        return WedgeVerdict(False, line, _SHORT)
    return WedgeVerdict(False, line if _shared(line, got) > 1 else "", _ADVICE)


def _shared(line: str, got: str) -> int:
    return len(set(line) & set(got))


def _is_part(got: str, line: str) -> bool:
    """Tell whether ``got`` is the line with characters left out."""
    rest = iter(line)
    return all(sign in rest for sign in got)
