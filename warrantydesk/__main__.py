"""``python -m warrantydesk``: the window, or one of the subcommands without it."""

import sys


def main() -> int:
    """Run a subcommand where one is named, else open the window; returns the exit code."""
    from warrantydesk.cli import COMMANDS, run

    if len(sys.argv) > 1 and sys.argv[1] in {command.NAME for command in COMMANDS}:
        return run(sys.argv[1:])
    from warrantydesk.app import start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
