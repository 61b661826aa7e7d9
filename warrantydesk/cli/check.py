"""``check CLAIM_NUMBER | --open``: all findings, one JSON object a line."""

import argparse
import json

from warrantydesk.cli.opening import add_data, opened
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.services.desk import Desk
from warrantydesk.services.sentences import said

NAME = "check"
HELP = "run the claim checks over one claim or over all that are open"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is checked."""
    add_data(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("claim_number", nargs="?", metavar="CLAIM_NUMBER")
    which.add_argument("--open", action="store_true", help="every claim not yet filed")


def run(args: argparse.Namespace) -> int:
    """Print the findings."""
    with opened(args) as desk:
        if args.open:
            summaries = desk.claims.in_states(tuple(EDITABLE), 10**9)
            for summary in reversed(summaries):
                _print(desk, summary.id, summary.claim_number)
        else:
            claim = desk.claims.by_number(args.claim_number)
            _print(desk, claim.id, claim.claim_number)
    return 0


def _print(desk: Desk, claim_id: int, claim_number: str) -> None:
    for finding in desk.claims.check(claim_id):
        print(
            json.dumps(
                {
                    "claim_number": claim_number,
                    "rule": finding.rule,
                    "severity": str(finding.severity),
                    "field": finding.field,
                    "message": said(finding),
                },
                ensure_ascii=False,
            )
        )
