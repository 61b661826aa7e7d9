"""``tour DIR``: the clerk's day walked by program; papers, labels and pictures lie in DIR."""

import argparse
import os
from pathlib import Path

NAME = "tour"
HELP = "walk the clerk's day and keep its papers, labels and screenshots"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder."""
    parser.add_argument("dir", type=Path, metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Walk the day; prints where the summary lies."""
    # The screenless platform says at every window that it has no frame to size.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    from warrantydesk.tour.day import walk

    summary = walk(args.dir, args.lang or "zh_CN")
    print(summary)
    return 0
