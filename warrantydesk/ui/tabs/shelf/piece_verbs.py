"""What may be done with a piece now: the actions of its life, and why one is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import TERMINAL, OldPart, PartState, TagState, part_move
from warrantydesk.i18n import N_, _
from warrantydesk.ui.refusals import sentence


@dataclass(frozen=True)
class PieceVerb:
    """An action as the menu names it; a new ``group`` begins after a line."""

    action: str
    title: str
    group: int
    right: str = ""
    fits: Callable[[OldPart, Any], bool] | None = None
    """Tells whether it is offered; without it table C.2 does."""

    def is_for(self, piece: OldPart, desk: Any) -> bool:
        """Tell whether the state of a piece lets it be offered."""
        if self.fits is not None:
            return self.fits(piece, desk)
        return part_move(piece.state, self.action) is not None


@dataclass(frozen=True)
class Offer:
    """A verb that fits the state of a piece; ``why`` says what closes it, empty where open."""

    verb: PieceVerb
    why: str = ""


def _is_here(piece: OldPart, _desk: Any) -> bool:
    return bool(piece.tag) and piece.state not in TERMINAL


def _is_paid_or_filed(piece: OldPart, _desk: Any) -> bool:
    return piece.state not in (PartState.EXPECTED, PartState.VOID)


def _needs_draining(piece: OldPart, desk: Any) -> bool:
    """Ask for draining where the maker's table does, or where it was ticked already."""
    brand = desk.claims.get(piece.claim_id).brand
    hazard = desk.profiles.of(brand).hazards.get(piece.hazard)
    wet = hazard is not None and hazard.drain_first
    return _is_here(piece, desk) and (wet or piece.drained)


VERBS = (
    PieceVerb("shelve", N_("Shelve at…"), 1),
    PieceVerb("move", N_("Move to…"), 1),
    PieceVerb("request", N_("Asked back by the maker…"), 2),
    PieceVerb("release", N_("Not asked back any more…"), 2),
    PieceVerb("pack", N_("Pack into the open box"), 2, "shelf.pack"),
    PieceVerb("unpack", N_("Take out of its box"), 2, "shelf.unpack"),
    PieceVerb("dispute", N_("Dispute the refusal…"), 3),
    PieceVerb("concede", N_("Accept the refusal…"), 3),
    PieceVerb("decide", N_("Maker's second decision…"), 3),
    PieceVerb("come_back", N_("Has come back…"), 3),
    PieceVerb("release_scrap", N_("Release for scrap…"), 4),
    PieceVerb("lend", N_("Lend…"), 4),
    PieceVerb("miss", N_("Not found…"), 5),
    PieceVerb("find", N_("Was found…"), 5),
    PieceVerb("write_off", N_("Write off…"), 5),
    PieceVerb("paid", N_("Line was paid…"), 6, "shelf.record_paid", _is_paid_or_filed),
    PieceVerb("drained", N_("Drained and plugged"), 6, "shelf.set_drained", _needs_draining),
    PieceVerb("maker_tag", N_("Maker's own tag…"), 6, "shelf.set_maker_tag", _is_here),
    PieceVerb("void", N_("Void…"), 7),
)
"""In the order of the menu. Receiving, waiving, printing and photos have buttons of their own;
shipping, the maker's answer and destroying are done with many pieces on their own pages."""
_ONE_BY_ONE = frozenset({"pack", "unpack", "dispute", "decide", "paid", "drained", "maker_tag"})
"""These need words, boxes or numbers of each piece."""
BATCH_VERBS = tuple(verb for verb in VERBS if verb.action not in _ONE_BY_ONE)
"""What is done to many pieces in the same words."""


def offers(piece: OldPart, desk: Any) -> list[Offer]:
    """Return the verbs that the state of a piece lets be offered, each with what closes it."""
    return [Offer(verb, _why_not(verb, piece, desk)) for verb in VERBS if verb.is_for(piece, desk)]


def right_of(verb: PieceVerb, desk: Any) -> str:
    """Return why the acting person may not use a verb, empty where they may."""
    return closed_by(verb.right or f"shelf.{verb.action}", desk)


def closed_by(right: str, desk: Any) -> str:
    """Return why the acting person lacks a right, empty where they have it."""
    try:
        desk.bench.allow(right)
    except Refused as error:
        return sentence(error)
    return ""


def _why_not(verb: PieceVerb, piece: OldPart, desk: Any) -> str:
    if why := right_of(verb, desk):
        return why
    if verb.action == "release_scrap" and piece.tag:
        kept = desk.shelf.retention(piece.tag)
        return "" if kept.is_over(desk.bench.today) else _(kept.message, **kept.values)
    if verb.action == "pack" and piece.tag_state is not TagState.CONFIRMED:
        return _("Scan its tag first: the label is not confirmed.")
    return ""
