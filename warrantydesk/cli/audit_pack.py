"""``audit-pack LIST.txt|- --to FOLDER|FILE.zip``: the dossiers of a list of claims."""

import argparse
import json
import sys
from pathlib import Path

from warrantydesk.cli.opening import act_for, add_data, opened
from warrantydesk.domain.codec import to_json

NAME = "audit-pack"
HELP = "bind a dossier for each claim of a list, with what is missing and a manifest"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the list and where the pack goes."""
    add_data(parser)
    parser.add_argument(
        "list", metavar="LIST|-", help="a text, csv or workbook with numbers; - reads them"
    )
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER|FILE.zip")
    parser.add_argument("--as", dest="login", default="", metavar="LOGIN", help="who acts")


def run(args: argparse.Namespace) -> int:
    """Make the pack: a JSON object a claim, then one of the whole on standard output."""
    with opened(args) as desk:
        act_for(desk, "dossiers.pack", args.login)
        if args.list == "-":
            named = desk.dossiers.read_list(sys.stdin.read())
        else:
            named = desk.dossiers.read_list(file=Path(args.list))
        work = desk.dossiers.prepare_pack(named.claim_ids, args.to, named.unknown)
        made = work(_say)
        desk.dossiers.enter(made)
    for one in made.claims:
        print(json.dumps(to_json(one), ensure_ascii=False))
    told = {
        "place": str(made.place),
        "claims": len(made.claims),
        "unknown": list(made.unknown),
        "anchor": made.anchor,
        "sha256": made.sha256,
    }
    print(json.dumps(told, ensure_ascii=False))
    return 0


def _say(done: int, total: int, number: str) -> None:
    """Show how far the work is, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"\r{done}/{total} {number}", end="", file=sys.stderr)
