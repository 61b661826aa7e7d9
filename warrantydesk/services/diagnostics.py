"""What somebody who helps asks for: program, computer and data in figures, no personal value."""

import platform
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from warrantydesk import __version__
from warrantydesk.i18n import N_, _, language, minute_text
from warrantydesk.services.backups.service import BackupService
from warrantydesk.services.bench import Bench
from warrantydesk.storage.migrations import SCHEMA

_COUNTED = (
    ("claim", N_("Claims")),
    ("vehicle", N_("Vehicles")),
    ("old_part", N_("Old parts")),
    ("shipment", N_("Return shipments")),
    ("statement", N_("Statements")),
    ("attachment", N_("Photos and files")),
)
_GB = 1_000_000_000


@dataclass(frozen=True)
class Told:
    """One line: what it is, in words to be translated, and its value."""

    title: str
    value: str


class DiagnosticService:
    """Tells how the program and its data are; changes nothing."""

    def __init__(self, bench: Bench, backups: BackupService) -> None:
        self._bench, self._backups = bench, backups

    def of_program(self) -> list[Told]:
        """Return which program this is and on what it runs."""
        system = f"{platform.system()} {platform.release()} ({platform.machine()})"
        return [
            Told(N_("Version"), __version__),
            Told(N_("Python"), platform.python_version()),
            Told(N_("SQLite"), sqlite3.sqlite_version),
            Told(N_("Computer"), system),
            Told(N_("Language in use"), language().name),
        ]

    def of_data(self) -> list[Told]:
        """Return where the data lies, how much it is, and how it stands."""
        bench = self._bench
        folder = bench.stores.db.folder.path
        return [
            Told(N_("Data folder"), without_home(folder)),
            Told(N_("Mode"), N_("Read only") if bench.is_frozen else N_("Read and write")),
            Told(N_("Schema"), str(SCHEMA)),
            Told(N_("Journal"), bench.stores.journal.anchor),
            Told(N_("Free on this disk"), f"{shutil.disk_usage(folder).free / _GB:.1f} GB"),
            Told(N_("Newest backup"), self._newest_backup()),
            *(Told(title, str(self._count(table))) for table, title in _COUNTED),
        ]

    def _newest_backup(self) -> str:
        newest = self._backups.standing().newest
        return minute_text(newest.made_at) if newest is not None else N_("None yet")

    def _count(self, table: str) -> int:
        return int(self._bench.stores.db.query(f"SELECT count(*) FROM {table}")[0][0])


def without_home(folder: Path) -> str:
    """Return a path as it may be passed on: the folder of the user is named ``~``."""
    try:
        return str(Path("~") / folder.absolute().relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)


def text_of(lines: list[Told]) -> str:
    """Return lines as a text to be pasted into a message."""
    return "\n".join(f"{_(line.title)}: {_(line.value)}" for line in lines) + "\n"
