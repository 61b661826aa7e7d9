"""Places of the shelf: adding, ordering, retiring, hazards, ten bins, where a piece goes."""

from dataclasses import replace

import pytest
from builders import OTHER_VIN
from stories import acting, repairing, state_of_everything, to_submit

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.person import Role
from warrantydesk.domain.shelf_layout import Scheme
from warrantydesk.services.desk import Desk


def codes(desk: Desk) -> list[str]:
    return [place.code for place in desk.shelf.places()]


def pieces(desk: Desk) -> list[OldPart]:
    """Return the three received pieces of a claim."""
    return desk.stores.parts.find(claim_id=to_submit(desk).id)


def hazardous(desk: Desk, piece: OldPart, hazard: str = "airbag") -> OldPart:
    with desk.bench.change("test"):
        return desk.stores.parts.save(replace(piece, hazard=hazard))


def refusal_of(refused: pytest.ExceptionInfo[Refused]) -> tuple[str, str, dict[str, object]]:
    found = refused.value.findings[0]
    return found.rule, found.field, dict(found.values)


def test_a_whole_rack_is_added_at_once_or_not_at_all(desk: Desk) -> None:
    made = desk.shelf.save_places("R4-1..3, A")
    assert [one.code for one in made] == ["R4-1", "R4-2", "R4-3", "A"]
    assert codes(desk) == ["R2-3", "R2-4", "R4-1", "R4-2", "R4-3", "A"]
    before = state_of_everything(desk)
    with pytest.raises(Refused) as refused:
        desk.shelf.save_places("R5-1, R4-2, R4-3")
    assert refusal_of(refused) == ("INVALID", "names", {"place": "R4-2, R4-3"})
    assert state_of_everything(desk) == before


def test_a_place_where_pieces_stand_stays_in_use(desk: Desk) -> None:
    for piece in pieces(desk)[:2]:
        desk.shelf.put(piece.tag, "R2-3")
    for retire in (
        lambda: desk.shelf.retire_place("R2-3"),
        lambda: desk.shelf.save_place("R2", "3", active=False),
    ):
        with pytest.raises(Refused) as refused:
            retire()
        assert refusal_of(refused) == ("STATE", "place", {"n": 2, "place": "R2-3"})
    desk.shelf.retire_place("P-R2-4")
    assert codes(desk) == ["R2-3"]
    with pytest.raises(Refused) as refused:
        desk.shelf.retire_place("R2-4")
    assert refusal_of(refused)[0] == "STATE"
    desk.shelf.save_places("R2-4")
    assert codes(desk) == ["R2-3", "R2-4"]
    assert desk.archive.verify() == []


def test_the_order_of_the_map_is_kept_and_new_places_stand_last(desk: Desk) -> None:
    desk.shelf.save_places("R1-1..2")
    desk.shelf.order_places(("R1-2", "R1-1"))
    assert codes(desk) == ["R1-2", "R1-1", "R2-3", "R2-4"]
    desk.shelf.move_place("R2-4", before="R1-1")
    desk.shelf.move_place("R1-2")
    assert codes(desk) == ["R2-4", "R1-1", "R2-3", "R1-2"]
    desk.shelf.save_place("Z", "")
    assert codes(desk)[-1] == "Z"
    with pytest.raises(Refused) as refused:
        desk.shelf.order_places(("R1-1", "P-R1-1"))
    assert refusal_of(refused)[:2] == ("INVALID", "places")
    with pytest.raises(Refused) as refused:
        desk.shelf.order_places(("R1-1", "R7-7"))
    assert refusal_of(refused)[0] == "NOT_FOUND"


