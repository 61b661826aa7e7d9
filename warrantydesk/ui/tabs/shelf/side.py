"""The left side: the shelf map with its head, and the counts below it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.old_part import PartState, ShelfPlace
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.tabs.shelf.pieces import IN_HAND, ON_SHELF, mark_of, most_urgent
from warrantydesk.ui.tabs.shelf.shelf_map import PlaceView, ShelfMap

RAIL = 4.0


class Legend(QWidget):
    """Marks with their words and counts; on a rail only marks and counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[tuple[Mark, str, int]] = []

    def show_rows(self, rows: Sequence[tuple[Mark, str, int]]) -> None:
        """Show marks, words and counts."""
        self._rows = list(rows)
        self.setAccessibleName(", ".join(f"{text} {count}" for _mark, text, count in rows))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def rows(self) -> list[tuple[Mark, str, int]]:
        """Return what is shown."""
        return list(self._rows)

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """One line each."""
        return QSize(theme.h(10), theme.h(1.05) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """Mark and count."""
        return QSize(theme.h(2), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        look = theme.tokens()
        side, high = theme.h(0.68), theme.h(1.05)
        for number, (mark, text, count) in enumerate(self._rows):
            row = QRectF(0, number * high, self.width(), high)
            spot = QRectF(1, row.center().y() - side / 2, side, side)
            paint_mark(painter, spot, mark, hole="alt")
            ink = look.ink if count else look.ink3
            taken = paint.words(painter, row, str(count), ink, theme.font(0, True), paint.RIGHT)
            room = row.adjusted(side + 9, 0, -taken - 8, 0)
            if room.width() > theme.h(2):
                paint.words(painter, room, text, look.ink2)


class ShelfSide(QWidget):
    """Head, map and counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without places."""
        super().__init__(parent)
        self.map = ShelfMap()
        self.legend = Legend()
        self._count = ElidedWords("", token="ink2", delta=-0.5)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(Words(_("Shelf map"), delta=0.5, bold=True))
        head.addWidget(self._count, 1)
        self.add_place = LinkButton(_("Place"), icon="add")
        head.addWidget(self.add_place)
        self.print_places = LinkButton(_("Labels of places…"), icon="print", delta=-0.5)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self.map, 1)
        column.addWidget(Hairline())
        column.addWidget(self.legend)
        column.addWidget(Hairline())
        column.addWidget(self.print_places)

    def show_rail(self, narrow: bool) -> None:
        """Keep only the counts while the pane is a rail."""
        for part in (self._head, self.map, self.print_places):
            part.setVisible(not narrow)

    def show_shelf(
        self, places: Sequence[ShelfPlace], pieces: Sequence[PieceSummary], today: date
    ) -> None:
        """Show places with their pieces, and the counts of all."""
        by_place: dict[str, list[PieceSummary]] = {}
        for piece in pieces:
            if piece.state in ON_SHELF:
                by_place.setdefault(piece.place, []).append(piece)
        views = []
        for place in places:
            here = by_place.get(place.code, [])
            views.append(PlaceView(place, len(here), most_urgent(here, today)))
        self.map.show_places(views)
        in_hand = sum(piece.state in IN_HAND for piece in pieces)
        self._count.setText(ngettext_("{n} piece", "{n} pieces", in_hand))
        self.legend.show_rows(_counts(pieces, today))


def _counts(pieces: Sequence[PieceSummary], today: date) -> list[tuple[Mark, str, int]]:
    marks = [mark_of(piece, today) for piece in pieces if piece.state in IN_HAND]
    expected = sum(piece.state is PartState.EXPECTED for piece in pieces)
    received = sum(piece.state is PartState.RECEIVED for piece in pieces)
    return [
        (Mark.OVERDUE, _("return overdue"), marks.count(Mark.OVERDUE)),
        (Mark.WARN, _("due within 7 days"), marks.count(Mark.WARN)),
        (Mark.HOLD, _("on the shelf, in order"), marks.count(Mark.HOLD)),
        (Mark.TODO, _("received, to shelve"), received),
        (Mark.TODO, _("expected"), expected),
    ]
