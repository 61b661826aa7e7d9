"""``python -m warrantydesk``: the window, or one of the subcommands without it."""

import gc
import sys


def main() -> int:
    """Run a subcommand where one is named, else open the window; returns the exit code.

    ``_read`` and ``_bind`` are no commands for people: they are the children that read files from
    outside, and they load neither the desk nor the window. ``_drill`` rehearses a restore.
    """
    if sys.argv[1:2] == ["_read"]:
        from warrantydesk.reading.child import run as read

        return read(sys.argv[2:])
    if sys.argv[1:2] == ["_bind"]:
        from warrantydesk.reading.pdf_child import run as bind

        return bind()
    if sys.argv[1:2] == ["_drill"]:
        from warrantydesk.cli._drill import run as rehearse

        return rehearse(sys.argv[2:])
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        from warrantydesk.cli import run

        return run(sys.argv[1:])
    # Nothing is thrown away while the window comes up; after that the window's own timer collects.
    gc.disable()
    from warrantydesk.app import start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
