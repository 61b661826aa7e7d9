"""The menus of the page of shipments: other lists, rare verbs, papers, a box, pieces."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from warrantydesk.domain.shipment import SHIPMENT_STATE_NAMES, ShipmentState
from warrantydesk.domain.shipment_views import BoxView
from warrantydesk.i18n import _
from warrantydesk.ui.label_dialog import open_labels
from warrantydesk.ui.tabs.shelf.shipment_head import Entry, fill_menu, open_menu
from warrantydesk.ui.tabs.shelf.shipment_piece_rows import PieceRow
from warrantydesk.ui.tabs.shelf.shipment_side import paper_names
from warrantydesk.ui.tabs.shelf.shipment_words import box_number

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.shelf.shipment_page import ShipmentPage

__all__ = ["box_entries", "more_entries", "open_menu", "paper_entries", "piece_entries"]

MOST_SWITCHED = 12


def switch_entries(page: "ShipmentPage") -> list[Entry]:
    """Return the shipments that are being packed, then all others and a new one."""
    found = page.desk.shipments.list((ShipmentState.PACKING,))
    entries: list[Entry] = []
    for one in found[:MOST_SWITCHED]:
        maker = page.desk.profiles.maker_name(one.brand)
        state = _(SHIPMENT_STATE_NAMES[one.state])
        line = " · ".join(part for part in (one.number, maker, one.title, state) if part)
        entries.append((line, partial(page.show_shipment, one.id)))
    return [
        *entries,
        None,
        (_("All shipments"), lambda: page.show_shipment(0)),
        (_("New shipment…"), page.new_list),
    ]


def more_entries(page: "ShipmentPage") -> list[Entry]:
    """Return what is done rarely; a list that has left can only be looked at."""
    open_ = page.is_open()
    return [
        (_("Add a box (Ins)"), page.add_box if open_ else None),
        (_("Seal the box and print its label (F8)"), page.seal_current if open_ else None),
        None,
        (_("Papers (Ctrl+P)…"), page.print_papers),
        (_("New shipment…"), page.new_list),
        (_("All shipments"), lambda: page.show_shipment(0)),
        None,
        (_("Void the list…"), page.void_list if open_ else None),
    ]


def paper_entries(page: "ShipmentPage") -> list[Entry]:
    """Return the papers of the list and the labels of its boxes."""
    papers = [(name, partial(page.print_paper, code)) for code, name in paper_names().items()]
    return [(_("Box labels…"), page.print_boxes), *papers]


def box_entries(page: "ShipmentPage", box: BoxView) -> list[Entry]:
    """Return what can be done with a box."""
    verbs, code = page.verbs, box.box.code
    entries: list[Entry] = [
        (_("Weight and photographs…"), lambda: verbs.open_box(box)),
        (_("Print the label…"), lambda: verbs.print_boxes([code])),
        (_("List of what is in it…"), lambda: page.print_paper("box_contents")),
    ]
    if not page.is_open():
        return entries
    if box.box.is_sealed:
        return [*entries, None, (_("Open again…"), lambda: verbs.reopen(box))]
    void = (lambda: verbs.void_box(box)) if not box.pieces else None
    return [
        *entries,
        None,
        (_("Pack into this box"), lambda: page.take_box(code)),
        (_("Seal and print the label (F8)"), lambda: page.seal(code)),
        (_("Void the box…"), void),
    ]


def piece_entries(page: "ShipmentPage", rows: Sequence[PieceRow]) -> list[Entry]:
    """Return what can be done with the selected pieces."""
    if not rows:
        return []
    tags, first = [row.tag for row in rows], rows[0]
    entries: list[Entry] = []
    if page.is_open():
        entries += [
            (
                _("Into box {n}", n=box_number(one.box)),
                partial(page.verbs.move, tags, one.box.code),
            )
            for one in page.box_views()
            if not one.box.is_sealed
        ]
        packed = any(row.box for row in rows)
        out = _("Take out of the box (Del)") if packed else _("Take off the list…")
        entries += [None, (out, lambda: page.take_out(list(rows))), None]
    return [
        *entries,
        (_("Show the piece"), lambda: page.shell.open("shelf", "tag", first.tag)),
        (_("Open the claim"), lambda: page.shell.open("intake", "claim", first.claim_id)),
        (_("Print the tags…"), lambda: open_labels(page.shell, page.desk, tags)),
    ]


def show_at(owner: QWidget, entries: Sequence[Entry], at: QPoint) -> QMenu | None:
    """Open a menu at a point of the screen; None where there is nothing to offer."""
    if not entries:
        return None
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_menu(menu, entries)
    menu.popup(at)
    return menu
