"""Everything open checked at once, help of a check, and what is gathered around a claim."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from builders import OTHER_VIN, VIN, a_part_line
from fakes import FixedClock
from stories import appraising, drafted, submitted, to_submit

from warrantydesk.domain.authorisation import Authorisation, AuthorisationState
from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.vehicle import Use
from warrantydesk.domain.work import WorkTime
from warrantydesk.services.checking import OpenCheck
from warrantydesk.services.desk import Desk


def found(desk: Desk, claim_id: int) -> set[str]:
    return {one.rule for one in desk.claims.check(claim_id)}


def test_everything_open_is_counted_by_weight_and_check(desk: Desk) -> None:
    filed, ready = submitted(desk), to_submit(desk, OTHER_VIN)
    draft = desk.claims.new()
    report = desk.checking.open_claims()
    assert [one.claim_number for one in report.claims] == [ready.claim_number, draft.claim_number]
    assert filed.claim_number not in {one.claim_number for one in report.claims}
    all_findings = [one for claim in report.claims for one in claim.findings]
    assert sum(report.by_severity.values()) == sum(report.by_rule.values()) == len(all_findings)
    assert report.by_severity[Severity.BLOCK] > 0
    assert report.by_rule["V01"] == 1
    assert list(report.by_rule.values()) == sorted(report.by_rule.values(), reverse=True)
    first, second = report.claims
    assert first.readiness > second.readiness


def test_a_worker_finds_the_same_while_the_desk_goes_on(desk: Desk) -> None:
    to_submit(desk)
    asking, steps, answers = desk.checking.asking(), list[tuple[int, int]](), list[OpenCheck]()
    worker = threading.Thread(
        target=lambda: answers.append(asking(lambda done, total: steps.append((done, total))))
    )
    worker.start()
    draft = desk.claims.new()
    worker.join()
    desk.claims.void(draft.id, "x")
    assert answers[0].claims[0] == desk.checking.open_claims().claims[0]
    assert steps[0][0] == 1


def test_the_help_says_how_the_brand_weighs_a_check(desk: Desk) -> None:
    told = desk.checking.help("v34", "QC")
    assert (told.rule, told.enabled, told.severity) == ("V34", True, Severity.BLOCK)
    assert told.by_manager
    assert told.codes == ("R09",)
    assert "also" in told.params
    assert told.version >= 1
    assert told.since is not None
    assert told.came_back == 0
    assert to_json(told)["title"] == told.title
    assert not desk.checking.help("V01").by_manager
    assert desk.checking.help("V79").severity is Severity.INFO


def test_a_check_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.checking.help("V13")
    assert refusal.value.codes == ("NOT_FOUND",)


def test_a_part_beyond_its_term_is_found_until_the_maker_allows_it(
    desk: Desk, clock: FixedClock
) -> None:
    clock.go_on(days=4 * 365)
    claim = to_submit(desk)
    assert "V24" in found(desk, claim.id)
    given = Authorisation(claim.id, VIN, "?", state=AuthorisationState.APPROVED, number="PA-1")
    with desk.bench.change("test"):
        desk.stores.authorisations.add(given)
    assert "V24" not in found(desk, claim.id)


def test_the_cover_follows_what_is_typed_without_the_database(desk: Desk) -> None:
    claim = to_submit(desk)
    facts = desk.claims.facts(claim.id)
    asked: list[str] = []
    first = desk.claims.look(facts, claim)
    desk.stores.db.query = lambda *_args: asked.append("asked") or []  # type: ignore[method-assign,assignment]
    far = desk.claims.preview(facts, {"visit": {"mileage_km": 400_000}})
    rules = {one.rule for one in desk.claims.look(facts, far).findings}
    assert "V24" in rules
    assert "V24" not in {one.rule for one in first.findings}
    assert asked == []


def test_a_taxi_does_not_claim_on_a_household_term(desk: Desk, clock: FixedClock) -> None:
    clock.go_on(days=300)
    claim = to_submit(desk)
    taxi = {"vehicle": {"use": Use.TAXI}}
    facts = desk.claims.facts(claim.id)
    rules = {one.rule for one in desk.claims.look(facts, desk.claims.preview(facts, taxi)).findings}
    assert "V28" in rules
    assert "V28" not in found(desk, claim.id)


def test_a_technician_is_not_on_two_cars_at_once(desk: Desk) -> None:
    one, other = appraising(desk), drafted(desk, OTHER_VIN)
    start = desk.bench.now
    with desk.bench.change("test"):
        for claim in (one, other):
            desk.stores.work_times.add(
                WorkTime(claim.id, claim.visit.id, "S06", start, start + timedelta(hours=1))
            )
    (clash,) = desk.claims.facts(one.id).clashes.values()
    assert clash == other.claim_number


def test_prices_are_those_of_the_day_the_repair_ended(desk: Desk) -> None:
    claim = to_submit(desk)
    dear = {"part_lines": [{**to_json(a_part_line(old_supplier_code="QA1031"))}]}
    desk.claims.save_draft(claim.id, dear)
    facts = desk.claims.facts(claim.id)
    assert facts.profile_then is not None
    assert "V51" in found(desk, claim.id)


def test_papers_that_are_here_are_not_missing(desk: Desk, tmp_path: Path) -> None:
    claim = to_submit(desk)
    before = desk.claims.facts(claim.id).missing_documents
    file = tmp_path / "photo.pdf"
    file.write_bytes(b"%PDF-1.4 test")
    names = {doc.code: doc.name_en for doc in desk.profiles.of("QC").documents(ClaimType.REPAIR)}
    assert names["PH"] in before
    assert names["CF"] not in before
    assert names["WA"] not in before
    desk.attachments.add(claim.id, "PH", file)
    assert names["PH"] not in desk.claims.facts(claim.id).missing_documents
