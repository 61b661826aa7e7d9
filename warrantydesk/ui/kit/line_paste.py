"""Pasting a block from a spreadsheet into lines, cell by cell, by the kind of each column."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit.line_model import LineColumn, LinesModel, Row
from warrantydesk.ui.kit.table_model import Index

YES = frozenset({"1", "y", "yes", "√", "✓", "是", "true"})


def paste_block(model: LinesModel, start: Index, block: Sequence[Sequence[str]], blank: Row) -> int:
    """Lay ``block`` over the rows from ``start`` on, adding rows; return how many were refused.

    Cells that cannot be read, or are locked, keep their value.
    """
    top = start.row() if start.isValid() else len(model.rows)
    columns = [one for one in model.columns[max(0, start.column()) :] if one.kind]
    refused = 0
    for down, cells in enumerate(block):
        while len(model.rows) <= top + down:
            model.insert(len(model.rows), blank)
        for column, text in zip(columns, cells, strict=False):
            refused += not _paste_cell(model, top + down, column, text.strip())
    return refused


def _paste_cell(model: LinesModel, number: int, column: LineColumn, text: str) -> bool:
    row = model.rows[number]
    if not column.is_editable(row):
        return not text
    fits, value = _value_of(column, row, text)
    if fits:
        model.put(number, column.key, value)
    return fits


def _value_of(column: LineColumn, row: Row, text: str) -> tuple[bool, Any]:
    """Return whether a text can be read as the kind of the column, and its value."""
    if column.kind == "check":
        return True, text.lower() in YES
    if column.kind == "choice":
        options = column.offered(row)
        value = next((one for one, words in options if text in (str(one), words)), None)
        return value is not None or not text, value
    field = column.editor(row)
    cast(Any, field).setText(text)
    value, fits = field.value(), field.problem() is None
    cast(QWidget, field).deleteLater()
    return fits, value
