"""``restore FILE NEWDIR``: a backup into a new data folder."""

import argparse
import json
from pathlib import Path

from warrantydesk.services.backups import restore

NAME = "restore"
HELP = "restore a backup into a new data folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare backup and folder."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("newdir", type=Path, metavar="NEWDIR")


def run(args: argparse.Namespace) -> int:
    """Restore, verified; prints folder and anchor."""
    head = restore(args.file, args.newdir)
    print(json.dumps({"folder": str(args.newdir), "head": head}, ensure_ascii=False))
    return 0
