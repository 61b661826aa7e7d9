"""``reindex``: make the search index anew."""

import argparse
import json

from warrantydesk.cli.opening import add_data, opened

NAME = "reindex"
HELP = "make the search index anew from the claims"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only ``--data``."""
    add_data(parser)


def run(args: argparse.Namespace) -> int:
    """Rebuild the index and say how many claims it holds."""
    with opened(args) as desk:
        print(json.dumps({"claims": desk.archive.reindex()}))
    return 0
