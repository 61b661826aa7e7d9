"""What the modes work with, and what they say in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from warrantydesk.domain.errors import INVALID, NOT_FOUND, Refused, refused
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.scan import (
    BOX,
    CLAIM,
    DOCUMENT,
    PLACE,
    SHIPMENT,
    TAG,
    UNKNOWN,
    VIN,
)
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims import ClaimService
from warrantydesk.services.scanning.lookup import REPAIR_ORDER, Lookup, Seen
from warrantydesk.services.scanning.modes import Mode
from warrantydesk.services.scanning.result import ScanResult, Sound, Taken, Tone
from warrantydesk.services.scanning.session import Session
from warrantydesk.services.shelf import ShelfService
from warrantydesk.services.shipments import ShipmentService
from warrantydesk.services.stock_takes import StockTakeService

CHECK, FOREIGN = "check", "foreign"
"""Fields of refusals: the check digits are wrong, the code is somebody else's."""


@dataclass(frozen=True)
class Hands:
    """The services that a scan may use."""

    bench: Bench
    shelf: ShelfService
    claims: ClaimService
    shipments: ShipmentService
    stock_takes: StockTakeService

    @property
    def lookup(self) -> Lookup:
        """What texts name at this desk."""
        return Lookup(self.bench)


class ModeOfWork(Protocol):
    """Does in one mode what a scan asks for."""

    def take(self, seen: Seen, session: Session) -> Taken:
        """Do the next allowed step; raises Refused and Unavailable."""


def named(piece: PieceSummary | OldPart) -> str:
    """Return what a piece is called."""
    return piece.part_name or piece.part_no


def values_of(piece: PieceSummary | OldPart) -> dict[str, object]:
    """Return what sentences say of a piece: name, tag, place, state."""
    return {
        "piece": named(piece),
        "tag": spoken(piece.tag) if piece.tag else "—",
        "place": piece.place or "—",
        "state": str(piece.state),
    }


def done(headline: str, detail: str, values: Mapping[str, object], **shows: Any) -> ScanResult:
    """Return a step that was done: green, undoable."""
    return ScanResult(Tone.OK, Sound.OK, headline, detail, values, undoable=True, **shows)


def told(headline: str, detail: str, values: Mapping[str, object], **shows: Any) -> ScanResult:
    """Return something chosen or shown, with nothing written."""
    return ScanResult(Tone.ACCENT, Sound.OK, headline, detail, values, **shows)


def warned(headline: str, detail: str, values: Mapping[str, object], **shows: Any) -> ScanResult:
    """Return something that asks for a look, with nothing written."""
    return ScanResult(Tone.WARN, Sound.WARN, headline, detail, values, **shows)


_ELSEWHERE = {
    PLACE: N_("A place. To put pieces there: Alt+2 or the card “Shelve”"),
    BOX: N_("A box. To pack into it: Alt+3 or the card “Pack”"),
    SHIPMENT: N_("A return list. To pack: Alt+3; to ship it: Alt+4"),
    CLAIM: N_("A claim. To receive its pieces: Alt+1 or the card “Receive”"),
    REPAIR_ORDER: N_("A repair order. To receive its pieces: Alt+1 or the card “Receive”"),
    VIN: N_("A VIN. To receive the pieces of the car: Alt+1 or the card “Receive”"),
    TAG: N_("A tag. Nothing is done with it here"),
    DOCUMENT: N_("A paper of this desk. Nothing is done with it here"),
}


def out_of_place(seen: Seen, session: Session) -> Taken:
    """Say where a code belongs that this mode does nothing with; raises Refused for a foreign one.

    Nothing is written.
    """
    if seen.kind == UNKNOWN:
        raise refused(
            INVALID,
            N_("{scanned}: not a code of this desk, nothing was written"),
            FOREIGN,
            scanned=shortened(seen.text),
        )
    said = warned(N_("Not for this step: {code}"), _ELSEWHERE[seen.kind], {"code": seen.shown})
    return Taken(said, session)


def shortened(text: str) -> str:
    """Return a text of any length as one can show it."""
    return (text or "—") if len(text) <= 40 else f"{text[:40]}…"


_HEADLINES = {
    NOT_FOUND: (Tone.WARN, Sound.UNKNOWN, N_("Not found")),
    CHECK: (Tone.WARN, Sound.WARN, N_("Check digits wrong")),
    FOREIGN: (Tone.WARN, Sound.UNKNOWN, N_("Not a code of ours")),
    "V78": (Tone.DANGER, Sound.WRONG, N_("Not possible: label not scanned yet")),
    "V79": (Tone.DANGER, Sound.WRONG, N_("Not packed: related part missing")),
    "V81": (Tone.DANGER, Sound.WRONG, N_("Not to be scrapped yet")),
    "V82": (Tone.DANGER, Sound.WRONG, N_("Must stay here")),
    "V85": (Tone.DANGER, Sound.WRONG, N_("Not packed: hazardous goods")),
    "RIGHT": (Tone.DANGER, Sound.WRONG, N_("Not allowed")),
}
_ELSE = {
    Mode.RECEIVE: N_("Not received"),
    Mode.SHELVE: N_("Not shelved"),
    Mode.PACK: N_("Not packed"),
    Mode.SHIP: N_("Not possible"),
    Mode.STOCK_TAKE: N_("Not counted"),
    Mode.SCRAP: N_("Not to be scrapped"),
}


_STAYS = (Tone.DANGER, Sound.WRONG, N_("Not shipped yet"))


def refusal_of(error: Refused, mode: Mode) -> ScanResult:
    """Return a refusal as the result of a scan; it looks and sounds after its first finding."""
    first = error.findings[0]
    looks = _HEADLINES.get(first.rule) or _HEADLINES.get(first.field)
    looks = looks or (Tone.DANGER, Sound.WRONG, _ELSE[mode])
    if mode is Mode.SHIP and first.rule.startswith("V"):
        looks = _STAYS
    return ScanResult(*looks, findings=error.findings)
