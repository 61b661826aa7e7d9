"""``backup DEST``: a verified backup in the folder DEST."""

import argparse
import json
import sys
from pathlib import Path

from warrantydesk.cli.opening import add_data, opened
from warrantydesk.i18n import _, list_text

NAME = "backup"
HELP = "write a verified backup into a folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder."""
    add_data(parser)
    parser.add_argument("dest", type=Path, metavar="DEST")


def run(args: argparse.Namespace) -> int:
    """Write the backup; prints its file, anchor and size. Exit 1 where a photo is missing."""
    with opened(args) as desk:
        made = desk.backups.make(args.dest)
    line: dict[str, object] = {"file": str(made.file), "head": made.head, "bytes": made.bytes}
    if made.missing:
        line["missing"] = list(made.missing)
        names = list_text(made.missing)
        print(_("The backup lacks files of the desk: {names}.", names=names), file=sys.stderr)
    print(json.dumps(line, ensure_ascii=False))
    return 1 if made.missing else 0
