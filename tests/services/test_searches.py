"""Searches that a person keeps: under a name, seen by nobody else."""

import pytest
from stories import acting

from warrantydesk.domain.errors import INVALID, NOT_FOUND, RIGHT, STATE, Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.services.searches import facets_in


def test_a_kept_search_says_what_it_said(desk: Desk) -> None:
    kept = desk.searches.save(
        " 水泵  2026 ", "水泵 -渗漏", {"state": ("CLOSED",), "year": ()}, "plate", False
    )
    assert desk.searches.list() == [kept]
    assert (kept.name, kept.text, kept.sort_by, kept.descending) == (
        "水泵 2026",
        "水泵 -渗漏",
        "plate",
        False,
    )
    assert facets_in(kept) == {"state": ("CLOSED",)}


def test_the_same_name_replaces(desk: Desk) -> None:
    first = desk.searches.save("Pumps", "水泵")
    again = desk.searches.save("pumps", "油泵")
    assert again.id == first.id
    assert [one.text for one in desk.searches.list()] == ["油泵"]


def test_nobody_sees_those_of_others(desk: Desk) -> None:
    mine = desk.searches.save("Mine", "水泵")
    acting(desk, Role.FINANCE)
    assert desk.searches.list() == []
    with pytest.raises(Refused) as refusal:
        desk.searches.void(mine.id)
    assert refusal.value.codes == (NOT_FOUND,)
    desk.searches.save("Mine", "轮胎")
    acting(desk, Role.CLERK)
    assert [one.text for one in desk.searches.list()] == ["水泵"]


def test_renamed_and_taken_off(desk: Desk) -> None:
    one, other = desk.searches.save("One", "a"), desk.searches.save("Other", "b")
    with pytest.raises(Refused) as refusal:
        desk.searches.rename(one.id, "OTHER")
    assert refusal.value.codes == (INVALID,)
    assert desk.searches.rename(one.id, "ONE").name == "ONE"
    desk.searches.void(other.id)
    assert [kept.name for kept in desk.searches.list()] == ["ONE"]
    with pytest.raises(Refused) as refusal:
        desk.searches.void(other.id)
    assert refusal.value.codes == (STATE,)
    assert desk.archive.verify() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"facets": {"colour": ("red",)}}, "facets.colour"),
        ({"facets": {"state": ("NOWHERE",)}}, "facets.state"),
        ({"sort_by": "salt"}, "sort_by"),
    ],
)
def test_what_cannot_be_kept(desk: Desk, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        desk.searches.save(**{"name": "x", **changes})  # type: ignore[arg-type]
    assert [finding.field for finding in refusal.value.findings] == [field]
    assert desk.searches.list() == []


def test_who_only_reads_keeps_none(desk: Desk) -> None:
    acting(desk, Role.READ_ONLY)
    with pytest.raises(Refused) as refusal:
        desk.searches.save("x", "y")
    assert refusal.value.codes == (RIGHT,)
