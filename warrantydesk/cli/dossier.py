"""``dossier NUMBER --to FILE``: a claim with all its papers as one PDF."""

import argparse
import json
from pathlib import Path

from warrantydesk.cli.opening import act_for, add_data, opened
from warrantydesk.domain.codec import to_json

NAME = "dossier"
HELP = "bind all papers of a claim into one PDF"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the claim and the file."""
    add_data(parser)
    parser.add_argument("number", metavar="NUMBER", help="the claim's number")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE")
    parser.add_argument("--as", dest="login", default="", metavar="LOGIN", help="who acts")


def run(args: argparse.Namespace) -> int:
    """Bind the dossier, and print what it holds and lacks as JSON."""
    with opened(args) as desk:
        claim = desk.claims.by_number(args.number)
        act_for(desk, "dossiers.build", args.login)
        made = desk.dossiers.build(claim.id, args.to)
    told = {
        "claim_number": made.claim_number,
        "file": str(args.to),
        "pages": made.pages,
        "sha256": made.sha256,
        "anchor": made.contents.anchor,
        "missing": [one.name for one in made.contents.missing],
        "problems": list(made.problems),
        "papers": [to_json(one) for one in made.contents.present],
    }
    print(json.dumps(told, ensure_ascii=False))
    return 0
