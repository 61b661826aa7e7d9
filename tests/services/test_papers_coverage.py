"""The papers of coverage drawn from the desk: what they cite, refuse, and say is missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from builders import OTHER_VIN, VIN, a_vin
from fakes import FixedClock
from stories import acting, appraising, drafted, put_into, submitted, to_submit

from warrantydesk.domain.claim import Claim, OtherLine, State
from warrantydesk.domain.coverage import Ground
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.inspection import CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.domain.repair_history import (
    ClaimCoverage,
    Decision,
    Demand,
    DemandAnswer,
    Loaner,
    LoanerKind,
    VehicleTerms,
    Wish,
)
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.papers.repair_record import is_towing

NEW = ("decision", "notice", "repair_record", "demand_answer", "explanation")


def said(desk: Desk, paper: str, claim_id: int) -> str:
    pages = pypdf.PdfReader(BytesIO(desk.papers.prepare(paper, claim_id)())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def gaps(desk: Desk, paper: str, claim_id: int) -> list[str]:
    return [problem.field for problem in desk.papers.missing(paper, claim_id)]


def told(desk: Desk, claim_id: int, **facts: object) -> None:
    """Write what the clerk told about a claim's fault."""
    with desk.bench.change("test"):
        desk.stores.claim_coverages.add(ClaimCoverage(claim_id, **facts))  # type: ignore[arg-type]


def refusing(desk: Desk, ground: str, cause: CauseClass = CauseClass.USE) -> Claim:
    """Bring a claim to the signed conclusion that it is not covered."""
    claim = appraising(desk)
    inspection = desk.inspections.of_claim(claim.id)
    assert inspection
    desk.claims.save_draft(claim.id, {"narrative": {"cause": "机油保养超期 21,000 km"}})
    acting(desk, Role.TECHNICIAN).inspections.sign(inspection.id, Role.TECHNICIAN)
    acting(desk, Role.CLERK).inspections.sign(
        inspection.id, Role.CLERK, cause, Conclusion.NOT_COVERED, ground
    )
    return put_ground(desk, claim.id, ground)


def put_ground(desk: Desk, claim_id: int, ground: str) -> Claim:
    with desk.bench.change("test"):
        claim = desk.stores.claims.get(claim_id)
        codes = replace(claim.codes, ground=ground)
        return desk.stores.claims.save(replace(claim, codes=codes))


@pytest.fixture(params=["zh_CN", "en"])
def language(request: pytest.FixtureRequest) -> str:
    set_language(request.param)
    return str(request.param)


@pytest.mark.parametrize("paper", NEW)
def test_every_paper_is_drawn_from_an_empty_claim_in_both_languages(
    desk: Desk, language: str, paper: str
) -> None:
    claim = desk.claims.new()
    assert "—" in said(desk, paper, claim.id) or paper == "explanation"


