"""Photo pages of a dossier: at most two to a page, large enough to read an odometer or a VIN."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.documents.blocks import SMALL, STRONG, TEXT
from warrantydesk.documents.claim_paper import ClaimPaper
from warrantydesk.documents.flow import BOTTOM, SPAN
from warrantydesk.documents.paper import pdf
from warrantydesk.documents.sheet import LEFT, RULE, Sheet
from warrantydesk.documents.typesetting import Style, fitted, lines
from warrantydesk.i18n import _

HASH = Style(6.2, gray=0.33)
_BETWEEN, _WORDS = 12.0, 36.0


@dataclass(frozen=True)
class DossierPhoto:
    """A photo: an upright JPEG without notes, or, where there is none, why."""

    caption: str
    about: str
    """What it belongs to, when and by whom it was added."""
    sha256: str
    jpeg: bytes = b""
    ratio: float = 0.75
    """Height by width."""
    problem: str = ""


def render(paper: ClaimPaper, title: str, photos: Sequence[DossierPhoto]) -> bytes:
    """Return the photo pages of one paper of the list as PDF."""
    foot = _("Photos as they were added, without place and camera; the hash is of the original.")
    frame = paper.frame(title, foot)
    sheets = []
    height = (BOTTOM - frame.top - _BETWEEN) / 2
    for start in range(0, len(photos), 2):
        sheet = Sheet()
        for place, photo in enumerate(photos[start : start + 2]):
            _put(sheet, photo, frame.top + place * (height + _BETWEEN), height)
        sheets.append(sheet)
    return pdf(frame, sheets)


def _put(sheet: Sheet, photo: DossierPhoto, top: float, height: float) -> None:
    room = height - _WORDS
    if photo.jpeg:
        wide = min(SPAN, room / photo.ratio)
        high = wide * photo.ratio
        left = LEFT + (SPAN - wide) / 2
        sheet.picture(left, top + (room - high) / 2, wide, high, photo.jpeg)
    else:
        sheet.frame(LEFT, top, SPAN, room, RULE)
        for index, line in enumerate(lines(photo.problem, TEXT, SPAN - 24)[:6]):
            sheet.text(LEFT + 12, top + 24 + index * TEXT.leading, line, TEXT)
    words = top + room
    sheet.text(LEFT, words + 12, fitted(photo.caption, STRONG, SPAN), STRONG)
    sheet.text(LEFT, words + 22, fitted(photo.about, SMALL, SPAN), SMALL)
    sheet.text(LEFT, words + 31, f"sha256 {photo.sha256}", HASH)
