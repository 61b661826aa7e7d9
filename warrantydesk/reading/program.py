"""How this very program is called as a child that reads files from outside."""

import os
import sys
from pathlib import Path


def program() -> list[str]:
    """Return how this very program is called: by Python, or by itself where it is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-P", "-m", "warrantydesk"]


def environment() -> dict[str, str]:
    """Let the child find this very package, wherever the program was started."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
