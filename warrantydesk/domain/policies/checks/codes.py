"""Codes that a table takes from another one."""

from collections.abc import Iterator

from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks.judged import Judged, at
from warrantydesk.domain.policies.shapes import ColumnShape, shape_of
from warrantydesk.domain.policies.shapes_of_law import LAW_SHAPES
from warrantydesk.domain.policies.shapes_of_makers import MAKER_SHAPES
from warrantydesk.i18n import N_

_ALL = "*"


def code_problems(judged: Judged) -> Iterator[RowProblem]:
    """Find codes that no table knows, in the changed tables and in those that name them.

    A table without any row says nothing of its codes: a profile may leave it out.
    """
    for table in (*LAW_SHAPES, *MAKER_SHAPES):
        shape = shape_of(table)
        for column in shape.columns.values() if shape else ():
            touched = table in judged.changed or column.refers_to in judged.changed
            if column.refers_to and touched:
                yield from _unknown(judged, table, column)


def _unknown(judged: Judged, table: str, column: ColumnShape) -> Iterator[RowProblem]:
    other = shape_of(column.refers_to)
    if other is None:
        return
    known = {row.get(other.keys[0], "") for row in judged.rows(other.name)}
    if not known:
        return
    for number, row in enumerate(judged.rows(table)):
        value = row.get(column.name, "")
        codes = [value] if column.kind == "of" else value.split("|")
        if column.kind == "any" and value == _ALL:
            continue
        for code in codes:
            if code and code not in known:
                yield at(
                    table,
                    number,
                    column.name,
                    N_("{table} line {line}: {column} {code} is not in {other}."),
                    code=code[:60],
                    other=other.name,
                )
