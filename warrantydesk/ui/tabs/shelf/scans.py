"""What a scan came to, in the words and colours of the window; what may be scanned next."""

from collections.abc import Callable
from typing import Any, NamedTuple

from warrantydesk.i18n import N_, _
from warrantydesk.services.scanning import (
    MODE_HINTS,
    MODE_NAMES,
    Mode,
    ScanResult,
    ScanService,
    Session,
    detail_of,
    headline_of,
    named,
)
from warrantydesk.ui.kit.sounds import Sound
from warrantydesk.ui.kit.tokens import Tone

__all__ = [
    "FACES",
    "MODE_HINTS",
    "MODE_NAMES",
    "Mode",
    "Outcome",
    "ScanResult",
    "Scans",
    "detail_of",
    "headline_of",
    "named",
    "next_words",
    "sound_of",
    "tone_of",
]

Outcome = ScanResult
Scans = ScanService


def tone_of(result: ScanResult) -> Tone:
    """Return the tone of a result."""
    return Tone(result.tone.value)


def sound_of(result: ScanResult) -> Sound:
    """Return the sound of a result."""
    return Sound(result.sound.value)


def next_words(desk: Any) -> str:
    """Say in the line what may be scanned now."""
    session: Session = desk.scanning.session
    if session.mode is Mode.RECEIVE:
        following = desk.scanning.next_expected()
        if following is not None:
            return _("Enter receives {piece}", piece=named(following))
    text, values = FACES[session.mode].following(session)
    return _(text, **values)


def _receive(_session: Session) -> tuple[str, dict[str, str]]:
    return N_("Scan or type a claim number"), {}


def _shelve(session: Session) -> tuple[str, dict[str, str]]:
    if session.waiting:
        return N_("Scan its place"), {}
    if session.place:
        return N_("Scan a piece for {place}, or another place"), {"place": session.place}
    return N_("Scan the next piece, or a place"), {}


def _pack(session: Session) -> tuple[str, dict[str, str]]:
    if session.box:
        number = session.box.rpartition("-")[2]
        return N_("Scan a piece into box {box}, or another box"), {"box": number}
    return N_("Scan a piece, a box or a return list"), {}


def _ship(session: Session) -> tuple[str, dict[str, str]]:
    if session.shipment_id:
        return N_("Scan its boxes, then the waybill"), {}
    return N_("Scan a return list"), {}


def _count(session: Session) -> tuple[str, dict[str, str]]:
    if session.place:
        return N_("Scan a piece at {place}, or the next place"), {"place": session.place}
    return N_("Scan the place where you stand"), {}


def _scrap(_session: Session) -> tuple[str, dict[str, str]]:
    return N_("Scan a piece that may be destroyed"), {}


class ModeFace(NamedTuple):
    """A mode in the window: its title in the menu, and what it says may be scanned now."""

    title: str
    following: Callable[[Session], tuple[str, dict[str, str]]]


FACES = {
    Mode.RECEIVE: ModeFace(N_("&Receive"), _receive),
    Mode.SHELVE: ModeFace(N_("&Shelve"), _shelve),
    Mode.PACK: ModeFace(N_("Pac&k"), _pack),
    Mode.SHIP: ModeFace(N_("Sh&ip"), _ship),
    Mode.STOCK_TAKE: ModeFace(N_("Stock-tak&e"), _count),
    Mode.SCRAP: ModeFace(N_("S&crap"), _scrap),
}
