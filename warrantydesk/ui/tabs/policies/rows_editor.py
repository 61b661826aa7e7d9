"""The rows of a version while they are written: cells in place, problems at their cells."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.policies.shapes import ColumnShape, shape_of
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import ngettext_
from warrantydesk.services.table_titles import column_title
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.line_table import LineColumn, LineTable
from warrantydesk.ui.tabs.policies.value_words import value_word

SAMPLE = 60
NARROWEST, WIDEST = 64, 260
POINTS = "open_points"
FEN = "_fen"
NUMBERS = frozenset({"whole", "decimal"})


class RowsEditor(LineTable):
    """A line table of any length that scrolls by itself; Insert adds, Ctrl+Delete takes away."""

    def __init__(
        self, columns: Sequence[LineColumn], blank: Row, parent: QWidget | None = None
    ) -> None:
        """``blank`` is what a new row begins with."""
        super().__init__(columns, dict(blank), parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._share_width()

    def sizeHint(self) -> QSize:
        """Return room for some rows; the others are scrolled to."""
        return QSize(theme.h(40), theme.h(16))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows of the exchange form; amounts in fen are edited in yuan."""
        self.set_value([{name: _amount(name, row[name]) for name in row} for row in rows])

    def rows(self) -> list[dict[str, str]]:
        """Return the rows as the table keeps them; what is empty is an empty text."""
        return [
            {key: "" if value is None else str(value) for key, value in row.items()}
            for row in self._model.rows
        ]

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._model.rows)

    def current_number(self) -> int:
        """Return the number of the current row, -1 where there is none."""
        return self.currentIndex().row()

    def go_to_next(self, text: str) -> bool:
        """Go to the next row that holds ``text``; False where there is none."""
        wanted, rows = text.strip().casefold(), self._model.rows
        if not wanted or not rows:
            return False
        start = self.currentIndex().row()
        for step in range(1, len(rows) + 1):
            number = (start + step) % len(rows)
            if any(wanted in str(value).casefold() for value in rows[number].values()):
                column = max(0, self.currentIndex().column())
                self.setCurrentIndex(self._model.index(number, column))
                self.scrollTo(self.currentIndex())
                return True
        return False

    def _fit(self) -> None:
        rows = len(self._model.rows)
        self.setAccessibleName(ngettext_("{n:,} row", "{n:,} rows", rows))


def editor_columns(table: str, names: Sequence[str], rows: Sequence[Row]) -> list[LineColumn]:
    """Return a column for each of the exchange form, both languages by themselves."""
    sample = rows[:SAMPLE]
    return [_column(table, name, sample) for name in names]


def _column(table: str, name: str, sample: Sequence[Row]) -> LineColumn:
    shape = shape_of(table)
    known = shape.columns.get(name) if shape else None
    values = [row.get(name) or "" for row in sample]
    title, is_code = column_title(name), name == "code"
    choices = _choices_of(known, values)
    shown = [words for _value, words in choices] if choices else values
    wide = width_for(shown, title, bold=is_code) + (24 if choices else 0)
    width = min(max(wide, NARROWEST), WIDEST)
    if table == POINTS:
        if name == "value":
            return LineColumn(name, title, "choice", width=width + 24, choices=_choices)
        return LineColumn(name, title, "", width=width)
    if name.endswith(FEN):
        return LineColumn(name, title, "money", "right", width)
    if choices:
        return LineColumn(name, title, "choice", width=width, choices=choices)
    align = "right" if known is not None and known.kind in NUMBERS else "left"
    return LineColumn(name, title, "text", align, width, bold=is_code)


def _choices_of(known: ColumnShape | None, values: Sequence[str]) -> list[tuple[str, str]]:
    """Return what a cell may hold, with its words; nothing where any text may stand."""
    told = {value for value in values if value}
    codes: Sequence[str] = ()
    if known is not None and known.kind == "one":
        codes = known.choices
    elif (known is not None and known.kind == "yes_no") or (told and told <= {"yes", "no"}):
        codes = ("yes", "no")
    choices = [(code, value_word(known.name if known else "", code)) for code in codes]
    if choices and (known is None or not known.needed):
        choices.insert(0, ("", "—"))
    return choices


def _choices(row: Mapping[str, object]) -> list[tuple[str, str]]:
    told = str(row.get("choices") or "").split("|")
    return [(one, value_word("value", one)) for one in told if one]


def _amount(name: str, value: str) -> str | int:
    is_amount = name.endswith(FEN) and value.isascii() and value.isdigit()
    return int(value) if is_amount else value
