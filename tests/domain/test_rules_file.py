"""V04–V10, V14–V17, V20–V22: file, required fields, filing and mileage, by example."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from builders import a_claim, a_history, a_vehicle, an_other_line, some_facts
from rule_examples import Example, at, finds, passes

from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.claim_cover import ClaimCover
from warrantydesk.domain.coverage import Answer, Layer, LayerAnswer, Verdict
from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.profile import BrandProfile, RuleSwitch
from warrantydesk.domain.rules import check
from warrantydesk.domain.rules.required import BY_TYPE
from warrantydesk.domain.vehicle import OdometerChange

DEADLINES = {
    "calendar": {"code": "submit_by", "days": "15", "day_kind": "calendar"},
    "working": {"code": "submit_by", "days": "10", "day_kind": "working"},
}


def filed(told: dict[str, Any] | None = None, **kept: Any) -> ClaimFacts:
    """Return a claim whose car has a file; ``kept`` is what the file says."""
    return some_facts(a_claim(**(told or {})), vehicle=a_vehicle(**kept))


def switched(rule: str, claim: dict[str, Any] | None = None, **params: str) -> ClaimFacts:
    facts = some_facts(a_claim(**(claim or {})))
    return replace(facts, switches={rule: RuleSwitch(params=params)})


def dealer(number: str, **params: str) -> ClaimFacts:
    return replace(switched("V08", **params), dealer_code=number)


def asking(kind: ClaimType, *fields: str, **claim: Any) -> ClaimFacts:
    """Return a claim of a type whose required fields these are."""
    return some_facts(a_claim(type=kind, **claim), required_fields=fields)


def ended(on: datetime, kind: str = "calendar", **claim: Any) -> ClaimFacts:
    """Return a claim whose repair ended then, of a brand with a deadline to file it."""
    paths = {"visit__arrived_at": None, "visit__started_at": None, "visit__finished_at": on}
    rest = Holidays({date(2026, 11, 16): True, date(2026, 11, 14): False})
    profile = BrandProfile("QC", 1, lambda table: [DEADLINES[kind]] if table == "deadlines" else [])
    return some_facts(a_claim(**{**paths, **claim}), profile=profile, holidays=rest)


def opened(on: date, forbidden: str = "yes", **claim: Any) -> ClaimFacts:
    return switched("V15", {"opened_on": on, **claim}, forbidden=forbidden)


def moved(first: datetime | None, now: datetime, km_left: int | None = 100) -> ClaimFacts:
    """Return a claim whose repair end was changed, of a car whose cover ended on the 12th."""
    claim = a_claim(visit__first_finished_at=first, visit__finished_at=now)
    end = LayerAnswer(Layer.MAKER, Verdict.COVERED, "X", date(2026, 11, 12), km_left=km_left)
    answer = Answer(Verdict.COVERED, Layer.MAKER, layers=(end,))
    return some_facts(claim, judge=lambda _claim: ClaimCover(answer))


def month(*closed: str, **claim: Any) -> ClaimFacts:
    return some_facts(a_claim(**claim), closed_months=frozenset(closed))


def visits(reading: int, *others: tuple[date, int], **fields: Any) -> ClaimFacts:
    return some_facts(a_claim(visit__mileage_km=reading), history=a_history(*others), **fields)


def bought(km: int | None, kind: ClaimType = ClaimType.SPARE_PART, **fields: Any) -> ClaimFacts:
    claim = a_claim(type=kind, codes__purchase_km=km, codes__purchased_on=date(2026, 6, 1))
    return some_facts(claim, **fields)


STOCK = {"owner__name": "", "owner__phone": "", "owner__contact": ""}
SWAPPED = (OdometerChange(1, date(2026, 11, 1), old_km=50_000, new_km=0),)
EXAMPLES: tuple[Example, ...] = (
    passes("V04", "no file"),
    passes("V04", "as in the file", filed()),
    passes("V04", "written with a space", filed({"vehicle__engine_no": "e 123"})),
    passes("V04", "the file has none", filed(engine_no="")),
    finds("V04", "another engine", "vehicle.engine_no", filed(engine_no="E132")),
    finds(
        "V04",
        "another motor",
        "vehicle.motor_no",
        filed({"vehicle__motor_no": "M1"}, motor_no="M2"),
    ),
    passes("V05", "as in the file", filed()),
    passes("V05", "the file has none", filed(model_code="")),
    finds("V05", "another model", "vehicle.model_code", filed(model_code="QC-S3")),
    finds("V05", "none on the claim", "vehicle.model_code", filed({"vehicle__model_code": ""})),
    passes("V06", "as in the file", filed()),
    passes("V06", "the file has none", filed(produced_on=None)),
    finds("V06", "another day", "vehicle.produced_on", filed(produced_on=date(2024, 10, 4))),
    passes("V07", "as in the file", filed(delivered_on=date(2024, 10, 26))),
    passes("V07", "a stock car", filed({"type": ClaimType.PRE_SALE}, invoiced_on=date(2025, 1, 1))),
    finds("V07", "another invoice", "vehicle.invoiced_on", filed(invoiced_on=date(2025, 10, 24))),
    finds(
        "V07", "another delivery", "vehicle.delivered_on", filed(delivered_on=date(2024, 10, 27))
    ),
    finds("V07", "none on the claim", "vehicle.invoiced_on", filed({"vehicle__invoiced_on": None})),
    passes("V08", "there", dealer("QC0126")),
    passes("V08", "in the maker's form", dealer("QC0126", pattern=r"QC\d{4}")),
    passes("V08", "a spoilt pattern judges nobody", dealer("QC0126", pattern="(")),
    finds("V08", "none, and wanted", "dealer_code", dealer(" ", required="yes")),
    finds("V08", "none, and not wanted", "dealer_code", dealer("")),
    finds("V08", "another form", "dealer_code", dealer("QC01267", pattern=r"QC\d{4}")),
    passes("V09", "not excluded", filed()),
    finds("V09", "excluded", "vehicle.vin", filed(no_claims_reason="flood")),
    passes("V10", "a stock car has no owner", asking(ClaimType.PDI, **STOCK)),
    finds("V10", "a sold car has one", "owner.name", owner__name=""),
    passes("V10", "a code nobody knows", asking(ClaimType.REPAIR, "horoscope")),
    passes("V10", "freight", asking(ClaimType.URGENT, "freight", other_lines=(an_other_line(),))),
    passes(
        "V10",
        "0 km is a mileage",
        asking(ClaimType.SPARE_PART, "purchase_km", codes__purchase_km=0),
    ),
    passes("V10", "V31 asks for it", asking(ClaimType.REPAIR, "causal_part", part_lines=())),
    passes("V10", "V65 asks for it", asking(ClaimType.CAMPAIGN, "campaign_no")),
    passes("V14", "no deadline known"),
    passes("V14", "on the last day", ended(at(9))),
    passes("V14", "a correction has its own clock", ended(at(1), submitted_at=at(5))),
    finds("V14", "a day late", "visit.finished_at", ended(at(8))),
    passes("V14", "ten working days, one more by a holiday", ended(at(11), "working")),
    finds("V14", "eleven working days", "visit.finished_at", ended(at(9), "working")),
    passes("V15", "this month", opened(date(2026, 11, 1))),
    passes("V15", "allowed", opened(date(2026, 10, 31), "no")),
    passes("V15", "filed then", opened(date(2026, 10, 31), submitted_at=at(31, month=10))),
    finds("V15", "last month", "opened_on", opened(date(2026, 10, 31))),
    finds("V15", "this month of last year", "opened_on", opened(date(2025, 11, 24))),
    passes("V16", "never changed", moved(at(11), at(11))),
    passes("V16", "inside the cover", moved(at(12), at(11))),
    passes("V16", "outside the cover", moved(at(15), at(14))),
    passes("V16", "beyond the km anyway", moved(at(13), at(12), km_left=-1)),
    passes("V16", "moved out of it", moved(at(12), at(13))),
    finds("V16", "into the cover", "visit.finished_at", moved(at(13), at(12))),
    passes("V17", "another month", month("2026-10")),
    passes("V17", "a correction", month("2026-11", submitted_at=at(23))),
    finds("V17", "its month", "visit.finished_at", month("2026-10", "2026-11")),
    passes("V20", "later and higher", visits(30_000, (date(2026, 11, 24), 30_100))),
    passes("V20", "earlier and lower", visits(30_000, (date(2026, 11, 22), 29_000))),
    finds(
        "V20", "later and lower", "visit.mileage_km", visits(30_000, (date(2026, 11, 24), 29_900))
    ),
    passes("V21", "800 km a day", visits(30_000, (date(2026, 11, 13), 22_000))),
    passes("V21", "first visit", visits(30_000)),
    finds("V21", "801 km a day", "visit.mileage_km", visits(30_010, (date(2026, 11, 13), 22_000))),
    passes("V22", "bought earlier", bought(20_000)),
    passes("V22", "another type", bought(40_000, ClaimType.REPAIR)),
    passes("V22", "not told", bought(None)),
    passes("V22", "odometer replaced since", bought(40_000, odometer_changes=SWAPPED)),
    finds("V22", "bought later", "codes.purchase_km", bought(40_000)),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    example.must_hold()


@pytest.mark.parametrize("name", BY_TYPE)
def test_what_a_type_asks_for_is_missed_at_its_field(name: str) -> None:
    empty = a_claim(
        type=ClaimType.GOODWILL,
        narrative__complaint="",
        narrative__cause="",
        narrative__correction="",
        codes__fault_code="",
        part_lines=(),
        labour_lines=(),
    )
    found = [f for f in check(some_facts(empty, required_fields=(name,))) if f.rule == "V10"]
    assert [f.field for f in found] == [BY_TYPE[name].path]
    assert found[0].message == BY_TYPE[name].sentence


def test_a_missing_dealer_code_is_only_told_where_the_maker_does_not_want_it() -> None:
    (told,) = (f for f in check(dealer("")) if f.rule == "V08")
    assert told.severity is Severity.INFO
    (wanted,) = (f for f in check(dealer("", required="yes")) if f.rule == "V08")
    assert wanted.severity is Severity.BLOCK
