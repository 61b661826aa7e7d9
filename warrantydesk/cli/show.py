"""``show KIND KEY``: one thing as JSON."""

import argparse
import json
from typing import Any

from warrantydesk.cli.opening import add_data, opened
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.i18n import N_
from warrantydesk.services.desk import Desk

NAME = "show"
HELP = "print a claim, vehicle, part or visit as JSON"
KINDS = ("claim", "vehicle", "part", "visit")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare kind and key."""
    add_data(parser)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("key", metavar="KEY", help="id, number, VIN or tag")


def run(args: argparse.Namespace) -> int:
    """Print the thing on one line."""
    with opened(args) as desk:
        print(json.dumps(_shown(desk, args.kind, args.key), ensure_ascii=False))
    return 0


def _shown(desk: Desk, kind: str, key: str) -> dict[str, Any]:
    found = {"claim": _claim, "vehicle": _vehicle, "part": _part, "visit": _visit}[kind](desk, key)
    if found is None:
        raise refused(NOT_FOUND, N_("There is no {kind} {key}."), kind=kind, key=key)
    shown: dict[str, Any] = to_json(found)
    return shown


def _claim(desk: Desk, key: str) -> Any:
    return desk.claims.get(int(key)) if key.isdigit() else desk.claims.by_number(key)


def _vehicle(desk: Desk, key: str) -> Any:
    if key.isdigit() and len(key) < 17:
        return desk.stores.vehicles.get(int(key))
    return desk.vehicles.by_vin(key)


def _part(desk: Desk, key: str) -> Any:
    plain = key.replace(" ", "")
    if plain.isdigit() and len(plain) == 12:
        return desk.shelf.by_tag(plain)
    return desk.stores.parts.get(int(plain)) if plain.isdigit() else desk.shelf.by_tag(key)


def _visit(desk: Desk, key: str) -> Any:
    if key.isdigit():
        return desk.stores.visits.get(int(key))
    return next(iter(desk.stores.visits.find(repair_order=key)), None)
