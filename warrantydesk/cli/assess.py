"""``assess FILE|-``: coverage cases in, one JSON answer a line."""

import argparse
import json
import sys
from pathlib import Path

from warrantydesk.cli.opening import opened_at
from warrantydesk.domain.coverage import Law, law_of
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.i18n import N_
from warrantydesk.services.coverage.assessing import assess, cases_of, shipped_law

NAME = "assess"
HELP = "decide coverage cases: facts in, answers out"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file of cases; ``--data`` decides by a desk's own law tables."""
    parser.add_argument("file", metavar="FILE", help="a JSON list or JSON lines; - reads the input")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="decide by the law tables of this data folder"
    )


def run(args: argparse.Namespace) -> int:
    """Print ``{id, answer}`` per case in order; exit 1 where a case cannot be read."""
    cases = cases_of(_text(args.file))
    failed = False
    for told in assess(cases, _law(args.data)):
        failed = failed or "error" in told
        print(json.dumps(told, ensure_ascii=False))
    return int(failed)


def _law(folder: Path | None) -> Law:
    if folder is None:
        return shipped_law()
    with opened_at(folder) as desk:
        return law_of(desk.bench.law().rows)


def _text(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(INVALID, N_("{file} is no UTF-8 text."), "file", file=file) from None
