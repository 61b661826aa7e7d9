"""Whether two folders lie on one disk: a backup there is lost with what it is a backup of."""

from pathlib import Path


def is_same_disk(folder: Path, other: Path) -> bool:
    """Tell whether both folders lie on one disk; False where one cannot be looked at."""
    try:
        return folder.stat().st_dev == other.stat().st_dev
    except (OSError, ValueError):
        return False
