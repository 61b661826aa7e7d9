"""Vehicle identification numbers: shape, check digit, model year, suggestions (GB 16735)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from warrantydesk.domain.text import squeezed

SHAPE = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_WRITABLE = re.compile(r"[A-Z0-9]{1,17}")
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_SLIP = 2
_SUGGESTED = str.maketrans({"I": "1", "O": "0", "Q": "0"})
JUDGED = frozenset("LH12345")
"""First characters whose check digit is judged: China (L, H) and North America (1–5)."""


@dataclass(frozen=True)
class Wmi:
    """A row of the editable table of world manufacturer identifiers."""

    wmi: str
    maker_zh: str
    maker_en: str
    brand: str = ""
    source: str = ""


def normalised(text: str) -> str:
    """Return a VIN as it is compared: half-width, upper case, no blanks or hyphens."""
    return squeezed(text)


def may_stand(vin: str) -> bool:
    """Tell whether a normalised number may stand in a vehicle file, if only for the present."""
    return _WRITABLE.fullmatch(vin) is not None


def has_shape(vin: str) -> bool:
    """Tell whether these are 17 allowed characters that are not all the same."""
    return SHAPE.fullmatch(vin) is not None and len(set(vin)) > 1


def check_digit(vin: str) -> str:
    """Return the digit that position 9 should carry; ``vin`` must have the shape."""
    total = sum(
        weight * (int(sign) if sign.isdigit() else _LETTERS[sign])
        for sign, weight in zip(vin, WEIGHTS, strict=True)
    )
    return "X" if total % 11 == 10 else str(total % 11)


def is_judged(vin: str) -> bool:
    """Tell whether the maker's region uses the check digit (rule V02)."""
    return vin[:1] in JUDGED


def digit_is_wrong(vin: str) -> bool:
    """Tell whether a well-formed VIN of a judged region carries a wrong check digit."""
    return has_shape(vin) and is_judged(vin) and check_digit(vin) != vin[8]


def is_slip(vin: str, meant: str) -> bool:
    """Tell whether ``vin`` is wrong and becomes the right ``meant`` with one sign or two changed.

    Trade practice: a VIN is copied by hand; one sign is misread, or two are swapped.
    """
    if not digit_is_wrong(vin) or not has_shape(meant) or digit_is_wrong(meant):
        return False
    return sum(one != other for one, other in zip(vin, meant, strict=True)) <= _SLIP


def suggestion(vin: str) -> str | None:
    """Return the VIN with I→1, O and Q→0 where that gives a valid one, else None."""
    other = normalised(vin).translate(_SUGGESTED)
    if other == normalised(vin) or not has_shape(other) or digit_is_wrong(other):
        return None
    return other


def model_year(vin: str, latest: int) -> int | None:
    """Return the newest year of position 10 that is at most ``latest``; None for no year code."""
    if not has_shape(vin) or vin[9] not in _YEARS:
        return None
    year = 1980 + _YEARS.index(vin[9])
    while year + 30 <= latest:
        year += 30
    return year


def maker(vin: str, table: Mapping[str, Wmi]) -> Wmi | None:
    """Find the maker of a VIN; a small maker (third sign 9) is named by positions 12–14 too."""
    small = vin[:3] + vin[11:14] if vin[2:3] == "9" else ""
    return table.get(small) or table.get(vin[:3])
