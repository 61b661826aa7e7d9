"""How the page of return shipments is laid out, and what it shows of one list or of all."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.shipment_facts import Check
from warrantydesk.domain.shipment_views import BoxView, ShipmentView
from warrantydesk.i18n import _, named
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.rail import RailTally
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf import shipment_words as words
from warrantydesk.ui.tabs.shelf.shipment_boxes import ShipmentBoxes
from warrantydesk.ui.tabs.shelf.shipment_checks import CHECK_MARKS
from warrantydesk.ui.tabs.shelf.shipment_head import ShipmentHead
from warrantydesk.ui.tabs.shelf.shipment_pieces import ShipmentPieces
from warrantydesk.ui.tabs.shelf.shipment_side import ShipmentSide
from warrantydesk.ui.tabs.shelf.shipment_start import ShipmentStart

REFUSAL = "old_part_refusal"
"""The kind of the maker's reason codes that are for old parts."""


class ShipmentFrame(QWidget):
    """Boxes, pieces, checks of one shipment; without one what is due and every shipment."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with ``refresh``."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.view: ShipmentView | None = None
        self.checks: Sequence[Check] = ()
        self.boxes, self.side = ShipmentBoxes(), ShipmentSide()
        self.head, self.pieces = ShipmentHead(), ShipmentPieces(shell.memory)
        self.start = ShipmentStart(shell.memory, desk.bench.today)
        self.ship_small = Button(_("Ship…"), primary=True)
        self.ship_small.hide()
        self.tally = RailTally(Mark.BLOCK, _("checks"))
        self._lay()

    def _lay(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.pieces, 1)
        self.pieces.foot.addWidget(self.ship_small)
        self.panes = ThreePanes(self.boxes, middle, self.side, (248, 784, 334))
        self.panes.remember(self.shell.memory, "shipment")
        self.panes.rail.add(self.tally)
        self.panes.narrowed.connect(self._take_narrow)
        self.panes.shortened.connect(self._take_short)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.panes)

    def show_view(self, view: ShipmentView) -> None:
        """Show one list; its checks are read anew."""
        open_ = view.shipment.state is ShipmentState.PACKING
        self.view = view
        self.checks = self.desk.shipments.checks(view.shipment.id) if open_ else ()
        self.draw(view)

    def draw(self, view: ShipmentView) -> None:
        """Lay out what was read, by the box that is being packed now."""
        open_ = self.is_open()
        current = self.current_box()
        maker = self.desk.profiles.maker_name(view.shipment.brand)
        self.head.show_head(words.head_of(view, maker))
        self.boxes.show_boxes(
            words.cards_of(view, current, self._ticked()), view.totals.packed, open_
        )
        self.boxes.show_waiting(words.waiting_of(view) if open_ else [])
        self.boxes.show_left_out(words.left_out_of(view.not_this_time) if open_ else [])
        blocks = words.blocks_of(view, current, self.reasons(), self.desk.bench.now)
        hint = _("Backspace takes the last one out · Ctrl+Z undoes") if open_ else ""
        self.pieces.show_blocks(blocks, words.chips_of(view), hint)
        self.side.show_view(view, self.checks, self._carriers())
        self._show_rail(open_)
        self._stack.setCurrentWidget(self.panes)

    def show_start(self) -> None:
        """Show what is due and every shipment."""
        self.view, self.checks = None, ()
        profiles, shipments = self.desk.profiles, self.desk.shipments
        makers = {code: profiles.maker_name(code) for code in profiles.brands()}
        self.start.show_start(
            shipments.due_counts(), shipments.list(), makers, self.desk.bench.today
        )
        self._stack.setCurrentWidget(self.start)

    def current_box(self) -> str:
        """Return the code of the box that a scan packs into, empty while there is none."""
        open_ones = [one.box.code for one in self.box_views() if not one.box.is_sealed]
        held = str(self.desk.scanning.session.box)
        return held if held in open_ones else (open_ones[-1] if open_ones else "")

    def box_views(self) -> tuple[BoxView, ...]:
        """Return the boxes of the list shown."""
        return self.view.boxes if self.view is not None else ()

    def box_view(self, code: str) -> BoxView | None:
        """Return a box of the list shown."""
        return next((one for one in self.box_views() if one.box.code == code), None)

    def is_open(self) -> bool:
        """Tell whether a list is shown that has not left."""
        return self.view is not None and self.view.shipment.state is ShipmentState.PACKING

    def hold(self) -> None:
        """Let scans go into the list shown; none goes into one that has left."""
        held = self.view.shipment.id if self.view is not None and self.is_open() else 0
        if self.desk.scanning.session.shipment_id != held:
            self.desk.scanning.hold(shipment_id=held, box="", ticked=())

    def claim_id(self, number: str) -> int:
        """Return the claim of a number among the pieces shown, 0 where there is none."""
        pieces = self.view.pieces if self.view is not None else ()
        return next((one.claim_id for one in pieces if one.claim_number == number), 0)

    def reasons(self) -> dict[str, str]:
        """Return the maker's refusal codes of old parts with their words."""
        if self.view is None:
            return {}
        rows = self.desk.profiles.of(self.view.shipment.brand).reasons.values()
        return {row["code"]: named(row) for row in rows if row["kind"] == REFUSAL}

    def _ticked(self) -> tuple[str, ...]:
        session = self.desk.scanning.session
        mine = self.view is not None and session.shipment_id == self.view.shipment.id
        return tuple(session.ticked) if mine else ()

    def next_pane(self) -> None:
        """Walk from the boxes to the pieces, to the checks, and back."""
        side: QWidget = self.side.checks.list
        if self.side.checks.isHidden():
            side = self.side.key_in if self.side.leave.isHidden() else self.side.leave
        stops: list[QWidget] = [self.boxes.cards, self.pieces.table, side]
        focus = self.focusWidget()
        at = next((i for i, one in enumerate(stops) if one is focus), -1)
        if self.view is None:
            stops = [self.start.table, self.start.due]
        stop = stops[(at + 1) % len(stops)]
        if stop is side:
            self.panes.open_drawer()
        else:
            self.panes.close_drawer()
        stop.setFocus()

    def _carriers(self) -> list[str]:
        return sorted({one.carrier for one in self.desk.shipments.list() if one.carrier})

    def _show_rail(self, open_: bool) -> None:
        loud = [one for one in self.checks if one.is_loud]
        mark = CHECK_MARKS[loud[0].state] if loud else Mark.DONE
        worst = sum(one.state is loud[0].state for one in loud)
        self.tally.show_state(mark, _("checks"), str(worst) if worst else "")
        self.tally.setVisible(open_)
        self.ship_small.setVisible(open_ and self.panes.is_narrow())
        self.ship_small.setEnabled(self.side.ship.isEnabled())

    def _take_narrow(self, narrow: bool) -> None:
        self.boxes.show_rail(narrow)
        self.pieces.set_foot(narrow)
        self.ship_small.setVisible(narrow and self.is_open())

    def _take_short(self, short: bool) -> None:
        for part in (self.boxes, self.head, self.pieces, self.side):
            part.set_short(short)
