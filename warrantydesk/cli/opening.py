"""Opening the desk for a subcommand."""

import argparse
import sys
from pathlib import Path

from warrantydesk.domain import text
from warrantydesk.domain.errors import RIGHT, refused
from warrantydesk.domain.rights import RIGHTS, may
from warrantydesk.i18n import N_
from warrantydesk.services.desk import Desk


def add_data(parser: argparse.ArgumentParser) -> None:
    """Declare ``--data``."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data folder")


def opened(args: argparse.Namespace) -> Desk:
    """Open the data folder of ``--data``; it must exist.

    Where it can only be read, where another program copies it, or where the clock is doubtful, a
    line on standard error says so.
    """
    return opened_at(args.data)


def opened_at(folder: Path) -> Desk:
    """Open a data folder as ``opened``."""
    desk = Desk(folder).open()
    for words in desk.warnings():
        print(text.line(words), file=sys.stderr)
    return desk


def act_for(desk: Desk, verb: str, login: str = "") -> None:
    """Let ``login`` act, else the first person who may do ``verb``."""
    if login:
        desk.people.act_as(login)
        return
    person = next((p for p in desk.people.all() if may(p, verb)), None)
    if person is None:
        raise refused(RIGHT, N_("Nobody at this desk may do this."), roles=sorted(RIGHTS[verb]))
    desk.people.act_as(person.login)
