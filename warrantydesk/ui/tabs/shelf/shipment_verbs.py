"""What the page of a shipment can do: boxes, lists, pieces, the way out, the maker's receipt."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.shipment import Shipment
from warrantydesk.domain.shipment_facts import Check
from warrantydesk.domain.shipment_views import BoxView, ShipmentView
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.shipment_box_dialog import BoxDialog, keep_photos, seal_box
from warrantydesk.ui.tabs.shelf.shipment_close import CloseDialog
from warrantydesk.ui.tabs.shelf.shipment_labels import BoxLabels
from warrantydesk.ui.tabs.shelf.shipment_list_dialog import ChangeListDialog, NewListDialog
from warrantydesk.ui.tabs.shelf.shipment_piece_rows import PieceRow
from warrantydesk.ui.tabs.shelf.shipment_receipt import ReceiptDialog
from warrantydesk.ui.tabs.shelf.shipment_words import box_number


class ShipmentVerbs:
    """Asks what a verb needs, lets the desk do it, says what came of it."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """The desk does the work."""
        self._shell, self._desk = shell, desk
        self._labels = BoxLabels(shell, desk, shell)

    def opened(self, dialog: AskDialog | None) -> AskDialog | None:
        """Open a dialog that goes away by itself."""
        if dialog is not None:
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        return dialog

    def new_list(self, brand: str, then: Callable[[Shipment], object]) -> AskDialog | None:
        """Open the dialog of a new list for a maker."""
        chosen = brand or self._desk.bench.site.brand
        return self.opened(
            tried(self._shell, lambda: NewListDialog(self._shell, self._desk, chosen, then))
        )

    def change_list(self, shipment_id: int) -> AskDialog | None:
        """Open the dialog of what goes on a list."""
        return self.opened(
            tried(self._shell, lambda: ChangeListDialog(self._shell, self._desk, shipment_id))
        )

    def void_list(self, view: ShipmentView) -> bool:
        """Void a list with a reason; its pieces are due back as before."""
        why = self._shell.ask_text(_("Why is {number} void?", number=view.shipment.number))
        if why is None:
            return False
        number = view.shipment.id
        return tried(self._shell, lambda: self._desk.shipments.void(number, why)) is not None

    def add_box(self, shipment_id: int) -> str:
        """Add a box; return its code, empty where it was refused."""
        box = tried(self._shell, lambda: self._desk.shipments.add_box(shipment_id))
        return box.code if box is not None else ""

    def open_box(self, box: BoxView) -> AskDialog | None:
        """Show a box with its weight and photographs."""
        return self.opened(BoxDialog(self._shell, self._desk, box, sealing=False))

    def seal(self, box: BoxView, then: Callable[[], object]) -> QWidget | None:
        """Close a box and print its label."""

        def done() -> None:
            self._labels.print(box.box.code)
            then()

        return seal_box(self._shell, self._desk, box, done)

    def reopen(self, box: BoxView) -> None:
        """Open a sealed box again; its weight is taken anew."""
        number = box_number(box.box)
        if self._shell.ask(_("Open box {n} again?", n=number), _("Open again")):
            tried(self._shell, lambda: self._desk.shipments.reopen(box.box.code))

    def void_box(self, box: BoxView) -> None:
        """Void an empty box with a reason."""
        why = self._shell.ask_text(_("Why is box {n} void?", n=box_number(box.box)))
        if why is not None:
            tried(self._shell, lambda: self._desk.shipments.void_box(box.box.code, why))

    def print_boxes(self, codes: Sequence[str]) -> None:
        """Open the label dialog for boxes."""
        self._labels.ask(codes)

    def photograph(self, code: str, files: Sequence[str | Path | bytes]) -> None:
        """Keep pictures of a packed box."""
        kept = keep_photos(self._shell, self._desk, code, files)
        if kept:
            self._shell.toast(ngettext_("{n} photograph kept", "{n} photographs kept", kept))

    def take_out(self, rows: Sequence[PieceRow]) -> None:
        """Take pieces out of their boxes; those that wait leave the list, with a reason."""
        packed = [row for row in rows if row.box]
        waiting = [row for row in rows if not row.box]
        done = 0
        for row in packed:
            if tried(self._shell, lambda tag=row.tag: self._desk.shipments.unpack(tag)) is None:  # type: ignore[misc]
                break
            done += 1
        if done:
            said = ngettext_("{n} piece taken out", "{n} pieces taken out", done)
            self._shell.toast(said, self._desk.taking_back(done))
        elif waiting and not packed:
            self._take_off(waiting)

    def _take_off(self, rows: Sequence[PieceRow]) -> None:
        tags = tuple(row.tag for row in rows)
        question = ngettext_(
            "Why is {n} piece taken off the list?",
            "Why are {n} pieces taken off the list?",
            len(tags),
        )
        why = self._shell.ask_text(question)
        shipments, piece = self._desk.shipments, self._desk.shelf.by_tag(tags[0])
        if why is not None and tried(
            self._shell, lambda: shipments.take_off(piece.shipment_id, tags, why) or True
        ):
            self._shell.toast(_("Taken off the list"), self._desk.taking_back())

    def move(self, tags: Sequence[str], code: str) -> None:
        """Pack pieces into a box; those in another box are taken out of it first."""
        for tag in tags:
            if tried(self._shell, lambda tag=tag: self._move_one(tag, code)) is None:  # type: ignore[misc]
                return

    def _move_one(self, tag: str, code: str) -> object:
        shipments = self._desk.shipments
        piece = self._desk.shelf.by_tag(tag)
        if piece.box == code:
            return piece
        if piece.box:
            return shipments.repack(tag, code)
        return shipments.pack(tag, code)

    def ship(
        self, view: ShipmentView, checks: Sequence[Check], then: Callable[[], object]
    ) -> AskDialog | None:
        """Ask what closing needs and ship."""
        return self.opened(CloseDialog(self._shell, self._desk, view, checks, then))

    def key_in(self, view: ShipmentView, reasons: dict[str, str]) -> AskDialog | None:
        """Open the dialog of the maker's receipt."""
        said = _("The receipt is recorded")
        return self.opened(
            ReceiptDialog(self._shell, self._desk, view, reasons, lambda: self._shell.toast(said))
        )

    def import_requests(self) -> None:
        """Read the maker's table of pieces that are to come back."""
        from warrantydesk.ui.imports import import_into

        import_into(self._shell, self._desk, "part_requests", self._desk.bench.site.brand)

    def import_receipt(self, view: ShipmentView) -> None:
        """Read the maker's table."""
        from warrantydesk.ui.imports import import_into

        shipment = view.shipment
        import_into(self._shell, self._desk, "part_receipt", shipment.brand, shipment.number)
