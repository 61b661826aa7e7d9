"""A profile as files: the head ``profile.toml`` and one CSV table a file."""

import csv
import io
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.policies.written import form_of, table_text
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_

HEAD_FILE = "profile.toml"
HEAD = "profile"
"""The head as a table of one row, so that it has its versions as every table has."""
HEAD_COLUMNS = ("revision", "text")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_TABLE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLUMN = re.compile(r"[a-z][a-z0-9_]{0,59}")
_MARK = "\ufeff"
"""Some editors begin a file with it."""
_TOO_MANY = 10**9


@dataclass(frozen=True)
class ExchangeForm:
    """A profile as it lies in a folder: its head and its tables."""

    code: str
    revision: int
    effective_from: date
    source: str
    tables: Mapping[str, list[Row]]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns of each table in the order of its file."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """How each file is written (``domain/policies/written``)."""
    text: str = ""
    """``profile.toml`` as it stands."""

    def columns_of(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table, those of its first row where the file is not known."""
        rows = self.tables[table]
        return self.columns.get(table) or tuple(rows[0] if rows else ())

    @property
    def head_row(self) -> Row:
        """The head as a row of the table :data:`HEAD`."""
        return {"revision": str(self.revision), "text": self.text}


def read_files(files: Mapping[str, bytes], name: str) -> ExchangeForm:
    """Read a profile from its files by name; ``name`` is what the user calls it.

    Raises Refused(INVALID) with file and line where one cannot be read.
    """
    form = _head(files, name)
    _must_be_whole(form, files, name)
    tables: dict[str, list[Row]] = {}
    columns, forms = {}, {}
    for table in form.tables:
        text = _text(files[f"{table}.csv"], f"{table}.csv", name)
        columns[table], tables[table] = read_table(text, f"{table}.csv")
        forms[table] = form_of(text, columns[table], tables[table])
    return replace(form, tables=tables, columns=columns, forms=forms)


def _must_be_whole(form: ExchangeForm, files: Mapping[str, bytes], name: str) -> None:
    """Refuse a head that names other tables than there are files."""
    for table in form.tables:
        if f"{table}.csv" not in files:
            raise refused(
                INVALID,
                N_("{folder}: {head} names the table {name}, and its file is missing."),
                "file",
                folder=name,
                head=HEAD_FILE,
                name=table,
            )
    for file in files:
        if file.endswith(".csv") and file.removesuffix(".csv") not in form.tables:
            raise refused(
                INVALID,
                N_("{folder}: {file} is not named in [tables] order of {head}."),
                "file",
                folder=name,
                file=file,
                head=HEAD_FILE,
            )


def read_table(text: str, file: str) -> tuple[tuple[str, ...], list[Row]]:
    """Read the columns and rows of a table; Refused(INVALID) with file and line."""
    reader = csv.reader(io.StringIO(text.removeprefix(_MARK), newline=""), strict=True)
    try:
        columns = tuple(next(reader, ()))
        _must_be_columns(columns, file)
        rows: list[Row] = []
        for cells in filter(None, reader):
            if len(cells) != len(columns):
                raise refused(
                    INVALID,
                    N_("{file}, line {line}: wrong number of columns."),
                    "file",
                    file=file,
                    line=reader.line_num,
                )
            rows.append(dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        raise refused(
            INVALID,
            N_("{file}, line {line}: {reason}."),
            "file",
            file=file,
            line=reader.line_num,
            reason=error,
        ) from error
    return columns, rows


def written_files(form: ExchangeForm) -> dict[str, bytes]:
    """Return the files of a profile by name, head first."""
    files = {HEAD_FILE: form.text.encode()}
    for table, rows in form.tables.items():
        text = table_text(form.columns_of(table), rows, form.forms.get(table, ""))
        files[f"{table}.csv"] = text.encode()
    return files


def _must_be_columns(columns: tuple[str, ...], file: str) -> None:
    strange = [column for column in columns if not _COLUMN.fullmatch(column)]
    if not columns or strange or len(set(columns)) < len(columns):
        raise refused(
            INVALID,
            N_("{file}: the first line must name each column once, in small letters."),
            "file",
            file=file,
        )


def _head(files: Mapping[str, bytes], name: str) -> ExchangeForm:
    if HEAD_FILE not in files:
        raise refused(
            INVALID, N_("{file} holds no profile: {head} is missing."), "file", file=name,
            head=HEAD_FILE,
        )  # fmt: skip
    text = _text(files[HEAD_FILE], HEAD_FILE, name)
    try:
        head = tomllib.loads(text.removeprefix(_MARK))
    except (ValueError, RecursionError) as error:
        raise refused(
            INVALID,
            N_("{file} in {folder} cannot be read: {reason}."),
            "file",
            file=HEAD_FILE,
            folder=name,
            reason=error,
        ) from error
    told = {
        "source": "",
        **_section(head, "profile"),
        "order": _section(head, "tables").get("order"),
    }
    for key, fits, message in _HEAD_KEYS:
        if not fits(told.get(key)):
            raise refused(INVALID, message, "file", file=HEAD_FILE, folder=name)
    return ExchangeForm(
        told["code"],
        told["revision"],
        told["effective_from"],
        told["source"],
        {table: [] for table in told["order"]},
        text=text,
    )


def _section(head: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = head.get(name)
    return found if isinstance(found, dict) else {}


def _are_tables(order: Any) -> bool:
    return (
        isinstance(order, list)
        and all(isinstance(one, str) and _TABLE.fullmatch(one) for one in order)
        and len(set(order)) == len(order)
        and HEAD not in order
    )


_HEAD_KEYS: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    (
        "code",
        lambda told: isinstance(told, str) and _CODE.fullmatch(told) is not None,
        N_(
            "{file} in {folder}: under [profile], code must be 2 to 12 capital letters or digits "
            "in quotes, such as “QC”."
        ),
    ),
    (
        "revision",
        lambda told: type(told) is int and 0 < told < _TOO_MANY,
        N_("{file} in {folder}: under [profile], revision must be a whole number from 1."),
    ),
    (
        "effective_from",
        lambda told: type(told) is date,
        N_(
            "{file} in {folder}: under [profile], effective_from must be a date like 2026-11-24, "
            "without quotes."
        ),
    ),
    (
        "source",
        lambda told: isinstance(told, str),
        N_("{file} in {folder}: under [profile], source must be a text in quotes."),
    ),
    (
        "order",
        _are_tables,
        N_(
            "{file} in {folder}: under [tables], order must name each table once, in small "
            "letters and in quotes."
        ),
    ),
)
"""Keys of the head, what they may be, and what is said where they are not."""


def _text(data: bytes, file: str, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refused(
            INVALID,
            N_("{file} in {folder} is not written in UTF-8. Save it as “CSV UTF-8” and try again."),
            "file",
            file=file,
            folder=name,
        ) from error
