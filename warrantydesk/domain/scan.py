"""What a scanned or typed code is: tag, vehicle, claim, shelf place, shipment, box, document."""

import re
from dataclasses import dataclass

from warrantydesk.domain.tag import has_tag_shape, is_tag
from warrantydesk.domain.text import code
from warrantydesk.domain.vin import SHAPE as VIN_SHAPE

TAG, VIN, CLAIM, PLACE = "tag", "vin", "claim", "place"
SHIPMENT, BOX, DOCUMENT = "shipment", "box", "document"
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
)


@dataclass(frozen=True)
class Code:
    """A recognised code: what kind of thing it names, and its text as it is looked up."""

    kind: str
    text: str


def recognise(text: str) -> Code:
    """Return what ``text`` names; full-width signs, case and control characters do not matter.

    A tag may be typed in its printed groups. The kind is ``unknown`` for anything else.
    """
    plain = code(_CONTROL.sub("", text))
    digits = _BLANKS.sub("", plain)
    if has_tag_shape(digits):
        return Code(TAG if is_tag(digits) else TAG_WRONG_CHECK, digits)
    for kind, shape in _SHAPES:
        if shape.fullmatch(plain):
            return Code(kind, plain)
    return Code(UNKNOWN, plain)
