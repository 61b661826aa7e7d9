"""The columns of the row results: number, outcome, key, name, before, file, difference, words."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from warrantydesk.i18n import _
from warrantydesk.services.imports import Draft, Preview
from warrantydesk.services.imports.target import Field, Outcome, RowResult, Want
from warrantydesk.services.imports.values import (
    at_issue,
    before_text,
    changes_text,
    difference,
    file_text,
)
from warrantydesk.services.imports.words import offered, outcome_word, said
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, tone_of
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.table_delegate import TableDelegate
from warrantydesk.ui.kit.table_header import INSET
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

WORDS = "words"
_GAP = 14
MARKS = {
    Outcome.BLOCK: Mark.BLOCK,
    Outcome.WARN: Mark.WARN,
    Outcome.NEW: Mark.INFO,
    Outcome.CHANGED: Mark.DONE,
    Outcome.SAME: Mark.NA,
}
_MOST_KEYS = 3
_SAMPLE = 200

Now = Callable[[], tuple[Draft, Preview]]


def columns_of(draft: Draft, now: Now) -> list[Column]:
    """Return the columns for the fields that a draft takes; ``now`` gives draft and preview."""
    taken = {column.field for column in draft.columns}
    keys = [one for one in draft.fields if one.key and one.name in taken][:_MOST_KEYS]
    named = [one for one in draft.fields if one.named and one.name in taken and one not in keys][:1]
    more = any(one.name in taken and not one.key for one in draft.fields)
    return [
        Column(
            "number",
            _("Row"),
            "right",
            58,
            sort=lambda row: row.number,
            value=lambda row: row.number,
            holds=Holds.COUNT,
        ),
        Column(
            "outcome",
            _("Result"),
            width=118,
            text=outcome_word,
            mark=lambda row: MARKS[row.outcome],
            tone=lambda row: tone_of(MARKS[row.outcome]),
            bold=lambda row: row.outcome is Outcome.BLOCK,
        ),
        *(_field(one, draft, now, bold=True) for one in keys),
        *(_field(one, draft, now, bold=False) for one in named),
        *(_values(draft, now) if more else ()),
        *_words(now),
    ]


def _field(one: Field, draft: Draft, now: Now, *, bold: bool) -> Column:
    numbers = (index + 1 for index in draft.layout.body[:_SAMPLE])
    texts = (draft.written(number, one.name) for number in numbers)
    widest = max((paint.width_of(text, 0, bold) for text in texts), default=0)
    wish = (widest + 2 * INSET + 4) * 19 // theme.unit()
    return Column(
        f"field.{one.name}",
        _(one.title),
        width=min(max(wish, 90), 190 if bold else 160),
        text=lambda row: now()[0].written(row.number, one.name),
        corner=lambda row: _corner(now()[0], row) if row.field == one.name else None,
        bold=bold,
    )


def _values(draft: Draft, now: Now) -> list[Column]:
    """Return before, file and difference of the field that each row is about."""
    compared = next((one for one in draft.fields if one.compared), None)
    money = compared is not None and compared.kind is Want.AMOUNT
    before = draft.label or _("Before")
    return [
        Column(
            "before",
            _("{version} ¥", version=before) if money else before,
            "right",
            92,
            text=lambda row: before_text(now()[0], row),
            sortable=False,
        ),
        Column(
            "file",
            _("File ¥") if money else _("File"),
            "right",
            104,
            text=lambda row: file_text(*now(), row),
            corner=lambda row: _corner(now()[0], row),
            sortable=False,
        ),
        Column(
            "difference",
            _("Diff."),
            "right",
            70,
            text=lambda row: difference(*now(), row),
            tone=_difference_tone,
            sortable=False,
        ),
    ]


def _words(now: Now) -> list[Column]:
    return [
        Column(
            WORDS,
            _("What it says"),
            width=150,
            text=lambda row: _said(now, row),
            copy=lambda row: " ".join((_said(now, row), *map(offered, row.repairs))),
            stretch=True,
            sortable=False,
        )
    ]


class ResultDelegate(TableDelegate):
    """Behind what is said of a row stands what is offered, as links; Enter takes the first."""

    def _paint_cell(
        self, painter: QPainter, area: QRectF, column: Column, row: Any, index: Index
    ) -> None:
        if column.key != WORDS or not isinstance(row, RowResult):
            super()._paint_cell(painter, area, column, row, index)
            return
        look = theme.tokens()
        current = self.view_row() == index.row()
        said_at, offers = laid(area, column.say(row), row)
        paint.words(painter, said_at, column.say(row), look.ink)
        for place, spot in enumerate(offers):
            face = theme.font(0, place == 0)
            paint.words(painter, spot, offered(row.repairs[place]), look.accent, face)
        words = _("Enter accepts")
        hint = area.adjusted(0, 0, -INSET, 0)
        if current and offers and offers[-1].right() + _GAP < hint.right() - _wide(words):
            paint.words(painter, hint, words, look.ink2, theme.font(-1), paint.RIGHT)

    def view_row(self) -> int:
        """Return the row with the keyboard."""
        return int(self._view.currentIndex().row())


def _wide(words: str) -> int:
    return paint.width_of(words, -1)


def laid(area: QRectF, words: str, row: RowResult) -> tuple[QRectF, list[QRectF]]:
    """Return where the words of a row stand in its cell, and where each thing offered stands.

    What is offered is never cut; the words give way.
    """
    inner = area.adjusted(INSET, 0, -INSET, 0)
    widths = [
        paint.width_of(offered(one), 0, place == 0) + 1 for place, one in enumerate(row.repairs)
    ]
    wanted = sum(widths) + _GAP * len(widths)
    said_width = min(paint.width_of(words) + 1, max(0.0, inner.width() - wanted))
    said_at = QRectF(inner.left(), inner.top(), said_width, inner.height())
    left = said_at.right()
    offers = []
    for width in widths:
        left += _GAP
        offers.append(QRectF(left, inner.top(), width, inner.height()))
        left += width
    return said_at, offers


def _said(now: Now, row: RowResult) -> str:
    if row.message:
        return said(row)
    return changes_text(*now(), row)


def _corner(draft: Draft, row: RowResult) -> Mark | None:
    """Return the small mark at the cell that is wrong."""
    field = at_issue(draft, row)
    wrong = row.outcome is Outcome.BLOCK and field is not None and field.name == row.field
    return Mark.BLOCK if wrong else None


def _difference_tone(row: RowResult) -> Tone:
    return Tone.WARN if row.outcome is Outcome.WARN and row.word else Tone.NEUTRAL
