"""Records as hits: claims, vehicles, owners, old parts, return lists, statements."""

from collections.abc import Iterator
from typing import Any

from warrantydesk.domain.lookups import FoundCar, FoundOwner, FoundPiece
from warrantydesk.domain.settlement.statement import STATEMENT_STATE_NAMES
from warrantydesk.domain.shipment import SHIPMENT_STATE_NAMES
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.masks import listed_phone, listed_plate
from warrantydesk.ui.palette.fitting import lit
from warrantydesk.ui.palette.hits import Finder, Group, Hit
from warrantydesk.ui.words import claim_mark, claim_word, piece_mark, piece_word

_CLAIMS, _OTHERS = 5, 3
"""So many of each kind are offered; the rest is found in the archive."""
_MOST_SIGNS = 40
"""Of a complaint: what it begins with names it."""


def records(window: Any) -> Finder:
    """Return what finds records while letters are typed."""
    return lambda asked: lit(list(_found(window, asked)), asked) if asked else []


def _found(window: Any, asked: str) -> Iterator[Hit]:
    desk = window.desk
    found = desk.lookups.find(asked)
    for claim in found.claims[:_CLAIMS]:
        yield _of_claim(window, claim)
    for car in found.cars[:_OTHERS]:
        yield _of_car(window, car)
    for owner in found.owners[:_OTHERS]:
        yield _of_owner(window, owner)
    for piece in found.pieces[:_OTHERS]:
        yield _of_piece(window, piece)
    for list_ in found.shipments[:_OTHERS]:
        packed = _("{packed} of {pieces} packed", packed=list_.packed, pieces=list_.pieces)
        second = f"{_(SHIPMENT_STATE_NAMES[list_.state])} · {packed}"
        yield _hit("send", list_.number, second, _going(window, "shelf", "shipment", list_.number))
    for one in found.statements[:_OTHERS]:
        told = (one.maker_number if one.maker_number != one.number else "", one.payer, one.period)
        words = " · ".join((*filter(None, told), _(STATEMENT_STATE_NAMES[one.state])))
        yield _hit("money", one.number, words, _going(window, "settlement", "statement", one.id))
    if len(found.claims) > _CLAIMS:
        title = _("All claims with “{words}”", words=asked)
        yield _hit("archive", title, _("Archive"), _going(window, "archive", "search", asked))


def _hit(icon: str, title: str, second: str, run: Any) -> Hit:
    return Hit(Group.RECORDS, icon, title, run, second)


def _going(window: Any, tab: str, kind: str, key: object) -> Any:
    return lambda: window.open_tab(tab, kind, key)


def _of_claim(window: Any, claim: ClaimSummary) -> Hit:
    told = " ".join(claim.complaint.split())[:_MOST_SIGNS]
    plate = listed_plate(window.desk, claim.plate)
    return Hit(
        Group.RECORDS,
        "document",
        f"{claim.claim_number} {told}".strip(),
        _going(window, "intake", "claim", claim.id),
        " · ".join(filter(None, (claim_word(claim.state), plate, claim.maker_claim_number))),
        mark=claim_mark(claim.state),
    )


def _of_car(window: Any, car: FoundCar) -> Hit:
    """Return a car with what leads to its claims; the first one is begun where it has none."""
    desk = window.desk
    plate = listed_plate(desk, car.plate)
    if car.claims:
        told = ngettext_("{n} claim", "{n} claims", car.claims)
        run = _going(window, "archive", "search", car.vin)
    else:
        told = _("no claim yet: Enter begins one")
        run = _going(window, "intake", "vin", car.vin)
    model = desk.profiles.model_name(car.brand, car.model_code)
    second = (car.vin if plate else "", model, told)
    return _hit("car", plate or car.vin, " · ".join(filter(None, second)), run)


def _of_owner(window: Any, owner: FoundOwner) -> Hit:
    told = (listed_phone(window.desk, owner.phone), listed_plate(window.desk, owner.plate))
    run = _going(window, "archive", "search", f'"{owner.name}"')
    return _hit("person", owner.name, " · ".join(filter(None, told)), run)


def _of_piece(window: Any, piece: FoundPiece) -> Hit:
    told = (piece_word(piece.state), piece.place, piece.maker_tag)
    return Hit(
        Group.RECORDS,
        "box",
        f"{spoken(piece.tag) if piece.tag else piece.maker_tag} {piece.part_name}",
        _going(window, "shelf", "tag", piece.tag),
        " · ".join(filter(None, told)),
        mark=piece_mark(piece.state),
    )