def test_only_the_clerk_lays_out_the_shelf(desk: Desk) -> None:
    acting(desk, Role.TECHNICIAN)
    for verb in (
        lambda: desk.shelf.save_places("R4-1"),
        lambda: desk.shelf.retire_place("R2-4"),
        lambda: desk.shelf.order_places(("R2-4",)),
        lambda: desk.shelf.set_scheme(Scheme.BINS),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert refused.value.codes == ("RIGHT",)


def test_pieces_of_one_claim_stay_together_on_racks(desk: Desk) -> None:
    first, second, third = pieces(desk)
    assert desk.shelf.suggested_place(first).code == "R2-3"  # type: ignore[union-attr]
    desk.shelf.put(first.tag, "R2-4")
    assert desk.shelf.suggested_place(second).code == "R2-4"  # type: ignore[union-attr]
    desk.shelf.put(second.tag, "R2-3")
    desk.shelf.save_places("R1-1")
    assert desk.shelf.suggested_place(third).code == "R2-3"  # type: ignore[union-attr]
    assert desk.shelf.suggested_place().code == "R1-1"  # type: ignore[union-attr]


def test_else_pieces_of_one_supplier_stay_together(desk: Desk) -> None:
    for piece in pieces(desk):
        with desk.bench.change("test"):
            desk.stores.parts.save(replace(piece, supplier_code="V017"))
        desk.shelf.put(piece.tag, "R2-4")
    claim = repairing(desk, OTHER_VIN)
    other = desk.stores.parts.find(claim_id=claim.id)[0]
    suggested = [
        desk.shelf.suggested_place(replace(other, supplier_code=code)) for code in ("V017", "V018")
    ]
    assert [place.code for place in suggested if place] == ["R2-4", "R2-3"]


def test_hazards_stand_apart_and_nothing_else_beside_them(desk: Desk) -> None:
    first, second, _third = pieces(desk)
    airbag = hazardous(desk, first)
    place = desk.shelf.place("R2-3")
    found = desk.shelf.place_objection(airbag, place)
    assert isinstance(found, Problem)
    assert "mark a place" in found.message
    assert desk.shelf.suggested_place(airbag) is None
    desk.shelf.save_place("R9", "1", hazards=True)
    found = desk.shelf.place_objection(airbag, place)
    assert found is not None
    assert (found.field, found.values["better"]) == ("place", "R9-1")
    apart = desk.shelf.place("R9-1")
    assert desk.shelf.suggested_place(airbag) == apart
    assert desk.shelf.place_objection(airbag, apart) is None
    assert desk.shelf.place_objection(second, apart) is not None
    assert desk.shelf.place_objection(second, place) is None
    assert desk.shelf.suggested_place(second) != apart
    drained = hazardous(desk, second, "fluid")
    assert desk.shelf.place_objection(drained, place) is None


def test_a_place_becomes_one_for_hazards_only_without_other_pieces(desk: Desk) -> None:
    first, second, _third = pieces(desk)
    desk.shelf.put(hazardous(desk, first).tag, "R2-3")
    desk.shelf.put(second.tag, "R2-3")
    with pytest.raises(Refused) as refused:
        desk.shelf.save_place("R2", "3", hazards=True)
    assert refusal_of(refused) == ("STATE", "hazards", {"n": 1, "place": "R2-3"})
    desk.shelf.put(second.tag, "R2-4")
    assert desk.shelf.save_place("R2", "3", hazards=True).hazards
    assert desk.shelf.save_place("R2", "3").hazards  # what is not said stays
    with pytest.raises(Refused):
        desk.shelf.save_place("R2", "3", hazards=False)


def test_ten_bins_go_by_the_repair_order(desk: Desk) -> None:
    first = pieces(desk)[0]
    desk.shelf.put(first.tag, "R2-3")
    desk.shelf.set_scheme(Scheme.BINS)
    shown = [place.code for place in desk.shelf.shown(desk.shelf.loads())]
    assert shown == ["R2-3", *(f"BIN-{digit}" for digit in range(10)), "OUT"]
    order = desk.claims.get(first.claim_id).visit.repair_order
    suggested = desk.shelf.suggested_place(first)
    assert suggested is not None
    assert suggested.code == f"BIN-{order[-1]}"
    desk.shelf.put(first.tag, suggested.code)
    assert "R2-3" not in [place.code for place in desk.shelf.shown(desk.shelf.loads())]
    desk.shelf.set_scheme(Scheme.BINS)  # once more changes nothing
    assert codes(desk).count("OUT") == 1
    desk.shelf.set_scheme(Scheme.RACKS)
    shown = [place.code for place in desk.shelf.shown(desk.shelf.loads())]
    assert shown == ["R2-3", "R2-4", suggested.code, "OUT"]
    assert desk.archive.verify() == []


def test_a_desk_with_an_outbound_area_gets_no_second_one(desk: Desk) -> None:
    desk.shelf.save_places("DOCK", outbound=True)
    desk.shelf.set_scheme(Scheme.BINS)
    assert [place.code for place in desk.shelf.places() if place.outbound] == ["DOCK"]


def test_the_label_of_a_place_says_what_stands_there(desk: Desk) -> None:
    desk.shelf.save_place("R9", "1", hazards=True)
    desk.shelf.save_places("OUT", outbound=True)
    labels = desk.labels.labels_of("place", ["R2-3", "R9-1", "OUT"])
    notes = [getattr(label, "note", None) for label in labels]
    assert notes == ["", "hazardous pieces only", "outbound area"]
