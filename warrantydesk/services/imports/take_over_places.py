"""Where an old part lies, as sheets say it."""

import re

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.shelf_layout import place_name, read_places
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports.take_over_line import Line
from warrantydesk.services.imports.take_over_words import Remark
from warrantydesk.services.imports.target import Repair

_PLACE_IN_WORDS = re.compile(
    r"^\s*([A-Za-z0-9]{1,4})\s*(?:号?货?架|区|排|[\s_-])\s*第?([0-9]{1,3})\s*(?:层|格|号|排)?\s*$|号"
)
"""A place as people say it: rack A, layer 2."""


def place_of(line: Line) -> tuple[str, Remark | None]:
    """Return the place of a row, empty for none, and what is wrong with a name that is none."""
    said = line.text(of_claim.PLACE)
    if not said or said in ("-", "—", "无", "待定", "未定"):
        return "", None
    try:
        rack, layer = read_places(
            _PLACE_IN_WORDS.sub(r"\1-\2", said).replace("_", "-").replace("，", "-")
        )[0]
    except Refused as no:
        found = no.findings[0]
        without = Repair(N_("Take it without a place"), {}, of_claim.PLACE, "-", alike=True)
        return "", Remark(of_claim.PLACE, found.message, found.values, (without,))
    return place_name(rack, layer), None
