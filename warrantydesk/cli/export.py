"""``export LIST --to FILE``: a list of the desk as Excel, CSV or PDF."""

import argparse
import json
from pathlib import Path

from warrantydesk.cli.days import day_of
from warrantydesk.cli.opening import act_for, opened
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.i18n import N_, _
from warrantydesk.services.ledger.account import Only
from warrantydesk.services.ledger.lists import LISTS

NAME = "export"
HELP = "write a list to a file: .xlsx, .csv or .pdf"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the list, the file and the days."""
    parser.add_argument("name", nargs="?", metavar="LIST", help="see --list")
    parser.add_argument("--to", type=Path, metavar="FILE")
    parser.add_argument("--from", dest="start", metavar="DAY", help="first day, YYYY-MM-DD")
    parser.add_argument("--until", metavar="DAY", help="last day, YYYY-MM-DD")
    parser.add_argument(
        "--by", default="", metavar="DAY_OF", help="the day that counts, see --list"
    )
    parser.add_argument("--brand", default="", metavar="CODE", help="only this maker's")
    parser.add_argument(
        "--state", action="append", default=[], metavar="STATE", help="only these, see --list"
    )
    parser.add_argument("--list", action="store_true", help="name the lists")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder")


def run(args: argparse.Namespace) -> int:
    """Write the list, and print what was written as JSON."""
    if args.list:
        for one in LISTS.values():
            told = {
                "list": one.code,
                "title": _(one.title),
                "by": list(one.days),
                "states": [str(state) for state in one.states],
            }
            print(json.dumps(told, ensure_ascii=False))
        return 0
    for name, value in (("LIST", args.name), ("--to", args.to), ("--data", args.data)):
        if not value:
            raise refused(INVALID, N_("Say which: {option} is missing."), name, option=name)
    days = (day_of(args.start, "--from"), day_of(args.until, "--until"))
    only = Only(brand=args.brand, states=tuple(args.state), by=args.by)
    with opened(args) as desk:
        named = LISTS.get(args.name)
        act_for(desk, named.right if named and named.right else "ledger.export")
        done = desk.ledger.export(args.name, args.to, *days, only)
    print(
        json.dumps(
            {"list": done.list, "file": done.file, "rows": done.rows, "bytes": done.bytes},
            ensure_ascii=False,
        )
    )
    return 0
