"""What the papers of coverage say: decision, notice, repair record, answer to a demand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from documents.papers.coverage_facts import (
    a_coverage,
    a_decision,
    a_notice,
    a_repair_record,
    an_answer_letter,
)
from documents.papers.paper_facts import a_claim, an_explanation, pages

from warrantydesk.documents import decision, demand_answer, explanation, notice, repair_record
from warrantydesk.documents.coverage_paper import CoveragePaper, whole
from warrantydesk.documents.demand_answer import AnswerLetter, Fee
from warrantydesk.documents.explanation import CitedGround
from warrantydesk.documents.notice import Notice
from warrantydesk.documents.repair_record import RepairRecord
from warrantydesk.domain.coverage import Verdict
from warrantydesk.domain.repair_history import DemandAnswer
from warrantydesk.i18n import set_language


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.split()) for page in pages(pdf))


def test_the_decision_shows_every_layer_right_counter_link_and_version() -> None:
    text = said(decision.render(a_decision()))
    for value in (
        "Covered · paid by law", "Recorded 2026-11-24 09:40 by 王敏: Covered",
        "1308010-S07 风扇总成", "Start of the periods 2024-10-26", "Household use yes",
        "Repair period Art. 18 running 2027-10-26 336 60,000 29,466",
        "Replace/return period Art. 18 over 2026-10-26 −29 50,000 19,466",
        "Law Quality problems are repaired free. covers Art. 19 2027-10-26 336 60,000 29,466",
        "Extended cover does not cover EX-7 2026-01-01", "borderline Art. 21",
        "Repair days — 31 2 30 reached", "Repairs of the same problem Fan hums 4 — 4 one step",
        "QC-R26-01 Recall Brake booster hose Open", "QC0126-260504-001", "王敏 2026-05-04",
        "郑一鸣 2026-05-05", "城东服务站 (not counted)", "policies 2 · wear 1", "Technical manager",
        "There is no holiday calendar for 2027", "Demand of 2026-11-20",
    ):  # fmt: skip
        assert value in text, value


def test_a_decision_without_facts_has_dashes_and_names_what_is_missing() -> None:
    empty = CoveragePaper(a_coverage().paper, missing=("Mileage, km", "Invoiced on"))
    text = said(decision.render(replace(a_decision(), coverage=empty, recorded="", part="")))
    assert "fact missing —" in text
    assert "Causal part —" in text
    assert "Missing Mileage, km, Invoiced on" in text
    assert "No campaign names this vehicle." in text


def test_only_a_major_case_is_signed_by_the_technical_manager() -> None:
    minor = replace(a_decision(), major=False, technical_manager="")
    assert "Technical manager" not in said(decision.render(minor))


def test_the_notice_tells_periods_rights_dates_and_nothing_of_the_maker() -> None:
    text = said(notice.render(a_notice()))
    for value in (
        "Repair period Art. 18 running 2027-10-26 336 60,000 29,466",
        "Replace/return period Art. 18 over 2026-10-26 0 50,000 19,466",
        "More than 30 repair days Art. 24(4): Repairs take more than 30 days in sum.",
        "Loan car (Art. 21): we ask the maker first.", "A loan car is due.",
        "We answer your demand by 2026-12-04; an agreed replacement or return is done by "
        "2026-12-18.", "Repair days", "31 2 30 reached", "With the next repair", "12315",
        "warranty certificate", "023-6000", "QC-R26-01",
    ):  # fmt: skip
        assert value in text, value
    for inner in ("EX-7", "Extended cover", "policies 2", "Who pays"):
        assert inner not in text, inner


def test_a_notice_says_why_the_law_does_not_hold_for_a_car() -> None:
    coverage = replace(a_coverage(), outside="Taxis are outside the order.", periods=(), rights=())
    text = said(notice.render(Notice(coverage)))
    assert "Taxis are outside the order." in text
    assert "Beyond the repair no right of the law is reached today." in text
    unknown = replace(coverage, outside="", verdict=Verdict.NEEDS_FACT)
    assert "The dates of the car are not complete yet" in said(notice.render(Notice(unknown)))


def test_a_notice_fits_one_page() -> None:
    assert len(pages(notice.render(a_notice()))) == 1


def test_the_repair_record_has_every_field_of_article_17() -> None:
    text = said(repair_record.render(a_repair_record()))
    for value in (
        "Arrived", "2026-11-24 08:41", "Mileage, km", "30,534",
        "Customer's statement", "堵车的时候空调不凉", "Result of the inspection",
        "风扇电机电阻无穷大。 Quality: claim", "Items of the repair", "R1308010 风扇更换",
        "1308010-S07 风扇总成", "1130112-AE01 密封垫", "Materials fee", "541.00",
        "Labour hours", "1.90", "Labour fee", "228.00", "Towing", "180.00",
        "Loan car or transport money Loan car since 2026-11-24",
        "Handed over", "2026-11-24 16:20", "Repairer", "Stamp of the repairer",
    ):  # fmt: skip
        assert value in text, value
    assert "Paid by the customer" in text
    assert "18.00 customer" in text


def test_the_repair_record_is_for_the_customer_and_for_the_file() -> None:
    one, two = pages(repair_record.render(a_repair_record()))
    assert "Copy 1 of 2: for the customer" in one
    assert "Copy 2 of 2: for the file, kept until 2032-11-24" in two


def test_a_record_of_a_begun_claim_has_dashes() -> None:
    claim = a_claim(part_lines=(), labour_lines=(), other_lines=())
    facts = RepairRecord(replace(a_repair_record().paper, claim=claim, signatures=()))
    text = said(repair_record.render(facts))
    assert "no part replaced" in text
    assert "Handed over to —" in text  # nobody has signed yet
    assert "kept at least six years, until —" in text
    assert "Loan car or transport money —" in text


def test_the_answer_computes_the_fee_before_the_customers_eyes() -> None:
    text = said(demand_answer.render(an_answer_letter()))
    for value in (
        "We agree to your demand", "Answer due by 2026-11-24",
        "to be done by 2026-12-08", "2026-11-10", "Return the car",
        "128,800.00 × 18,650 / 1000 × 0.5 % = 12,010.60", "Art. 27", "Art. 26",
        "Vehicle registration fee", "超过30日", "More than 30 repair days (Art. 24(4))",
    ):  # fmt: skip
        assert value in text, value


@pytest.mark.parametrize(
    ("fee", "expected"),
    [
        (Fee(), "No compensation for use is charged."),
        (Fee("Art. 27", 9_999_900, 49_999, Decimal(4), 1_999_940), "0.4 % = 19,999.40"),
        (Fee("Art. 27", None, 100, None, None), "— × 100 / 1000 × — = —"),
    ],
)
def test_fees_of_the_answer(fee: Fee, expected: str) -> None:
    assert expected in said(demand_answer.render(replace(an_answer_letter(), fee=fee)))


def test_a_refused_demand_has_no_fee_and_no_costs() -> None:
    letter = an_answer_letter()
    assert letter.demand
    refusal = replace(letter.demand, answer=DemandAnswer.REFUSED, answer_text="未满足第24条")
    text = said(demand_answer.render(replace(letter, demand=refusal)))
    assert "We cannot agree to your demand" in text
    assert "未满足第24条" in text
    assert "12,010.60" not in text
    assert "registration fee" not in text


def test_an_answer_without_a_demand_is_a_form_with_dashes() -> None:
    text = said(demand_answer.render(AnswerLetter(an_answer_letter().paper)))
    assert "Not answered yet" in text
    assert "Answer due by —, replacement or return to be done by —." in text


def test_a_refusal_cites_grounds_with_dates_evidence_and_what_remains() -> None:
    ground = CitedGround(
        "Repair period over", "Art. 18", "Ended on 2026-10-26; visit on 2026-11-24.", "Invoice"
    )
    facts = replace(
        an_explanation(), grounds=(ground,), remaining=("We may ask the maker for goodwill.",)
    )
    text = said(explanation.render(facts))
    for value in (
        "What the refusal rests on", "Repair period over", "Art. 18",
        "Ended on 2026-10-26; visit on 2026-11-24.", "Invoice",
        "We may ask the maker for goodwill.",
        "A missing warranty certificate is no ground while the sale can be verified.",
    ):  # fmt: skip
        assert value in text, value


@pytest.mark.parametrize(
    ("value", "text"), [(None, "—"), (0, "0"), (-1234, "−1,234"), (60000, "60,000")]
)
def test_whole_numbers_on_paper(value: int | None, text: str) -> None:
    assert whole(value) == text


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_papers_of_coverage_take_few_pages_in_each_language(language: str) -> None:
    set_language(language)
    assert len(pages(decision.render(a_decision()))) <= 2
    assert len(pages(notice.render(a_notice()))) == 1
    assert len(pages(repair_record.render(a_repair_record()))) == 2
    assert len(pages(demand_answer.render(an_answer_letter()))) == 1


def test_a_record_is_kept_until_a_day() -> None:
    record = replace(a_repair_record(), keep_until=date(2033, 2, 28))
    assert "kept at least six years, until 2033-02-28" in said(repair_record.render(record))
