"""The child that rehearses a restore: ``_drill FOLDER NAME``; no command for people.

It writes one JSON object: how many claims and files came back, and what is wrong.
"""

import json
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from warrantydesk.services.rehearsing import rehearse


def run(arguments: list[str]) -> int:
    """Rehearse one restore at the lowest priority; returns the exit code."""
    with suppress(AttributeError, OSError):
        os.nice(19)
    folder, name = Path(arguments[0]), arguments[1]
    work = Path(tempfile.mkdtemp(dir=folder / "backups", prefix=".drill-"))
    try:
        told = rehearse(folder, folder / "backups" / name, work / "desk")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.stdout.write(json.dumps(told))
    return 0
