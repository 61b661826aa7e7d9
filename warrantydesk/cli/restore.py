"""``restore FILE NEWDIR``: a backup into a new data folder."""

import argparse
import json
import sys
from pathlib import Path

from warrantydesk.cli.backup import add_key, key_asked
from warrantydesk.i18n import _, list_text
from warrantydesk.services.restoring import restore

NAME = "restore"
HELP = "restore a backup into a new data folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare backup, folder and key."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("newdir", type=Path, metavar="NEWDIR")
    add_key(parser)


def run(args: argparse.Namespace) -> int:
    """Restore, verified; prints folder and anchor. Exit 1 where not all of it is whole."""
    back = restore(args.file, args.newdir, key=key_asked(args))
    line: dict[str, object] = {"folder": str(args.newdir), "head": back.head}
    if back.missing:
        line["missing"] = list(back.missing)
        names = list_text(back.missing)
        print(_("The backup lacks files of the desk: {names}.", names=names), file=sys.stderr)
    if back.left_out:
        line["left_out"] = list(back.left_out)
        names = list_text(back.left_out)
        print(_("Left out, because no row names it: {names}.", names=names), file=sys.stderr)
    print(json.dumps(line, ensure_ascii=False))
    return 0 if back.is_whole else 1
