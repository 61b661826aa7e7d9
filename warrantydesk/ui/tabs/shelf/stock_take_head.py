"""The head of a stock-take: its number, how far it is, where one stands; or how to begin one."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.stock_take import PlaceProgress, StockTake, StockTakeCounts
from warrantydesk.i18n import _, list_text, minute_text, ngettext_
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.meters import Bar
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.plate import PlacePlate
from warrantydesk.ui.tabs.shelf.stock_take_side import is_running, state_of

MOST_PLACES = 6


class StockTakeHead(QWidget):
    """Number, state and extent over a bar; below them the place where one stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._number = Words("", delta=2, bold=True)
        self._state = StatusChip()
        self._extent = ElidedWords("", token="ink2")
        self._bar = Bar()
        self._count = Words("", bold=True)
        self._plate = PlacePlate("", 6)
        self._here = ElidedWords("", bold=True)
        self._hint = ElidedWords("", token="ink2", delta=-0.5)
        self._lay()

    def _lay(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._number)
        first.addWidget(self._state)
        first.addWidget(self._extent, 1)
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addWidget(self._bar, 1)
        second.addWidget(self._count)
        self._standing = QWidget()
        third = QHBoxLayout(self._standing)
        third.setContentsMargins(0, 2, 0, 0)
        third.setSpacing(12)
        third.addWidget(self._plate)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._here)
        words.addWidget(self._hint)
        words.addStretch(1)
        third.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 4)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self._standing)

    def show_take(
        self, take: StockTake, by: str, counts: StockTakeCounts, here: PlaceProgress | None
    ) -> None:
        """Show a stock-take begun ``by`` somebody; ``here`` is the place where one stands."""
        self._number.setText(take.number)
        self._state.show_state(*state_of(take))
        self._extent.setText(_extent(take, by))
        found = counts.expected - counts.missing
        tone = Tone.OK if not counts.missing else Tone.ACCENT
        self._bar.show_part(found / counts.expected if counts.expected else 1, tone)
        self._count.setText(_("found {n} of {all}", n=f"{found:,}", all=f"{counts.expected:,}"))
        self._standing.setVisible(is_running(take))
        self._plate.setVisible(here is not None)
        if here is None:
            self._here.setText(_("Scan the place where you stand"))
            self._hint.setText(_("Then every piece that stands on it, or the code of a box"))
        else:
            self._plate.show_place(here.place)
            expected = ngettext_(
                "{n} piece expected here", "{n} pieces expected here", here.expected
            )
            self._here.setText(expected)
            self._hint.setText(_("{n} found, {all} scanned", n=here.found, all=here.scanned))

    def set_short(self, short: bool) -> None:
        """Press the place into less height, or take the room back."""
        self._hint.setVisible(not short)


def _extent(take: StockTake, by: str) -> str:
    places = list_text(take.places[:MOST_PLACES])
    more = len(take.places) - MOST_PLACES
    if not take.places:
        places = _("the whole shelf")
    elif more > 0:
        places = ngettext_("{places} and {n} more", "{places} and {n} more", more, places=places)
    return f"{places} · {minute_text(take.started_at)} · {by}"


class StockTakeStart(QWidget):
    """Shown while no stock-take runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Two ways to begin."""
        super().__init__(parent)
        self.whole = Button(_("Count the whole shelf"), primary=True)
        self.some = Button(_("Count some places…"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.whole)
        buttons.addWidget(self.some)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(
            EmptyState(
                _("No stock-take is running"),
                _("Begin one here, or scan the place where you stand."),
            )
        )
        column.addLayout(buttons)
        column.addStretch(2)
