"""Every claim check with what it lets pass and what it finds, as one table of examples."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from builders import (
    CAUSE,
    VIN,
    a_claim,
    a_history,
    a_labour_line,
    a_part_line,
    an_old_part,
    an_other_line,
    some_facts,
)
from fakes import CHINA
from rule_examples import Example, at, finds, passes

from warrantydesk.domain.campaign import (
    Campaign,
    CampaignCase,
    CampaignKind,
    CampaignState,
    CampaignVehicle,
)
from warrantydesk.domain.claim import ClaimType, LabourLine, OtherLine, PartLine, State
from warrantydesk.domain.claim.totals import Rates
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.profile import HazardEntry, RuleSwitch
from warrantydesk.domain.rules import RULES, check
from warrantydesk.domain.vehicle import OdometerChange


def seen_before(km: int, reading: int, **fields: Any) -> ClaimFacts:
    facts = some_facts(a_claim(visit__mileage_km=reading))
    return replace(facts, history=a_history((date(2026, 5, 1), km)), **fields)


def under(
    state: CampaignState | None = None,
    *,
    filed: str = "",
    beside: str = "",
    by_claim: int | None = None,
    recorded: datetime | None = None,
    **campaign: Any,
) -> ClaimFacts:
    """Return a claim of a car that campaign R1 names; ``filed`` is the campaign it is for."""
    one = Campaign("R1", valid_from=date(2026, 1, 10), valid_to=date(2026, 11, 23))
    one = replace(one, **{"kind": CampaignKind.RECALL, "name_en": "Pump", **campaign})
    record = None
    if state is not None:
        record = CampaignVehicle("QC", "R1", VIN, state, claim_id=by_claim, recorded_at=recorded)
    kind = ClaimType.CAMPAIGN if filed else ClaimType.REPAIR
    claim = a_claim(type=kind, codes__campaign_no=filed.strip())
    return some_facts(
        claim,
        campaigns=(CampaignCase(one, VIN, record),),
        campaign_numbers=frozenset({"R1", "R2"}),
        campaigns_beside=frozenset(beside.split()),
    )


SERVICE: dict[str, Any] = {"kind": CampaignKind.CAMPAIGN}
WRONG_DIGIT = "LRW3E7FA0LC012345"
REQUIRES_NOTHING: dict[str, Any] = {"required_fields": ()}
LONG = "发动机舱左侧异响，冷车启动后约三分钟消失，热车不再出现"
EXAMPLES = (
    passes("V01", "17 signs"),
    finds("V01", "16 signs", "vehicle.vin", vehicle__vin=VIN[:-1]),
    finds("V01", "18 signs", "vehicle.vin", vehicle__vin=VIN + "1"),
    finds("V01", "none", "vehicle.vin", vehicle__vin=""),
    finds("V01", "letter O", "vehicle.vin", vehicle__vin="LX0DL31C8RBO18252"),
    finds("V01", "placeholder", "vehicle.vin", vehicle__vin="1" * 17),
    passes("V02", "right digit"),
    passes("V02", "European maker", vehicle__vin="WVWZZZ3CZEE140287"),
    finds("V02", "wrong digit", "vehicle.vin", vehicle__vin=WRONG_DIGIT),
    finds("V02", "American, wrong digit", "vehicle.vin", vehicle__vin="1HGCM82643A004352"),
    finds("V02", "H as China", "vehicle.vin", vehicle__vin="H" + WRONG_DIGIT[1:]),
    passes("V03", "not typed"),
    passes("V03", "typed as scanned", vehicle__vin_by_hand=VIN[-8:]),
    passes("V03", "nothing scanned", vehicle__vin="", vehicle__vin_by_hand=VIN[-8:]),
    finds("V03", "differs", "vehicle.vin_by_hand", vehicle__vin_by_hand="RB018253"),
    passes("V10", "all there"),
    finds("V10", "no owner", "owner.name owner.phone", owner__name=" ", owner__phone=""),
    finds("V10", "no contact", "owner.contact", owner__contact=""),
    finds("V10", "no engine number", "vehicle.engine_no", vehicle__engine_no=""),
    finds("V10", "no production date", "vehicle.produced_on", vehicle__produced_on=None),
    finds("V10", "no mileage", "visit.mileage_km", visit__mileage_km=None),
    finds("V10", "no repair date", "visit.finished_at", visit__finished_at=None),
    finds("V10", "no complaint", "narrative.complaint", narrative__complaint=""),
    finds("V10", "no cause", "narrative.cause", narrative__cause="\n "),
    finds("V10", "no correction", "narrative.correction", narrative__correction=""),
    passes("V10", "mileage 0 is a mileage", visit__mileage_km=0),
    passes(
        "V10",
        "a type that asks for no story",
        some_facts(a_claim(narrative__complaint="", narrative__cause=""), **REQUIRES_NOTHING),
    ),
    finds(
        "V10",
        "electric: the motor counts",
        "vehicle.motor_no",
        some_facts(a_claim(vehicle__engine_no=""), electric=True),
    ),
    passes(
        "V10",
        "electric: no engine needed",
        some_facts(a_claim(vehicle__engine_no="", vehicle__motor_no="M1"), electric=True),
    ),
    passes("V11", "mobiles"),
    passes("V11", "none given", owner__phone="", owner__contact_phone=""),
    passes("V11", "landline", owner__phone="010-65001234", owner__contact_phone="4008 881 234"),
    passes("V11", "full-width", owner__phone="１５４００００００４２"),
    finds("V11", "10 digits", "owner.phone", owner__phone="1540000004"),
    finds("V11", "12 digits", "owner.contact_phone", owner__contact_phone="154000000421"),
    finds("V11", "words", "owner.phone", owner__phone="没有"),
    passes("V12", "in order"),
    passes("V12", "all on one day", vehicle__invoiced_on=date(2024, 10, 5)),
    finds("V12", "invoice first", "vehicle.invoiced_on", vehicle__invoiced_on=date(2024, 10, 4)),
    finds(
        "V12",
        "repair before invoice",
        "visit.started_at visit.started_at",
        visit__started_at=at(1, month=10, year=2024),
    ),
    finds(
        "V12",
        "end before start",
        "visit.finished_at",
        visit__finished_at=at(22),
    ),
    finds("V12", "ends earlier that day", "visit.finished_at", visit__finished_at=at(23, 8)),
    finds("V12", "in the future", "visit.finished_at", visit__finished_at=at(25)),
    finds(
        "V12",
        "before 1970",
        "vehicle.produced_on",
        vehicle__produced_on=date(1969, 12, 31),
    ),
    finds(
        "V12",
        "after 2099",
        "vehicle.invoiced_on visit.started_at",
        vehicle__invoiced_on=date(2100, 1, 1),
    ),
    finds(
        "V12",
        "delivered before built",
        "vehicle.delivered_on",
        vehicle__delivered_on=date(2024, 10, 4),
    ),
    passes("V18", "a reading"),
    passes("V18", "none yet", visit__mileage_km=None),
    passes("V18", "the ends", visit__mileage_km=0),
    passes("V18", "the other end", visit__mileage_km=9_999_999),
    finds("V18", "negative", "visit.mileage_km", visit__mileage_km=-1),
    finds("V18", "eight digits", "visit.mileage_km", visit__mileage_km=10_000_000),
    passes("V19", "first visit"),
    passes("V19", "more than last time", seen_before(30_000, 30_001)),
    passes("V19", "the same, which this maker takes", seen_before(30_000, 30_000)),
    finds("V19", "less than last time", "visit.mileage_km", seen_before(30_000, 29_999)),
    finds(
        "V19",
        "the same, which this maker refuses",
        "visit.mileage_km",
        seen_before(30_000, 30_000, switches={"V19": RuleSwitch(params={"allow_equal": "no"})}),
    ),
    passes(
        "V19",
        "a new odometer",
        seen_before(
            30_000, 100, odometer_changes=(OdometerChange(1, date(2026, 6, 1), 30_500, 0),)
        ),
    ),
    finds(
        "V19",
        "a new odometer, and still too little",
        "visit.mileage_km",
        seen_before(30_600, 50, odometer_changes=(OdometerChange(1, date(2026, 6, 1), 30_500, 0),)),
    ),
    passes(
        "V19",
        "a later visit does not count",
        replace(some_facts(), history=a_history((date(2026, 11, 24), 99_999))),
    ),
    passes("V31", "part and labour"),
    passes("V31", "another type", type=ClaimType.FREE_SERVICE, part_lines=(), labour_lines=()),
    finds("V31", "no part", "part_lines", part_lines=()),
    finds("V31", "no causal part", "part_lines", part_lines=(a_part_line(causal=False),)),
    finds("V31", "no labour", "labour_lines", labour_lines=()),
    finds("V31", "no main", "labour_lines", labour_lines=(a_labour_line(main=False),)),
    finds(
        "V31",
        "part replacement too",
        "part_lines labour_lines",
        type=ClaimType.PART_REPLACEMENT,
        part_lines=(),
        labour_lines=(),
    ),
    passes("V32", "one causal part"),
    passes(
        "V32",
        "a related part that points to it",
        part_lines=(a_part_line(), a_part_line(causal=False, causal_line=1)),
    ),
    passes(
        "V32",
        "a consumable points nowhere",
        part_lines=(a_part_line(), a_part_line(causal=False, consumable=True)),
    ),
    finds("V32", "two", "part_lines[1].causal", part_lines=(a_part_line(), a_part_line())),
    finds(
        "V32",
        "related to nothing",
        "part_lines[1].causal_line",
        part_lines=(a_part_line(), a_part_line(causal=False)),
    ),
    finds(
        "V32",
        "related to a line that is not causal",
        "part_lines[1].causal_line",
        part_lines=(a_part_line(), a_part_line(causal=False, causal_line=2)),
    ),
    passes("V33", "labour"),
    passes("V33", "none asked for", some_facts(a_claim(labour_lines=()), **REQUIRES_NOTHING)),
    finds("V33", "empty", "labour_lines", labour_lines=()),
    passes("V41", "a story"),
    passes("V41", "nothing yet is not for this rule", narrative__cause=""),
    passes(
        "V41",
        "a type without story",
        some_facts(a_claim(narrative__cause="坏"), **REQUIRES_NOTHING),
    ),
    finds("V41", "14 signs", "narrative.cause", narrative__cause="一" * 14),
    passes("V41", "15 signs", narrative__cause="一二三四五六七八九十一二三四五"),
    finds("V41", "signs only", "narrative.cause", narrative__cause="。" * 20),
    finds("V41", "copied", "narrative.correction", narrative__correction=CAUSE),
    finds("V41", "vague", "narrative.cause", narrative__cause="检查后发现这个零件坏了需要更换"),
    passes("V41", "vague words in a long story", narrative__cause=f"{LONG}，判断轴承坏了"),
    passes("V49", "products"),
    passes("V49", "written as it is", part_lines=(a_part_line(quantity=2, amount_fen=80_400),)),
    finds(
        "V49",
        "part amount off by a fen",
        "part_lines[0].amount_fen",
        part_lines=(a_part_line(quantity=2, amount_fen=80_401),),
    ),
    passes(
        "V49",
        "half a fen goes up",
        labour_lines=(a_labour_line(hours=Decimal("0.5"), unit_price_fen=333, amount_fen=167),),
    ),
    finds(
        "V49",
        "half a fen cut off",
        "labour_lines[0].amount_fen",
        labour_lines=(a_labour_line(hours=Decimal("0.5"), unit_price_fen=333, amount_fen=166),),
    ),
    finds("V49", "no quantity", "part_lines[0].quantity", part_lines=(a_part_line(quantity=0),)),
    finds("V49", "1,000", "part_lines[0].quantity", part_lines=(a_part_line(quantity=1_000),)),
    finds(
        "V49",
        "negative price",
        "part_lines[0].unit_price_fen",
        part_lines=(a_part_line(unit_price_fen=-1),),
    ),
    finds(
        "V49",
        "negative hours",
        "labour_lines[0].hours",
        labour_lines=(a_labour_line(hours=Decimal(-1)),),
    ),
    finds(
        "V49",
        "extra hours without reason",
        "labour_lines[0].extra_reason",
        labour_lines=(a_labour_line(extra_hours=Decimal("0.5")),),
    ),
    passes("V49", "a tow", other_lines=(an_other_line(),)),
    finds(
        "V49",
        "a tow for nothing",
        "other_lines[0].amount_fen",
        other_lines=(an_other_line(amount_fen=0),),
    ),
    passes("V50", "not written"),
    passes("V50", "the sum", claimed_total_fen=40_200 + 37_800),
    finds("V50", "a fen more", "claimed_total_fen", claimed_total_fen=40_200 + 37_801),
    passes(
        "V50",
        "the sum with surcharges",
        some_facts(
            a_claim(claimed_total_fen=40_200 + 4_020 + 37_800), rates=Rates(handling=Decimal(10))
        ),
    ),
    passes("V64", "another type", under(CampaignState.DONE)),
    passes("V64", "still open", under(CampaignState.OPEN, filed="R1")),
    passes("V64", "refused before, done now", under(CampaignState.REFUSED, filed="R1")),
    passes("V64", "this very claim did it", under(CampaignState.DONE, filed="R1", by_claim=1)),
    finds("V64", "done", "codes.campaign_no", under(CampaignState.DONE, filed="R1")),
    finds(
        "V64",
        "another claim did it",
        "codes.campaign_no",
        under(CampaignState.DONE, filed="R1", by_claim=2),
    ),
    finds(
        "V64",
        "done elsewhere",
        "codes.campaign_no",
        under(CampaignState.DONE_ELSEWHERE, filed="R1"),
    ),
    passes("V65", "another type", under()),
    passes("V65", "names the car", under(filed="R1")),
    passes("V65", "a campaign on its last day", under(filed="R1", **SERVICE)),
    passes(
        "V65",
        "a recall after its window of reporting",
        under(filed="R1", valid_to=date(2026, 11, 22)),
    ),
    finds("V65", "no number", "codes.campaign_no", under(filed=" ")),
    finds("V65", "unknown", "codes.campaign_no", under(filed="R9")),
    finds("V65", "other cars", "codes.campaign_no", under(filed="R2")),
    finds(
        "V65",
        "not begun",
        "codes.campaign_no",
        under(filed="R1", valid_from=date(2026, 11, 24)),
    ),
    passes("V65", "begins today", under(filed="R1", valid_from=date(2026, 11, 23))),
    finds(
        "V65",
        "a campaign a day over",
        "codes.campaign_no",
        under(filed="R1", **SERVICE, valid_to=date(2026, 11, 22)),
    ),
    finds(
        "V65",
        "in the table no more",
        "codes.campaign_no",
        under(CampaignState.OPEN, filed="R1", valid_from=None),
    ),
    passes("V66", "no campaign"),
    passes("V66", "this claim is for it", under(filed="R1")),
    passes("V66", "another claim of the visit is for it", under(beside="R2 R1")),
    passes("V66", "done", under(CampaignState.DONE)),
    passes("V66", "done elsewhere", under(CampaignState.DONE_ELSEWHERE)),
    passes("V66", "refused at this visit", under(CampaignState.REFUSED, recorded=at(23, 10))),
    finds(
        "V66",
        "refused last time: ask again",
        "vehicle.vin",
        under(CampaignState.REFUSED, recorded=at(22, 10)),
    ),
    passes("V66", "not begun", under(valid_from=date(2026, 11, 24))),
    passes("V66", "over", under(**SERVICE, valid_to=date(2026, 11, 22))),
    finds("V66", "open, named by pattern", "vehicle.vin", under()),
    finds("V66", "open, named by list", "vehicle.vin", under(CampaignState.OPEN)),
    finds("V66", "the claim is for another campaign", "vehicle.vin", under(filed="R2")),
    finds("V66", "a recall has no end", "vehicle.vin", under(valid_to=date(2026, 3, 1))),
    passes("W01", "short texts"),
    passes("W01", "2,000 signs", narrative__cause="一二" * 1_000),
    finds("W01", "2,001 signs", "narrative.cause", narrative__cause="一二" * 1_000 + "三"),
    finds(
        "W01",
        "a long part number",
        "part_lines[0].new_part_no",
        part_lines=(a_part_line(new_part_no="X" * 61),),
    ),
    passes("W03", "lines with names"),
    finds(
        "W03",
        "a part without number",
        "part_lines[0].new_part_no",
        part_lines=(PartLine(causal=True),),
    ),
    finds(
        "W03",
        "an operation without code",
        "labour_lines[0].code",
        labour_lines=(LabourLine(main=True),),
    ),
    finds(
        "W03",
        "a cost for nothing named",
        "other_lines[0].text",
        other_lines=(OtherLine(amount_fen=100),),
    ),
    finds(
        "V33",
        "no hours",
        "labour_lines[0].hours",
        labour_lines=(a_labour_line(hours=Decimal(0)),),
    ),
    passes("W02", "rare names"),
    passes("W02", "breaks", narrative__cause=f"{CAUSE}\n\t{LONG}"),
    finds(
        "W02",
        "a sign without shape",
        "owner.name",
        some_facts(a_claim(owner__name="贺\ue000"), printable=lambda sign: sign != "\ue000"),
    ),
)


def with_pieces(*pieces: OldPart, state: State = State.TO_SUBMIT, **fields: Any) -> ClaimFacts:
    """Return a claim about to be filed with one line of two pieces and one related line."""
    lines = (a_part_line(quantity=1), a_part_line(causal=False, causal_line=1))
    claim = a_claim(state=state, part_lines=lines)
    return some_facts(claim, pieces=pieces, **fields)


def on_shelf(line: int = 1, **fields: Any) -> OldPart:
    whole = {"causal": line == 1, "tag": f"01260000000{line}", "tag_state": TagState.CONFIRMED}
    return an_old_part(line=line, **{"state": PartState.SHELVED, **whole, **fields})


FLUID = HazardEntry("fluid", "", "fluids", "ordinary", True, "retention", False, "", "")
AIRBAG = HazardEntry("airbag", "", "airbag", "note", False, "retention", False, "", "")
KINDS = {"fluid": FLUID, "airbag": AIRBAG}
FIRST, SECOND = (f"part_lines[{number}].return_required" for number in range(2))
BOTH = (on_shelf(1), on_shelf(2))
GONE = on_shelf(2, state=PartState.NO_PART, tag="", tag_state=TagState.NONE)
EXAMPLES += (
    passes("V77", "all here", with_pieces(*BOTH)),
    passes("V77", "one waived", with_pieces(on_shelf(1), GONE)),
    passes("V77", "repair still goes on", with_pieces(state=State.REPAIRING)),
    finds("V77", "none here", f"{FIRST} {SECOND}", with_pieces()),
    finds(
        "V77", "one expected", SECOND, with_pieces(on_shelf(1), an_old_part(line=2, causal=False))
    ),
    passes("V78", "on the shelf", with_pieces(*BOTH)),
    finds("V78", "on the bench", FIRST, with_pieces(on_shelf(1, state=PartState.RECEIVED))),
    finds("V78", "label not seen", FIRST, with_pieces(on_shelf(1, tag_state=TagState.SENT))),
    passes("V79", "both here", with_pieces(*BOTH)),
    passes("V79", "neither goes back", with_pieces(on_shelf(1, return_required=False), GONE)),
    finds("V79", "related one waived", SECOND, with_pieces(on_shelf(1), GONE)),
    passes("V80", "once", with_pieces(*BOTH, labels_printed={BOTH[0].tag: 1})),
    finds("V80", "twice", FIRST, with_pieces(*BOTH, labels_printed={BOTH[0].tag: 2})),
    passes("V83", "nothing kept back", with_pieces(*BOTH)),
    finds("V83", "kept back", "vehicle.vin", with_pieces(*BOTH, unreturned=("C0126-000009",))),
    passes("V85", "fluids", with_pieces(on_shelf(1, hazard="fluid"), hazards=KINDS)),
    finds("V85", "airbag", FIRST, with_pieces(on_shelf(1, hazard="airbag"), hazards=KINDS)),
    passes("V86", "drained", with_pieces(on_shelf(1, hazard="fluid", drained=True), hazards=KINDS)),
    passes("V86", "airbag", with_pieces(on_shelf(1, hazard="airbag"), hazards=KINDS)),
    finds("V86", "full", FIRST, with_pieces(on_shelf(1, hazard="fluid"), hazards=KINDS)),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    example.must_hold()


@cache
def examples_elsewhere() -> tuple[tuple[str, bool], ...]:
    """Return rule and whether it finds something, of the examples of the other files."""
    found = []
    for file in sorted(Path(__file__).parent.glob("test_rules_*.py")):
        spec = spec_from_file_location(f"examples_of_{file.stem}", file)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        found += [(example.rule, bool(example.finds)) for example in module.EXAMPLES]
    return tuple(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_both_kinds_of_example(rule: Any) -> None:
    mine = {bool(example.finds) for example in EXAMPLES if example.rule == rule.id}
    mine |= {finds for name, finds in examples_elsewhere() if name == rule.id}
    assert True in mine, "no example that it finds"
    assert False in mine, "no example that passes"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_explains_itself(rule: Any) -> None:
    told = (rule.title, rule.passes, rule.fails, rule.why, rule.cost)
    assert all(told)
    assert len({rule.title, rule.passes, rule.fails}) == 3


def test_a_whole_claim_has_no_findings() -> None:
    assert check(some_facts()) == ()


_WARNED = (
    "V06 V11 V15 V16 V20 V21 V23 V25 V26 V27 V30 V40 V41 V42 V43 V44 V45 V46 V47 V48 V51 V52 V53"
    " V54 V58 V59 V61 V70 V71 V72 V73 V74 V75 V76 V79 V80 V83 V85 V86 V88 V90 V91 V92 V93 W02"
)
_LIGHTER = {
    **dict.fromkeys(_WARNED.split(), "warn"),
    **dict.fromkeys(["V03", "V95", "V96", "V97", "V98", "V99", "V100"], "info"),
}


def test_rules_have_their_own_ids_and_the_weights_of_the_trade() -> None:
    weights = {rule.id: rule.severity.value for rule in RULES}
    assert len(weights) == len(RULES)
    assert weights == {rule.id: _LIGHTER.get(rule.id, "block") for rule in RULES}


def test_a_wrong_digit_confirmed_from_a_photo_is_only_told() -> None:
    facts = some_facts(a_claim(vehicle__vin=WRONG_DIGIT), vin_confirmed=True)
    (finding,) = (f for f in check(facts) if f.rule == "V02")
    assert finding.severity is Severity.INFO


def test_a_refusal_of_last_time_does_not_block() -> None:
    (finding,) = (
        f for f in check(under(CampaignState.REFUSED, recorded=at(22, 10))) if f.rule == "V66"
    )
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    ("switch", "weight"),
    [
        (RuleSwitch(), "block"),
        (RuleSwitch(severity=Severity.WARN), "warn"),
        (RuleSwitch(enabled=False), None),
    ],
)
def test_the_brand_switches_and_weighs(switch: RuleSwitch, weight: str | None) -> None:
    facts = some_facts(a_claim(visit__mileage_km=-1), switches={"V18": switch})
    assert [f.severity for f in check(facts) if f.rule == "V18"] == ([weight] if weight else [])


def test_blocks_come_first() -> None:
    facts = some_facts(a_claim(owner__phone="1", narrative__cause="短", visit__mileage_km=-1))
    weights = [finding.severity.value for finding in check(facts)]
    assert weights == sorted(weights, key=("block", "warn", "info").index)
    assert {"block", "warn"} == set(weights)


def test_the_day_is_the_desks_day() -> None:
    # 23:30 on the 24th in China is the 24th, although Greenwich has only half past three.
    facts = some_facts(now=at(24, 0), zone=CHINA)
    late = a_claim(visit__finished_at=at(24, 23) + timedelta(minutes=30))
    assert [f.rule for f in check(facts.with_claim(late)) if f.rule == "V12"] == []


Rulebook = Callable[[ClaimFacts], object]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_empty_draft_breaks_no_rule(rule: Any) -> None:
    from warrantydesk.domain.claim import Claim
    from warrantydesk.domain.rules import Params

    for claim in (Claim(), Claim(part_lines=(a_part_line(),), labour_lines=(a_labour_line(),))):
        list(rule.function(some_facts(claim), Params({})))
