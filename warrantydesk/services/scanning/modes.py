"""The modes of the shelf, their names, and the codes on the printed card."""

from enum import StrEnum

from warrantydesk.i18n import N_


class Mode(StrEnum):
    """What a scan means."""

    RECEIVE = "receive"
    SHELVE = "shelve"
    PACK = "pack"
    SHIP = "ship"
    STOCK_TAKE = "stock_take"
    SCRAP = "scrap"


MODE_NAMES = {
    Mode.RECEIVE: N_("Receive"),
    Mode.SHELVE: N_("Shelve"),
    Mode.PACK: N_("Pack"),
    Mode.SHIP: N_("Ship"),
    Mode.STOCK_TAKE: N_("Stock-take"),
    Mode.SCRAP: N_("Scrap"),
}
MODE_HINTS = {
    Mode.RECEIVE: N_("Scan or type the claim; Enter receives its next piece"),
    Mode.SHELVE: N_("Scan a tag and its place, or a place and then its pieces"),
    Mode.PACK: N_("Scan the pieces into the box; the code of another box changes the box"),
    Mode.SHIP: N_("Scan the return list, then its boxes, then the waybill"),
    Mode.STOCK_TAKE: N_("Scan the place where you stand, then every piece on it"),
    Mode.SCRAP: N_("Scan the pieces that may be destroyed"),
}
MODE_CODES = {f"M{number}": mode for number, mode in enumerate(Mode, 1)}
"""What the printed card carries for each mode."""
UNDO_CODE = "MU"
"""What the printed card carries for taking the last scan back."""
