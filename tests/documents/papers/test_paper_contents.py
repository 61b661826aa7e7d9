"""What each paper says: its fields, its tables, its marks."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from documents.papers.paper_facts import (
    RARER,
    a_claim,
    a_form,
    a_receipt,
    an_explanation,
    an_inspection_sheet,
    an_order,
    pages,
)

from warrantydesk.documents import (
    claim_form,
    explanation,
    inspection_sheet,
    receipt,
    work_authorisation,
)
from warrantydesk.documents.inspection_sheet import (
    InspectionItem,
    finding_sentence,
    number_text,
    tolerance_text,
)
from warrantydesk.documents.work_authorisation import AddOn, WorkAuthorisation
from warrantydesk.domain.claim import ClaimType, PartLine, Treatment
from warrantydesk.domain.inspection import Answer, Conclusion, ItemAnswer
from warrantydesk.i18n import set_language


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.split()) for page in pages(pdf))


def test_the_claim_form_shows_every_field_of_the_claim() -> None:
    text = said(claim_form.render(a_form()))
    for value in (
        "General repair", "M-7788", "R1124-07", "2026-11-24 08:43", "PA-55", "QC-S26-03",
        "启程汽车", "苏E459LL", "启程 岭岳", "Household", "30,534", "Q20T2407316", "AT8 2406882",
        "2024-10-05", "2024-10-24", "2024-10-26", "154 0000 0042", "154 0000 0077",
        "苏州市星湖街 328 号", "2026-11-24 08:41", "2026-11-24 09:10", "2026-11-24 13:30",
        "陈砚秋", "李强", "王敏", "CO105 散热风扇不转", "密封面", "零件自身",
        "风扇电机电阻无穷大。", "更换散热器风扇总成。", "备注一条", "QA1042", "LQ-11836",
        "R1308010 风扇更换", "二次排气", "TOW", "拖车 12 km", "2026-11-24 14:02",
    ):  # fmt: skip
        assert value in text, value


def test_part_lines_name_tags_prices_and_who_pays() -> None:
    text = said(claim_form.render(a_form()))
    for tag in ("0126 004217 36", "0126 004218 33", "0126 004219 30"):
        assert tag in text
    assert "→ 1" in text
    assert "486.00" in text
    assert "37.00" in text
    assert "paid by the customer" in text
    assert "used up" in text


def test_a_stated_amount_stands_as_stated() -> None:
    line = PartLine(True, new_part_no="P1", unit_price_fen=1000, amount_fen=1234)
    assert "12.34" in said(claim_form.render(a_form(a_claim(part_lines=(line,)))))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (PartLine(new_part_no="P1", treatment=Treatment.REPAIR), "repaired"),
        (PartLine(new_part_no="P1", return_required=False), "no return"),
        (PartLine(new_part_no="P1", hazard="airbag"), "Hazard: airbag"),
    ],
)
def test_a_part_line_says_what_becomes_of_the_old_part(line: PartLine, word: str) -> None:
    assert word in said(claim_form.render(a_form(a_claim(part_lines=(line,)))))


def test_totals_are_printed_net_with_tax_beside() -> None:
    text = said(claim_form.render(a_form()))
    for value in ("523.00", "Handling 10 %", "52.30", "Labour 1.90 h", "228.00", "180.00"):
        assert value in text
    assert "983.30" in text
    assert "Tax 13 %, beside" in text
    assert "127.83" in text
    assert "Paid by the customer, not claimed: 18.00" in text


def test_the_total_stands_in_capitals_on_a_chinese_form() -> None:
    assert "玖佰捌拾叁元叁角" not in said(claim_form.render(a_form()))
    set_language("zh_CN")
    assert "玖佰捌拾叁元叁角" in said(claim_form.render(a_form()))


def test_the_form_counts_the_required_papers() -> None:
    text = said(claim_form.render(a_form()))
    assert "1 of 2 required papers are there" in text
    assert "购车发票" in text
    assert "Maintenance history" not in text  # neither needed nor there


def test_a_spare_part_claim_tells_where_the_part_was_bought() -> None:
    codes = replace(a_claim().codes, purchase_station="QC0999", purchase_no="B-1", purchase_km=9876)
    claim = a_claim(type=ClaimType.SPARE_PART, codes=codes)
    text = said(claim_form.render(a_form(claim)))
    for value in ("QC0999", "B-1", "9,876"):
        assert value in text


def test_a_free_service_tells_its_number() -> None:
    claim = a_claim(codes=replace(a_claim().codes, service_no=2))
    assert "Number of the free service 2" in said(claim_form.render(a_form(claim)))


def test_the_receipt_reminds_of_missing_papers() -> None:
    text = said(receipt.render(a_receipt()))
    assert "Please bring 购车发票" in text
    assert "2026-11-24 16:00" in text
    assert "雨伞一把" in text
    complete = tuple(replace(one, present=True) for one in a_receipt().paper.documents)
    assert "Please bring 购" not in said(receipt.render(a_receipt(documents=complete)))


def test_the_order_is_signed_before_the_work_and_after_the_last_concern() -> None:
    text = said(work_authorisation.render(an_order()))
    end = text.index("end of the concerns")
    assert text.index("后备箱异响") < end
    assert end < text.index("Customer, before the repair")
    assert text.index("Customer, before the repair") < text.index("Work added later")
    assert text.index("Work added later") < text.index("Customer, at collection")
    assert f"{RARER} 2026-11-24 08:55" in text
    assert f"{RARER} 2026-11-24 16:20" in text
    assert "P0480" in text
    assert "180.00" in text


def test_work_added_later_names_who_allowed_it() -> None:
    order = replace(an_order(), add_ons=(AddOn("换插头", "端子烧蚀", "周楠"),))
    text = said(work_authorisation.render(order))
    assert "1 换插头 端子烧蚀 周楠" in text


def test_an_order_without_more_takes_concern_and_jobs_from_the_claim() -> None:
    text = said(work_authorisation.render(WorkAuthorisation(an_order().paper)))
    assert "Concern 1" in text
    assert "R1308010 风扇更换" in text


def test_the_inspection_sheet_shows_readings_and_how_far_they_are_off() -> None:
    text = said(inspection_sheet.render(an_inspection_sheet()))
    assert f"page 1 of {len(pages(inspection_sheet.render(an_inspection_sheet())))}" in text
    assert "version 2" in text
    for value in ("0.36 bar", "≤ 0.10", "+0.26", "1.5 Ω", "2.0–3.0", "−0.5", "六点最大值"):
        assert value in text
    for value in ("Quality", "Claim", "材料缺陷", "Technical manager", "4 of 4"):
        assert value in text
    assert "李强 2026-11-24 09:34" in text


def test_the_customer_signs_an_inspection_that_refuses() -> None:
    sheet = an_inspection_sheet()
    assert "explanation given" not in said(inspection_sheet.render(sheet))
    refused = replace(sheet.inspection, conclusion=Conclusion.NOT_COVERED)
    text = said(inspection_sheet.render(replace(sheet, inspection=refused)))
    assert "Customer, explanation given" in text


def test_an_item_without_answer_leaves_room_for_it() -> None:
    sheet = replace(an_inspection_sheet(), items=(InspectionItem("Brake", "厚度", "mm", ">=2.0"),))
    text = said(inspection_sheet.render(sheet))
    assert "0 of 1" in text
    assert "mm ≥ 2.0" in text


def test_readings_are_written_as_people_write_them() -> None:
    assert number_text(Decimal("1E+3")) == "1000"
    assert number_text(Decimal("-0.50")) == "−0.50"
    assert tolerance_text("90..160") == "90–160"
    assert tolerance_text("") == ""
    assert tolerance_text("-8..8") == "−8 – 8"
    item = InspectionItem("S", "T", answer=ItemAnswer(1, "I", value=Decimal("0")))
    sheet = replace(an_inspection_sheet(), items=(item,))
    assert "1 of 1" in said(inspection_sheet.render(sheet))


def test_a_finding_says_what_was_found_not_only_what_was_asked() -> None:
    def finding(kind: str = "", **answer: Any) -> str:
        given = ItemAnswer(1, "I", Answer.NOT_OK, **answer)
        return finding_sentence(InspectionItem("S", "Pressure", "kPa", kind, answer=given))

    assert finding() == "Pressure: not ok"
    assert finding(note="torn") == "Pressure: not ok; torn"
    assert finding("0..3", value=Decimal("9.8")) == "Pressure: 9.8 kPa (allowed 0–3)"
    assert finding(value=Decimal(0)) == "Pressure: 0 kPa"


def test_a_refusal_names_ground_source_findings_advice_and_rights() -> None:
    text = said(explanation.render(an_explanation()))
    for value in (
        "C-X2", "未按说明书保养而造成的损坏", "三包第32条(2)", "机油保养超期 21,000 km",
        "怠速机油压力 0.06 MPa", "Maintenance", "冷车低速行驶", "每 10,000 km 换机油",
        "成套更换", "12315", "Maintenance done elsewhere is no ground", "not that he agrees",
        "Technical manager",
    ):  # fmt: skip
        assert value in text, value
