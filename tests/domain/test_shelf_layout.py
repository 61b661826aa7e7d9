"""How a shelf is laid out: names of places, ten bins, places for hazards."""

import pytest

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import ShelfPlace
from warrantydesk.domain.profile import HazardEntry
from warrantydesk.domain.shelf_layout import (
    Scheme,
    belongs,
    bin_of,
    in_map_order,
    is_bin,
    read_places,
    stands_apart,
    ten_bins,
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("R2-3", [("R2", "3")]),
        (" r2-3 ", [("R2", "3")]),
        ("Ｒ２－３", [("R2", "3")]),
        ("A", [("A", "")]),
        ("P-R2-3", [("R2", "3")]),
        ("P-3", [("P", "3")]),
        ("R4-9..11", [("R4", "9"), ("R4", "10"), ("R4", "11")]),
        ("R4-2..2", [("R4", "2")]),
        ("R1-1, R1-2；OUT", [("R1", "1"), ("R1", "2"), ("OUT", "")]),
        ("R1-1、R1-1", [("R1", "1")]),
        ("NORTH-A-1..2", [("NORTH-A", "1"), ("NORTH-A", "2")]),
    ],
)
def test_places_are_read_as_written(text: str, places: list[tuple[str, str]]) -> None:
    assert read_places(text) == places


@pytest.mark.parametrize("text", ["", " , ", "架-1", "R4-1..", "R4-3..1", "R4-1..9999", "R1-1..60"])
def test_what_names_no_place_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_places(text)
    assert refusal.value.codes == ("INVALID",)


@pytest.mark.parametrize(
    ("order", "place"),
    [("RO26-00117", "BIN-7"), ("RO26-00120", "BIN-0"), ("00123A", "BIN-3"), ("", ""), ("RO", "")],
)
def test_a_bin_is_found_by_the_last_digit_of_the_repair_order(order: str, place: str) -> None:
    assert bin_of(order) == place


def test_ten_bins_and_an_outbound_area() -> None:
    made = ten_bins()
    assert [one.code for one in made[:10]] == [f"BIN-{digit}" for digit in range(10)]
    assert all(is_bin(one) and not one.outbound for one in made[:10])
    assert [(one.code, one.outbound) for one in made[10:]] == [("OUT", True)]


def test_outbound_and_hazard_places_are_in_both_schemes() -> None:
    rack, box = ShelfPlace("R1-1", "R1", "1"), ShelfPlace("BIN-3", "BIN", "3")
    out = ShelfPlace("OUT", "OUT", "", outbound=True)
    apart = ShelfPlace("R9-1", "R9", "1", hazards=True)
    shown = {
        scheme: [one.code for one in (rack, box, out, apart) if belongs(one, scheme)]
        for scheme in Scheme
    }
    assert shown == {Scheme.RACKS: ["R1-1", "OUT", "R9-1"], Scheme.BINS: ["BIN-3", "OUT", "R9-1"]}


def test_the_map_stands_by_position_then_by_entry() -> None:
    places = [
        ShelfPlace("A", "A", "", position=2, id=1),
        ShelfPlace("B", "B", "", position=0, id=3),
        ShelfPlace("C", "C", "", position=0, id=2),
    ]
    assert [one.code for one in in_map_order(places)] == ["C", "B", "A"]


def entry(shipping: str) -> HazardEntry:
    return HazardEntry("x", "", "", shipping, False, "retention", False, "", "")


@pytest.mark.parametrize(
    ("hazard", "row", "apart"),
    [
        ("", None, False),
        ("airbag", entry("note"), True),
        ("hv_battery", entry("own"), True),
        ("fluid", entry("ordinary"), False),
        ("fluid", entry("note"), True),
        ("fluid", None, False),
        ("airbag", None, True),
        ("something new", None, True),
    ],
)
def test_who_stands_apart(hazard: str, row: HazardEntry | None, apart: bool) -> None:
    assert stands_apart(hazard, row) is apart
