"""Brand profiles in versioned tables, loaded from their exchange form."""

import csv
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import Unavailable
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import Journal
from warrantydesk.storage.store import Table
from warrantydesk.storage.tables import ProfileRow


@dataclass(frozen=True)
class ExchangeForm:
    """A profile as it lies in a folder: its head and its tables."""

    code: str
    revision: int
    effective_from: date
    source: str
    tables: dict[str, list[dict[str, str]]]


def read_folder(folder: Path) -> ExchangeForm:
    """Read a profile folder: ``profile.toml`` and one UTF-8 CSV file a table.

    Raises Unavailable with file and line where a table cannot be read.
    """
    try:
        head = tomllib.loads((folder / "profile.toml").read_text("utf-8"))
        profile = head["profile"]
        tables = {name: _table(folder / f"{name}.csv") for name in head["tables"]["order"]}
        return ExchangeForm(
            profile["code"],
            int(profile["revision"]),
            profile["effective_from"],
            profile["source"],
            tables,
        )
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        raise Unavailable(
            N_("The profile in {folder} cannot be read: {reason}."), folder=folder, reason=error
        ) from error


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise Unavailable(
                N_("{file}, line {line}: wrong number of columns."), file=file.name, line=number
            )
    return rows


class ProfileStore:
    """The tables of all profiles; what the desk decides from."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self.table = Table(ProfileRow, db, journal)

    def load(self, form: ExchangeForm) -> None:
        """Write all rows of a profile as a new revision."""
        number = int(self._db.query("SELECT coalesce(max(id), 0) FROM profile_row")[0][0])
        rows: list[dict[str, Any]] = []
        for table, lines in form.tables.items():
            for position, line in enumerate(lines):
                number += 1
                rows.append(
                    {
                        "id": number,
                        "profile": form.code,
                        "table_name": table,
                        "key": next(iter(line.values()), ""),
                        "position": position,
                        "data": json.dumps(line, ensure_ascii=False),
                        "effective_from": form.effective_from.isoformat(),
                        "effective_to": None,
                        "source": form.source,
                        "revision": form.revision,
                    }
                )
        self.table.bulk(rows)

    def revision(self, profile: str) -> int:
        """Return the newest revision of a profile, 0 where there is none."""
        found = self._db.query(
            "SELECT coalesce(max(revision), 0) FROM profile_row WHERE profile = ?", (profile,)
        )
        return int(found[0][0])

    def codes(self) -> list[str]:
        """Return the codes of all profiles."""
        return [
            code
            for (code,) in self._db.query(
                "SELECT DISTINCT profile FROM profile_row ORDER BY profile"
            )
        ]

    def rows(self, profile: str, revision: int, table: str) -> list[Row]:
        """Return a table in its order."""
        found = self._db.query(
            "SELECT data FROM profile_row WHERE profile = ? AND revision = ? AND table_name = ?"
            " ORDER BY position",
            (profile, revision, table),
        )
        return [json.loads(text) for (text,) in found]
