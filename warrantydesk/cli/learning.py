"""``learning``: why claims came back, and which warnings should block, as one JSON object."""

import argparse
import json

from warrantydesk.cli.days import day_of
from warrantydesk.cli.opening import add_data, opened
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.learning import ParetoOrder

NAME = "learning"
HELP = "print why claims came back within a span, and which warnings should become blocks"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare brand, span and order."""
    add_data(parser)
    parser.add_argument("--brand", default="", help="the maker; the site's own by default")
    parser.add_argument("--from", dest="first", metavar="DAY", help="by default a year before")
    parser.add_argument("--until", dest="last", metavar="DAY", help="by default today")
    parser.add_argument("--by", choices=[str(order) for order in ParetoOrder], default="count")


def run(args: argparse.Namespace) -> int:
    """Print reasons, checks and proposals on one line."""
    first, last = day_of(args.first, "--from"), day_of(args.last, "--until")
    with opened(args) as desk:
        told = {
            "reasons": desk.learning.pareto(first, last, args.brand, ParetoOrder(args.by)),
            "rules": desk.learning.by_rule(first, last, args.brand),
            "proposals": desk.learning.proposals(first, last, args.brand),
        }
        print(json.dumps(to_json(told), ensure_ascii=False))
    return 0
