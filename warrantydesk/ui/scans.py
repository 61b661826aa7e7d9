"""Where a scan goes: what is of the shelf to the shelf, VIN and claim to intake, words to the
archive."""

from typing import Any

from warrantydesk.domain import scan
from warrantydesk.domain.errors import Refused
from warrantydesk.i18n import _
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.kit.sounds import Sound, play
from warrantydesk.ui.shell import Shell


def is_code(text: str) -> bool:
    """Tell whether a fast burst of keys is a code of ours, not a fast typist."""
    return scan.recognise(text).kind != scan.UNKNOWN


def is_card(text: str) -> bool:
    """Tell whether a short burst of keys is a field of the scanner's card."""
    return scan.recognise(text).kind in (scan.MODE, scan.UNDO)


def take(shell: Shell, desk: Any, text: str) -> bool:
    """Go to what a code names; anything else is searched in the archive. False: not found."""
    code = scan.recognise(text)
    if code.kind == scan.UNKNOWN:
        shell.open("archive", "search", text)
        return True
    if code.kind == scan.TAG_WRONG_CHECK:
        play(Sound.WRONG)
        shell.toast(_("The check digits of {code} are wrong: scan again.", code=code.text))
        return False
    if code.kind == scan.DOCUMENT:
        play(Sound.UNKNOWN)
        shell.toast(_("{code} is not known at this desk.", code=code.text))
        return False
    try:
        tab, kind, key = _thing(desk, code)
    except Refused as refusal:
        play(Sound.UNKNOWN)
        shell.toast(sentence(refusal), warn=True)
        return False
    shell.open(tab, kind, key)
    if code.kind not in (scan.MODE, scan.UNDO):  # the shelf says those aloud itself
        play(Sound.OK)
    return True


def _thing(desk: Any, code: scan.Code) -> tuple[str, str, Any]:
    """Return the tab that shows what a code names, its kind and key; Refused(NOT_FOUND)."""
    if code.kind == scan.CLAIM:
        return "intake", "claim", desk.claims.by_number(code.text).id
    if code.kind == scan.VIN:
        return "intake", "vin", code.text
    look = {
        scan.TAG: desk.shelf.by_tag,
        scan.PLACE: desk.shelf.place,
        scan.SHIPMENT: desk.shipments.by_number,
        scan.BOX: desk.shipments.by_box,
    }.get(code.kind)
    if look is not None:
        look(code.text)
    return "shelf", code.kind, code.text
