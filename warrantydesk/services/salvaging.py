"""The last resort without a backup: what can be read of damaged data, saved into a new folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from warrantydesk.i18n import _
from warrantydesk.services.journal_subjects import SUBJECTS
from warrantydesk.storage import salvage as storage

Step = Callable[[str], None]


@dataclass(frozen=True)
class Salvage:
    """What was saved: rows and files, and the names of the tables that have gaps."""

    folder: Path
    rows: int
    files: int
    files_missing: int
    gaps: tuple[str, ...]


def salvage(folder: Path, target: Path, step: Step) -> Salvage:
    """Save what can be read of a data folder; the damaged one is not touched.

    Raises Unavailable, and then nothing is left at ``target``.
    """
    saved = storage.salvage(folder, target, step)
    gaps = tuple(_(_title(one.table)) for one in saved.damaged)
    return Salvage(target, saved.rows, saved.files, saved.files_missing, gaps)


def _title(table: str) -> str:
    """Return what a table holds, its own name where it is bookkeeping."""
    return SUBJECTS[table].title if table in SUBJECTS else table


def place_in(folder: Path) -> Path:
    """Return where it is saved in a folder that was picked: there where it is empty, else in a
    new folder within it."""
    name, number = "warrantydesk-saved", 1
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return folder
    while (folder / name).exists():
        number += 1
        name = f"warrantydesk-saved-{number}"
    return folder / name
