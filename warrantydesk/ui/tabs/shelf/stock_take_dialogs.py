"""Beginning a stock-take of some places, and finishing one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.old_part import ShelfPlace
from warrantydesk.domain.stock_take import Resolve, StockTake, StockTakeCounts
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.inputs import CheckField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.segments import Segment, Segmented

LAYERS_A_ROW = 6


class PlacesDialog(AskDialog):
    """Asks which places are counted: single ones, or whole racks."""

    def __init__(
        self, places: Sequence[ShelfPlace], chosen: str = "", parent: QWidget | None = None
    ) -> None:
        """``chosen`` is the place ticked at the start."""
        super().__init__(_("Count some places"), _("Start"), parent)
        self._ticks: dict[str, CheckField] = {}
        self._racks: dict[str, CheckField] = {}
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        racks: dict[str, list[ShelfPlace]] = {}
        for place in places:
            racks.setdefault(place.rack if place.layer else place.code, []).append(place)
        for rack, of_rack in racks.items():
            column.addLayout(self._row(rack, of_rack, chosen))
        column.addStretch(1)
        self.content.addWidget(Words(_("Tick the places, or a whole rack."), token="ink2"))
        self.content.addWidget(Scroll(holder), 1)
        self.resize(theme.h(30), theme.h(22))
        self._look()

    def _row(self, rack: str, places: Sequence[ShelfPlace], chosen: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        whole = CheckField(rack, alone=True)
        whole.setFont(theme.font(0, True))
        whole.setMinimumWidth(theme.h(5))
        row.addWidget(whole, 0, Qt.AlignmentFlag.AlignTop)
        if len(places) == 1 and not places[0].layer:
            whole.set_value(places[0].code == chosen)
            whole.edited.connect(self._look)
            self._ticks[places[0].code] = whole
            row.addStretch(1)
            return row
        grid = QGridLayout()
        for number, place in enumerate(places):
            tick = CheckField(place.layer, alone=True)
            tick.setAccessibleName(place.code)
            tick.set_value(place.code == chosen)
            tick.edited.connect(self._look)
            self._ticks[place.code] = tick
            grid.addWidget(tick, *divmod(number, LAYERS_A_ROW))
        self._racks[rack] = whole
        codes = [place.code for place in places]
        whole.edited.connect(lambda: self._tick_all(codes, bool(whole.value())))
        row.addLayout(grid)
        row.addStretch(1)
        return row

    def _tick_all(self, codes: Sequence[str], on: bool) -> None:
        for code in codes:
            self._ticks[code].set_value(on)
        self._look()

    def _look(self) -> None:
        """Hold the start back until a place is ticked."""
        self.hold("" if self.places() else _("Tick at least one place."))

    def places(self) -> tuple[str, ...]:
        """Return the places ticked."""
        return tuple(code for code, tick in self._ticks.items() if tick.value())


class FinishDialog(AskDialog):
    """Asks what becomes of the differences when a stock-take ends."""

    def __init__(
        self, take: StockTake, counts: StockTakeCounts, parent: QWidget | None = None
    ) -> None:
        """Propose the list where nothing is missing, else to book."""
        super().__init__(_("Finish stock-take {number}", number=take.number), _("Finish"), parent)
        self._counts = counts
        self._choice = Segmented(
            [
                Segment(Resolve.LIST, _("Only the list")),
                Segment(Resolve.MISS, _("Book the differences")),
            ]
        )
        self._choice.set_value(Resolve.LIST if counts.agrees else Resolve.MISS)
        self._choice.edited.connect(self._explain)
        self._said = Words("", token="ink2", wrap=True)
        self._said.setMinimumHeight(theme.h(3.4))
        self.content.addWidget(Words(_summary(counts), bold=True, wrap=True))
        self.content.addWidget(self._choice)
        self.content.addWidget(self._said)
        self.content.addStretch(1)
        self.setMinimumWidth(theme.h(30))
        self._explain()

    def resolve(self) -> Resolve:
        """Return what was chosen."""
        return Resolve(self._choice.value())

    def _explain(self) -> None:
        if self.resolve() is Resolve.LIST:
            self._said.setText(_("The list is kept and can be printed. No piece is changed by it."))
            return
        self._said.setText(
            _(
                "What was not found becomes missing. What stood on another place, was not "
                "shelved yet or was missing stands where it was scanned. What should not be "
                "here is only listed."
            )
        )


def _summary(counts: StockTakeCounts) -> str:
    parts = [
        _("{n} in place", n=counts.right),
        _("{n} not found", n=counts.missing),
    ]
    for text, n in (
        (_("{n} on another place", n=counts.elsewhere), counts.elsewhere),
        (_("{n} should not be here", n=counts.unexpected), counts.unexpected),
        (_("{n} unknown", n=counts.unknown), counts.unknown),
    ):
        if n:
            parts.append(text)
    return list_text(parts)
