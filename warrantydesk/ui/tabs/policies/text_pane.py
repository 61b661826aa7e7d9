"""The chosen row in full, of one version or of two with their differences marked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.profile import Row
from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.policies.columns import ShownColumn, name_column
from warrantydesk.ui.tabs.policies.diff_text import DiffText
from warrantydesk.ui.tabs.policies.shown_rows import ShownRow
from warrantydesk.ui.tabs.policies.wording import Piece, differences

LINES = 7.8
LONG = 24


class TextPane(Surface):
    """Title, two texts, and below what is in transit; ``opened`` names a bulletin."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a row."""
        super().__init__("alt", "t", parent)
        self._title = ElidedWords(bold=True, delta=0.5)
        self._code = ""
        self.bulletin = LinkButton("", clicked=lambda: self.opened.emit(self._code))
        self.bulletin.hide()
        self._heads = (
            Words(token="ink2", delta=-1, bold=True),
            Words(token="ink2", delta=-1, bold=True),
        )
        self.texts = (DiffText(), DiffText())
        self.transit = MarkLabel(delta=-0.5)
        self.transit.hide()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.bulletin)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        self._sides: list[QWidget] = []
        for words, text in zip(self._heads, self.texts, strict=True):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(words)
            column.addWidget(text, 1)
            sides.addWidget(side, 1)
            self._sides.append(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 6)
        column.setSpacing(5)
        column.addLayout(head)
        column.addLayout(sides, 1)
        column.addWidget(self.transit)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(LINES))

    def show_row(
        self, row: ShownRow | None, columns: Sequence[ShownColumn], heads: tuple[str, str]
    ) -> None:
        """Show a row; ``heads`` name the versions, the older is empty where one stands alone."""
        old_head, new_head = heads
        first = name_column(columns)
        self._title.setText(first.say(row.row) if row is not None and first is not None else "")
        for words, text in zip(self._heads, heads, strict=True):
            words.setText(text)
        self._sides[0].setVisible(bool(old_head))
        self.texts[1].setAccessibleName(_("Text of {version}", version=new_head))
        self.texts[0].setAccessibleName(_("Text of {version}", version=old_head))
        if row is None:
            for side in self.texts:
                side.show_pieces(())
        elif old_head:
            old, new = compared_texts(row, columns)
            self.texts[0].show_pieces(old)
            self.texts[1].show_pieces(new)
        else:
            self.texts[1].show_pieces(row_text(row.row, columns))

    def title(self) -> str:
        """Return the name of the row shown."""
        return self._title.text()

    def show_bulletin(self, code: str) -> None:
        """Offer to open the bulletin that the version came with; no code hides it."""
        self._code = code
        self.bulletin.setText(_("Open bulletin {code}", code=code) if code else "")
        self.bulletin.setVisible(bool(code))
        self.bulletin.updateGeometry()

    def show_transit(self, words: str) -> None:
        """Say which claims are in transit; empty words hide the line."""
        self.transit.show_mark(Mark.WARN if words else None, words)
        self.transit.setVisible(bool(words))


def row_text(row: Row, columns: Sequence[ShownColumn]) -> list[Piece]:
    """Return all values of a row with their titles: short ones in one line, long ones below."""
    pieces: list[Piece] = []
    for column, value, is_long in _ordered(row, columns):
        pieces += [Piece(_lead(pieces, column, is_long), False), Piece(value, False)]
    return pieces


def compared_texts(
    row: ShownRow, columns: Sequence[ShownColumn]
) -> tuple[list[Piece], list[Piece]]:
    """Return a row of two versions as texts whose differing words are marked."""
    old, new = row.old or {}, row.new or {}
    left: list[Piece] = []
    right: list[Piece] = []
    for column, _value, is_long in _ordered({**old, **_told(new)}, columns):
        before, after = differences(column.say(old), column.say(new))
        for side, pieces in ((left, before), (right, after)):
            if pieces:
                side += [Piece(_lead(side, column, is_long), False), *pieces]
    return left, right


def _told(row: Row) -> dict[str, str]:
    return {name: value for name, value in row.items() if value}


def _ordered(row: Row, columns: Sequence[ShownColumn]) -> list[tuple[ShownColumn, str, bool]]:
    first = name_column(columns)
    told = [(one, one.say(row)) for one in columns if one is not first or one is columns[0]]
    found = [(one, value, len(value) > LONG) for one, value in told if value]
    return sorted(found, key=lambda one: one[2])


def _lead(before: Sequence[Piece], column: ShownColumn, is_long: bool) -> str:
    gap = "" if not before else "\n" if is_long else "  ·  "
    return f"{gap}{column.title} "
