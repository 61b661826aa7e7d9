"""``demo DIR --claims N --seed S``: a made-up shop."""

import argparse
from pathlib import Path

from warrantydesk.cli.numbers import counted

NAME = "demo"
HELP = "build a demo shop in a new data folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare folder, size and seed."""
    parser.add_argument("dir", type=Path, metavar="DIR")
    parser.add_argument("--claims", type=counted(0, 1_000_000), default=300)
    parser.add_argument("--seed", type=int, default=1)


def run(args: argparse.Namespace) -> int:
    """Build the shop."""
    from warrantydesk.demo.shop import build

    build(args.dir, args.claims, args.seed)
    return 0