def test_an_unknown_paper_has_no_gaps_to_tell(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.papers.missing("poem", drafted(desk).id)
    assert refusal.value.codes == ("NOT_FOUND",)


def test_the_decision_sheet_shows_the_answer_and_the_tables_it_rests_on(desk: Desk) -> None:
    text = said(desk, "decision", submitted(desk).id)
    for value in (
        "Covered · free repair by law", "Free repair", "Art. 19", "QC-VEH", "Repair period",
        "Replace/return period", "Repair days", "Warranty terms 1", "Parameters of the law 1",
        "Kind of vehicle Passenger car", "first owner", "Conclusion",
    ):  # fmt: skip
        assert value in text, value


def test_the_decision_sheet_names_the_recorded_decision(desk: Desk) -> None:
    claim = drafted(desk)
    with desk.bench.change("test"):
        for verdict in ("COVERED", "NOT_COVERED"):
            kept = Decision(claim.id, "{}", "{}", "{}", verdict, "", desk.bench.now, "S01")
            desk.stores.decisions.add(kept)
    assert "Recorded 2026-11-24 09:00 by 王敏: out of cover" in said(desk, "decision", claim.id)


def test_a_decision_without_mileage_says_so_on_paper_and_before(desk: Desk) -> None:
    claim = desk.claims.new()
    assert "visit.mileage_km" in gaps(desk, "decision", claim.id)
    assert "A fact is missing" in said(desk, "decision", claim.id)


def test_the_notice_tells_the_two_periods_and_no_row_of_the_maker(desk: Desk) -> None:
    text = said(desk, "notice", submitted(desk).id)
    assert "This repair is free of charge for you." in text
    assert "Repair period" in text
    assert "QC-VEH" not in text
    assert "QC-PT" not in text


def test_counters_of_a_period_that_is_over_are_near_nothing(desk: Desk) -> None:
    sold = {"invoiced_on": "2024-01-10", "delivered_on": "2024-01-10", "produced_on": "2023-12-01"}
    claim = drafted(desk, vehicle=sold)
    desk.coverage.flag_serious(claim.id, "刹车失灵")
    text = said(desk, "notice", claim.id)
    assert text.count("period over") == 5
    assert "one step before" not in text


def test_the_notice_of_a_taxi_says_that_the_order_does_not_hold(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.save_draft(claim.id, {"vehicle": {"use": "taxi"}})
    text = said(desk, "notice", claim.id)
    assert "Not a household car" in text
    assert "Repair days" not in text


def test_a_whole_record_lacks_nothing_and_is_kept_six_years(desk: Desk) -> None:
    claim = to_submit(desk)
    desk.claims.save_draft(claim.id, {"visit": {"technician": "S06"}})
    assert gaps(desk, "repair_record", claim.id) == ["visit"]
    name = "贺䶮"
    desk.visits.sign(claim.visit.id, SignedPaper.COLLECTION, name, desk.bench.now)
    assert gaps(desk, "repair_record", claim.id) == []
    text = said(desk, "repair_record", claim.id)
    assert "until 2032-11-24" in text
    assert "no towing" in text
    assert "none due: the repair took no more than 5 days" in text


def test_each_missing_field_of_article_17_is_named(desk: Desk) -> None:
    fields = gaps(desk, "repair_record", desk.claims.new().id)
    for field in (
        "visit.mileage_km", "narrative.complaint", "narrative.cause", "narrative.correction",
        "visit.technician", "visit.finished_at", "visit",
    ):  # fmt: skip
        assert field in fields, field
    for problem in desk.papers.missing("repair_record", desk.claims.new().id):
        assert problem.message.format(**problem.values)


def test_a_loan_car_that_is_due_is_missing_until_it_is_recorded(
    desk: Desk, clock: FixedClock
) -> None:
    claim = drafted(desk)
    desk.visits.sign(claim.visit.id, SignedPaper.WORK_AUTHORISATION, "贺䶮", desk.bench.now)
    clock.go_on(days=5)
    assert "loaner" not in gaps(desk, "repair_record", claim.id)
    clock.go_on(minutes=1)
    assert "loaner" in gaps(desk, "repair_record", claim.id)
    with desk.bench.change("test"):
        given = Loaner(
            claim.visit.id, LoanerKind.MONEY, date(2026, 11, 30), None, 30_000, "每日100"
        )
        desk.stores.loaners.add(given)
    assert "loaner" not in gaps(desk, "repair_record", claim.id)
    assert "Transport money · from 2026-11-30 · 300.00 yuan · 每日100" in said(
        desk, "repair_record", claim.id
    )


@pytest.mark.parametrize(
    ("line", "towed"),
    [
        (OtherLine("TOW", "12 km"), True),
        (OtherLine("", "高速救援拖车"), True),
        (OtherLine("SUB", "外协焊接"), False),
    ],
)
def test_towing_is_recognised_by_code_or_word(line: OtherLine, towed: bool) -> None:
    assert is_towing(line) is towed


def test_towing_stands_on_the_record(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.save_draft(
        claim.id, {"other_lines": [{"code": "TOW", "text": "12 km", "amount_fen": 18_000}]}
    )
    assert "Towing" in said(desk, "repair_record", claim.id)
    assert "180.00" in said(desk, "repair_record", claim.id)


def test_an_exemption_is_cited_with_article_cause_and_evidence(desk: Desk) -> None:
    claim = refusing(desk, "C-X2")
    text = said(desk, "explanation", claim.id)
    for value in (
        "Caused by use or care against the manual", "Art. 32(2)",
        "It caused the damage: 机油保养超期 21,000 km", "History and the causal finding",
        "We may ask the maker for goodwill", "For all other faults the repair period goes on",
    ):  # fmt: skip
        assert value in text, value
    assert gaps(desk, "explanation", claim.id) == []


def test_an_exemption_of_an_older_car_is_cited_by_the_order_of_its_time(desk: Desk) -> None:
    claim = refusing(desk, "C-X2")
    with desk.bench.change("test"):
        old = replace(claim.vehicle, invoiced_on=date(2021, 12, 30), delivered_on=None)
        desk.stores.claims.save(replace(claim, vehicle=old))
    text = said(desk, "explanation", claim.id)
    assert "Art. 30" in text
    assert "Art. 32(2)" not in text


def test_no_quality_problem_is_cited_with_the_class_of_the_cause(desk: Desk) -> None:
    claim = refusing(desk, "C-PF", CauseClass.OUTSIDE_FORCE)
    text = said(desk, "explanation", claim.id)
    assert "No quality problem" in text
    assert "class of cause: Outside force." in text
    assert "Signed inspection sheet" in text
    assert "Maker:" not in text


def test_a_period_that_is_over_is_cited_with_days_and_km(desk: Desk) -> None:
    claim = appraising(desk)
    desk.claims.save_draft(
        claim.id,
        {
            "vehicle": {"invoiced_on": "2022-03-10", "delivered_on": "2022-03-15"},
            "visit": {"mileage_km": 123_456},
        },
    )
    put_ground(desk, claim.id, "C-PO")
    text = said(desk, "explanation", claim.id)
    for value in (
        "Repair period over", "Last day 2025-03-15; the car came on 2026-11-24.",
        "Last km 60,000; the car came with 123,456 km.", "Maker: Whole vehicle", "QC-VEH",
        "Last km 100,000", "Invoice or handover sheet",
    ):  # fmt: skip
        assert value in text, value
    assert "For all other faults" not in text
    assert gaps(desk, "explanation", claim.id) == []


def test_a_taxi_is_refused_as_no_household_car(desk: Desk) -> None:
    claim = appraising(desk)
    desk.claims.save_draft(
        claim.id,
        {
            "vehicle": {"use": "taxi", "invoiced_on": "2024-03-10", "delivered_on": "2024-03-10"},
            "visit": {"mileage_km": 123_456},
        },
    )
    put_ground(desk, claim.id, "C-PC")
    text = said(desk, "explanation", claim.id)
    assert "Not a household car" in text
    assert "Art. 40" in text
    assert "Driving licence of the car" in text


@pytest.mark.parametrize("ground", [Ground.OUTSIDE_MAINTENANCE, Ground.NO_CERTIFICATE])
def test_a_blocked_ground_is_never_drawn(desk: Desk, tmp_path: Path, ground: Ground) -> None:
    claim = refusing(desk, "C-X2")
    told(desk, claim.id, refusal_reason=ground)
    with pytest.raises(Refused) as refusal:
        desk.papers.draw("explanation", claim.id, tmp_path / "e.pdf")
    assert refusal.value.codes == ("INVALID",)
    assert [found.field for found in refusal.value.findings] == ["ground"]
    assert "is no ground for a refusal" in refusal.value.findings[0].message
    assert not (tmp_path / "e.pdf").exists()


@pytest.mark.parametrize("code", ["R01", "made up"])
def test_a_code_that_is_not_for_customers_is_not_drawn(desk: Desk, code: str) -> None:
    claim = appraising(desk)
    put_ground(desk, claim.id, code)
    with pytest.raises(Refused) as refusal:
        desk.papers.prepare("explanation", claim.id)
    assert [found.field for found in refusal.value.findings] == ["ground"]


def test_a_refusal_against_the_decision_is_said_before_it_is_printed(desk: Desk) -> None:
    claim = appraising(desk)
    put_ground(desk, claim.id, "C-PO")
    problems = desk.papers.missing("explanation", claim.id)
    assert any("is covered" in problem.message for problem in problems)
    assert gaps(desk, "explanation", desk.claims.new().id).count("ground") == 2


def test_an_exemption_without_its_cause_is_said(desk: Desk) -> None:
    claim = appraising(desk)
    told(desk, claim.id, exemption="X3_MODIFIED")
    put_ground(desk, claim.id, "C-X3")
    assert "narrative.cause" in gaps(desk, "explanation", claim.id)
    assert "It caused the damage" not in said(desk, "explanation", claim.id)


def demanded(desk: Desk, vin: str = VIN, **fields: object) -> Claim:
    """Enter a demand on the car of a claim whose car was in repair for 31 days."""
    claim = submitted(desk, vin)
    assert claim.vehicle_id
    with desk.bench.change("test"):
        demand = Demand(claim.vehicle_id, date(2026, 9, 28), Wish.RETURN, claim.id)
        desk.stores.demands.add(replace(demand, **fields))  # type: ignore[arg-type]
    return claim


def test_a_demand_is_answered_with_its_dates_article_and_reasons(desk: Desk) -> None:
    claim = demanded(
        desk, ground="CN43.24.4-days", answer=DemandAnswer.REFUSED, answer_text="只有12日",
        answered_on=date(2026, 10, 9),
    )  # fmt: skip
    text = said(desk, "demand_answer", claim.id)
    for value in (
        "We cannot agree to your demand", "Answer due by 2026-10-16", "done by 2026-10-30",
        "Art. 24(4) More than 30 repair days", "只有12日", "2026-10-09",
    ):  # fmt: skip
        assert value in text, value
    assert gaps(desk, "demand_answer", claim.id) == []


def test_what_an_answer_lacks_is_said(desk: Desk) -> None:
    assert gaps(desk, "demand_answer", drafted(desk, a_vin(7)).id) == ["demand"]
    assert gaps(desk, "demand_answer", demanded(desk).id) == ["answer"]
    refusal = demanded(desk, OTHER_VIN, answer=DemandAnswer.REFUSED)
    assert gaps(desk, "demand_answer", refusal.id) == ["answer_text"]


def test_the_fee_of_article_27_is_computed_from_price_km_and_factor(
    desk: Desk, clock: FixedClock
) -> None:
    claim = _thirty_one_days(desk, clock)
    assert claim.vehicle_id
    assert gaps(desk, "demand_answer", claim.id) == ["terms"]
    with desk.bench.change("test"):
        terms = VehicleTerms(claim.vehicle_id, price_fen=12_880_000, n_permille=Decimal(5))
        desk.stores.vehicle_terms.add(terms)
    text = said(desk, "demand_answer", claim.id)
    assert "128,800.00 × 30,600 / 1000 × 0.5 % = 19,706.40" in text
    assert "Art. 27" in text
    assert "More than 30 repair days (Art. 24(4))" in text
    assert "More than 30 repair days" in said(desk, "notice", claim.id)
    assert gaps(desk, "demand_answer", claim.id) == []


def _thirty_one_days(desk: Desk, clock: FixedClock) -> Claim:
    """Repair a car for 31 days, then let it come again with a demand."""
    first = submitted(desk)
    with desk.bench.change("test"):
        visit = desk.stores.visits.get(first.visit.id)
        signed = desk.stores.signatures.find(visit_id=visit.id)[0]
        begun = clock.now()
        desk.stores.visits.save(replace(visit, finished_at=clock.go_on(days=30, hours=1)))
        assert signed.signed_at == begun
    put_into(desk, first.id, State.SUBMITTED)
    sold = {"invoiced_on": "2025-10-24", "delivered_on": "2025-10-26"}
    claim = drafted(desk, visit={"mileage_km": 30_600}, vehicle=sold)
    assert claim.vehicle_id
    with desk.bench.change("test"):
        desk.stores.demands.add(
            Demand(
                claim.vehicle_id, desk.bench.today, Wish.REPLACE, claim.id, "CN43.24.4-days",
                desk.bench.today, DemandAnswer.AGREED, "同意",
            )
        )  # fmt: skip
    return claim
