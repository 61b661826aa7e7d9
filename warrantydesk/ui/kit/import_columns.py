"""What each column means: a choice over each column of the first rows, and how it was found."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.services.imports import Draft
from warrantydesk.services.imports.cells import is_in_fen
from warrantydesk.services.imports.columns import Column, Found
from warrantydesk.services.imports.target import Field, Want
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.import_raw import INSET, RawRows
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.marks import Mark, MarkLabel

_NARROW, _WIDE = 5.2, 11.0
_SAMPLE = 12


class _Head(QWidget):
    """One column: the choice of its meaning, and below it how that was found."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = ChoiceField()
        self.state = MarkLabel(delta=-1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 4, 3, 2)
        column.setSpacing(2)
        column.addWidget(self.choice)
        column.addWidget(self.state)
        self.choice.edited.connect(lambda: self.chosen.emit(self.choice.value()))

    def show_column(self, column: Column, fields: Sequence[Field]) -> None:
        """Offer the fields and show which one the column means."""
        choices = [("", _("Not imported"))]
        choices += [
            (one.name, _("{field} *", field=_(one.title)) if one.required else _(one.title))
            for one in fields
        ]
        held = [(self.choice.itemData(i), self.choice.itemText(i)) for i in range(len(choices))]
        if held != choices or self.choice.count() != len(choices):
            self.choice.set_choices(choices)
        self.choice.set_value(column.field)
        self.choice.setAccessibleName(_("Column “{header}” means", header=column.header or "—"))
        one = next((field for field in fields if field.name == column.field), None)
        self.state.show_mark(*said_of(column, one))


def said_of(column: Column, field: Field | None) -> tuple[Mark, str]:
    """Return how it was found what a column means, as a mark and words."""
    if field is None:
        return Mark.NA, _("not taken")
    if column.found is Found.CONTENT:
        return Mark.INFO, _content(column, field)
    how = {
        Found.SAME_HEADER: _("same header"),
        Found.LIKE_HEADER: _("similar header"),
        Found.LAST_TIME: _("as last time"),
    }.get(column.found, _("chosen"))
    if field.kind is Want.AMOUNT and is_in_fen(column.header):
        how = _("{how} · in fen", how=how)
    return Mark.DONE, how


def _content(column: Column, field: Field) -> str:
    if field.kind is Want.DAY:
        return _("suggested · days {n}/{of}", n=column.fits, of=column.of)
    if column.lowest is not None:
        return _("suggested · all {low}–{high}", low=column.lowest, high=column.highest)
    return _("suggested · {n} of {of} fit", n=f"{column.fits:,}", of=f"{column.of:,}")


class ColumnsPane(QWidget):
    """Choices over the first rows; both scroll sideways together."""

    column_chosen = Signal(int, str)
    header_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without columns."""
        super().__init__(parent)
        self._heads: list[_Head] = []
        self._draft: Draft | None = None
        self.raw = RawRows()
        self.raw.header_chosen.connect(self.header_chosen)
        self._strip = Surface("alt", "b")
        self._window = QWidget(self._strip)
        self._inner = QWidget(self._window)
        bar = QHBoxLayout(self._strip)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(0)
        self._corner = QWidget()
        bar.addWidget(self._corner)
        bar.addWidget(self._window, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self.raw, 1)
        self.raw.horizontalScrollBar().valueChanged.connect(self._follow)
        self.raw.viewport().installEventFilter(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the heights anew."""
        self._corner.setFixedWidth(theme.h(4.6))
        self._strip.setFixedHeight(theme.h(2.75))
        if self._draft is not None:
            self.show_draft(self._draft)

    def show_rows(self, count: int) -> None:
        """Take the height of so many rows of the file."""
        self.raw.show_at_most(count)
        self.setFixedHeight(self._strip.height() + count * self.raw.row_height() + theme.h(0.5))

    def show_draft(self, draft: Draft) -> None:
        """Show what the columns of a draft mean, over its first rows."""
        fresh = self._draft is None or self._draft.layout is not draft.layout
        self._draft = draft
        while len(self._heads) > len(draft.columns):
            gone = self._heads.pop()
            gone.setParent(None)
            gone.deleteLater()
        while len(self._heads) < len(draft.columns):
            self._add_head(len(self._heads))
        for head, column in zip(self._heads, draft.columns, strict=True):
            head.show_column(column, draft.fields)
            head.show()
        if fresh:
            self.raw.show_draft(draft)
        self.raw.viewport().update()
        self._lay_widths()

    def choices(self) -> list[ChoiceField]:
        """Return the choices in the order of the columns."""
        return [head.choice for head in self._heads]

    def states(self) -> list[str]:
        """Return what is said below each choice."""
        return [head.state.text() for head in self._heads]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the columns take the room there is; bring a choice in sight that has the keyboard."""
        if watched is self.raw.viewport() and event.type() == QEvent.Type.Resize:
            self._lay_widths()
        if event.type() == QEvent.Type.FocusIn:
            for place, head in enumerate(self._heads):
                if head.choice is watched:
                    self.raw.scrollTo(self.raw.rows.index(self._top_row(), place))
        return super().eventFilter(watched, event)

    def _top_row(self) -> int:
        return max(0, self.raw.rowAt(1))

    def _add_head(self, place: int) -> None:
        head = _Head(self._inner)
        head.chosen.connect(lambda name, one=place: self.column_chosen.emit(one, name))
        head.choice.installEventFilter(self)
        self._heads.append(head)

    def _lay_widths(self) -> None:
        draft = self._draft
        if draft is None or not draft.columns:
            return
        widths = [self._width(draft, place) for place in range(len(draft.columns))]
        room = self.raw.viewport().width()
        if sum(widths) < room:
            more = (room - sum(widths)) / len(widths)
            widths = [round(width + more) for width in widths]
            widths[-1] = max(theme.h(_NARROW), room - sum(widths[:-1]))
        left = 0
        for place, (head, width) in enumerate(zip(self._heads, widths, strict=True)):
            self.raw.setColumnWidth(place, width)
            head.setGeometry(left, 0, width, self._strip.height() - 1)
            left += width
        self._inner.resize(left, self._strip.height() - 1)
        self._follow(self.raw.horizontalScrollBar().value())

    def _width(self, draft: Draft, place: int) -> int:
        first = min(draft.layout.header_rows, default=0)
        last = min(first + _SAMPLE, len(draft.sheet.rows))
        texts = [draft.shown(number + 1, place) for number in range(first, last)]
        widest = max((paint.width_of(text, -0.5, True) for text in texts), default=0)
        said = self._heads[place].state.sizeHint().width() + 8
        wish = max(widest + 2 * INSET, said)
        return min(max(wish, theme.h(_NARROW)), theme.h(_WIDE))

    def _follow(self, at: int) -> None:
        self._inner.move(QPoint(-at, 0))
