"""Copying tables: tab-separated text, and HTML whose cells are text so that zeros survive."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

TEXT_CELL = """sdnum="1033;0;@" style="mso-number-format:'\\@'\""""
"""LibreOffice reads the one, Excel the other: 00123 keeps its noughts, =1+1 is not reckoned."""


def table_mime(rows: Sequence[Sequence[str]]) -> QMimeData:
    """Return what the clipboard gets for these rows."""
    from html import escape  # not needed before the first copy

    mime = QMimeData()
    mime.setText("\n".join("\t".join(_flat(cell) for cell in row) for row in rows))
    lines = [
        "<tr>" + "".join(f"<td {TEXT_CELL}>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    ]
    mime.setHtml("<meta charset='utf-8'><table>" + "".join(lines) + "</table>")
    return mime


def copy_table(rows: Sequence[Sequence[str]]) -> None:
    """Put rows on the clipboard."""
    QGuiApplication.clipboard().setMimeData(table_mime(rows))


def pasted_block() -> list[list[str]]:
    """Return the cells of a block on the clipboard, as spreadsheets put it there."""
    text = QGuiApplication.clipboard().text()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return [line.split("\t") for line in lines] if text else []


def _flat(cell: str) -> str:
    return " ".join(cell.replace("\t", " ").splitlines())
