"""``backup DEST``: a verified backup in the folder DEST."""

import argparse
import json
from pathlib import Path

from warrantydesk.cli.opening import add_data, opened

NAME = "backup"
HELP = "write a verified backup into a folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder."""
    add_data(parser)
    parser.add_argument("dest", type=Path, metavar="DEST")


def run(args: argparse.Namespace) -> int:
    """Write the backup; prints its file, anchor and size."""
    with opened(args) as desk:
        made = desk.backups.make(args.dest)
        print(
            json.dumps(
                {"file": str(made.file), "head": made.head, "bytes": made.bytes}, ensure_ascii=False
            )
        )
    return 0
