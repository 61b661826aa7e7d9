"""The columns that every table of a claim's lines has: what the line is, and amounts to look at."""

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _
from warrantydesk.ui.kit.line_table import LineColumn


def line_column() -> LineColumn:
    """Return the column that names a line, with its ``detail`` below."""
    return LineColumn(
        "title",
        _("Line"),
        "",
        width=170,
        second=lambda row: row["detail"],
        bold=True,
        stretch=True,
    )


def fen_column(name: str, title: str) -> LineColumn:
    """Return a column of amounts in fen, shown in yuan, that nobody types in."""
    return LineColumn(name, title, "", align="right", width=92, text=lambda row: yuan(row[name]))
