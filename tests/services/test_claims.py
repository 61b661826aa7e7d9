"""What the clerk does with claims: accept, fill, file, withdraw, refuse, close."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from builders import CAUSE, OTHER_VIN, VIN, a_vin
from fakes import FixedClock, a_picture
from stories import (
    a_ground,
    acting,
    appraising,
    drafted,
    newest_change,
    not_covered,
    put_into,
    repairing,
    submitted,
    to_submit,
)

from warrantydesk import i18n
from warrantydesk.domain.claim import Action, ClaimType, State
from warrantydesk.domain.codec import from_json
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.inspection import CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.domain.vehicle import Use
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.desk import Desk
from warrantydesk.services.papers import PAPERS


def rules_at(desk: Desk, claim_id: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in desk.claims.check(claim_id):
        found.setdefault(finding.rule, []).append(finding.field)
    return found


def test_a_new_claim_is_a_draft_with_number_visit_and_order(desk: Desk) -> None:
    claim = desk.claims.new()
    assert (claim.claim_number, claim.state, claim.brand) == ("C0126-000001", "DRAFT", "QC")
    assert (claim.clerk, claim.opened_on) == ("S01", date(2026, 11, 24))
    assert claim.visit.repair_order == "RO26-00001"
    assert (claim.visit.arrived_at, claim.visit.advisor) == (desk.bench.now, "S01")
    assert desk.claims.by_number("c0126-000001 ") == claim


def test_an_unknown_vin_tells_brand_and_model(desk: Desk) -> None:
    claim = desk.claims.new(vin=" lx0dl31c8rb018252")
    assert (claim.vehicle.vin, claim.vehicle.model_code, claim.brand) == (VIN, "QC-S7", "QC")
    assert claim.vehicle_id is None


def test_a_known_vin_fills_vehicle_and_owner(desk: Desk) -> None:
    customer = desk.customers.save("贺䶮", "15400000042", address="北京")
    car = desk.vehicles.save(
        VIN,
        "QC",
        "QC-S7",
        "e123",
        produced_on=date(2024, 10, 5),
        invoiced_on=date(2024, 10, 24),
        plate="京A·12345",
        use=Use.TAXI,
        customer_id=customer.id,
    )
    claim = desk.claims.new(vin=VIN)
    assert (claim.vehicle_id, claim.visit.vehicle_id) == (car.id, car.id)
    assert (claim.vehicle.engine_no, claim.vehicle.plate) == ("E123", "京A12345")
    assert (claim.vehicle.produced_on, claim.vehicle.use) == (date(2024, 10, 5), Use.TAXI)
    assert (claim.owner.name, claim.owner.contact_phone) == ("贺䶮", "15400000042")
    assert claim.visit.customer_id == customer.id
    assert desk.claims.new(plate="京a12345").vehicle.vin == VIN


def test_a_vin_typed_later_fills_what_is_empty_only(desk: Desk) -> None:
    desk.vehicles.save(VIN, "QC", "QC-S7", "E123", plate="京A12345")
    claim = desk.claims.new()
    claim = desk.claims.save_draft(claim.id, {"vehicle": {"engine_no": "mine"}})
    claim = desk.claims.save_draft(claim.id, {"vehicle": {"vin": VIN}})
    assert (claim.vehicle.engine_no, claim.vehicle.plate) == ("MINE", "京A12345")


def test_lines_take_from_the_tables_what_the_clerk_left_open(desk: Desk) -> None:
    claim = drafted(desk)
    claim = desk.claims.save_draft(
        claim.id,
        {
            "part_lines": [
                {"new_part_no": "1307010-t20"},
                {"new_part_no": "1307010-T20", "unit_price_fen": 5, "new_part_name": "own"},
                {"new_part_no": "NOT-LISTED"},
            ],
            "labour_lines": [{"code": "r1307010"}, {"code": "R1307010", "hours": "9.9"}],
        },
    )
    entry = desk.profiles.of("QC").parts["1307010-T20"]
    listed, own, unknown = claim.part_lines
    assert (listed.unit_price_fen, listed.old_part_no) == (entry.list_price_fen, "1307010-T20")
    assert listed.new_part_name == entry.name_en
    assert (own.unit_price_fen, own.new_part_name) == (5, "own")
    assert (unknown.unit_price_fen, unknown.old_part_no) == (0, "")
    assert claim.labour_lines[0].hours == desk.profiles.of("QC").labour["R1307010"].hours["mid"]
    assert claim.labour_lines[0].unit_price_fen == desk.profiles.of("QC").labour_rate_fen("QC-S7")
    assert claim.labour_lines[1].hours == Decimal("9.9")
    assert claim.total_fen == desk.claims.look(desk.claims.facts(claim.id), claim).totals.total_fen


def test_a_draft_may_be_wrong_and_is_saved_all_the_same(desk: Desk) -> None:
    claim = desk.claims.new(vin="WRONG")
    claim = desk.claims.save_draft(
        claim.id,
        {
            "visit": {"mileage_km": -5, "finished_at": "2020-01-01T00:00:00Z"},
            "part_lines": [{"quantity": -1, "unit_price_fen": -7}],
            "owner": {"phone": "none"},
        },
    )
    assert claim.visit.mileage_km == -5
    assert {"V01", "V10", "V11", "V18", "V31", "V49"} <= rules_at(desk, claim.id).keys()


def test_looking_while_typing_writes_nothing(desk: Desk) -> None:
    claim = drafted(desk)
    facts, before = desk.claims.facts(claim.id), desk.archive.anchor
    edited = desk.claims.preview(facts, {"visit": {"mileage_km": -1}})
    view = desk.claims.look(facts, edited)
    assert "V18" in {finding.rule for finding in view.findings}
    assert view.blocks == sum(f.severity == "block" for f in view.findings)
    assert desk.archive.anchor == before
    assert desk.claims.get(claim.id) == claim


def test_a_second_claim_of_the_same_visit(desk: Desk) -> None:
    first = drafted(desk)
    second = desk.claims.new(visit_id=first.visit.id)
    assert second.claim_number != first.claim_number
    assert second.visit.repair_order == first.visit.repair_order
    assert (second.vehicle, second.owner) == (first.vehicle, first.owner)
    assert second.narrative.complaint == ""
    desk.claims.save_draft(second.id, {"visit": {"mileage_km": 31_000, "brought_by": "张三丰"}})
    assert desk.claims.get(first.id).visit.mileage_km == 31_000
    assert rules_at(desk, second.id).get("V19") is None
    assert desk.archive.search("张三丰") == [second.id, first.id]
    desk.undo()
    assert desk.archive.search("张三丰") == []
    assert desk.archive.verify() == []


def test_mileage_below_the_last_visit_is_found_and_a_new_odometer_explains_it(
    desk: Desk, clock: FixedClock
) -> None:
    submitted(desk)
    clock.go_on(days=60)
    claim = drafted(desk, visit={"mileage_km": 1_200})
    assert rules_at(desk, claim.id)["V19"] == ["visit.mileage_km"]
    car = desk.vehicles.by_vin(VIN)
    assert car
    desk.vehicles.replace_odometer(car.id, date(2026, 12, 1), 30_900, 0, "invoice 7")
    assert "V19" not in rules_at(desk, claim.id)
    desk.claims.save_draft(claim.id, {"visit": {"mileage_km": -400}})
    assert "V19" in rules_at(desk, claim.id)


def test_the_clerks_whole_way(desk: Desk) -> None:
    claim = submitted(desk)
    assert claim.state is State.SUBMITTED
    assert claim.submitted_at == desk.bench.now
    assert claim.visit.started_at
    assert claim.visit.finished_at
    car = desk.vehicles.by_vin(VIN)
    assert car
    assert (claim.vehicle_id, claim.visit.vehicle_id) == (car.id, car.id)
    owner = desk.stores.ownerships.current(car.id)
    assert owner
    assert desk.customers.get(owner.customer_id).name == "贺䶮"
    assert desk.archive.verify(desk.archive.anchor) == []


def test_a_submission_is_frozen_with_everything_it_shows(desk: Desk) -> None:
    from warrantydesk.documents.claim_paper import ClaimPaper

    claim = submitted(desk)
    (version,) = desk.claims.submissions(claim.id)
    paper = from_json(ClaimPaper, json.loads(version.facts))
    assert paper.claim.part_lines == claim.part_lines
    assert (paper.version, paper.anchor) == (1, version.anchor)
    assert sum(map(len, paper.tags.values())) == 3
    desk.claims.move(claim.id, Action.WITHDRAW, "wrong part")
    desk.claims.save_draft(claim.id, {"narrative": {"cause": f"{CAUSE}。"}})
    assert desk.claims.submissions(claim.id) == [version]
    desk.claims.submit(claim.id)
    first, second = desk.claims.submissions(claim.id)
    assert first == version
    assert second.number == 2
    assert json.loads(second.facts)["claim"]["narrative"]["cause"] == f"{CAUSE}。"
    assert desk.claims.get(claim.id).claim_number == claim.claim_number


def test_a_reprint_of_the_claim_form_is_the_same_to_the_byte(
    desk: Desk, desk_folder: Path, tmp_path: Path
) -> None:
    claim = submitted(desk)
    drawn = [desk.papers.prepare("claim_form", claim.id)() for _count in range(2)]
    assert drawn[0] == drawn[1]
    desk.papers.draw("claim_form", claim.id, tmp_path / "one.pdf")
    i18n.set_language("zh_CN")
    desk.bench.site = desk.settings.save_site(desk.settings.site)
    desk.claims.move(claim.id, Action.WITHDRAW, "wrong part")
    desk.claims.save_draft(claim.id, {"narrative": {"cause": "别的原因，与之前不同，足够长"}})
    desk.papers.draw("claim_form", claim.id, tmp_path / "two.pdf")
    desk.close()
    with Desk(desk_folder, FixedClock()).open() as again:
        again.people.act_as("S01")
        again.papers.draw("claim_form", claim.id, tmp_path / "three.pdf")
    one, two, three = ((tmp_path / f"{n}.pdf").read_bytes() for n in ("one", "two", "three"))
    assert one == two == three == drawn[0]


def test_a_form_drawn_before_the_submission_is_not_the_submissions(desk: Desk) -> None:
    claim = to_submit(desk)
    draft = desk.papers.prepare("claim_form", claim.id)()
    desk.claims.submit(claim.id)
    desk.papers.drawn("claim_form", claim.id, draft, "printer")
    (version,) = desk.claims.submissions(claim.id)
    assert version.form_sha256 == ""
    filed = desk.papers.prepare("claim_form", claim.id)()
    assert filed != draft
    desk.papers.drawn("claim_form", claim.id, filed, "printer")
    (version,) = desk.claims.submissions(claim.id)
    assert desk.stores.attachments.files.read(version.form_sha256) == filed


def test_a_withdrawn_claim_keeps_number_and_pieces(desk: Desk) -> None:
    claim = submitted(desk)
    tags = [piece.tag for piece in desk.shelf.pieces_of(claim.id)]
    back = desk.claims.move(claim.id, Action.WITHDRAW, "wrong part")
    assert (back.state, back.submitted_at) == (State.TO_SUBMIT, None)
    assert back.claim_number == claim.claim_number
    assert [piece.tag for piece in desk.shelf.pieces_of(claim.id)] == tags


def test_a_refusal_needs_an_allowed_ground_and_the_explanation(desk: Desk, tmp_path: Path) -> None:
    claim = appraising(desk)
    ground = a_ground(desk, claim)
    maker_code = next(
        code
        for code, row in desk.profiles.of("QC").reasons.items()
        if row["kind"] != "customer_refusal"
    )
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.DECIDE_NOT_COVERED, ground=maker_code)
    assert [f.field for f in refusal.value.findings] == ["ground", "explanation"]
    desk.papers.draw("explanation", claim.id, tmp_path / "explanation.pdf")
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.DECIDE_NOT_COVERED)
    assert [f.field for f in refusal.value.findings] == ["ground"]
    refused = desk.claims.move(claim.id, Action.DECIDE_NOT_COVERED, "见说明", ground=ground)
    assert (refused.state, refused.codes.ground) == (State.NOT_COVERED, ground)
    again = desk.claims.move(claim.id, Action.REOPEN, "the customer brought a record")
    assert (again.state, again.codes.ground) == (State.APPRAISING, "")


def test_a_major_fault_is_refused_with_the_technical_manager_only(
    desk: Desk, tmp_path: Path
) -> None:
    claim = appraising(desk)
    inspection = desk.inspections.of_claim(claim.id)
    assert inspection
    desk.inspections.judge(inspection.id, major=True)
    desk.papers.draw("explanation", claim.id, tmp_path / "explanation.pdf")
    ground = a_ground(desk, claim)
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.DECIDE_NOT_COVERED, ground=ground)
    assert [f.field for f in refusal.value.findings] == ["major"]
    acting(desk, Role.TECHNICAL_MANAGER).inspections.sign(inspection.id, Role.TECHNICAL_MANAGER)
    acting(desk, Role.CLERK).claims.move(claim.id, Action.DECIDE_NOT_COVERED, ground=ground)
    assert desk.claims.get(claim.id).state is State.NOT_COVERED


def test_the_way_to_the_inspection_needs_a_signature_or_a_reason(desk: Desk) -> None:
    one, two, three = drafted(desk), drafted(desk), drafted(desk)
    with pytest.raises(Refused):
        desk.claims.move(one.id, Action.START_INSPECTION)
    inspection = desk.inspections.start(two.id, "towed in at night")
    assert inspection.start_reason == "towed in at night"
    desk.visits.sign(three.visit.id, SignedPaper.WORK_AUTHORISATION, "贺", desk.bench.now)
    moved = desk.claims.move(three.id, Action.START_INSPECTION)
    assert moved.state is State.APPRAISING
    assert desk.inspections.of_claim(three.id), "the action by its own name does the same"


def test_repair_is_not_finished_while_anything_is_missing(desk: Desk) -> None:
    claim = repairing(desk)
    desk.claims.save_draft(claim.id, {"narrative": {"correction": " "}, "labour_lines": []})
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.FINISH_REPAIR)
    fields = {finding.field: finding.values for finding in refusal.value.findings}
    assert fields.keys() == {"narrative.correction", "labour_lines", "part_lines"}
    assert fields["part_lines"] == {"n": 3}


def test_a_voided_claim_takes_its_pieces_with_it(desk: Desk) -> None:
    claim = to_submit(desk)
    desk.claims.void(claim.id, "typed twice")
    assert {piece.state for piece in desk.shelf.pieces_of(claim.id)} == {"VOID"}
    assert desk.claims.get(claim.id).void_reason == "typed twice"


def test_closing_asks_for_papers_pieces_and_money(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    put_into(desk, claim.id, State.APPROVED)
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.CLOSE)
    assert [f.field for f in refusal.value.findings] == ["documents", "part_lines", "money"]
    refused = not_covered(desk, tmp_path, OTHER_VIN)
    closed = desk.claims.move(refused.id, Action.CLOSE)
    assert (closed.state, closed.closed_at) == (State.CLOSED, desk.bench.now)


@pytest.mark.parametrize("kind", ["FREE_SERVICE", "CAMPAIGN", "SPARE_PART"])
def test_other_types_may_be_opened(desk: Desk, kind: str) -> None:
    assert desk.claims.new(type=ClaimType(kind)).type == kind


def test_listeners_hear_what_changed_and_who_did_it(desk: Desk) -> None:
    heard: list[Change] = []
    desk.listen(heard.append)
    desk.bench.origin = "form"
    claim = desk.claims.new()
    desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 5}})
    assert [Kind.CLAIMS in change.kinds for change in heard] == [True, True]
    assert heard[-1].ids == {claim.id}
    assert heard[-1].origin == "form"
    with pytest.raises(Refused):
        desk.claims.save_draft(claim.id, {"visit": {"mileage_km": "far"}})
    assert len(heard) == 2
    desk.forget(heard.append)
    desk.claims.new()
    assert len(heard) == 2


def test_a_save_that_changes_nothing_writes_nothing(desk: Desk) -> None:
    claim = drafted(desk)
    before = desk.stores.db.query("SELECT version FROM claim")
    assert desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 30_534}}) == claim
    assert desk.stores.db.query("SELECT version FROM claim") == before


def test_two_windows_one_claim(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 5}}, claim.version)
    late: tuple[dict[str, object], ...] = (
        {"visit": {"mileage_km": 6}},
        {"part_lines": [{}]},
        {"owner": {"name": "x"}},
    )
    for changes in late:
        with pytest.raises(Refused) as refusal:
            desk.claims.save_draft(claim.id, changes, claim.version)
        assert refusal.value.codes == ("VERSION",)
    assert desk.claims.get(claim.id).visit.mileage_km == 5


@pytest.mark.parametrize(
    "changes",
    [
        {"visit": {"technician": "S07"}},
        {"part_lines": [{"new_part_no": "X"}]},
        {"labour_lines": [{"code": "X"}]},
        {"other_lines": [{"text": "x"}]},
        {"narrative": {"remark": "x"}},
    ],
)
def test_every_change_raises_the_version(desk: Desk, changes: dict[str, object]) -> None:
    claim = drafted(desk)
    assert desk.claims.save_draft(claim.id, changes).version == claim.version + 1


def test_owners_and_plates_have_their_days(desk: Desk, clock: FixedClock) -> None:
    one, two = desk.customers.save("贺", "1"), desk.customers.save("杨", "2")
    car = desk.vehicles.save(VIN, "QC", plate="京A1", customer_id=one.id)
    sold = clock.go_on(days=10)
    desk.vehicles.save(VIN, "QC", plate="京B2", customer_id=two.id)
    owners, plates = desk.stores.ownerships, desk.stores.plates
    assert [p.plate for p in plates.find(vehicle_id=car.id)] == ["京A1", "京B2"]
    assert plates.find(plate="京A1")[0].to_on == sold.date()
    before = owners.at(car.id, sold.date() - timedelta(days=1))
    assert before
    assert before.customer_id == one.id
    assert desk.vehicles.by_plate("京A1") is None
    assert desk.vehicles.by_plate("京 b2") == desk.vehicles.by_vin(VIN)


def test_a_wrong_digit_is_confirmed_from_a_photo(desk: Desk, tmp_path: Path) -> None:
    wrong = "LRW3E7FA0LC012345"
    claim = drafted(desk, wrong)
    assert "V02" in rules_at(desk, claim.id)
    plate = a_picture(tmp_path / "plate.jpg")
    car = desk.vehicles.save(wrong, "QC", vin_photo=plate)
    kept = desk.attachments.read(car.vin_photo or 0)
    assert (car.vin_confirmed_by, kept) == ("S01", plate.read_bytes())
    (finding,) = (f for f in desk.claims.check(claim.id) if f.rule == "V02")
    assert finding.severity == "info"


def test_a_photo_confirms_the_number_it_shows_and_no_other(desk: Desk, tmp_path: Path) -> None:
    one, two = "LRW3E7FA0LC012345", "LFV2A21K2E3000001"
    car = desk.vehicles.save(one, "QC", vin_photo=a_picture(tmp_path / "plate.jpg"))
    again = desk.vehicles.save(one, "QC", engine_no="E1")
    assert again.vin_photo == car.vin_photo
    other = desk.vehicles.save(two, "QC", id=car.id)
    assert (other.vin_photo, other.vin_confirmed_by) == (None, "")
    assert {f.severity for f in desk.claims.check(drafted(desk, two).id) if f.rule == "V02"} == {
        "block"
    }


def test_a_visit_is_of_one_vehicle(desk: Desk) -> None:
    claim = submitted(desk)
    before = newest_change(desk)
    with pytest.raises(Refused) as refusal:
        desk.claims.new(vin=OTHER_VIN, visit_id=claim.visit.id)
    assert refusal.value.codes == ("INVALID",)
    assert newest_change(desk) == before
    assert desk.claims.new(vin=VIN, visit_id=claim.visit.id).vehicle_id == claim.vehicle_id


@pytest.mark.parametrize("paper", [paper.code for paper in PAPERS])
def test_every_paper_can_be_drawn_at_every_stage(desk: Desk, paper: str) -> None:
    others = (drafted(desk, OTHER_VIN), appraising(desk, a_vin(18_001, "LX0DL31C")))
    stages = (desk.claims.new(), *others, submitted(desk))
    for claim in stages[2:] if paper == "inspection" else stages:
        assert desk.papers.prepare(paper, claim.id)().startswith(b"%PDF")


def test_an_inspections_words_stay_with_the_refusal(desk: Desk, tmp_path: Path) -> None:
    claim = appraising(desk)
    inspection = desk.inspections.of_claim(claim.id)
    assert inspection
    ground = a_ground(desk, claim)
    desk.inspections.sign(inspection.id, Role.CLERK, CauseClass.USE, Conclusion.NOT_COVERED, ground)
    desk.papers.draw("explanation", claim.id, tmp_path / "explanation.pdf")
    refused = desk.claims.move(claim.id, Action.DECIDE_NOT_COVERED)
    assert refused.codes.ground == ground


def test_a_voided_visit_proves_no_mileage(desk: Desk, clock: FixedClock) -> None:
    desk.vehicles.save(VIN, "QC")
    wrong = drafted(desk, visit={"mileage_km": 990_000})
    clock.go_on(days=1)
    right = drafted(desk, visit={"mileage_km": 30_600})
    assert "V19" in {finding.rule for finding in desk.claims.check(right.id)}
    desk.claims.void(wrong.id, "typed for the wrong car")
    assert "V19" not in {finding.rule for finding in desk.claims.check(right.id)}
