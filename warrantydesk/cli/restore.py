"""``restore FILE NEWDIR``: a backup into a new data folder."""

import argparse
import json
import sys
from pathlib import Path

from warrantydesk.cli.backup import add_key, key_asked
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.i18n import _, list_text
from warrantydesk.services.restoring import key_in, restore

NAME = "restore"
HELP = "restore a backup into a new data folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare backup, folder and key."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("newdir", type=Path, metavar="NEWDIR")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="a data folder whose backup.key opens the backup, where --key names no file",
    )
    add_key(parser)


def run(args: argparse.Namespace) -> int:
    """Restore, verified; prints folder and anchor. Exit 1 where not all of it is whole."""
    back = restore(args.file, args.newdir, key=_key(args))
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


def _key(args: argparse.Namespace) -> BackupKey | None:
    """Return the key that the command line or the environment names; else it is looked for."""
    told = key_asked(args)
    return key_in(args.data / "backup.key") if told is None and args.data is not None else told
