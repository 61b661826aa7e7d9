"""Columns, keys and cells of a table by its shape."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from warrantydesk.domain.inspection import is_tolerance
from warrantydesk.domain.policies.changes import RowProblem, key_of
from warrantydesk.domain.policies.checks.judged import Judged, at, of_table
from warrantydesk.domain.policies.shapes import ColumnShape, TableShape, keys_of, shape_of
from warrantydesk.domain.profile import Row
from warrantydesk.domain.text import clean, code, is_visible, line
from warrantydesk.domain.vin_pattern import compiled
from warrantydesk.i18n import N_

_WHOLE = re.compile(r"[0-9]{1,12}")
_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_NUMBERS, _BELOW = frozenset({"whole", "decimal"}), re.compile(r"-[0-9]{1,12}(\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME, _ANYTHING = re.compile(r"[a-z_]{1,40}"), re.compile(r".*", re.DOTALL)
_LONGEST_CELL = 8_000


_NEEDED = frozenset(
    {
        *("policies", "parts", "labour", "models", "part_groups", "claim_types", "wear"),
        *("inspection_template", "rule_sets", "parameters", "clauses", "exemptions"),
    }
)
"""Tables that the desk cannot do without once it had them."""
_TYPED = frozenset({"parts", "labour", "models", "faults", "suppliers", "campaigns"})
"""Tables whose keys are typed into forms, where every code becomes half-width capitals."""
_PARAMETERS: dict[str, re.Pattern[str]] = {
    "min_len": re.compile(r"[0-9]{1,6}"),
    "allow_equal": re.compile(r"yes|no"),
}
"""Parameters of claim checks that are no words."""


def shape_problems(judged: Judged) -> Iterator[RowProblem]:
    """Find missing and unknown columns, keys that stand twice, cells that do not fit."""
    for table, rows in judged.changed.items():
        if not rows and table in _NEEDED and judged.before(table):
            yield of_table(table, N_("{table}: no row would be left."))
        columns = judged.columns_of(table)
        shape = shape_of(table)
        if rows and shape is not None:
            wrong = list(_column_problems(shape, columns))
            yield from wrong
            if wrong:
                continue
        keys = keys_of(table, columns)
        yield from _key_problems(table, rows, keys)
        for number, row in enumerate(rows):
            yield from _row_problems(table, number, row, columns, shape)


def _column_problems(shape: TableShape, columns: tuple[str, ...]) -> Iterator[RowProblem]:
    for name, column in shape.columns.items():
        if name not in columns and not column.optional:
            yield of_table(
                shape.name, N_("{table}: the column {missing} is missing."), missing=name
            )
    for name in columns:
        if name not in shape.columns:
            yield of_table(
                shape.name, N_("{table}: the column {unknown} is unknown."), unknown=name
            )


def _key_problems(table: str, rows: Sequence[Row], keys: tuple[str, ...]) -> Iterator[RowProblem]:
    is_known = shape_of(table) is not None
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows):
        key = key_of(row, keys)
        if is_known:
            yield from _written_problems(table, number, keys, key)
            key = tuple(code(value) for value in key)
        if not any(key):
            yield at(table, number, keys[0], N_("{table} line {line}: {column} is empty."))
        elif key in seen:
            yield at(
                table,
                number,
                keys[0],
                N_("{table} line {line}: {key} stands twice, first in line {first}."),
                key=" ".join(filter(None, key)),
                first=seen[key] + 2,
            )
        seen.setdefault(key, number)


def _written_problems(
    table: str, number: int, keys: tuple[str, ...], key: tuple[str, ...]
) -> Iterator[RowProblem]:
    """Find keys that nobody would find by typing them."""
    for column, value in zip(keys, key, strict=True):
        if table in _TYPED and value != code(value):
            message = N_(
                "{table} line {line}: {column} “{value}” is not written in half-width capitals "
                "without blanks around it, so nobody would find it."
            )
        elif value != line(value):
            message = N_("{table} line {line}: {column} “{value}” has blanks around it.")
        else:
            continue
        yield at(table, number, column, message, value=value[:60])


def _row_problems(
    table: str, number: int, row: Row, columns: tuple[str, ...], shape: TableShape | None
) -> Iterator[RowProblem]:
    if set(row) != set(columns):
        odd = sorted(set(row) ^ set(columns))
        yield at(
            table,
            number,
            odd[0],
            N_("{table} line {line}: not every column has its cell ({column})."),
        )
        return
    for name, value in row.items():
        if value.replace("\r\n", "\n") != clean(value) or len(value) > _LONGEST_CELL:
            yield at(
                table,
                number,
                name,
                N_("{table} line {line}: {column} holds signs that cannot be shown, or too many."),
            )
        elif shape is not None:
            yield from _cell_problems(table, number, value, shape.columns[name])


def _cell_problems(
    table: str, number: int, value: str, column: ColumnShape
) -> Iterator[RowProblem]:
    if not value or (column.needed and not is_visible(value)):
        if column.needed:
            yield at(table, number, column.name, N_("{table} line {line}: {column} is empty."))
        return
    fits, message = _KINDS.get(column.kind, _ANY)
    shown, choices = value[:60], ", ".join(column.choices)
    if column.kind in _NUMBERS and _BELOW.fullmatch(value):
        below = N_("{table} line {line}: {column} {value} is below zero.")
        yield at(table, number, column.name, below, value=value)
    elif not fits(value, column):
        yield at(table, number, column.name, message, value=shown, choices=choices)
    elif column.most is not None and float(value) > column.most:
        yield at(
            table,
            number,
            column.name,
            N_("{table} line {line}: {column} “{value}” is more than {most}."),
            value=shown,
            most=column.most,
        )


def _is_day(value: str) -> bool:
    try:
        return _DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _are_parameters(value: str) -> bool:
    pairs = [pair.partition("=") for pair in value.split(";")]
    names = [name for name, _sign, _told in pairs]
    return len(set(names)) == len(names) and all(
        sign and _NAME.fullmatch(name) and _PARAMETERS.get(name, _ANYTHING).fullmatch(told)
        for name, sign, told in pairs
    )


def _are_choices(value: str, column: ColumnShape) -> bool:
    return value == "*" or set(value.split("|")) <= set(column.choices)


_Fit = Callable[[str, ColumnShape], bool]
_ANY: tuple[_Fit, str] = (lambda _value, _column: True, "")
_KINDS: dict[str, tuple[_Fit, str]] = {
    "whole": (
        lambda value, _column: _WHOLE.fullmatch(value) is not None,
        N_("{table} line {line}: {column} “{value}” is no whole number from 0."),
    ),
    "decimal": (
        lambda value, _column: _DECIMAL.fullmatch(value) is not None,
        N_("{table} line {line}: {column} “{value}” is no number from 0, such as 1.6."),
    ),
    "day": (
        lambda value, _column: _is_day(value),
        N_("{table} line {line}: {column} “{value}” is no date like 2026-11-24."),
    ),
    "yes_no": (
        lambda value, _column: value in ("yes", "no"),
        N_("{table} line {line}: {column} “{value}” is neither yes nor no."),
    ),
    "one": (
        lambda value, column: value in column.choices,
        N_("{table} line {line}: {column} “{value}” is not one of: {choices}."),
    ),
    "many": (
        _are_choices,
        N_("{table} line {line}: {column} “{value}” has something else than: {choices}, or *."),
    ),
    "tolerance": (
        lambda value, _column: is_tolerance(value),
        N_("{table} line {line}: {column} “{value}” is no tolerance. Write <=5, >=2.5 or 90..160."),
    ),
    "params": (
        lambda value, _column: _are_parameters(value),
        N_(
            "{table} line {line}: {column} “{value}” is not written like "
            "min_len=15;allow_equal=yes."
        ),
    ),
    "pattern": (
        lambda value, _column: compiled(value) is not None,
        N_(
            "{table} line {line}: {column} “{value}” is no pattern for a VIN. Write signs, classes "
            "such as [A-C], a dot for any sign, and few repeats."
        ),
    ),
}
