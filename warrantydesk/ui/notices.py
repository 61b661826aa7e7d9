"""Notices between the line of the tabs and the tabs: what holds for the whole window."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.ui.kit.marks import Mark

if TYPE_CHECKING:
    from warrantydesk.ui.bad_day import BadDay

Act = tuple[str, Callable[[], object]]
BAD_DAY = "bad_day"


class Notices(QWidget):
    """Bars one below the other, the worst on top; no room is taken while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a notice."""
        super().__init__(parent)
        self._bars: dict[str, QWidget] = {}
        self._order: dict[str, int] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def say(
        self, key: str, mark: Mark, text: str, detail: str = "", acts: Sequence[Act] = ()
    ) -> None:
        """Show a bar of one line; ``key`` takes it away again, ``acts`` are links at its right."""
        from warrantydesk.ui.notice_bar import NoticeBar

        held = self._bars.get(key)
        if isinstance(held, NoticeBar) and held.is_saying(mark, text, detail, acts):
            held.take_acts(acts)
            return
        self._put(key, list(Mark).index(mark), NoticeBar(mark, text, detail, acts))

    def say_bad_day(self, day: "BadDay") -> None:
        """Show the banner of a day on which the data is damaged, above all bars."""
        from warrantydesk.ui.bad_day import BadDayBanner

        self._put(BAD_DAY, -1, BadDayBanner(day))

    def drop(self, key: str) -> None:
        """Take a notice away; nothing happens where there is none."""
        bar = self._bars.pop(key, None)
        self._order.pop(key, None)
        if bar is not None:
            bar.hide()
            self._column.removeWidget(bar)
            bar.deleteLater()
        self.setVisible(bool(self._bars))

    def keys(self) -> tuple[str, ...]:
        """Return which notices are shown, from above."""
        return tuple(sorted(self._bars, key=lambda key: self._order[key]))

    def bar(self, key: str) -> QWidget | None:
        """Return the bar of a notice, None where it is not shown."""
        return self._bars.get(key)

    def _put(self, key: str, order: int, bar: QWidget) -> None:
        self.drop(key)
        self._bars[key], self._order[key] = bar, order
        self._column.insertWidget(self.keys().index(key), bar)
        bar.show()
        self.show()
