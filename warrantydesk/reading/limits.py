"""What a file from outside may cost, and how the child process is held to it."""

import sys

MEGABYTE = 1024 * 1024
MOST_BYTES = 64 * MEGABYTE
"""The largest file that is opened at all; 100,000 rows with 20 columns take a quarter of it."""
MOST_MEMORY = 480 * MEGABYTE
MOST_LINES = 100_100
"""Rows of a sheet: as many as an import takes, and a few for titles, header and totals."""
MOST_CELLS = 4_000_000
"""Cells of the smallest rectangle around all that is filled in."""
MOST_LETTERS = 32_767
"""Signs in one cell, as in Excel."""
MOST_TEXT = 120_000_000
"""Signs of a whole book as it is handed over; a short text may be named by many cells."""
MOST_SHEETS = 200
MOST_SECONDS, MOST_SECONDS_LARGE = 9.0, 30.0
SMALL, LARGE = 8 * MEGABYTE, 40 * MEGABYTE


def seconds_for(size_bytes: int) -> float:
    """Return how long a file of this size may take to read: 9 s, large ones up to 30 s."""
    share = min(1.0, max(0, size_bytes - SMALL) / (LARGE - SMALL))
    return MOST_SECONDS + share * (MOST_SECONDS_LARGE - MOST_SECONDS)


def hold_this_process(seconds: float, memory: int = MOST_MEMORY) -> None:
    """Give this process its limits: it ends when it takes more memory (bytes) or time.

    Memory is refused to it by the system. On Windows a job object does the same, which was not
    tried on a real PC. The one who started it looks at the clock too.
    """
    if sys.platform == "win32":
        from warrantydesk.reading.windows_job import hold

        hold(memory)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        whole = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
