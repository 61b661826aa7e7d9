"""Papers of work with others: what they say, and signatures drawn as lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from documents.papers.paper_facts import a_claim, a_paper, at, pages

from warrantydesk.documents import (
    add_on_sheet,
    closing_summary,
    job_card,
    parts_request,
    settlement_sheet,
    tow_sheet,
)
from warrantydesk.documents.settlement_sheet import Charge
from warrantydesk.documents.sheet import Sheet
from warrantydesk.documents.signature import draw_signature
from warrantydesk.domain.claim import AddOn, PayBy
from warrantydesk.domain.visit import Signature, SignedPaper
from warrantydesk.domain.work import StoreLine, StoreRequest, Tow

DRAWN = "[[[0,0],[500,500],[1000,1000]],[[0,1000]]]"
CHARGES = (
    Charge("Labour", "R1308010 风扇更换", "1.90", 12_000, 22_800, PayBy.CLAIM),
    Charge("Part", "9900020-X00 玻璃水", "1", 1_800, 1_800, PayBy.SELF),
)


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.split()) for page in pages(pdf))


def test_a_request_shows_stock_and_arrival() -> None:
    lines = (
        StoreLine("1308010-S07", "风扇总成", 1, 0, date(2026, 11, 26), "急件在途"),
        StoreLine("1130112-AE01", "密封垫", 2),
    )
    request = StoreRequest(1, "B0126-0007", lines, asked_at=at("2026-11-24 09:20"))
    facts = parts_request.PartsRequest(a_paper(), request, "Answered", "王敏", "", "2026-11-26")
    text = said(parts_request.render(facts))
    for value in ("B0126-0007", "2026-11-24 09:20", "风扇总成", "急件在途", "2026-11-26", "王敏"):
        assert value in text, value


def test_a_job_card_lays_clocks_beside_claimed_hours() -> None:
    clocks = (
        job_card.Clock(
            "李强", "R1308010", at("2026-11-24 09:10"), at("2026-11-24 10:40"), "", "C0126-000009"
        ),
        job_card.Clock("李强", "R1308010", at("2026-11-24 11:00")),
    )
    facts = job_card.JobCard(a_paper(), clocks, Decimal("1.5"), Decimal("1.9"))
    text = said(job_card.render(facts))
    for value in (
        "1.50 h clocked, 1.90 h claimed",
        "2026-11-24 10:40",
        "also clocked on C0126-000009",
        "runs",
    ):
        assert value in text, value


def test_added_work_names_who_allowed_it_and_when() -> None:
    mark = AddOn(True, "密封垫老化", "S13", at("2026-11-24 10:15"), None, "电话同意")
    line = add_on_sheet.AddedWork("1130112-AE01 密封垫", mark, "许蔚然", "37.00", "warranty")
    text = said(add_on_sheet.render(add_on_sheet.AddOnSheet(a_paper(), (line,), "许蔚然")))
    for value in ("密封垫老化", "许蔚然", "2026-11-24 10:15", "电话同意", "37.00"):
        assert value in text, value


def test_a_tow_sheet_shows_the_way_or_waits_for_the_hand() -> None:
    tow = Tow(1, 1, "顺达救援", "G2 K1120", "本站", 38, amount_fen=45_000, sheet_no="T-42")
    text = said(tow_sheet.render(tow_sheet.TowSheet(a_paper(), tow)))
    for value in ("T-42", "顺达救援", "G2 K1120", "38", "450.00"):
        assert value in text, value
    assert "顺达救援" not in said(tow_sheet.render(tow_sheet.TowSheet(a_paper())))


def test_the_customer_pays_his_own_lines_and_their_tax() -> None:
    facts = settlement_sheet.SettlementSheet(a_paper(), CHARGES, Decimal(13))
    text = said(settlement_sheet.render(facts))
    for value in ("228.00", "18.00", "2.34", "20.34", "贰拾元叁角肆分", "Tax 13 %"):
        assert value in text, value
    assert "pays nothing" not in text
    free = replace(facts, charges=CHARGES[:1])
    assert "the customer pays nothing" in said(settlement_sheet.render(free))


def test_the_summary_tells_payer_warranty_and_old_parts() -> None:
    part = closing_summary.NewPart("1308010-S07 风扇总成", 1, "12 months or 20,000 km")
    facts = closing_summary.ClosingSummary(
        a_paper(), CHARGES, 1_800, 234, (part,), "The old parts stay.", "Class of cause: Quality"
    )
    text = said(closing_summary.render(facts))
    for value in (
        "风扇电机电阻无穷大。",
        "更换散热器风扇总成。",
        "you: 18.00 ¥",
        "You pay 20.34 ¥: 18.00 ¥ and 2.34 ¥ tax.",
        "12 months or 20,000 km",
        "The old parts stay.",
    ):
        assert value in text, value


def test_a_drawn_signature_keeps_its_shape_and_its_place() -> None:
    sheet = Sheet()
    draw_signature(sheet, (100, 50, 90, 60), DRAWN)
    ends = [(x, y, end_x, end_y) for x, y, end_x, end_y, _weight in sheet.rules]
    assert ends[:2] == [(100, 65, 145, 80), (145, 80, 190, 95)]
    assert len(ends) == 3  # the single point is a short line
    for wrong in ("", "no drawing", "[[[1,2]]]"):
        empty = Sheet()
        draw_signature(empty, (100, 50, 90, 60), wrong)
        assert empty.rules == []


def test_the_signature_stands_on_the_paper_it_was_given_for() -> None:
    signature = Signature(1, SignedPaper.SETTLEMENT, "贺䶮", at("2026-11-24 14:00"), DRAWN)
    bare = a_paper(a_claim())
    signed = replace(bare, signatures=(signature,))
    for make, differs in (
        (lambda p: settlement_sheet.render(settlement_sheet.SettlementSheet(p)), True),
        (lambda p: tow_sheet.render(tow_sheet.TowSheet(p)), False),
    ):
        by_hand = replace(bare, signatures=(replace(signature, drawing=""),))
        assert (make(signed) != make(by_hand)) is differs
