"""The scanner test: four codes of the desk, and what a scanner makes of them.

A scanner types by pressing keys. Where its keyboard is another than the computer's, letters
change their case or places and the hyphen becomes another sign; where no Enter or Tab ends the
code, or the keys come too slowly, the window cannot tell it from typing (labels.md, Scanner).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from warrantydesk.domain.scan import recognise, with_hyphens
from warrantydesk.domain.tag import make_tag, spoken
from warrantydesk.domain.wedge_test import LAYOUTS
from warrantydesk.i18n import N_

SLOWEST_MS, WHOLE_MS = 100, 1500
"""The pace of a scanner: the longest pause between two keys, the longest time of a code."""
VIN = "LX0CA8B34RG017342"
"""A made-up number with the right check digit."""
PLACE = "P-R2-3"


class End(StrEnum):
    """What ended a scan."""

    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


class Fault(StrEnum):
    """What can be wrong with a scan, the gravest first."""

    LAYOUT = "layout"
    FOREIGN = "foreign"
    LOST = "lost"
    WIDE = "wide"
    CASE = "case"
    HYPHEN = "hyphen"
    EXTRA = "extra"
    NO_END = "no_end"
    SLOW = "slow"


CODE_NAMES = {
    "tag": N_("Old part"),
    "vin": N_("VIN, 17 signs"),
    "claim": N_("Claim"),
    "place": N_("Shelf place"),
}
FAULT_WORDS = {
    Fault.LAYOUT: N_("letters in other places"),
    Fault.FOREIGN: N_("something else"),
    Fault.LOST: N_("signs are missing"),
    Fault.WIDE: N_("through the input method"),
    Fault.CASE: N_("letter case changed"),
    Fault.HYPHEN: N_("“-” changed"),
    Fault.EXTRA: N_("signs too many"),
    Fault.NO_END: N_("no Enter or Tab at the end"),
    Fault.SLOW: N_("too slow"),
}
"""What the table says of a scan."""
FAULT_TITLES = {
    Fault.LAYOUT: N_("The scanner types for another keyboard than this computer's"),
    Fault.FOREIGN: N_("This is none of the four codes"),
    Fault.LOST: N_("The scanner is faster than the computer takes it"),
    Fault.WIDE: N_("The Chinese input method took what was scanned"),
    Fault.CASE: N_("Caps Lock is on, or the scanner swaps capitals and small letters"),
    Fault.HYPHEN: N_("The keyboard of the scanner is not “US English”"),
    Fault.EXTRA: N_("The scanner adds signs of its own"),
    Fault.NO_END: N_("Nothing ends the code"),
    Fault.SLOW: N_("The scanner types so slowly that it passes for fingers"),
}
FAULT_WAYS = {
    Fault.LAYOUT: N_("Set the scanner to the keyboard country “USA”, then scan again."),
    Fault.FOREIGN: N_("Scan one of the codes on the test page."),
    Fault.LOST: N_("Set a pause between two signs (inter-character delay) of 5 to 10 ms."),
    Fault.WIDE: N_("Switch the input method to English (Shift), then scan again."),
    Fault.CASE: N_("Press Caps Lock and scan again; else set “letter case” to “as it is”."),
    Fault.HYPHEN: N_("Set the scanner to the keyboard country “USA”, then scan again."),
    Fault.EXTRA: N_("Switch prefix, suffix and “code ID (AIM)” off; only Enter may follow."),
    Fault.NO_END: N_("Set the suffix of the scanner to Enter (CR) or Tab."),
    Fault.SLOW: N_("Set the pause between two signs (inter-character delay) to 0."),
}
"""What to do about it; no maker's codes are the same, so none is shown."""


@dataclass(frozen=True)
class TrialCode:
    """One code of the test page: its kind, its text, and the text as people read it."""

    kind: str
    text: str
    readable: str


@dataclass(frozen=True)
class Typed:
    """What arrived: the signs, the longest pause between two and the whole time, and the end."""

    text: str
    slowest_ms: int
    total_ms: int
    end: End


