"""Numbers of the command line: ids and counts, read in one way."""

import argparse
from collections.abc import Callable

from warrantydesk.domain.text import whole


def id_of(key: str) -> int | None:
    """Return the id that a key is, None where it is another name."""
    try:
        return whole(key)
    except ValueError:
        return None


def counted(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two limits, for an argument."""

    def number(text: str) -> int:
        try:
            found = whole(text)
        except ValueError:
            found = -1
        if not least <= found <= most:
            raise argparse.ArgumentTypeError(f"{text!r}: {least} to {most}")
        return found

    return number
