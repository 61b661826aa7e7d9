"""The page of return shipments for the modes Pack and Ship: one list, or all of them."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.i18n import _
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import said, tell_refusal, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf import shipment_menus as menus
from warrantydesk.ui.tabs.shelf.shipment_frame import ShipmentFrame
from warrantydesk.ui.tabs.shelf.shipment_verbs import ShipmentVerbs

FIELDS = {"freight": "freight_fen"}
"""Where the link of a check leads among the fields of the waybill."""


class ShipmentPage(ShipmentFrame):
    """Follows scans, clicks and keys; ``done`` says that the list was left."""

    scan_asked = Signal(str)
    done = Signal()

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the page; what it shows comes with ``refresh``."""
        super().__init__(shell, desk, parent)
        self.verbs = ShipmentVerbs(shell, desk)
        self._shown = 0
        self._left = False
        self._connect()
        self._connect_side()
        self._bind()

    def _connect(self) -> None:
        boxes, cards, pieces = self.boxes, self.boxes.cards, self.pieces
        boxes.add_box.clicked.connect(lambda: self.add_box())
        boxes.piece_asked.connect(pieces.reveal)
        cards.taken.connect(self.take_box)
        cards.opened.connect(self._open_box)
        cards.print_asked.connect(lambda code: self.verbs.print_boxes([code]))
        cards.menu_asked.connect(self._open_box_menu)
        cards.dropped.connect(lambda code, tags: self.verbs.move(tags, code))
        cards.photos.connect(lambda code, files: self.verbs.photograph(code, files))
        pieces.group_taken.connect(self.take_box)
        pieces.group_acted.connect(self._act_on_box)
        pieces.out_asked.connect(self.take_out)
        pieces.box_asked.connect(lambda rows: self._open_piece_menu(rows, pieces.middle()))
        pieces.menu_asked.connect(self._open_piece_menu)
        pieces.opened.connect(lambda row: self.shell.open("intake", "claim", row.claim_id))
        self.start.new_asked.connect(self.new_list)
        self.start.import_asked.connect(self.verbs.import_requests)
        self.start.shipment_asked.connect(self.show_shipment)

    def _connect_side(self) -> None:
        head, side = self.head, self.side
        head.switch_asked.connect(self.open_switch)
        head.list_asked.connect(self.change_list)
        head.more_asked.connect(self.open_more)
        side.goto_asked.connect(self.go_to)
        side.paper_asked.connect(self.print_paper)
        side.box_labels_asked.connect(self.print_boxes)
        side.leave_asked.connect(self.leave)
        side.ship_asked.connect(self.ship)
        side.receipt_asked.connect(self.key_in)
        side.import_asked.connect(self.import_receipt)
        side.waybill.changed.connect(self._save)
        self.ship_small.clicked.connect(self.ship)
        self.tally.clicked.connect(self.panes.toggle_drawer)

    def _bind(self) -> None:
        """Bind keys that work wherever the keyboard is while the page is seen."""
        for keys, verb in (
            ("F8", self.seal_current),
            ("+", self.add_box),
            ("Ins", self.add_box),  # the scan line takes "+" for itself
            ("Ctrl+L", self.open_switch),
            ("F6", self.next_pane),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WindowShortcut)
            made.activated.connect(verb)

    def refresh(self) -> None:
        """Read the shipment shown again; without one the newest that is being packed."""
        shipments = self.desk.shipments
        if not self._shown and not self._left:
            held = self.desk.scanning.session.shipment_id
            open_ones = shipments.list((ShipmentState.PACKING,))
            self._shown = held or (open_ones[0].id if open_ones else 0)
        if self._shown:
            self.show_view(shipments.view(self._shown))
        else:
            self.show_start()

    def show_shipment(self, shipment_id: int) -> None:
        """Show another shipment; 0 shows what is due and every shipment."""
        self.flush()
        if shipment_id != self._shown:
            self.side.waybill.forget()
            self.pieces.chips.set_value("all")
        self._shown, self._left = shipment_id, not shipment_id
        self.refresh()
        self.hold()

    def show_thing(self, kind: str, key: Any) -> None:
        """Show a shipment by its number or id, or the box of a code."""
        shipments = self.desk.shipments
        if kind == "shipment" and isinstance(key, int):
            self.show_shipment(key)
        elif kind == "shipment":
            shipment = tried(self.shell, lambda: shipments.by_number(str(key)))
            if shipment is not None:
                self.show_shipment(shipment.id)
        elif kind == "box":
            box = tried(self.shell, lambda: shipments.box(str(key)))
            if box is not None:
                self.show_shipment(box.shipment_id)
                self.take_box(box.code)

    def show_scan(self, result: Any) -> None:
        """Follow a scan: show its shipment and bring its piece into view."""
        if result.shipment_id and result.shipment_id != self._shown:
            self.show_shipment(result.shipment_id)
        elif self.view is not None:
            self.draw(self.view)  # what the scan wrote was read when it was written
        else:
            self.refresh()
        if result.piece_id and self.view is not None:
            tags = [piece.tag for piece in self.view.pieces if piece.id == result.piece_id]
            if tags:
                self.pieces.reveal(tags[0])

    def shown(self) -> int:
        """Return the id of the shipment shown, 0 where all are."""
        return self._shown

    def flush(self) -> None:
        """Save what waits for a pause."""
        self.side.waybill.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save before the page is out of sight."""
        super().hideEvent(event)
        self.flush()

    def take_box(self, code: str) -> None:
        """Let scans pack into a box."""
        box = self.box_view(code)
        if box is not None and not box.box.is_sealed and self.is_open():
            self.desk.scanning.hold(shipment_id=self._shown, box=code)
            self.refresh()

    def add_box(self) -> None:
        """Add a box and pack into it."""
        if self.is_open() and (code := self.verbs.add_box(self._shown)):
            self.refresh()
            self.take_box(code)

    def seal_current(self) -> None:
        """Seal the box that is being packed and print its label."""
        if self.is_open() and (code := self.current_box()):
            self.seal(code)

    def take_out(self, rows: list[Any]) -> None:
        """Take pieces out of their boxes, or off the list where they wait."""
        if self.is_open() and rows:
            self.verbs.take_out(rows)

    def change_list(self) -> None:
        """Open the dialog of what goes on the list."""
        if self.is_open():
            self.verbs.change_list(self._shown)

    def leave(self) -> None:
        """Save, and show every shipment."""
        self.show_shipment(0)
        self.done.emit()

    def ship(self) -> None:
        """Ask what closing needs and ship; what stands in the way is said beside the button."""
        self.flush()
        if self.view is not None and self.is_open() and self.side.ship.isEnabled():
            number = self.view.shipment.number
            gone = _("{number} has left", number=number)
            self.verbs.ship(self.view, self.checks, lambda: self._take_gone(gone))

    def _take_gone(self, words: str) -> None:
        self.shell.toast(words)
        self.hold()

    def key_in(self) -> None:
        """Open the dialog of the maker's receipt."""
        if self.view is not None and not self.is_open():
            self.verbs.key_in(self.view, self.reasons())

    def import_receipt(self) -> None:
        """Read the maker's table of what was accepted and refused."""
        if self.view is not None and not self.is_open():
            self.verbs.import_receipt(self.view)

    def print_paper(self, code: str) -> None:
        """Show a paper of the shipment, to be printed or saved."""
        self.flush()
        if self._shown:
            open_paper(self.shell, self.desk, code, self._shown)

    def print_boxes(self) -> None:
        """Open the label dialog for every box."""
        self.verbs.print_boxes([one.box.code for one in self.box_views()])

    def go_to(self, goto: tuple[str, str]) -> None:
        """Go to what a check is about: a piece, a box, a field, a claim."""
        kind, key = goto
        if kind == "piece" and not self.pieces.reveal(key):
            self.shell.open("shelf", "tag", key)
        elif kind == "box" and not key:
            self.add_box()
        elif kind == "box":
            self._open_box(key)
        elif kind == "label":
            self.verbs.print_boxes([key])
        elif kind == "claim":
            self.shell.open("intake", "claim", self.claim_id(key))
        elif kind == "shipment" and key not in self.side.waybill.cells:
            self.change_list()
        elif kind != "piece":
            self.side.waybill.jump(FIELDS.get(key or kind, key or kind))

    def open_switch(self) -> None:
        """Offer the shipments that are being packed, then all others and a new one."""
        at = self.head.number if self.view is not None else self.start
        menus.open_menu(self, at, menus.switch_entries(self))

    def open_more(self) -> None:
        """Offer what is done rarely."""
        menus.open_menu(self, self.head.more, menus.more_entries(self))

    def print_papers(self) -> None:
        """Offer the papers (Ctrl+P)."""
        if self.view is not None:
            menus.open_menu(self, self.head.more, menus.paper_entries(self))

    def new_list(self, brand: str = "") -> None:
        """Open the dialog of a new list."""
        self.verbs.new_list(brand, lambda shipment: self.show_shipment(shipment.id))

    def void_list(self) -> None:
        """Void the list with a reason."""
        if self.view is not None and self.verbs.void_list(self.view):
            self.show_shipment(0)

    def _save(self, changes: dict[str, Any]) -> None:
        """Save what was typed into the waybill; a refusal stands at its field."""
        try:
            self.desk.shipments.save(self._shown, to_json(changes))
        except Unavailable as error:
            tell_refusal(self.shell, error)
        except Refused as error:
            if any(found.field not in changes for found in error.findings):
                tell_refusal(self.shell, error)
            for found in error.findings:
                self.side.waybill.complain(found.field, said(found))
        else:
            self.side.waybill.accept(changes)

    def seal(self, code: str) -> None:
        """Close a box and print its label; where its weight is not known, ask for it."""
        if (box := self.box_view(code)) is not None:
            self.verbs.seal(box, self.refresh)

    def _open_box(self, code: str) -> None:
        if (box := self.box_view(code)) is not None:
            self.verbs.open_box(box)

    def _act_on_box(self, key: str) -> None:
        """Do what the link of a group row says."""
        box = self.box_view(key)
        if box is None or not self.is_open():
            return
        if box.box.is_sealed:
            self.verbs.reopen(box)
        elif key == self.current_box():
            self.seal(key)
        else:
            self.take_box(key)

    def _open_box_menu(self, code: str, at: QPoint) -> None:
        if (box := self.box_view(code)) is not None:
            menus.show_at(self, menus.box_entries(self, box), at)

    def _open_piece_menu(self, rows: list[Any], at: QPoint) -> None:
        menus.show_at(self, menus.piece_entries(self, rows), at)
