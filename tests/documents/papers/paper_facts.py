"""Small builders of the facts that papers show, and readers of what came out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdf

from warrantydesk.documents.claim_form import ClaimForm
from warrantydesk.documents.claim_paper import ClaimPaper, PaperDocument
from warrantydesk.documents.explanation import Explanation
from warrantydesk.documents.inspection_sheet import InspectionItem, InspectionSheet
from warrantydesk.documents.receipt import Receipt
from warrantydesk.documents.work_authorisation import Concern, WorkAuthorisation
from warrantydesk.domain.claim import (
    Claim,
    ClaimOwner,
    ClaimVehicle,
    Codes,
    LabourLine,
    Narrative,
    OtherLine,
    PartLine,
    PayBy,
)
from warrantydesk.domain.claim.totals import Rates, totals_of
from warrantydesk.domain.inspection import (
    Answer,
    CauseClass,
    Conclusion,
    Inspection,
    InspectionSignature,
    ItemAnswer,
)
from warrantydesk.domain.person import Role, Site
from warrantydesk.domain.visit import Signature, SignedPaper, Visit

CHINA = timezone(timedelta(hours=8))
VIN = "LX0DL31C8RB018252"
NUMBER = "QC0126-261124-003"
COMPLAINT = "堵车的时候空调不凉，水温也高，动起来就好。"
RARE, RARER = "贺䶮", "杨𬭎"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def a_claim(**changes: Any) -> Claim:
    claim = Claim(
        claim_number=NUMBER,
        brand="qicheng",
        vehicle=ClaimVehicle(
            VIN, "苏E459LL", "QC-S7", "Q20T2407316", "", "AT8 2406882",
            produced_on=date(2024, 10, 5), invoiced_on=date(2024, 10, 24),
            delivered_on=date(2024, 10, 26),
        ),
        owner=ClaimOwner(RARE, "154 0000 0042", RARER, "154 0000 0077", "苏州市星湖街 328 号"),
        visit=Visit(
            "R1124-07", arrived_at=at("2026-11-24 08:41"), promised_at=at("2026-11-24 16:00"),
            started_at=at("2026-11-24 09:10"), finished_at=at("2026-11-24 13:30"),
            mileage_km=30534, complaint=COMPLAINT, brought_by=RARER, advisor="S03",
        ),
        narrative=Narrative(COMPLAINT, "风扇电机电阻无穷大。", "更换散热器风扇总成。", "备注一条"),
        codes=Codes("CO105", "密封面", "零件自身", "M-7788", "PA-55", "QC-S26-03"),
        part_lines=(
            PartLine(True, None, "1308010-S07", "风扇总成", "1308010-S07", "QA1042", "LQ-11836",
                     1, 48600),
            PartLine(False, 1, "1130112-AE01", "密封垫", "1130112-AE01", "QA1042", "", 2, 1850),
            PartLine(new_part_no="9900020-X00", new_part_name="玻璃水", unit_price_fen=1800,
                     consumable=True, pay_by=PayBy.SELF),
        ),
        labour_lines=(
            LabourLine(True, "R1308010", "风扇更换", Decimal("1.6"), Decimal("0.3"), "二次排气",
                       12000),
        ),
        other_lines=(OtherLine("TOW", "拖车 12 km", 18000),),
        created_at=at("2026-11-24 08:43"),
        submitted_at=at("2026-11-24 14:02"),
    )  # fmt: skip
    return replace(claim, **changes)


def a_paper(claim: Claim | None = None, **changes: Any) -> ClaimPaper:
    claim = claim or a_claim()
    rates = Rates(Decimal(10), Decimal(0), Decimal(13))
    paper = ClaimPaper(
        Site("01", "QC0126", "启程 江北服务站", "Jiangbei Service", "海尔路 88 号", "023-6000"),
        claim,
        totals_of(claim, rates),
        rates,
        brand_name="启程汽车",
        type_name="General repair",
        model_name="启程 岭岳",
        fault_name="散热风扇不转",
        use_name="Household",
        state_name="Submitted",
        advisor="陈砚秋",
        technician="李强",
        clerk="王敏",
        documents=(
            PaperDocument("WA", "Work authorisation", True, True),
            PaperDocument("INV", "购车发票", False, True),
            PaperDocument("MH", "Maintenance history"),
        ),
        tags={1: ("012600421736",), 2: ("012600421833", "012600421930")},
        signatures=(
            Signature(1, SignedPaper.WORK_AUTHORISATION, RARER, at("2026-11-24 08:55")),
            Signature(1, SignedPaper.COLLECTION, RARER, at("2026-11-24 16:20")),
        ),
        version=3,
        snapshot_sha256="71c04e9ba3f98d" + "0" * 50,
        anchor="18204:a3f971c04e9b",
        drawn_at=at("2026-11-24 14:02"),
    )
    return replace(paper, **changes)


def a_form(claim: Claim | None = None, **changes: Any) -> ClaimForm:
    return ClaimForm(a_paper(claim, **changes))


def a_receipt(**changes: Any) -> Receipt:
    return Receipt(a_paper(**changes), items_left="雨伞一把")


def an_order(**changes: Any) -> WorkAuthorisation:
    paper = a_paper(**changes)
    said = paper.claim.visit.complaint
    concerns = (Concern(said, when="堵车时", speed="0–20 km/h"), Concern("后备箱异响"))
    return WorkAuthorisation(paper, concerns, readings="P0480", towing_fen=18000)


def an_inspection_sheet(**changes: Any) -> InspectionSheet:
    inspection = Inspection(
        1, 2, 6, CauseClass.QUALITY, Conclusion.CLAIM, "材料缺陷", True, at("2026-11-24 09:12")
    )
    items = (
        InspectionItem("Identity", "VIN 铭牌一致", answer=ItemAnswer(1, "I001", Answer.OK)),
        InspectionItem("Identity", "里程照片", photos=2),
        InspectionItem(
            "Cooling", "压降", "bar", "<=0.10",
            ItemAnswer(1, "I040", Answer.NOT_OK, Decimal("0.36"), note="六点最大值"),
        ),
        InspectionItem(
            "Cooling", "电阻", "Ω", "2.0..3.0", ItemAnswer(1, "I041", None, Decimal("1.5"))
        ),
    )  # fmt: skip
    signed = InspectionSignature(1, Role.TECHNICIAN, "S05", "李强", at("2026-11-24 09:34"))
    return InspectionSheet(a_paper(**changes), inspection, items, (signed,))


def an_explanation(**changes: Any) -> Explanation:
    return Explanation(
        a_paper(**changes),
        "C-X2",
        "未按说明书保养而造成的损坏",
        "三包第32条(2)",
        "机油保养超期 21,000 km",
        ("怠速机油压力 0.06 MPa",),
        CauseClass.MAINTENANCE,
        "冷车低速行驶",
        "每 10,000 km 换机油",
        "成套更换",
        major=True,
    )


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, as another program reads it."""
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Return a text without blanks and line ends, which a layout may add."""
    return "".join(text.split())


def fonts(pdf: bytes) -> Iterator[Any]:
    """Yield every font that any page or form of the file names."""
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        yield from _fonts(page.get("/Resources"))


def _fonts(resources: Any) -> Iterator[Any]:
    if resources is None:
        return
    resources = resources.get_object()
    for font in (resources.get("/Font") or {}).values():
        yield font.get_object()
    for form in (resources.get("/XObject") or {}).values():
        yield from _fonts(form.get_object().get("/Resources"))
