"""Checks of a return list before it leaves: every refusal reason of the maker, pure."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.domain.profile_entries import HazardEntry, PartEntry
from warrantydesk.domain.shipment import Box, Carriage, Shipment, ShipmentKind
from warrantydesk.domain.shipment_checks import Check, CheckState, ShipmentFacts, against, checks_of
from warrantydesk.domain.shipment_due import why_not
from warrantydesk.domain.shipment_views import ReturnPiece

TODAY = date(2026, 11, 24)
LIST = Shipment(
    "R0126-0031", "QC", carriage=Carriage.ROAD, waybill="YT7700", freight_fen=8_600, id=1
)
BOX = Box(1, 1, "B0126-0031-01", 8_600, "S01", datetime(2026, 11, 24, 9, 0), id=7)  # noqa: DTZ001
PARTS = {
    number: PartEntry(number, "", "", "", 0, (), 1, ("QA1",), (), True, False, "")
    for number in ("P1", "P2")
}
HAZARDS = {
    code: HazardEntry(code, "", "", shipping, drain, "retention", False, "", "")
    for code, shipping, drain in (
        ("fluid", "ordinary", True),
        ("airbag", "note", False),
        ("hv_battery", "own", False),
    )
}


def a_piece(number: int = 1, **fields: Any) -> ReturnPiece:
    """Return a packed causal piece that nothing is said against."""
    piece = ReturnPiece(
        id=number,
        tag=f"T{number}",
        part_no="P1",
        part_name=f"pump {number}",
        supplier_code="QA1",
        serial="",
        state=PartState.PACKED,
        tag_state=TagState.CONFIRMED,
        place="R2-3",
        amount_fen=10_000,
        causal=True,
        causal_line=None,
        hazard="",
        drained=False,
        return_required=True,
        return_by=TODAY,
        request_no="",
        requested_on=None,
        dispute_by=None,
        claim_id=number,
        line=1,
        piece=1,
        claim_number=f"C{number}",
        claim_state=State.SUBMITTED,
        brand="QC",
        model_code="",
        vin="",
        complaint="",
        box=BOX.code,
        line_id=number,
        shipment_id=1,
        box_id=BOX.id,
        packed_by="S01",
        packed_at=None,
        verdict=None,
        reason_code="",
        reason_text="",
        judged_on=None,
        deducted_fen=0,
    )
    return replace(piece, **fields)


def a_gasket(number: int = 2, **fields: Any) -> ReturnPiece:
    """Return the related piece of claim 1."""
    own = {"claim_id": 1, "line": 2, "causal": False, "causal_line": 1, "amount_fen": 1_000}
    return a_piece(number, **{**own, "part_no": "P2", **fields})


def some_facts(*pieces: ReturnPiece, beside: tuple[ReturnPiece, ...] = (), **fields: Any) -> Any:
    """Return a list that may leave, with these pieces; ``beside`` are others of their claims."""
    on_list = pieces or (a_piece(),)
    facts = ShipmentFacts(
        LIST,
        TODAY,
        (BOX,),
        on_list,
        (*on_list, *beside),
        HAZARDS,
        PARTS,
        frozenset({BOX.code}),
    )
    return replace(facts, **fields)


def loud(facts: ShipmentFacts) -> list[tuple[str, str, str]]:
    return [
        (check.code, check.name, check.state.value)
        for check in checks_of(facts)
        if check.state not in (CheckState.OK, CheckState.NONE)
    ]


def the(name: str, facts: ShipmentFacts) -> Check:
    return next(check for check in checks_of(facts) if check.name == name)


def test_a_good_list_may_leave() -> None:
    facts = some_facts(a_piece(), a_gasket())
    assert loud(facts) == []
    assert against(checks_of(facts), {}) == ()
    assert the("tags", facts).count == "2/2"


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"tag_state": TagState.SENT}, ("V78", "tags", "block")),
        ({"claim_state": State.TO_SUBMIT}, ("STATE", "claims", "block")),
        ({"claim_state": State.VOID}, ("STATE", "claims", "block")),
        ({"claim_state": State.APPEALED}, ("V82", "claims", "block")),
        ({"supplier_code": ""}, ("V39", "no_supplier", "warn")),
        ({"supplier_code": "QA9"}, ("V40", "suppliers", "warn")),
        ({"part_no": "P9"}, ("V40", "part_no", "warn")),
        ({"hazard": "hv_battery"}, ("V85", "hazard", "block")),
        ({"hazard": "airbag"}, ("V85", "hazard_airbag", "warn")),
        ({"hazard": "fluid"}, ("V86", "fluids", "warn")),
        ({"request_no": "A77"}, ("V84", "request_no", "warn")),
        ({"box_id": None}, ("V84", "empty", "block")),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_piece_that_the_maker_would_refuse(
    fields: dict[str, Any], wanted: tuple[str, str, str]
) -> None:
    facts = some_facts(a_piece(**fields))
    assert wanted in loud(facts)
    assert loud(some_facts(a_piece())) == []


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"waybill": ""}, ("V84", "waybill", "todo")),
        ({"freight_fen": None}, ("V84", "freight", "todo")),
        ({"freight_fen": 0}, ("V84", "freight", "todo")),
        ({"carriage": None}, ("V84", "carriage", "todo")),
        ({"required_by": date(2026, 11, 23)}, ("V84", "late", "warn")),
        (
            {"required_by": TODAY, "expected_on": date(2026, 11, 26)},
            ("V84", "late", "warn"),
        ),
    ],
    ids=str,
)
def test_what_the_waybill_lacks(fields: dict[str, Any], wanted: tuple[str, str, str]) -> None:
    assert loud(some_facts(shipment=replace(LIST, **fields))) == [wanted]


@pytest.mark.parametrize(
    "fields",
    [
        {"freight_fen": 0, "freight_confirmed": True},
        {"freight_fen": None, "freight_confirmed": True},
        {"carriage": Carriage.SELF, "waybill": "", "freight_fen": None},
        {"required_by": TODAY, "expected_on": TODAY},
    ],
    ids=str,
)
def test_what_the_waybill_need_not_say(fields: dict[str, Any]) -> None:
    assert loud(some_facts(shipment=replace(LIST, **fields))) == []


def test_boxes_are_counted_without_gaps_filled_and_weighed() -> None:
    third = replace(BOX, number=3, code="B0126-0031-03", weight_g=None, sealed_at=None, id=9)
    facts = some_facts(boxes=(BOX, third))
    assert loud(facts) == [
        ("V84", "gaps", "block"),
        ("V84", "empty", "block"),
        ("V84", "weight", "warn"),
        ("V84", "sealed", "todo"),
    ]
    assert the("gaps", facts).values == {"box": "02"}
    assert the("empty", facts).goto == ("box", third.code)
    assert [found.field for found in against(checks_of(facts), {})] == ["gaps", "empty"]
    unprinted = some_facts(labelled=frozenset())
    assert loud(unprinted) == [("V84", "label", "warn")]
    assert against(checks_of(unprinted), {}) == ()


def test_a_list_without_pieces_or_boxes_stays() -> None:
    facts = replace(some_facts(), pieces=(), siblings=(), boxes=())
    assert [found.field for found in against(checks_of(facts), {})] == ["count", "boxes"]


def test_what_waits_keeps_the_list_here() -> None:
    facts = some_facts(a_piece(), a_piece(5, state=PartState.RETURN_DUE, box_id=None))
    check = the("count", facts)
    assert (check.state, check.count, check.goto) == (CheckState.TODO, "1/2", ("piece", "T5"))
    assert [found.rule for found in against(checks_of(facts), {"V84": "later"})] == ["V84"]


@pytest.mark.parametrize("state", [PartState.SHELVED, PartState.RETURN_DUE, PartState.MISSING])
def test_a_related_part_that_is_missing_stakes_the_whole(state: PartState) -> None:
    away = a_gasket(state=state, box_id=None)
    also = a_gasket(3)
    facts = some_facts(a_piece(), also, beside=(away,))
    check = the("related", facts)
    assert (check.code, check.state, check.cost_fen) == ("V79", CheckState.BLOCK, 12_000)
    assert (check.values["other"], check.values["place"]) == ("pump 2", "R2-3")
    assert check.goto == ("piece", "T2")
    assert against(checks_of(facts), {"V79": "found no more"})


@pytest.mark.parametrize("state", [PartState.WRITTEN_OFF, PartState.SCRAP_OK, PartState.SCRAPPED])
def test_a_related_part_that_is_gone_for_good_is_told_to_the_maker(state: PartState) -> None:
    gone = a_gasket(state=state, box_id=None)
    facts = some_facts(a_piece(), beside=(gone,))
    assert loud(facts) == [("V79", "related", "warn")]
    assert against(checks_of(facts), {})
    assert against(checks_of(facts), {"V79": "the maker was told"}) == ()
    missing = a_gasket(3, state=PartState.MISSING, box_id=None)
    check = the("related", some_facts(a_piece(), beside=(gone, missing)))
    assert (check.state, check.values["tag"]) == (CheckState.BLOCK, "T3")


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"state": PartState.RETURN_DUE}, CheckState.OK),
        ({"state": PartState.MISSING}, CheckState.BLOCK),
        ({"state": PartState.RETURN_DUE, "tag_state": TagState.SENT}, CheckState.BLOCK),
    ],
    ids=str,
)
def test_a_related_part_on_the_list_must_be_at_hand(
    fields: dict[str, Any], state: CheckState
) -> None:
    facts = some_facts(a_piece(), a_gasket(box_id=None, **fields))
    assert the("related", facts).state is state


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PartState.NO_PART},
        {"state": PartState.VOID},
        {"state": PartState.SHIPPED},
        {"state": PartState.ACCEPTED},
        {"return_required": False},
        {"causal_line": 9},
        {"claim_id": 9},
    ],
    ids=str,
)
def test_a_related_part_that_nobody_waits_for(fields: dict[str, Any]) -> None:
    away = a_gasket(**{"state": PartState.SHELVED, "box_id": None, **fields})
    assert loud(some_facts(a_piece(), beside=(away,))) == []


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, CheckState.WARN),
        ({"state": PartState.MISSING}, CheckState.BLOCK),
        ({"tag_state": TagState.SENT}, CheckState.BLOCK),
        ({"hazard": "hv_battery"}, CheckState.BLOCK),
    ],
    ids=str,
)
def test_what_may_not_go_on_the_same_list_goes_on_another(
    fields: dict[str, Any], state: CheckState
) -> None:
    battery = a_piece(hazard="hv_battery")
    seal = a_gasket(**{"box_id": 8, "shipment_id": 2, **fields})
    own = replace(LIST, kind=ShipmentKind.HAZARD)
    facts = some_facts(battery, beside=(seal,), shipment=own)
    check = the("related", facts)
    assert (check.state, check.in_the_way) == (state, True)
    assert check.detail.startswith("First find") is (state is CheckState.BLOCK)
    told = {"V79": "both leave today", "V85": "told the driver"}
    stays = [one.rule for one in against(checks_of(facts), told)]
    assert stays == (["V79"] if state is CheckState.BLOCK else [])


def test_a_related_part_without_its_causal_one_is_asked_about() -> None:
    away = a_piece(state=PartState.SHELVED, box_id=None)
    facts = some_facts(a_gasket(), a_gasket(3), beside=(away,))
    assert loud(facts) == [("V79", "related", "warn")]
    assert against(checks_of(facts), {"V79": "it follows"}) == ()


def test_a_line_goes_whole() -> None:
    away = a_piece(4, claim_id=1, piece=2, state=PartState.SHELVED, box_id=None)
    facts = some_facts(a_piece(), beside=(away,))
    check = the("quantity", facts)
    assert (check.code, check.count, check.cost_fen) == ("V77", "1/2", 10_000)
    assert [found.rule for found in against(checks_of(facts), {})] == ["V77"]


def test_a_warning_is_settled_by_its_rule_or_by_its_name() -> None:
    facts = some_facts(a_piece(hazard="airbag"), a_piece(5, hazard="fluid"))
    checks = checks_of(facts)
    rules = [found.rule for found in against(checks, {})]
    assert rules == ["V85", "V86"]
    assert [found.rule for found in against(checks, {"hazard_airbag": "driver told"})] == ["V86"]
    assert against(checks, {"V85": "driver told", "V86": "dry"}) == ()
    assert len(against(checks, {"V85": " ", "V86": "\u200b"})) == 2


def test_a_drained_piece_may_go() -> None:
    assert loud(some_facts(a_piece(hazard="fluid", drained=True))) == []


def test_each_hazard_is_told_once_and_each_forbidden_piece() -> None:
    airbags = [a_piece(n, hazard="airbag") for n in (1, 2)]
    batteries = [a_piece(n, hazard="hv_battery") for n in (3, 4)]
    facts = some_facts(*airbags, *batteries)
    found = [check for check in checks_of(facts) if check.code == "V85"]
    assert [check.state.value for check in found] == ["block", "block", "warn"]
    own = replace(LIST, kind=ShipmentKind.HAZARD)
    settled = some_facts(*batteries, shipment=own)
    assert [name for _code, name, _state in loud(settled)] == ["hazard_hv_battery"]


def test_a_rule_that_the_maker_switched_off_is_silent() -> None:
    facts = some_facts(a_piece(hazard="fluid"), off=frozenset({"V86"}))
    assert loud(facts) == []


@pytest.mark.parametrize(
    ("claim", "hazard", "kind", "wanted"),
    [
        (State.SUBMITTED, "", "ordinary", ""),
        (State.SUBMITTED, "airbag", "ordinary", ""),
        (State.SUBMITTED, "airbag", "hazard", ""),
        (State.CLOSED, "hv_battery", "ordinary", "own_list"),
        (State.CLOSED, "hv_battery", "hazard", ""),
        (State.APPROVED, "fluid", "hazard", "ordinary_list"),
        (State.APPEALED, "", "ordinary", "dispute"),
        (State.TO_SUBMIT, "", "ordinary", "not_filed"),
        (State.VOID, "", "ordinary", "void"),
    ],
)
def test_why_a_piece_does_not_go(claim: State, hazard: str, kind: str, wanted: str) -> None:
    assert why_not(claim, hazard, ShipmentKind(kind), HAZARDS) == wanted
