"""How this very program is called as a child that reads files from outside."""

import os
import sys
from pathlib import Path

from warrantydesk.domain.backup_key import VARIABLE


def program() -> list[str]:
    """Return how this very program is called: by Python, or by itself where it is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-P", "-m", "warrantydesk"]


def environment() -> dict[str, str]:
    """Let the child find this very package, wherever the program was started.

    The key of the backups is kept from it: it reads files of strangers.
    """
    told = {name: value for name, value in os.environ.items() if name != VARIABLE}
    return {**told, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
