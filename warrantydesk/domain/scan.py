"""What a scanned or typed code is: tag, vehicle, claim, place, shipment, box, document, card."""

import re
from dataclasses import dataclass

from warrantydesk.domain.tag import has_tag_shape, is_tag
from warrantydesk.domain.text import code
from warrantydesk.domain.vin import SHAPE as VIN_SHAPE

TAG, VIN, CLAIM, PLACE = "tag", "vin", "claim", "place"
SHIPMENT, BOX, DOCUMENT = "shipment", "box", "document"
MODE, UNDO = "mode", "undo"
TAG_WRONG_CHECK, UNKNOWN = "tag_wrong_check", "unknown"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_BLANKS = re.compile(r"\s+")
_SHAPES = (
    (CLAIM, re.compile(r"C[0-9]{4}-[0-9]{6}")),
    (BOX, re.compile(r"B[0-9]{4}-[0-9]{4,6}-[0-9]{2,3}")),
    (SHIPMENT, re.compile(r"R[0-9]{4}-[0-9]{4,6}")),
    (PLACE, re.compile(r"P(?:-[A-Z0-9]{1,12}){1,5}")),
    (DOCUMENT, re.compile(r"D[0-9]{4}-[0-9]{1,12}(?:-[A-Z0-9]{1,12})*")),
    (VIN, VIN_SHAPE),
    (MODE, re.compile(r"M[1-6]")),
    (UNDO, re.compile(r"MU")),
)
_SOLID = (
    (CLAIM, re.compile(r"(C[0-9]{4})([0-9]{6})")),
    (SHIPMENT, re.compile(r"(R[0-9]{4})([0-9]{4,6})")),
    (BOX, re.compile(r"(B[0-9]{4})([0-9]{4,6})([0-9]{2})")),
)
"""Codes whose hyphens were lost on the way, as a wrong keyboard layout of a scanner does."""
_WAYBILL = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{6,28})[A-Z0-9]")
_EAN_13 = re.compile(r"[0-9]{13}")


@dataclass(frozen=True)
class Code:
    """A recognised code: what kind of thing it names, and its text as it is looked up."""

    kind: str
    text: str


def recognise(text: str) -> Code:
    """Return what ``text`` names; full-width signs, case and control characters do not matter.

    A tag may be typed in its printed groups. ``mode`` and ``undo`` are the short codes of the
    printed card. The kind is ``unknown`` for anything else.
    """
    plain = code(_CONTROL.sub("", text))
    digits = _BLANKS.sub("", plain)
    if has_tag_shape(digits):
        return Code(TAG if is_tag(digits) else TAG_WRONG_CHECK, digits)
    for kind, shape in _SHAPES:
        if shape.fullmatch(plain):
            return Code(kind, plain)
    return Code(UNKNOWN, plain)


def with_hyphens(text: str) -> Code | None:
    """Return the code that ``text`` would be with the hyphens it has lost, None for another.

    Such a text may be a code of somebody else: it counts only where the thing is known here.
    """
    plain = code(_CONTROL.sub("", text))
    for kind, shape in _SOLID:
        if found := shape.fullmatch(plain):
            return Code(kind, "-".join(found.groups()))
    return None


def is_waybill(text: str) -> bool:
    """Tell whether a text may be a carrier's waybill: 8 to 30 letters and digits, some digits."""
    plain = _BLANKS.sub("", code(_CONTROL.sub("", text)))
    return _WAYBILL.fullmatch(plain) is not None and sum(map(str.isdigit, plain)) >= 4


def is_ean(text: str) -> bool:
    """Tell whether a text is an EAN-13 with its check digit: the code on a bought thing."""
    plain = code(text)
    if _EAN_13.fullmatch(plain) is None:
        return False
    return sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(plain)) % 10 == 0
