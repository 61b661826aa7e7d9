"""``search TEXT --limit N``: what the archive finds, newest first."""

import argparse
import json

from warrantydesk.cli.numbers import counted
from warrantydesk.cli.opening import add_data, opened

NAME = "search"
HELP = "search the archive"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare text and limit."""
    add_data(parser)
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--limit", type=counted(1, 10**9), default=100)


def run(args: argparse.Namespace) -> int:
    """Print the hits, one JSON object a line."""
    with opened(args) as desk:
        ids = desk.archive.search(args.text, limit=args.limit)
        for start in range(0, len(ids), 500):
            for row in desk.archive.summaries(ids[start : start + 500]):
                print(
                    json.dumps(
                        {
                            "id": row.id,
                            "claim_number": row.claim_number,
                            "vin": row.vin,
                            "plate": row.plate,
                        },
                        ensure_ascii=False,
                    )
                )
    return 0
