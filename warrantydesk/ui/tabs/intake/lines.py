"""What the three line tables of a claim share: numbered rows, and keys that fill a row."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from warrantydesk.domain.claim import PayBy
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.kit.table_header import INSET

Known = Callable[[str], bool]


class ClaimLines(LineTable):
    """A line table whose rows carry their number and forget what belonged to a former code."""

    KEY = ""
    FOLLOWERS: tuple[str, ...] = ()
    EMPTY = N_("No line yet: Insert adds one, Ctrl+V pastes a list.")

    def __init__(
        self,
        columns: Sequence[LineColumn],
        known: Known = lambda _code: False,
        parent: QWidget | None = None,
    ) -> None:
        """``known`` tells whether the brand's tables have a code."""
        super().__init__(columns, parent=parent)
        self._known = known
        self._codes: list[str] = []
        self._amounts: list[Any] = []
        self._following = False
        self.edited.connect(self._follow)

    def set_value(self, value: Any) -> None:
        """Show rows and remember their codes; never emits ``edited``."""
        super().set_value(value)
        self._remember()

    def dataChanged(self, *_where: Any) -> None:
        """Repaint; an open editor keeps what is being typed into it."""
        self.viewport().update()

    def set_frozen(self, frozen: bool) -> None:
        """Let nothing be changed any more, or let it again."""
        triggers = QAbstractItemView.EditTrigger
        editing = triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        self.setEditTriggers(triggers.NoEditTriggers if frozen else editing)
        self.setEnabled(not frozen)

    def hint(self) -> str:
        """Return what stands where no line is yet: how the first one comes."""
        if self.value():
            return ""
        return _(self.EMPTY) if self.isEnabled() else _("No line")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines; a table without any says how to add the first."""
        super().paintEvent(event)
        if hint := self.hint():
            painter = QPainter(self.viewport())
            look = theme.tokens()
            area = QRectF(self.viewport().rect())
            paint.hairline(painter, 0, area.width(), area.height() - 1, look.line)
            spot = area.adjusted(INSET, 0, -INSET, 0)
            paint.words(painter, spot, hint, look.ink3, theme.font(-0.5))
            if self.hasFocus():
                paint.focus_ring(painter, area.adjusted(0, 1, 0, -1), 3)

    def add_row(self, values: Row | None = None, *, edit: bool = True) -> int:
        """Add a line, by default with what the lines so far suggest; return its row."""
        return super().add_row(self.fresh() if values is None else values, edit=edit)

    def add_line(self) -> int:
        """Add a line with what the lines so far suggest; return its row."""
        number = self.add_row(edit=False)
        self.setFocus()
        QTimer.singleShot(0, self, lambda: self.edit_at(number, self.KEY))
        return number

    def fresh(self) -> Row:
        """Return what a new line begins with."""
        return {"line": len(self.value()) + 1, "pay_by": PayBy.CLAIM.value}

    def delete_line(self) -> None:
        """Take the current line away, the last one where none is current."""
        rows = len(self.value())
        here = self.currentIndex().row()
        if rows:
            self.remove_row(here if 0 <= here < rows else rows - 1)

    def _follow(self) -> None:
        """Let a changed code lose the values of the former one, so that the tables fill them."""
        if self._following:
            return
        self._following = True
        for number, row in enumerate(self.value()):
            changed = self._changes(number, row)
            if row.get("line") != number + 1:
                changed["line"] = number + 1
            if changed:
                # Not ``put``: an empty text would count as nothing new, and the table not fill it.
                self._model.rows[number] = {**row, **changed}
                self._model.touch(number)
        self._following = False
        self._remember()

    def _changes(self, number: int, row: Row) -> Row:
        if len(self._codes) != len(self.value()):
            return {}
        code = str(row.get(self.KEY) or "")
        if self.FOLLOWERS and code != self._codes[number] and self._known(code):
            return dict.fromkeys((*self.FOLLOWERS, "amount_fen"))
        if self.FOLLOWERS and row.get("amount_fen") == self._amounts[number][0] is not None:
            return {} if self._factors(row) == self._amounts[number][1] else {"amount_fen": None}
        return {}

    def _factors(self, row: Row) -> tuple[Any, ...]:
        names = ("quantity", "hours", "extra_hours", "unit_price_fen")
        return tuple(row.get(name) for name in names)

    def _remember(self) -> None:
        rows = self.value()
        self._codes = [str(row.get(self.KEY) or "") for row in rows]
        self._amounts = [(row.get("amount_fen"), self._factors(row)) for row in rows]


def number_column() -> LineColumn:
    """Return the column that counts the lines."""
    return LineColumn("line", "", kind="", align="right", width=26)


def payer_names() -> list[tuple[str, str]]:
    """Return who may pay a line, in words."""
    return [(PayBy.CLAIM.value, _("Claim")), (PayBy.SELF.value, _("Self-paid"))]


def payer_column(width: int = 64) -> LineColumn:
    """Return the column that says who pays."""
    return LineColumn("pay_by", _("Payer"), "choice", width=width, choices=payer_names())
