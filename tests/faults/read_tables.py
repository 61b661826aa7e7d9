"""Reads every file of a folder as a table and says what came of it, one JSON object a line.

    python tests/faults/read_tables.py FOLDER

``message`` is the refusal, empty where the file was read; seconds and megabytes are the cost:
of the child that read it, and of this process, which the window would be.
"""

import json
import resource
import sys
import time
from pathlib import Path

from warrantydesk.domain.errors import Unavailable
from warrantydesk.i18n import _
from warrantydesk.reading.tables import read_table


def own_peak_mb() -> int:
    """Return the most memory that this process ever had, without what its parent had."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def main(folder: Path) -> None:
    """Read the files in order of their names."""
    for file in sorted(folder.iterdir()):
        begun, message, rows = time.monotonic(), "", 0
        try:
            rows = sum(len(sheet.rows) for sheet in read_table(file).sheets)
        except Unavailable as error:
            message = _(error.message, **error.values)
        told = {
            "file": file.name,
            "message": message,
            "rows": rows,
            "seconds": round(time.monotonic() - begun, 2),
            "child_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
            "own_mb": own_peak_mb(),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
