"""Dialogs of the old parts: pieces, lists, boxes, stock-take, scrap, labels, ledgers."""

from typing import Any

from tests.gallery.scene import Scene, asking, desk_dialog, kind_of, nothing, shown
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs.shelf.calendar_dialog import open_calendar

_PIECE_STEPS = {
    "waive": PartState.SHELVED,
    "shelve": PartState.SHELVED,
    "move": PartState.SHELVED,
    "find": PartState.MISSING,
    "come_back": PartState.LENT,
    "request": PartState.SHELVED,
    "release": PartState.RETURN_DUE,
    "dispute": PartState.REFUSED,
    "concede": PartState.REFUSED,
    "decide": PartState.DISPUTED,
    "release_scrap": PartState.SHELVED,
    "lend": PartState.SHELVED,
    "miss": PartState.SHELVED,
    "write_off": PartState.MISSING,
    "maker_tag": PartState.SHELVED,
    "void": PartState.SHELVED,
}


def _pieces(state: PartState) -> Any:
    def find(desk: Desk) -> Any:
        every = (one for claim in desk.archive.all_ids() for one in desk.shelf.pieces_of(claim))
        return [desk.shelf.by_tag(next(one.tag for one in every if one.state is state))]

    return find


def _shipment(desk: Desk, state: ShipmentState) -> Any:
    return desk.shipments.view(desk.shipments.list((state,))[0].id)


def _packing(desk: Desk) -> Any:
    return _shipment(desk, ShipmentState.PACKING)


def _box(sealing: bool) -> Any:
    def open_box(stage: Stage) -> Any:
        desk = stage.window.desk
        view = _packing(desk).boxes[0]
        kind = kind_of("tabs.shelf.shipment_box_dialog:BoxDialog")
        return shown(stage, kind(stage.shell, desk, view, sealing=sealing))

    return open_box


def _reasons(desk: Desk) -> Any:
    return {}


def _places(stage: Stage) -> Any:
    kind = kind_of("tabs.shelf.stock_take_dialogs:PlacesDialog")
    return shown(stage, kind(stage.window.desk.shelf.places(), parent=stage.window))


def _finish(stage: Stage) -> Any:
    desk = stage.window.desk
    take = desk.stock_takes.running() or desk.stock_takes.start()
    kind = kind_of("tabs.shelf.stock_take_dialogs:FinishDialog")
    return shown(stage, kind(take, desk.stock_takes.counts(take.id), stage.window))


def _results(stage: Stage) -> Any:
    from warrantydesk.ui.kit.marks import Mark
    from warrantydesk.ui.tabs.shelf.piece_results import ResultRow

    rows = [ResultRow("P-1001", Mark.OK, "R2-3"), ResultRow("P-1002", Mark.BLOCK, "R2-4")]
    kind = kind_of("tabs.shelf.piece_results:ResultDialog")
    return shown(stage, kind(stage.shell, "旧件", rows))


def _labels(stage: Stage) -> object:
    from warrantydesk.ui.label_dialog import open_labels

    tags = [one.tag for one in stage.window.desk.shipments.due()[:4]]
    return open_labels(stage.shell, stage.window.desk, tags)


def _one_piece(desk: Desk) -> Any:
    return _pieces(PartState.SHELVED)(desk)[0]


SCENES = (
    *(
        desk_dialog(
            f"piece-{step.replace('_', '-')}",
            "tabs.shelf.piece_dialog:PieceDialog",
            lambda _desk, step=step: step,
            _pieces(state),
            nothing,
        )  # type: ignore[misc]
        for step, state in _PIECE_STEPS.items()
    ),
    desk_dialog("piece-history", "tabs.shelf.piece_history:HistoryDialog", _one_piece),
    desk_dialog("piece-paid", "tabs.shelf.piece_paid:PaidDialog", _one_piece, nothing),
    Scene("piece-results", _results, "tabs.shelf.piece_results:ResultDialog"),
    desk_dialog(
        "list-new", "tabs.shelf.shipment_list_dialog:NewListDialog", lambda _desk: "QC", nothing
    ),
    desk_dialog(
        "list-change",
        "tabs.shelf.shipment_list_dialog:ChangeListDialog",
        lambda desk: _packing(desk).shipment.id,
    ),
    desk_dialog(
        "list-ship",
        "tabs.shelf.shipment_close:CloseDialog",
        _packing,
        lambda desk: desk.shipments.checks(_packing(desk).shipment.id),
        nothing,
    ),
    desk_dialog(
        "list-receipt",
        "tabs.shelf.shipment_receipt:ReceiptDialog",
        lambda desk: _shipment(desk, ShipmentState.JUDGED),
        _reasons,
        nothing,
    ),
    Scene("box", _box(False), "tabs.shelf.shipment_box_dialog:BoxDialog"),
    Scene("box-seal", _box(True), "tabs.shelf.shipment_box_dialog:BoxDialog"),
    asking(
        "shelf-calendar",
        "tabs.shelf.calendar_dialog:CalendarDialog",
        lambda stage: open_calendar(stage.shell, stage.window.desk),
    ),
    desk_dialog("shelf-ledger", "tabs.shelf.ledger_page:LedgerDialog"),
    Scene("stock-take-places", _places, "tabs.shelf.stock_take_dialogs:PlacesDialog"),
    Scene("stock-take-finish", _finish, "tabs.shelf.stock_take_dialogs:FinishDialog"),
    desk_dialog("scrap-paid", "tabs.shelf.scrap_paid:PaymentsDialog", nothing),
    asking("labels", "label_dialog:LabelDialog", _labels),
    desk_dialog("label-printers", "label_printers_dialog:LabelPrintersDialog"),
    desk_dialog("ledgers", "ledgers_dialog:LedgersDialog"),
)
