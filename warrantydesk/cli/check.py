"""``check CLAIM_NUMBER | --open [--readiness]``: all findings, one JSON object a line."""

import argparse
import json

from warrantydesk.cli.opening import add_data, opened
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.readiness import AuditItem, Readiness, readiness
from warrantydesk.i18n import _
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
    parser.add_argument(
        "--readiness",
        action="store_true",
        help="the score of each claim's file and the auditors' list instead of the findings",
    )


def run(args: argparse.Namespace) -> int:
    """Print the findings, or the readiness."""
    with opened(args) as desk:
        if args.open:
            summaries = desk.claims.in_states(tuple(EDITABLE), 10**9)
            for summary in reversed(summaries):
                _print(desk, summary.id, summary.claim_number, args.readiness)
        else:
            claim = desk.claims.by_number(args.claim_number)
            _print(desk, claim.id, claim.claim_number, args.readiness)
    return 0


def _print(desk: Desk, claim_id: int, claim_number: str, as_readiness: bool) -> None:
    found = desk.claims.check(claim_id)
    if as_readiness:
        _say(_scored(claim_number, readiness(desk.claims.facts(claim_id), found)))
        return
    for finding in found:
        _say({"claim_number": claim_number, **_found(finding)})


def _found(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "field": finding.field,
        "message": said(finding),
    }


def _scored(claim_number: str, view: Readiness) -> dict[str, object]:
    return {
        "claim_number": claim_number,
        "score": view.score,
        "items": [_item(one) for one in view.items],
    }


def _item(one: AuditItem) -> dict[str, object]:
    told = [said(finding) for finding in one.findings]
    if one.lacks:
        told.append(_(one.lacks))
    return {
        "code": one.code,
        "title": _(one.title),
        "state": str(one.state),
        "points": one.points,
        "field": one.field,
        "missing": told,
    }


def _say(line: dict[str, object]) -> None:
    print(json.dumps(line, ensure_ascii=False))
