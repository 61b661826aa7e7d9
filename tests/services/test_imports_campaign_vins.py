"""VIN lists of campaigns: rows are judged, a list is taken whole and may be undone."""

from pathlib import Path

import pytest
from builders import a_vin

from warrantydesk.domain.campaign import CampaignState
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Subject
from warrantydesk.services.imports.target import Outcome

RECALL = "QC-R26-01"
TARGET = "campaign_vins"
SUBJECT = Subject("QC", RECALL)


def taken(desk: Desk, *vins: str, header: str = "VIN") -> ImportBatch:
    text = "\n".join([header, *vins])
    return desk.imports.apply(desk.imports.open_pasted(text, TARGET, SUBJECT))


def stored(desk: Desk) -> set[str]:
    return desk.stores.campaign_vehicles.vins("QC", RECALL)


def cars(count: int, first: int = 12_000) -> list[str]:
    return [a_vin(first + n) for n in range(count)]


def test_every_row_is_judged(desk: Desk) -> None:
    known, fresh = cars(2)
    taken(desk, known, cars(3)[2])
    wrong_digit = fresh[:8] + ("0" if fresh[8] != "0" else "1") + fresh[9:]
    letter_o = fresh.replace("0", "O", 1)
    rows = [known, fresh, fresh, wrong_digit, letter_o, fresh[:-1], f"{fresh[:-1]}*"]
    draft = desk.imports.open_pasted("\n".join(["车架号", *rows]), TARGET, SUBJECT)
    seen = desk.imports.preview(draft)
    outcomes = [one.outcome.value for one in seen.results]
    assert outcomes == ["same", "new", "same", "warn", "block", "block", "block"]
    assert seen.results[4].repairs[0].text == fresh
    assert (seen.counts[Outcome.BLOCK], seen.blocked) == (3, 3)
    before = desk.archive.anchor
    with pytest.raises(Refused):
        desk.imports.apply(draft, seen)
    assert desk.archive.anchor == before, "all or nothing"


def test_a_wrong_check_digit_is_only_a_warning(desk: Desk) -> None:
    vin = a_vin(12_000)
    wrong = vin[:8] + ("0" if vin[8] != "0" else "1") + vin[9:]
    taken(desk, vin, wrong)
    assert stored(desk) == {vin, wrong}


def test_a_car_need_not_be_known_to_the_desk(desk: Desk) -> None:
    (vin,) = cars(1)
    batch = taken(desk, vin)
    assert desk.vehicles.by_vin(vin) is None
    (case,) = desk.campaigns.of_vin(vin)
    assert case.by_list
    assert case.record is not None
    assert (case.record.batch_id, batch.row_count) == (batch.id, 1)
    assert desk.archive.verify() == []


def test_a_list_names_cars_beyond_the_pattern(desk: Desk) -> None:
    foreign = a_vin(900_000, head="LX0DA11A", tail="SA")
    taken(desk, foreign, a_vin(12_000))
    assert [case.campaign.code for case in desk.campaigns.asked(foreign)] == [RECALL]


def test_cars_that_the_campaign_has_stay_as_they_are(desk: Desk) -> None:
    one, other = cars(2)
    taken(desk, one, cars(5)[4])
    desk.campaigns.record("QC", RECALL, one, CampaignState.REFUSED, reason="no time")
    taken(desk, one, other)
    states = {case.vin: case.state for vin in (one, other) for case in desk.campaigns.of_vin(vin)}
    assert states == {one: CampaignState.REFUSED, other: CampaignState.OPEN}


def test_a_row_of_another_campaign_is_blocked(desk: Desk) -> None:
    one, other = cars(2)
    text = f"VIN,活动编号\n{one},{RECALL}\n{other},QC-S26-03\n"
    seen = desk.imports.preview(desk.imports.open_pasted(text, TARGET, SUBJECT))
    assert [row.outcome for row in seen.results] == [Outcome.NEW, Outcome.BLOCK]
    assert seen.results[1].field == "campaign"


def test_vins_are_recognised_under_any_header(desk: Desk) -> None:
    text = "\n".join(["序号,什么", *(f"{n},{vin}" for n, vin in enumerate(cars(6), 1))])
    draft = desk.imports.open_pasted(text, TARGET, SUBJECT)
    assert [column.field for column in draft.columns] == ["", "vin"]


def test_full_width_and_blanks_are_read(desk: Desk) -> None:
    one, other = cars(2)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in one)
    taken(desk, wide, f" {other.lower()} ")
    assert stored(desk) == {one, other}


def test_a_list_is_undone_while_nothing_of_it_was_recorded(desk: Desk) -> None:
    batch = taken(desk, *cars(5))
    desk.imports.undo(batch.id, "wrong campaign")
    assert stored(desk) == set()
    assert [one.void_reason for one in desk.stores.campaign_vehicles.find()] == [
        "wrong campaign"
    ] * 5
    assert desk.archive.verify() == []
    taken(desk, *cars(5))
    assert stored(desk) == set(cars(5))


def test_a_list_stays_once_something_was_recorded(desk: Desk) -> None:
    batch = taken(desk, *cars(5))
    vin = cars(1)[0]
    desk.campaigns.record("QC", RECALL, vin, CampaignState.REFUSED, reason="x")
    before = desk.archive.anchor
    with pytest.raises(Refused) as refusal:
        desk.imports.undo(batch.id, "wrong campaign")
    assert refusal.value.codes == ("STATE",)
    assert refusal.value.findings[0].values == {"n": 1}
    desk.campaigns.reopen("QC", RECALL, vin, "typed wrong")
    with pytest.raises(Refused):
        desk.imports.undo(batch.id, "wrong campaign")
    assert desk.archive.anchor != before
    assert stored(desk) == set(cars(5))


def test_a_later_list_that_may_name_the_same_cars_is_undone_first(desk: Desk) -> None:
    first, second = taken(desk, *cars(3)), taken(desk, *cars(5))
    with pytest.raises(Refused) as refusal:
        desk.imports.undo(first.id, "old")
    assert refusal.value.codes == ("STATE",)
    desk.imports.undo(second.id, "wrong")
    desk.imports.undo(first.id, "wrong too")
    assert stored(desk) == set()


def test_import_vins_takes_a_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("召回车辆清单\nVIN码\n".encode("gb18030") + "\n".join(cars(40)).encode())
    batch = desk.campaigns.import_vins(RECALL.lower(), file, "QC")
    assert (batch.target, batch.subject, batch.row_count) == (TARGET, RECALL, 40)
    assert stored(desk) == set(cars(40))


@pytest.mark.parametrize("campaign", ["", "QC-NONE", "x" * 3000])
def test_there_must_be_such_a_campaign(desk: Desk, tmp_path: Path, campaign: str) -> None:
    with pytest.raises(Refused) as refusal:
        desk.campaigns.import_vins(campaign, tmp_path / "none.csv")
    assert refusal.value.codes == ("NOT_FOUND",)
    with pytest.raises(Refused):
        desk.imports.open_pasted("VIN\n" + a_vin(1), TARGET, Subject("QC", campaign))


def test_subjects_are_the_campaigns(desk: Desk) -> None:
    names = [one.name for one in desk.imports.subjects(TARGET, "QC")]
    assert names == list(desk.profiles.of("QC").campaigns)
