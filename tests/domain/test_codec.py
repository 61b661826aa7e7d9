"""Every domain object survives its JSON, and what does not fit is named with its path."""

import importlib
import json
import pkgutil
import types
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

import pytest
from builders import a_claim
from hypothesis import given, settings
from hypothesis import strategies as st

import warrantydesk.domain
from warrantydesk.domain import text
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.lines import LabourLine
from warrantydesk.domain.codec import BIGGEST, MismatchError, from_json, hints, merged, to_json
from warrantydesk.domain.inspection import ItemAnswer
from warrantydesk.domain.visit import Visit

# Surroundings of a decision, tables of the program and rows of the profile: never written as JSON.
NEVER_WRITTEN = {
    *(
        "ClaimFacts",
        "Finding",
        "Problem",
        "Rule",
        "Params",
        "Asked",
        "Transition",
        "PartTransition",
    ),
    *("RuleSwitch", "PartEntry", "LabourEntry", "ModelEntry", "TypeEntry", "DocumentEntry"),
    *("TemplateItem", "Code", "Raster", "BackupKey"),
    *("ExchangeForm", "Judged", "RowProblem", "RowComparison", "Comparison", "TableComparison"),
    *("ColumnShape", "TableShape"),
    *("Law", "Holidays", "Start", "Case"),
    *("PieceFacts", "ShipmentFacts", "ShipmentView", "NotThisTime", "PlaceLoad", "PieceCounts"),
    # written for others to read, never read back
    *("LineCover", "ClaimCover", "AuditItem", "Readiness", "_Subject", "TodayItem", "Clocks"),
    *("Answer", "Remark", "Retention", "Check", "ShipmentDeadline", "ReasonRow"),
    *("Receivable", "AbnormalCost", "ExtraHours"),
    *("Frame", "Picture", "Bound", "PackResult", "Standing", "Preview"),
    *("Deed", "Drafts", "TaskStanding", "CourseStanding"),
}


def domain_dataclasses() -> Iterator[type]:
    package = warrantydesk.domain
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        for value in vars(module).values():
            if is_dataclass(value) and isinstance(value, type) and value.__module__ == found.name:
                yield value


WRITTEN = [kind for kind in domain_dataclasses() if kind.__name__ not in NEVER_WRITTEN]
TEXTS = st.text(max_size=20).map(text.clean)
ZONES = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
INSTANTS = st.builds(
    lambda seconds, zone: datetime(1960, 1, 1, tzinfo=zone) + timedelta(seconds=seconds),
    st.integers(0, 200 * 365 * 86_400),
    ZONES,
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(-BIGGEST, BIGGEST),
    Decimal: st.decimals(-999_999, 999_999, places=2, allow_nan=False),
    date: st.dates(),
    datetime: INSTANTS,
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, types.UnionType):
        inner = [arg for arg in get_args(hint) if arg is not type(None)]
        return st.none() | any_of(inner[0])
    if get_origin(hint) is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is Mapping:
        keys, inside = get_args(hint)
        return st.dictionaries(any_of(keys), any_of(inside), max_size=3)
    if is_dataclass(hint):
        kind: Any = hint
        return st.builds(kind, **{name: any_of(each) for name, each in hints(hint).items()})
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return PLAIN[hint]


def test_the_objects_of_the_trade_are_among_them() -> None:
    names = {kind.__name__ for kind in WRITTEN}
    assert {"Claim", "Visit", "Vehicle", "OldPart", "Inspection", "Person", "Submission"} <= names
    assert {kind.__name__ for kind in domain_dataclasses()} >= NEVER_WRITTEN


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_round_trip(kind: Any, data: st.DataObject) -> None:
    value = data.draw(any_of(kind))
    written = json.dumps(to_json(value), ensure_ascii=False)
    back = from_json(kind, json.loads(written))
    for field in fields(kind):
        assert getattr(back, field.name) == getattr(value, field.name), field.name


@pytest.mark.parametrize(
    ("kind", "given_", "path"),
    [
        (Claim, [], ""),
        (Claim, {"vehicle": "car"}, "vehicle"),
        (Claim, {"vehicle": {"vin": 5}}, "vehicle.vin"),
        (Claim, {"vehicle": {"colour": "red"}}, "vehicle.colour"),
        (Claim, {"colour": "red"}, "colour"),
        (Claim, {"part_lines": {}}, "part_lines"),
        (Claim, {"part_lines": [{}, {"quantity": "2"}]}, "part_lines[1].quantity"),
        (Claim, {"part_lines": [{"quantity": 1.5}]}, "part_lines[0].quantity"),
        (Claim, {"part_lines": [{"quantity": True}]}, "part_lines[0].quantity"),
        (Claim, {"part_lines": [{"unit_price_fen": 2**60}]}, "part_lines[0].unit_price_fen"),
        (Claim, {"part_lines": [{"pay_by": "both"}]}, "part_lines[0].pay_by"),
        (Claim, {"part_lines": [{"causal": "yes"}]}, "part_lines[0].causal"),
        (Claim, {"type": "REPAIRS"}, "type"),
        (Claim, {"opened_on": "2026-13-01"}, "opened_on"),
        (Claim, {"opened_on": "24.11.2026"}, "opened_on"),
        (Claim, {"opened_on": 20261124.5}, "opened_on"),
        (Visit, {"arrived_at": "2026-11-24T08:30"}, "arrived_at"),
        (Visit, {"arrived_at": "1066-10-14T09:00+00:00"}, "arrived_at"),
        (Visit, {"arrived_at": True}, "arrived_at"),
        (LabourLine, {"hours": "NaN"}, "hours"),
        (LabourLine, {"hours": "1e30"}, "hours"),
        (LabourLine, {"hours": "one"}, "hours"),
        (ItemAnswer, {"item": "I001"}, "inspection_id"),
    ],
)
def test_what_does_not_fit_is_named(kind: Any, given_: Any, path: str) -> None:
    with pytest.raises(MismatchError) as refusal:
        from_json(kind, given_)
    assert refusal.value.path == path


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.integers(), st.lists))
def test_no_json_breaks_the_reader(data: Any) -> None:
    for name in hints(Claim):
        with suppress(MismatchError):
            from_json(Claim, {name: data})


def test_texts_are_cleaned_on_their_way_in() -> None:
    claim = from_json(Claim, {"narrative": {"complaint": "异\x00响\ud800"}})
    assert claim.narrative.complaint == "异响\ufffd"


def test_changes_merge_objects_and_replace_lists() -> None:
    old = a_claim()
    new = merged(old, {"narrative": {"cause": "新"}, "part_lines": [{"new_part_no": "X"}]})
    assert new.narrative.complaint == old.narrative.complaint
    assert new.narrative.cause == "新"
    assert [line.new_part_no for line in new.part_lines] == ["X"]
    assert new.labour_lines == old.labour_lines


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ([], ""),
        ({"colour": 1}, "colour"),
        ({"vehicle": {"colour": 1}}, "vehicle.colour"),
        ({"vehicle": None}, "vehicle"),
        ({"vehicle": {"vin": None}}, "vehicle.vin"),
        ({"part_lines": [{"causal": 1}]}, "part_lines[0].causal"),
    ],
)
def test_a_change_that_does_not_fit_is_named(changes: Any, path: str) -> None:
    with pytest.raises(MismatchError) as refusal:
        merged(a_claim(), changes)
    assert refusal.value.path == path
