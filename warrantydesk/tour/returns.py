"""Friday: old parts go back to the maker, packed and shipped with the scanner."""

from datetime import datetime, timedelta

from warrantydesk.domain.shipment import Carriage, ShipmentKind, ShipmentState, Verdict
from warrantydesk.domain.shipment_due import why_not
from warrantydesk.services.clock import CHINA
from warrantydesk.services.label_files import write_files
from warrantydesk.services.labels import LabelOrder
from warrantydesk.services.shipments import PieceVerdict
from warrantydesk.tour.walk import Walk

FRIDAY = "2026-11-27"
HANDED_TO = "李师傅"
_BOXES, _GRAMS = 3, 6_200
_PAPERS = ("return_list", "related_parts", "claim_forms", "hand_over", "pick_list")


def send_back(way: Walk, tags: list[str]) -> dict[str, object]:
    """Ship what is due with the pieces of this morning's claim; returns what was made."""
    desk = way.desk
    _on(way, "13:30")
    open_ones = [
        one
        for one in desk.shipments.list((ShipmentState.PACKING,))
        if one.kind is ShipmentKind.ORDINARY
    ]
    shipment = open_ones[0].id if open_ones else desk.shipments.open().id
    due = desk.shipments.due(until=desk.bench.today + timedelta(days=15))
    hazards = desk.profiles.of("QC").hazards
    ready = (
        piece
        for piece in due
        if not why_not(piece.claim_state, piece.hazard, ShipmentKind.ORDINARY, hazards)
    )
    desk.shipments.add(shipment, tuple(piece.tag for piece in ready))
    way.stage.open("shelf", "shipment", desk.shipments.get(shipment).number)
    _one_is_blocked(way, shipment, tags)
    _pack(way, shipment)
    boxes = [box.code for box in desk.shipments.boxes(shipment)]
    for code in boxes:
        desk.shipments.weigh(code, _GRAMS)
        if not desk.shipments.box(code).is_sealed:
            desk.shipments.seal(code)
    files = _labels(way, boxes)
    _freight(way, shipment)
    way.stage.open("shelf", "shipment", desk.shipments.get(shipment).number)
    way.shoot("packing")
    papers = {paper: _paper(way, paper, shipment) for paper in _PAPERS}
    _leave(way, shipment)
    way.stage.open("shelf", "shipment", desk.shipments.get(shipment).number)
    way.shoot("shipped")
    _answer(way, shipment)
    ledger = way.folder / "lists" / "parts_ledger.xlsx"
    ledger.parent.mkdir(exist_ok=True)
    desk.ledger.export("parts_ledger", ledger)
    return {
        "shipment": desk.shipments.get(shipment).number,
        "box_labels": files,
        **papers,
        "parts_ledger": way.relative(ledger),
    }


def _on(way: Walk, clock: str) -> None:
    now = datetime.fromisoformat(f"{FRIDAY}T{clock}").replace(tzinfo=CHINA)
    way.desk.set_now(max(now, way.desk.bench.now))


def _one_is_blocked(way: Walk, shipment: int, tags: list[str]) -> None:
    """The pump is scanned while its gasket is not at its place: the box stays without it."""
    desk = way.desk
    desk.shelf.miss(tags[1])
    way.stage.scan("M3")
    way.stage.scan(desk.shipments.get(shipment).number)
    way.stage.scan(tags[0])
    way.shoot("packing-blocked")
    desk.shelf.find(tags[1], "R2-3")


def _pack(way: Walk, shipment: int) -> None:
    """Scan every waiting piece, and the code of the next box where one is full."""
    desk = way.desk
    while len(desk.shipments.boxes(shipment)) < _BOXES:
        desk.shipments.add_box(shipment)
    view = desk.shipments.view(shipment)
    full = -(-view.totals.pieces // _BOXES)
    room = [(box.box.code, full - len(box.pieces)) for box in view.boxes]
    codes = [code for code, free in room for _piece in range(free)]
    current = ""
    for code, piece in zip(codes, desk.shipments.pick_list(shipment), strict=False):
        if code != current:
            way.stage.scan(code)
            current = code
        way.stage.scan(piece.tag)


def _labels(way: Walk, boxes: list[str]) -> list[str]:
    labels, place = way.desk.labels, way.folder / "labels"
    order = LabelOrder("png", "100x50", kind="box")
    drawn = labels.draw(labels.labels_of("box", boxes), order)
    write_files(drawn, "png", place, labels.desk_folder)
    return [way.relative(place / f"{code}.png") for code in boxes]


def _paper(way: Walk, paper: str, shipment: int) -> str:
    file = way.folder / "papers" / f"{paper}.pdf"
    way.desk.papers.draw_shipment(paper, shipment, file)
    return way.relative(file)


def _freight(way: Walk, shipment: int) -> None:
    way.desk.shipments.save(
        shipment,
        {
            "carriage": Carriage.ROAD,
            "carrier": "渝通物流",
            "waybill": "YT7700112627",
            "freight_fen": 8_600,
        },
    )


def _leave(way: Walk, shipment: int) -> None:
    """The carrier is there; what only warns is answered with a reason."""
    desk = way.desk
    _on(way, "16:30")
    reasons = {
        check.code: "已核对" for check in desk.shipments.checks(shipment) if check.state == "warn"
    }
    desk.shipments.close(shipment, handed_to=HANDED_TO, acknowledged=reasons, leave_rest=True)


def _answer(way: Walk, shipment: int) -> None:
    """A week later the maker has looked: all accepted but one."""
    desk = way.desk
    now = datetime.fromisoformat("2026-12-04T10:00").replace(tzinfo=CHINA)
    desk.set_now(max(now, desk.bench.now))
    pieces = [piece for box in desk.shipments.view(shipment).boxes for piece in box.pieces]
    verdicts = [PieceVerdict(piece.tag, Verdict.ACCEPTED) for piece in pieces[1:]]
    refused = PieceVerdict(pieces[0].tag, Verdict.REFUSED, "O03", "台架复检未见异常")
    receipt = {"received_on": str(desk.bench.today - timedelta(days=3)), "packaging": "intact"}
    desk.shipments.record_receipt(shipment, (refused, *verdicts), receipt)
    way.stage.open("shelf", "tag", refused.tag)
    way.shoot("refused-piece")
