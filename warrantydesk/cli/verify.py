"""``verify [--anchor SEQ:HEAD]``: exit 0 and ``[]``, or 1 and everything that is wrong."""

import argparse
import json

from warrantydesk.cli.opening import add_data
from warrantydesk.domain.codec import to_json
from warrantydesk.services.archive import verify_folder

NAME = "verify"
HELP = "compare rows, files and index with the journal"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the anchor."""
    add_data(parser)
    parser.add_argument(
        "--anchor",
        default="",
        metavar="SEQ:HEAD",
        help="as printed at the foot of a paper or kept in a backup",
    )


def run(args: argparse.Namespace) -> int:
    """Print one JSON list; the folder is only read."""
    found = verify_folder(args.data, args.anchor)
    print(json.dumps(to_json(found), ensure_ascii=False))
    return 1 if found else 0
