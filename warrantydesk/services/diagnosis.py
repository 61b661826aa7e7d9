"""What support needs to know of a desk in trouble, as plain text: nothing of any customer."""

import platform
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from warrantydesk import __version__
from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.errors import DAMAGED, Unavailable
from warrantydesk.services import targets
from warrantydesk.services.restore_choice import FoundBackup
from warrantydesk.storage.disk_words import damaged, tells_damage
from warrantydesk.storage.migrations import SCHEMA
from warrantydesk.storage.places import DataFolder


def report_of(
    folder: Path, at: datetime, problems: Sequence[str], backups: Sequence[FoundBackup] = ()
) -> str:
    """Return versions, the files of the data folder with their sizes, every problem, backups."""
    lines = [
        f"Warranty Desk {__version__}, schema {SCHEMA}, {utc_text(at)}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.platform()}",
        "",
        str(folder),
        *_files(folder),
        "",
        *(f"- {problem}" for problem in problems),
        "",
        *(_backup(one) for one in backups),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _files(folder: Path) -> Iterator[str]:
    try:
        found = sorted(one for one in folder.iterdir() if one.is_file())
        for file in found:
            told = file.stat()
            changed = utc_text(datetime.fromtimestamp(told.st_mtime).astimezone())
            yield f"  {file.name}: {told.st_size:,} bytes, {changed}"
    except OSError as error:
        yield f"  {error.strerror or error}"


def _backup(one: FoundBackup) -> str:
    record = one.record
    state = record.problem or ("good" if record.is_good else "not checked")
    here = "" if one.file is not None else ", not here"
    return f"  {record.name}: {record.head}, {state}{here}"


def save_report(file: Path, text: str, folder: Path) -> None:
    """Write a report to a file that the clerk named; refused within the data folder."""
    targets.write(file, text.encode("utf-8"), folder)


def is_damage(error: BaseException) -> bool:
    """Tell whether an error says that pages or texts of the database were spoilt."""
    if isinstance(error, Unavailable):
        return error.code == DAMAGED
    return tells_damage(error)


def damage_met(folder: Path, error: Exception) -> Unavailable:
    """Return the sentence of damage that was met while a desk was already open."""
    return error if isinstance(error, Unavailable) else damaged(DataFolder(folder))
