"""Where a scan goes: tag to the shelf, VIN and claim number to intake, words to the archive."""

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


def take(shell: Shell, desk: Any, text: str) -> bool:
    """Go to what a code names; anything else is searched in the archive. False: not found."""
    code = scan.recognise(text)
    try:
        if code.kind == scan.TAG:
            desk.shelf.by_tag(code.text)
            shell.open("shelf", "tag", code.text)
        elif code.kind == scan.PLACE:
            desk.shelf.place(code.text)
            shell.open("shelf", "place", code.text)
        elif code.kind == scan.CLAIM:
            shell.open("intake", "claim", desk.claims.by_number(code.text).id)
        elif code.kind == scan.VIN:
            shell.open("intake", "vin", code.text)
        elif code.kind == scan.TAG_WRONG_CHECK:
            play(Sound.WRONG)
            shell.toast(_("The check digits of {code} are wrong: scan again.", code=code.text))
            return False
        elif code.kind in (scan.SHIPMENT, scan.BOX, scan.DOCUMENT):
            play(Sound.UNKNOWN)
            shell.toast(_("{code} is not known at this desk.", code=code.text))
            return False
        else:
            shell.open("archive", "search", text)
            return True
    except Refused as refusal:
        play(Sound.UNKNOWN)
        shell.toast(sentence(refusal), warn=True)
        return False
    play(Sound.OK)
    return True
