"""Which cars a campaign names, when it is due, and how far it has come."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from builders import a_vin
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.campaign import (
    Campaign,
    CampaignCase,
    CampaignKind,
    CampaignRate,
    CampaignState,
    CampaignVehicle,
    campaign_of,
    cases_of,
    reopened,
)

RECALL = Campaign(
    "R1",
    CampaignKind.RECALL,
    vin_pattern="LX0DS2[1-4][A-C].[PR]B",
    serial_from="010001",
    serial_to="019600",
    valid_from=date(2026, 2, 10),
    valid_to=date(2026, 12, 31),
    stop_sale=True,
)
SERVICE = replace(RECALL, code="S1", kind=CampaignKind.CAMPAIGN, stop_sale=False)
OTA = replace(RECALL, code="O1", kind=CampaignKind.OTA, stop_sale=False)


@pytest.mark.parametrize(
    ("vin", "named"),
    [
        (a_vin(10_001), True),
        (a_vin(19_600), True),
        (a_vin(10_000), False),
        (a_vin(19_601), False),
        (a_vin(15_000, tail="PB"), True),
        (a_vin(15_000, tail="SB"), False),
        (a_vin(15_000, head="LX0DS25A"), False),
        (a_vin(15_000, tail="RC"), False),
        ("", False),
        ("LX0DS21A", False),
    ],
)
def test_pattern_and_serial_number_name_a_car(vin: str, named: bool) -> None:
    assert RECALL.covers(vin) is named


@pytest.mark.parametrize(
    ("first", "last", "serial", "named"),
    [
        ("", "", 999_999, True),
        ("500", "4120", 4_120, True),
        ("500", "4120", 4_121, False),
        ("", "100", 101, False),
        ("100", "", 99, False),
    ],
)
def test_ends_of_the_range_may_be_open_or_short(
    first: str, last: str, serial: int, named: bool
) -> None:
    assert replace(RECALL, serial_from=first, serial_to=last).covers(a_vin(serial)) is named


@pytest.mark.parametrize("pattern", ["", "LX0[", "("])
def test_a_pattern_that_is_none_names_no_car(pattern: str) -> None:
    assert not replace(RECALL, vin_pattern=pattern).covers(a_vin(15_000))


@pytest.mark.parametrize(
    ("campaign", "on", "due"),
    [
        (RECALL, date(2026, 2, 9), False),
        (RECALL, date(2026, 2, 10), True),
        (RECALL, date(2041, 1, 1), True),
        (SERVICE, date(2026, 12, 31), True),
        (SERVICE, date(2027, 1, 1), False),
        (OTA, date(2027, 1, 1), False),
        (Campaign("X"), date(2026, 6, 1), False),
    ],
)
def test_a_recall_has_no_end_a_campaign_has(campaign: Campaign, on: date, due: bool) -> None:
    assert CampaignCase(campaign, a_vin(15_000)).is_due(on) is due


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (CampaignState.OPEN, True),
        (CampaignState.REFUSED, True),
        (CampaignState.DONE, False),
        (CampaignState.DONE_ELSEWHERE, False),
    ],
)
def test_who_refused_is_asked_again(state: CampaignState, due: bool) -> None:
    record = CampaignVehicle("QC", "R1", a_vin(15_000), state)
    assert CampaignCase(RECALL, record.vin, record).is_due(date(2026, 6, 1)) is due


def test_open_ones_come_first_recalls_before_the_rest() -> None:
    vin = a_vin(15_000)
    known = {one.code: one for one in (OTA, SERVICE, RECALL, replace(RECALL, code="R0"))}
    records = [
        CampaignVehicle("QC", "R0", vin, CampaignState.DONE),
        CampaignVehicle("QC", "S1", vin, CampaignState.REFUSED, batch_id=4),
        CampaignVehicle("QC", "GONE", vin, CampaignState.OPEN, batch_id=5),
        CampaignVehicle("QC", "O1", vin, CampaignState.DONE, void_reason="list undone"),
    ]
    found = cases_of(vin, "QC", known, records)
    assert [case.campaign.code for case in found] == ["R1", "GONE", "S1", "O1", "R0"]
    assert [case.by_list for case in found] == [False, True, True, False, False]
    assert [case.is_due(date(2026, 6, 1)) for case in found] == [True, False, True, True, False]


@given(st.permutations(range(4)))
def test_the_order_of_records_says_nothing(order: list[int]) -> None:
    vin = a_vin(15_000)
    records = [CampaignVehicle("QC", f"R{n}", vin, list(CampaignState)[n]) for n in range(4)]
    known = {f"R{n}": replace(RECALL, code=f"R{n}") for n in range(4)}
    shuffled = [records[n] for n in order]
    assert cases_of(vin, "QC", known, shuffled) == cases_of(vin, "QC", known, records)


@pytest.mark.parametrize(
    ("counts", "percent"),
    [((0, 0, 0, 0), None), ((1, 199, 0, 0), 99), ((0, 3, 1, 0), 100), ((1, 0, 0, 1), 0)],
)
def test_the_rate_says_100_only_when_all_are_done(
    counts: tuple[int, int, int, int], percent: int | None
) -> None:
    rate = CampaignRate(RECALL, *counts)
    assert (rate.percent, rate.listed) == (percent, sum(counts))


def test_a_row_of_the_table_is_read() -> None:
    row = {
        "code": "O26-02",
        "kind": "ota",
        "name_zh": "低温快充",
        "name_en": "Cold charging",
        "vin_1_11_pattern": "LX0DV5.*",
        "serial_from": "1",
        "valid_from": "2026-04-16",
        "valid_to": "",
        "fixed_hours": "0.6",
        "software_versions": "V2.13→V2.18",
        "stop_sale": "no",
    }
    read = campaign_of(row)
    assert (read.kind, read.valid_to, str(read.fixed_hours)) == (CampaignKind.OTA, None, "0.6")
    assert read.software == ("V2.13", "V2.18")
    assert (read.name, read.stop_sale) == ("Cold charging", False)


def test_reopening_keeps_only_what_names_the_car() -> None:
    done = CampaignVehicle(
        "QC",
        "R1",
        a_vin(15_000),
        CampaignState.DONE,
        batch_id=3,
        mileage_km=5,
        technician="S06",
        claim_id=7,
        id=9,
        version=2,
    )
    again = reopened(done, "wrong car")
    assert again == CampaignVehicle(
        "QC", "R1", done.vin, batch_id=3, reason="wrong car", id=9, version=2
    )


def test_vins_of_the_tests_have_their_digit() -> None:
    from warrantydesk.domain.vin import digit_is_wrong, has_shape

    some = [a_vin(Random(n).randrange(10**6)) for n in range(20)]
    assert all(has_shape(vin) and not digit_is_wrong(vin) for vin in some)
