"""Small builders of the facts that papers of old parts show."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from documents.papers.paper_facts import RARE, RARER, VIN, a_claim, at
from PIL import Image

from warrantydesk.documents.ledger import DueCalendar, DueDay, LedgerColumn, LedgerPaper
from warrantydesk.documents.mode_card import ModeCard, ModeEntry
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.shipments.dispute import DisputeLetter
from warrantydesk.documents.shipments.facts import (
    ListedBox,
    ListedPiece,
    PieceFamily,
    ShipmentPaper,
)
from warrantydesk.documents.shipments.scrap import ScrapSheet
from warrantydesk.documents.shipments.stock_take import StockTakeSheet
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.person import Site
from warrantydesk.domain.shipment import Carriage, MakerReceipt, Shipment
from warrantydesk.domain.stock_take import (
    CountedPiece,
    Found,
    ScrapBatch,
    StockTake,
    StockTakeCounts,
    StockTakeResult,
)
from warrantydesk.domain.tag import make_tag

LIST, COUNT, SCRAP = "R0126-0031", "K0126-0007", "S0126-0004"
TAG = "012600421736"


def a_desk(**changes: Any) -> DeskPaper:
    site = Site("01", "QC0126", "启程 江北服务站", "Jiangbei Service", "海尔路 88 号", "023-6000")
    desk = DeskPaper(site, "王敏", "138 0000 0001", "18204:a3f971c04e9b", at("2026-11-24 14:02"))
    return replace(desk, **changes)


def a_piece(number: int = 1, **changes: Any) -> ListedPiece:
    piece = ListedPiece(
        number=number,
        claim_number=f"C0126-{number:06}",
        maker_claim_number="Q24458",
        model="启程 岭岳",
        vin=VIN,
        part_no="1308010-S07",
        part_name="散热器风扇总成",
        serial="LQ-11836",
        supplier_code="QA1042",
        supplier_name="栎野风机",
        fault="CO105 散热风扇不转",
        tag=make_tag(1, 26, number),
        box=1,
        place="R2-3",
        amount_fen=48_600,
    )
    return replace(piece, **changes)


def a_box(number: int, *pieces: ListedPiece, weight_g: int | None = 12_400) -> ListedBox:
    code = f"B0126-0031-{number:02}"
    return ListedBox(
        number, code, weight_g, True, tuple(replace(one, box=number) for one in pieces)
    )


def a_shipment(**changes: Any) -> Shipment:
    shipment = Shipment(
        LIST, "QC", title="十一月返厂", required_by=date(2026, 12, 1),
        period_from=date(2026, 10, 1), period_to=date(2026, 11, 15), request_no="DJ-1107",
        contact=RARER, contact_phone="021-5550", carriage=Carriage.ROAD, carrier="德邦",
        waybill="DPK33008712", freight_fen=18_650, shipped_at=at("2026-11-24 16:30"),
        handed_to=RARE, receipt=MakerReceipt(),
    )  # fmt: skip
    return replace(shipment, **changes)


def a_return(**changes: Any) -> ShipmentPaper:
    """Return two boxes with three pieces, one waiting, one related piece left on the shelf."""
    related = a_piece(3, causal=False, claim_number="C0126-000002", part_no="1130112-AE01")
    left = a_piece(0, causal=False, claim_number="C0126-000002", tag=make_tag(1, 26, 99), box=0)
    paper = ShipmentPaper(
        a_desk(),
        a_shipment(),
        maker="启程汽车",
        boxes=(a_box(1, a_piece(1), a_piece(2)), a_box(2, related)),
        waiting=(a_piece(4, box=0, place="R1-2", hazard="airbag"),),
        families=(
            PieceFamily(
                "C0126-000002", (a_piece(2),), (related, replace(left, state="On the shelf"))
            ),
        ),
        no_parts=(a_piece(0, tag="", reason="事故中烧毁"),),
        handed_by="王敏",
    )
    return replace(paper, **changes)


def a_long_return(boxes: int, each: int) -> ShipmentPaper:
    """Return a list of ``boxes`` boxes with ``each`` pieces."""
    made = [
        a_box(box, *(a_piece(box * each + at + 1 - each) for at in range(each)))
        for box in range(1, boxes + 1)
    ]
    return a_return(boxes=tuple(made), waiting=())


def a_count(**changes: Any) -> StockTakeSheet:
    right = CountedPiece(Found.RIGHT, TAG, "R2-3", "R2-3", "SHELVED", TAG, "1308010", part_id=1)
    missing = replace(right, found=Found.MISSING, code=make_tag(1, 26, 5), tag="", place="")
    stranger = CountedPiece(Found.UNKNOWN, "4006381333931", "R2-3", "", "")
    result = StockTakeResult(
        StockTake(COUNT, ("R2-3", "R2-4"), "S01", at("2026-11-24 09:00"), "S01",
                  at("2026-11-24 10:00"), 2, 1),
        StockTakeCounts(2, 1, 0, 1, 0, 1),
        right=(right,),
        missing=(missing,),
        unknown=(stranger,),
    )  # fmt: skip
    return replace(StockTakeSheet(a_desk(), result, "王敏", "王敏", {"SHELVED": "在架"}), **changes)


def a_photo() -> bytes:
    """Return a JPEG that says where it was taken."""
    target, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "GPS 31.3,120.6"
    Image.new("RGB", (400, 300), (200, 0, 0)).save(target, "JPEG", exif=exif)
    return target.getvalue()


def a_scrap_sheet(**changes: Any) -> ScrapSheet:
    batch = ScrapBatch(SCRAP, RARE, 1, "压碎后交回收公司", "S01", at("2026-11-24 15:00"))
    pieces = (a_piece(1, reason="paid on 2026-10-01"), a_piece(2, amount_fen=1_850))
    return replace(ScrapSheet(a_desk(), batch, "王敏", pieces), **changes)


def a_letter(**changes: Any) -> DisputeLetter:
    piece = OldPart(
        1, 1, 1, tag=TAG, part_no="1308010-S07", part_name="散热器风扇总成", serial="LQ-11836",
        refusal_code="O10", refusal_text="未见异常", refused_on=date(2026, 11, 20),
        dispute_by=date(2026, 11, 27), box="B0126-0031-02", amount_fen=48_600,
    )  # fmt: skip
    letter = DisputeLetter(
        a_desk(),
        piece,
        a_piece(),
        a_claim(),
        "启程汽车",
        "CO105 散热风扇不转",
        "李强",
        a_shipment(),
        refusal="O10 非质量问题",
        notice_no="KJ-88",
        unit_price_fen=48_600,
        deducted_fen=48_600,
        answer="见压力测试读数，请复检。",
        proofs=(("鉴定表", True), ("派工单", False)),
    )
    return replace(letter, **changes)


def a_card() -> ModeCard:
    modes = tuple(ModeEntry(f"M{n}", f"模式 {n}", f"Alt+{n}", "扫描") for n in range(1, 7))
    return ModeCard(a_desk(), modes, ModeEntry("MU", "撤销", "Ctrl+Z", "只撤销上一次"))


def a_ledger(rows: int = 3, **changes: Any) -> LedgerPaper:
    paper = LedgerPaper(
        a_desk(),
        "旧件台账",
        "2026-11",
        (LedgerColumn("日期"), LedgerColumn("旧件号", 1.5), LedgerColumn("金额", 1, "right")),
        [("2026-11-02", make_tag(1, 26, n), "486.00") for n in range(rows)],
        (("期初", "12"), ("期末", "15")),
        ("合计", "", "1,458.00"),
    )
    return replace(paper, **changes)


def a_calendar() -> DueCalendar:
    days = {
        date(2026, 11, 24): DueDay(6, 265_000, ("启程",)),
        date(2027, 1, 5): DueDay(1, 100, (RARE,)),
    }
    return DueCalendar(a_desk(), date(2026, 11, 1), date(2027, 1, 31), days)
