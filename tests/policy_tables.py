"""Tables of profiles for tests: the shipped ones, spoilt in one place."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from warrantydesk.domain.policies.checks import Judged, problems
from warrantydesk.domain.policies.exchange import ExchangeForm
from warrantydesk.reading.profiles import read_folder
from warrantydesk.resources import find
from warrantydesk.services.desk import Desk

QICHENG = find("brands") / "qicheng"
LAW = find("law")
NEXT_YEAR = date(2027, 1, 1)
Tables = dict[str, list[dict[str, str]]]
Edit = Callable[[Tables], object]


@cache
def shipped(folder: Path) -> ExchangeForm:
    """Read a shipped profile once."""
    return read_folder(folder)


def copied(folder: Path) -> Tables:
    """Return the tables of a shipped profile, to be changed."""
    return {name: [dict(row) for row in rows] for name, rows in shipped(folder).tables.items()}


def row_of(rows: Sequence[Mapping[str, str]], code: str) -> Any:
    """Return the row whose first cell is ``code``."""
    return next(row for row in rows if next(iter(row.values())) == code)


def complaints(folder: Path, edit: Edit) -> list[str]:
    """Return what the checks say when a shipped profile is changed in one place."""
    tables, old, law = copied(folder), shipped(folder), shipped(LAW)
    edit(tables)
    found = problems(
        Judged(
            old.code,
            tables,
            before=lambda table: old.tables.get(table, []),
            law=lambda table: tables.get(table, []) if folder == LAW else law.tables[table],
            shipped=lambda table: old.tables.get(table, []),
        )
    )
    return [problem.message.format(**problem.values) for problem in found]


def table_bytes(rows: Sequence[Mapping[str, str]], newline: str = "\n") -> bytes:
    """Return a table as the bytes of its file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator=newline)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def with_tables(folder: Path, begins: date, tables: Mapping[str, Any]) -> Path:
    """Write a profile folder with other tables and another day; returns it."""
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(table_bytes(rows))
    head = folder / "profile.toml"
    text = head.read_text("utf-8").replace("2022-01-01", begins.isoformat())
    head.write_text(text, "utf-8")
    return folder


def all_rows(desk: Desk) -> list[tuple[Any, ...]]:
    """Return every row of heads, tables and readings, to be compared before and after."""
    return [
        *desk.stores.db.query("SELECT * FROM journal WHERE tbl <> 'desk_event' ORDER BY 1"),
        *(
            row
            for table in ("table_version", "profile_row", "policy_reading")
            for row in desk.stores.db.query(f"SELECT * FROM {table} ORDER BY 1")
        ),
    ]