@dataclass(frozen=True)
class ScanVerdict:
    """What a scan showed; ``is_understood`` where the desk finds the thing all the same."""

    faults: tuple[Fault, ...]
    is_understood: bool

    @property
    def is_right(self) -> bool:
        """Tell whether nothing is to be done."""
        return not self.faults


def trial_codes(site: str, year: int) -> tuple[TrialCode, ...]:
    """Return the four codes of a site: tag, VIN, claim and place; none belongs to a thing."""
    number = int(site) if site.isdigit() and int(site) < 99 else 0
    tag = make_tag(number, year, 0)
    claim = f"C{tag[:4]}-000000"
    return (
        TrialCode("tag", tag, spoken(tag)),
        TrialCode("vin", VIN, VIN),
        TrialCode("claim", claim, claim),
        TrialCode("place", PLACE, PLACE),
    )


def meant(codes: Sequence[TrialCode], waiting: int, text: str) -> int:
    """Return the place of the code that was scanned, the one waited for where nothing fits."""
    for place, code in enumerate(codes):
        if not _faults_of_text(code.text, text):
            return place
    near = [place for place, code in enumerate(codes) if _is_near(code.text, text)]
    return waiting if waiting in near or not near else near[0]


def judged(code: TrialCode, typed: Typed) -> ScanVerdict:
    """Return what is wrong with a scan of ``code``, the gravest first."""
    faults = set(_faults_of_text(code.text, typed.text))
    if typed.end is End.NONE:
        faults.add(Fault.NO_END)
    if typed.slowest_ms > SLOWEST_MS or typed.total_ms > WHOLE_MS:
        faults.add(Fault.SLOW)
    wanted = recognise(code.text)
    found = with_hyphens(typed.text) or recognise(typed.text)
    understood = found == wanted and not faults & {Fault.NO_END, Fault.SLOW}
    return ScanVerdict(tuple(one for one in Fault if one in faults), understood)


def _faults_of_text(wanted: str, got: str) -> set[Fault]:
    """Return what is wrong with the signs alone."""
    if got == wanted:
        return set()
    if any(ord(sign) > 0xFF00 for sign in got):
        return {Fault.WIDE}
    if found := _bent(wanted, got):
        return found
    if any(got.upper() == wanted.translate(table).upper() for table in LAYOUTS.values()):
        return {Fault.LAYOUT}
    if _bent(wanted, _core(wanted, got)) is not None and len(got) > len(wanted):
        return {Fault.EXTRA}
    if len(got) > 1 and _is_part(got.upper(), wanted):
        return {Fault.LOST}
    return {Fault.LAYOUT if _has_shape(wanted, got) else Fault.FOREIGN}


def _bent(wanted: str, got: str) -> set[Fault] | None:
    """Return what was bent where letters and digits are the same, else None."""
    if _solid(got) != _solid(wanted):
        return None
    found = set()
    letters = "".join(sign for sign in got if sign.isalpha())
    if letters != "".join(sign for sign in wanted if sign.isalpha()):
        found.add(Fault.CASE)
    if "-" in wanted and got.upper() != wanted:
        found.add(Fault.HYPHEN)
    return found or None if got != wanted else set()


def _solid(text: str) -> str:
    """Return letters and digits only, as capitals."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())


def _core(wanted: str, got: str) -> str:
    """Return the part of ``got`` that is the code, whatever stands around it."""
    at = got.upper().find(wanted)
    return got[at : at + len(wanted)] if at >= 0 else ""


def _is_part(got: str, wanted: str) -> bool:
    """Tell whether ``got`` is the code with signs left out."""
    rest = iter(wanted)
    return all(sign in rest for sign in got)


def _has_shape(wanted: str, got: str) -> bool:
    """Tell whether as many signs came, some of them in their places."""
    same = sum(one == two for one, two in zip(wanted, got.upper(), strict=False))
    return len(wanted) == len(got) and 3 * same >= len(wanted)


def _is_near(wanted: str, got: str) -> bool:
    """Tell whether a text is this code, however it was bent."""
    return _faults_of_text(wanted, got) != {Fault.FOREIGN}
