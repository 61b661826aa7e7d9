"""``show KIND KEY``: one thing as JSON."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from warrantydesk.cli.numbers import id_of
from warrantydesk.cli.opening import add_data, opened
from warrantydesk.cli.statement_lines import statement_shown
from warrantydesk.domain.claim.claim import Submission
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.scan import BOX, recognise
from warrantydesk.domain.text import code, line
from warrantydesk.i18n import N_
from warrantydesk.services.desk import Desk

NAME = "show"
TAG_SIGNS = 12
INVOICE_SIGNS = 8
"""A number of so many digits is that of an invoice, a shorter one the desk's own."""
HELP = "print a claim, vehicle, part, shipment, statement, invoice and their like as JSON"
KINDS = (
    *("claim", "vehicle", "part", "visit", "campaign", "shipment"),
    *("statement", "invoice", "receipt", "month"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare kind and key."""
    add_data(parser)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("key", metavar="KEY", help="id, number, VIN, tag, box, or 2026-10")


def run(args: argparse.Namespace) -> int:
    """Print the thing on one line."""
    with opened(args) as desk:
        print(json.dumps(_shown(desk, args.kind, args.key), ensure_ascii=False))
    return 0


def _shown(desk: Desk, kind: str, key: str) -> dict[str, Any]:
    found = _READERS[kind](desk, key)
    if found is None:
        raise refused(NOT_FOUND, N_("There is no {kind} {key}."), kind=kind, key=key)
    shown: dict[str, Any] = to_json(found)
    return shown


def _claim(desk: Desk, key: str) -> Any:
    """Return a claim with what went out, what came back, and how its lines stand."""
    number = id_of(key)
    claim = desk.claims.by_number(key) if number is None else desk.claims.get(number)
    stores, of = desk.stores, {"claim_id": claim.id}
    return {
        **to_json(claim),
        "submissions": [_version(one) for one in desk.claims.submissions(claim.id)],
        "answers": [
            {
                **to_json(one),
                "lines": stores.answer_lines.find(answer_id=one.id),
            }
            for one in desk.claims.answers(claim.id)
        ],
        "amounts": desk.claims.amounts(claim.id),
        "appeals": stores.appeals.find(**of),
        "charge_backs": stores.charge_backs.find(**of),
        "authorisations": stores.authorisations.find(**of),
        "overrides": stores.overrides.find(**of),
    }


def _version(one: Submission) -> dict[str, Any]:
    """Return a version that went out, with its frozen texts as JSON."""
    shown: dict[str, Any] = to_json(one)
    for name in ("acknowledged", "tables", "enclosed", "content"):
        shown[name] = json.loads(shown[name]) if shown[name] else None
    del shown["facts"]
    return shown


def _vehicle(desk: Desk, key: str) -> Any:
    number = id_of(key)
    return desk.vehicles.by_vin(key) if number is None else desk.stores.vehicles.get(number)


def _part(desk: Desk, key: str) -> Any:
    plain = key.replace(" ", "")
    number = id_of(plain)
    if number is None or len(plain) == TAG_SIGNS:
        return desk.shelf.by_tag(plain)
    return desk.stores.parts.get(number)


def _visit(desk: Desk, key: str) -> Any:
    number = id_of(key)
    if number is None:
        return next(iter(desk.stores.visits.find(repair_order=line(key))), None)
    return desk.stores.visits.get(number)


def _campaign(desk: Desk, key: str) -> Any:
    rates = desk.campaigns.rates(desk.settings.site.brand)
    return next((rate for rate in rates if rate.campaign.code == code(key)), None)


def _shipment(desk: Desk, key: str) -> Any:
    number = id_of(key)
    if number is not None:
        return desk.shipments.whole(desk.shipments.get(number))
    is_box = recognise(key).kind == BOX
    found = desk.shipments.by_box(key) if is_box else desk.shipments.by_number(key)
    return desk.shipments.whole(found)


def _month(desk: Desk, key: str) -> Any:
    """Return a month of the site's brand, or as ``QC-2026-10``: figures, checks, its close."""
    brand, _dash, month = key.rpartition("-20")
    brand, month = (brand, f"20{month}") if _dash else ("", key)
    close = next(iter(desk.months.closes(*desk.months.named(brand, month))), None)
    figures = desk.months.figures(brand, month)
    return {
        **desk.months.check(brand, month),
        "close": {**to_json(close), "figures": figures} if close else None,
        "figures": figures,
    }


def _invoice(desk: Desk, key: str) -> Any:
    """Return an invoice by id or number, the standing one of a number first."""
    number = id_of(key)
    if number is not None and len(key.strip()) < INVOICE_SIGNS:
        return desk.invoices.look(number)
    found = desk.stores.invoices.find(number=line(key))
    standing = sorted(found, key=lambda one: bool(one.void_reason))
    return desk.invoices.look(standing[0].id) if standing else None


def _receipt(desk: Desk, key: str) -> Any:
    """Return a receipt by id or number, with what it is for."""
    number = id_of(key)
    if number is None:
        found = desk.stores.receipts.find(number=code(key))
        number = found[0].id if found else None
    if number is None:
        return None
    return {**to_json(desk.receipts.look(number)), "shares": desk.receipts.shares(number)}


_READERS: dict[str, Callable[[Desk, str], Any]] = {
    "claim": _claim,
    "vehicle": _vehicle,
    "part": _part,
    "visit": _visit,
    "campaign": _campaign,
    "shipment": _shipment,
    "statement": statement_shown,
    "invoice": _invoice,
    "receipt": _receipt,
    "month": _month,
}
