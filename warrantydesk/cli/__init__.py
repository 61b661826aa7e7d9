"""The desk without a window: COMMANDS in order, one file a subcommand."""

import argparse
import sys
from pathlib import Path
from typing import Protocol

from warrantydesk.cli import (
    assess,
    audit_pack,
    backup,
    check,
    demo,
    dossier,
    export,
    labels,
    learning,
    ops,
    reindex,
    report,
    restore,
    search,
    show,
    today,
    tour,
    verify,
)
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import LANGUAGES, _, set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.sentences import sentence


class Command(Protocol):
    """A subcommand: its name, its help, its arguments, what it does."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; returns the exit code."""


COMMANDS = (
    tour,
    demo,
    ops,
    show,
    today,
    check,
    assess,
    labels,
    learning,
    search,
    verify,
    reindex,
    backup,
    restore,
    export,
    dossier,
    audit_pack,
    report,
)


def run(argv: list[str]) -> int:
    """Run one subcommand; a refusal is a sentence on standard error and exit code 2."""
    _speak_utf8()
    parser = argparse.ArgumentParser(prog="warrantydesk")
    kinds = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        own_help = command.NAME != ops.NAME
        entry = kinds.add_parser(command.NAME, help=command.HELP, add_help=own_help)
        entry.add_argument("--lang", choices=[lang.code for lang in LANGUAGES])
        command.add_arguments(entry)
        entry.set_defaults(run=command.run)
    args = parser.parse_args(argv)
    set_language(args.lang or "en")
    try:
        return int(args.run(args))
    except (Refused, Unavailable) as error:
        print(sentence(error), file=sys.stderr)
    except OSError as error:  # a file or folder of the command line that is none
        said = _(
            "{file} cannot be used: {reason}.", file=_of(error), reason=error.strerror or error
        )
        print(said, file=sys.stderr)
    except Exception as error:
        data = getattr(args, "data", None)
        told = Desk(data).told_of(error) if isinstance(data, Path) else None
        if told is None:
            raise
        print(sentence(told), file=sys.stderr)
    return 2


def _of(error: OSError) -> str:
    return str(error.filename) if error.filename is not None else "—"


def _speak_utf8() -> None:
    """Read and write UTF-8; what is none passes through, and is shown by its number."""
    for stream, errors in (
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
        (sys.stdin, "surrogateescape"),
    ):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
