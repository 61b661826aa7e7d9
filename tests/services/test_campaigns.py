"""Campaigns and recalls at the desk: named, recorded, asked again, counted."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import a_vin
from fakes import FixedClock
from stories import acting, drafted, repairing, state_of_everything

from warrantydesk.domain.campaign import CampaignRate, CampaignState, CampaignVehicle
from warrantydesk.domain.claim import Action, Claim, ClaimType
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.desk import Desk

RECALL, SERVICE, OTA = "QC-R26-01", "QC-S26-03", "QC-O26-02"
CAR = a_vin(12_345)
SERVICE_CAR = a_vin(20_500)
OTA_CAR = a_vin(5_000, head="LX0DV51A", tail="SD")
DONE: dict[str, Any] = {"mileage_km": 30_000, "technician": "S06"}


def record(desk: Desk, vin: str = CAR, state: str = "DONE", **given: Any) -> CampaignVehicle:
    campaign = given.pop("campaign", RECALL)
    given = {**DONE, **given} if state == "DONE" else given
    return desk.campaigns.record("QC", campaign, vin, CampaignState(state), **given)


def rate(desk: Desk, campaign: str = RECALL) -> CampaignRate:
    return next(one for one in desk.campaigns.rates("QC") if one.campaign.code == campaign)


def a_list(folder: Path, *vins: str) -> Path:
    file = folder / "vins.csv"
    file.write_text("\n".join(["VIN", *vins, ""]), "utf-8")
    return file


def fields(refusal: Any) -> list[str]:
    return [finding.field for finding in refusal.value.findings]


def test_a_recall_is_told_whatever_age_kilometres_and_owner(desk: Desk, clock: FixedClock) -> None:
    (case,) = desk.campaigns.of_vin(CAR.lower())
    assert (case.campaign.code, case.state, case.by_list, case.profile) == (
        RECALL,
        CampaignState.OPEN,
        False,
        "QC",
    )
    assert desk.campaigns.asked(CAR) == (case,)
    desk.vehicles.save(CAR, "QC", use=None, invoiced_on=date(2012, 1, 1))
    clock.go_on(days=365 * 9)
    assert [one.campaign.code for one in desk.campaigns.asked(CAR)] == [RECALL]
    assert desk.campaigns.of_vin("no vin") == ()
    assert desk.campaigns.of_vin(a_vin(1)) == ()


def test_an_expired_campaign_is_told_and_not_asked(desk: Desk, clock: FixedClock) -> None:
    clock.go_on(days=365 * 4)
    (case,) = desk.campaigns.of_vin(SERVICE_CAR)
    assert case.campaign.is_over(desk.bench.today)
    assert desk.campaigns.asked(SERVICE_CAR) == ()


def test_unsold_stock_of_a_recall_is_not_sold(desk: Desk) -> None:
    assert desk.campaigns.stop_sale(CAR)
    desk.vehicles.save(CAR, "QC")
    assert desk.campaigns.stop_sale(CAR)
    assert [line.is_stopped for line in desk.campaigns.vehicles("QC", RECALL)] == [True]
    desk.vehicles.save(CAR, "QC", invoiced_on=date(2026, 3, 1))
    assert not desk.campaigns.stop_sale(CAR)
    desk.vehicles.save(SERVICE_CAR, "QC")
    assert not desk.campaigns.stop_sale(SERVICE_CAR), "a campaign that stops no sale"


def test_done_unsold_stock_may_be_sold(desk: Desk) -> None:
    desk.vehicles.save(CAR, "QC")
    record(desk)
    assert not desk.campaigns.stop_sale(CAR)


def test_a_record_says_who_and_what(desk: Desk) -> None:
    saved = record(desk, old_serials=" A1 ", software_after="v2", signed_by="贺䶮")
    assert saved.state is CampaignState.DONE
    assert (saved.done_on, saved.labour_code) == (desk.bench.today, "S0000004")
    assert (saved.old_serials, saved.recorded_by) == ("A1", "S01")
    assert saved.recorded_at == desk.bench.now
    (case,) = desk.campaigns.of_vin(CAR)
    assert case.record == saved
    assert desk.campaigns.asked(CAR) == ()
    assert desk.archive.verify() == []


def test_the_signature_stands_veiled_in_the_journal(desk: Desk) -> None:
    saved = record(desk, signed_by="贺䶮")
    (entry,) = desk.stores.journal.entries("campaign_vehicle", saved.id)
    assert entry.after is not None
    assert entry.after["signed_by"].startswith("sha256:")


def test_who_refused_is_asked_again_and_may_have_it_done(desk: Desk) -> None:
    refused = record(desk, state="REFUSED", reason="no time")
    assert [one.state for one in desk.campaigns.asked(CAR)] == [CampaignState.REFUSED]
    again = record(desk, state="REFUSED", reason="still no time", version=refused.version)
    done = record(desk)
    assert (again.id, done.id) == (refused.id, refused.id)
    assert (done.reason, done.version) == ("", 3)


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"state": "DONE", "mileage_km": None}, ["mileage_km"]),
        ({"state": "DONE", "technician": " "}, ["technician"]),
        ({"state": "DONE", "mileage_km": -1}, ["mileage_km"]),
        ({"state": "DONE", "mileage_km": 10**7}, ["mileage_km"]),
        ({"state": "DONE", "done_on": date(2026, 11, 25)}, ["done_on"]),
        ({"state": "DONE", "done_on": date(2026, 2, 9)}, ["done_on"]),
        ({"state": "DONE", "new_serials": "x" * 501}, ["new_serials"]),
        ({"state": "REFUSED"}, ["reason"]),
        ({"state": "REFUSED", "reason": "\u200b "}, ["reason"]),
        ({"state": "DONE_ELSEWHERE"}, ["reason"]),
        ({"state": "DONE", "mileage_km": None, "technician": ""}, ["mileage_km", "technician"]),
        ({"state": "OPEN"}, ["state"]),
        ({"state": "DONE", "campaign": "QC-X"}, ["campaign"]),
        ({"state": "DONE", "campaign": SERVICE}, ["vin"]),
        ({"state": "DONE", "vin": "x"}, ["vin"]),
        ({"state": "DONE", "version": 3}, [""]),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Desk, given: dict[str, Any], at: list[str]
) -> None:
    before = state_of_everything(desk)
    with pytest.raises(Refused) as refusal:
        record(desk, **given)
    assert fields(refusal) == at
    assert state_of_everything(desk) == before


def test_a_recall_may_be_recorded_on_its_first_day_and_today(desk: Desk) -> None:
    assert record(desk, done_on=date(2026, 2, 10)).done_on == date(2026, 2, 10)
    other = a_vin(12_346)
    assert record(desk, other, done_on=date(2026, 11, 24)).done_on == date(2026, 11, 24)


def test_an_update_over_the_air_needs_no_kilometres(desk: Desk) -> None:
    saved = record(desk, OTA_CAR, campaign=OTA, mileage_km=None, technician="")
    assert saved.state is CampaignState.DONE


@pytest.mark.parametrize(("state", "given"), [("DONE", {}), ("DONE_ELSEWHERE", {"reason": "W1"})])
def test_what_is_done_stays_done(desk: Desk, state: str, given: dict[str, Any]) -> None:
    record(desk, state=state, **given)
    with pytest.raises(Refused) as refusal:
        record(desk, state="REFUSED", reason="x")
    assert refusal.value.codes == ("STATE",)
    again = desk.campaigns.reopen("QC", RECALL, CAR, "wrong car")
    assert (again.state, again.reason, again.done_on) == (CampaignState.OPEN, "wrong car", None)
    record(desk)


@pytest.mark.parametrize("reason", ["", " \u200b"])
def test_reopening_needs_a_reason_and_a_record(desk: Desk, reason: str) -> None:
    with pytest.raises(Refused):
        desk.campaigns.reopen("QC", RECALL, CAR, "nothing there")
    record(desk)
    with pytest.raises(Refused) as refusal:
        desk.campaigns.reopen("QC", RECALL, CAR, reason)
    assert fields(refusal) == ["reason"]


def test_two_windows_one_record(desk: Desk) -> None:
    seen = record(desk, state="REFUSED", reason="x")
    record(desk, state="REFUSED", reason="y", version=seen.version)
    with pytest.raises(Refused) as refusal:
        record(desk, version=seen.version)
    assert refusal.value.codes == ("VERSION",)


def test_refusals_come_in_the_order_of_judgement(desk: Desk) -> None:
    def codes(verb: Callable[[], object]) -> tuple[str, ...]:
        with pytest.raises(Refused) as refusal:
            verb()
        return refusal.value.codes

    reopen = desk.campaigns.reopen
    assert codes(lambda: reopen("QC", RECALL, CAR, "")) == ("STATE",)
    seen = record(desk)
    assert codes(lambda: record(desk, version=99)) == ("STATE",)
    assert codes(lambda: reopen("QC", RECALL, CAR, "", version=99)) == ("VERSION",)
    assert codes(lambda: reopen("QC", RECALL, CAR, "", version=seen.version)) == ("INVALID",)
    assert codes(lambda: reopen("QC", RECALL, CAR, "长" * 501)) == ("INVALID",)
    acting(desk, Role.READ_ONLY)
    assert codes(lambda: record(desk, claim_id=99)) == ("NOT_FOUND",)


@pytest.mark.parametrize(
    ("role", "verb"),
    [
        (Role.READ_ONLY, lambda desk: record(desk)),
        (Role.FINANCE, lambda desk: record(desk)),
        (Role.TECHNICIAN, lambda desk: desk.campaigns.reopen("QC", RECALL, CAR, "x")),
        (Role.RECEPTION, lambda desk: desk.campaigns.import_vins(RECALL, Path("x.csv"))),
        (Role.READ_ONLY, lambda desk: desk.campaigns.export_open("QC", RECALL, Path("x.csv"))),
    ],
)
def test_who_may_not(desk: Desk, role: Role, verb: Callable[[Desk], object]) -> None:
    with pytest.raises(Refused) as refusal:
        verb(acting(desk, role))
    assert refusal.value.codes == ("RIGHT",)


def test_a_record_is_announced(desk: Desk) -> None:
    heard: list[Change] = []
    desk.listen(heard.append)
    record(desk)
    assert Kind.CAMPAIGNS in heard[-1].kinds


def campaign_claim(desk: Desk, vin: str = CAR) -> Claim:
    """Bring a claim for the recall to the end of its repair."""
    claim = desk.claims.new(vin=vin, type=ClaimType.CAMPAIGN)
    desk.claims.save_draft(claim.id, {"codes": {"campaign_no": RECALL}})
    return claim


def test_a_finished_campaign_claim_offers_its_record(desk: Desk) -> None:
    claim = repairing(desk, CAR)
    lines = [{"main": True, "code": "S0000004"}]
    desk.claims.save_draft(
        claim.id,
        {"type": "CAMPAIGN", "codes": {"campaign_no": RECALL}, "labour_lines": lines},
    )
    assert desk.campaigns.offered(claim.id) is None, "the repair is not finished"
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.receive(claim.id, piece.line, piece.piece)
    desk.claims.move(claim.id, Action.FINISH_REPAIR)
    offered = desk.campaigns.offered(claim.id)
    assert offered is not None
    assert (offered.done_on, offered.mileage_km) == (desk.bench.today, 30_534)
    assert (offered.technician, offered.labour_code) == ("S06", "S0000004")
    saved = desk.campaigns.record(
        "QC", RECALL, CAR, CampaignState.DONE, claim_id=claim.id, technician="S08"
    )
    assert (saved.mileage_km, saved.technician, saved.claim_id) == (30_534, "S08", claim.id)
    assert desk.campaigns.offered(claim.id) is None
    assert [f for f in desk.claims.check(claim.id) if f.rule in ("V64", "V65", "V66")] == []
    assert desk.campaigns.vehicles("QC", RECALL)[0].claim_number == claim.claim_number


def test_a_claim_for_something_else_does_not_complete(desk: Desk) -> None:
    claim = drafted(desk, CAR)
    assert desk.campaigns.offered(claim.id) is None
    with pytest.raises(Refused) as refusal:
        record(desk, claim_id=claim.id)
    assert fields(refusal) == ["claim_id"]


def test_checks_follow_what_is_recorded(desk: Desk) -> None:
    def rules(claim_id: int) -> list[str]:
        found = desk.claims.check(claim_id)
        return [f.rule for f in found if f.rule in ("V64", "V65", "V66")]

    plain = drafted(desk, CAR)
    assert rules(plain.id) == ["V66"]
    beside = desk.claims.new(visit_id=plain.visit.id, type=ClaimType.CAMPAIGN)
    desk.claims.save_draft(beside.id, {"codes": {"campaign_no": f" {RECALL.lower()} "}})
    assert rules(plain.id) == []
    assert rules(beside.id) == []
    desk.claims.void(beside.id, "typed twice")
    assert rules(plain.id) == ["V66"]
    record(desk, state="REFUSED", reason="no time")
    assert rules(plain.id) == []
    record(desk)
    late = campaign_claim(desk)
    assert rules(late.id) == ["V64"]
    desk.claims.save_draft(late.id, {"codes": {"campaign_no": SERVICE}})
    assert rules(late.id) == ["V65"]
    desk.claims.save_draft(late.id, {"codes": {"campaign_no": "QC-NONE"}})
    assert rules(late.id) == ["V65"]


def test_rates_count_listed_and_known_cars(desk: Desk, tmp_path: Path) -> None:
    assert (rate(desk).listed, rate(desk).percent) == (0, None)
    cars = [a_vin(12_000 + n) for n in range(8)]
    desk.campaigns.import_vins(RECALL, a_list(tmp_path, *cars))
    desk.vehicles.save(a_vin(13_000), "QC")
    desk.vehicles.save(cars[0], "QC")
    assert (rate(desk).open, rate(desk).listed) == (9, 9)
    record(desk, cars[0])
    record(desk, cars[1], state="DONE_ELSEWHERE", reason="W1")
    record(desk, cars[2], state="REFUSED", reason="x")
    got = rate(desk)
    assert (got.open, got.done, got.elsewhere, got.refused, got.percent) == (6, 1, 1, 1, 22)


def test_cars_are_listed_by_page_known_ones_first(desk: Desk, tmp_path: Path) -> None:
    cars = [a_vin(12_000 + n) for n in range(8)]
    desk.campaigns.import_vins(RECALL, a_list(tmp_path, *cars))
    desk.vehicles.save(a_vin(13_000), "QC")
    desk.vehicles.save(cars[5], "QC", plate="京A12345")
    record(desk, cars[3])
    lines = desk.campaigns.vehicles("QC", RECALL)
    shown = [line.case.vin for line in lines]
    rest = [vin for vin in cars if vin not in (cars[5], cars[3])]
    assert shown == [a_vin(13_000), cars[5], *rest, cars[3]]
    assert [line.is_known for line in lines[:3]] == [True, True, False]
    assert lines[1].plate == "京A12345"
    pages = [desk.campaigns.vehicles("QC", RECALL, limit=4, after=n) for n in (0, 4, 8, 12)]
    assert tuple(line for page in pages for line in page) == lines
    done = desk.campaigns.vehicles("QC", RECALL, CampaignState.DONE)
    assert [line.case.vin for line in done] == [cars[3]]
    found = desk.campaigns.vehicle_ids("QC", RECALL, text=" 12002 ")
    assert len(found) == 1
    backwards = desk.campaigns.vehicle_ids("QC", RECALL, order=("vin", True))
    shown = [one.case.vin for one in desk.campaigns.lines("QC", RECALL, backwards)]
    assert shown == [*sorted(cars, reverse=True), a_vin(13_000)]
    with pytest.raises(KeyError):
        desk.campaigns.vehicle_ids("QC", RECALL, order=("vin; DROP TABLE claim", True))


def test_the_open_list_is_written_for_calling(desk: Desk, tmp_path: Path) -> None:
    cars = [a_vin(12_000 + n) for n in range(3)]
    desk.campaigns.import_vins(RECALL, a_list(tmp_path, *cars))
    record(desk, cars[0])
    record(desk, cars[1], state="REFUSED", reason="=HYPERLINK(1)")
    desk.vehicles.save(a_vin(13_000), "QC")
    count = desk.campaigns.export_open("QC", RECALL, tmp_path / "open.csv")
    with (tmp_path / "open.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert count == 3 == len(rows) - 1
    assert {row[0] for row in rows[1:]} == {a_vin(13_000), cars[1], cars[2]}
    told = {row[0]: row for row in rows[1:]}
    assert told[cars[1]][5] == "'=HYPERLINK(1)"
    assert told[a_vin(13_000)][6] == "Do not sell"


def test_the_open_list_is_never_written_into_the_desk(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.campaigns.export_open("QC", RECALL, desk.folder.path / "open.csv")


@pytest.mark.parametrize("brand", ["XX", "LAW", ""])
def test_a_campaign_of_no_brand_is_not_found(desk: Desk, brand: str) -> None:
    with pytest.raises(Refused) as refusal:
        desk.campaigns.vehicles(brand, RECALL)
    assert refusal.value.codes == ("NOT_FOUND",)
