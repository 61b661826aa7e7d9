"""``backup DEST``: a verified, encrypted backup in the folder DEST."""

import argparse
import json
import sys
from pathlib import Path

from warrantydesk.cli.opening import act_for, add_data, opened
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.i18n import _, list_text
from warrantydesk.services.restoring import key_in, key_told

NAME = "backup"
HELP = "write a verified, encrypted backup into a folder"


def add_key(parser: argparse.ArgumentParser) -> None:
    """Declare ``--key``."""
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="file with the key of the backups: the 48 digits of the recovery sheet. Without it "
        "the variable WARRANTYDESK_KEY (the digits, or a file), then backup.key in the data folder",
    )


def key_asked(args: argparse.Namespace) -> BackupKey | None:
    """Return the key of ``--key`` or of the environment, None where neither names one."""
    return key_in(args.key) if args.key is not None else key_told()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder and the key."""
    add_data(parser)
    parser.add_argument("dest", type=Path, metavar="DEST")
    add_key(parser)


def run(args: argparse.Namespace) -> int:
    """Write the backup; prints its file, anchor and size. Exit 1 where a photo is missing."""
    key = key_asked(args)
    with opened(args) as desk:
        act_for(desk, "backups.make")
        made = desk.backups.make(args.dest, key=key)
    line: dict[str, object] = {"file": str(made.file), "head": made.head, "bytes": made.bytes}
    if made.missing:
        line["missing"] = list(made.missing)
        names = list_text(made.missing)
        print(_("The backup lacks files of the desk: {names}.", names=names), file=sys.stderr)
    print(json.dumps(line, ensure_ascii=False))
    return 1 if made.missing else 0
