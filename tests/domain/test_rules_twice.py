"""V55–V63: duplicates, refused repairs, repeats, free services, by example."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import a_claim, a_part_line, an_old_part, some_facts
from rule_examples import Example, finds, passes

from warrantydesk.domain.authorisation import Authorisation, AuthorisationState
from warrantydesk.domain.claim import ClaimType, State
from warrantydesk.domain.claim.lines import Treatment
from warrantydesk.domain.claim_cover import ClaimCover
from warrantydesk.domain.coverage import Answer, Layer, LayerAnswer, Verdict
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.history import PastClaim
from warrantydesk.domain.profile import BrandProfile, RuleSwitch

FREE = ClaimType.FREE_SERVICE
PUMP, WINDOW = "1307010-T20", "6104010-S07"
PUMPED, WOUND = "R1307010", "R6104010"
FIRST_LINE, MAIN_LINE = "part_lines[0].new_part_no", "labour_lines[0].code"
BOTH = f"{FIRST_LINE} {MAIN_LINE}"
THEIRS = PastClaim(
    id=7,
    claim_number="C0126-000007",
    type=ClaimType.REPAIR,
    state=State.APPROVED,
    brand="QC",
    visit_id=70,
    repair_order="RO26-00070",
    on=date(2026, 10, 4),
    total_km=29_000,
    fault_code="CO101",
    causal_part=PUMP,
    main_labour=PUMPED,
)


def beside(claim: dict[str, Any] | None = None, rule: str = "", **past: Any) -> ClaimFacts:
    """Return a claim of the water pump beside another one; ``params`` are those of a rule."""
    params = past.pop("params", {})
    facts = some_facts(a_claim(**(claim or {})), past=(replace(THEIRS, **past),))
    return replace(facts, switches={rule: RuleSwitch(params=params)}) if rule else facts


def same_order(**past: Any) -> ClaimFacts:
    """Return both claims on one repair order, the other one for another fault by default."""
    other = {"causal_part": WINDOW, "main_labour": WOUND, "fault_code": "BO201", **past}
    return beside(None, repair_order="RO26-00001", on=date(2026, 11, 23), **other)


def refused(claim: dict[str, Any] | None = None, **past: Any) -> ClaimFacts:
    """Return a claim three weeks after the visit of a refused one."""
    at_the_maker = {"state": State.REJECTED, "refused": True, "on": date(2026, 11, 3)}
    return beside(claim, **{**at_the_maker, **past})


def asked_first(state: AuthorisationState | None, heads: str = "1307|1308") -> ClaimFacts:
    """Return a linked repeat of a part whose second repair needs an authorisation."""
    facts = beside({"repeat_of": 7}, "V58", params={"needs_approval": heads})
    given = () if state is None else (Authorisation(1, "", "?", state=state),)
    return replace(facts, authorisations=given)


def numbered(*others: str, number: str = "WC-1") -> ClaimFacts:
    return some_facts(a_claim(codes__maker_claim_number=number), namesakes=others)


def tagged(**elsewhere: str) -> ClaimFacts:
    piece = an_old_part(tag="T1", maker_tag="M1")
    return some_facts(pieces=(piece,), tags_elsewhere=elsewhere)


def serial(elsewhere: str = "", *more: str, **line: Any) -> ClaimFacts:
    first = a_part_line(old_serial="SN1", **line)
    lines = (first, *(replace(first, causal=False, causal_line=1, old_serial=one) for one in more))
    known = {"SN1": elsewhere} if elsewhere else {}
    return some_facts(a_claim(part_lines=lines), serials_elsewhere=known)


def service(number: int | None, *done: int, rows: int = 0, **past: Any) -> ClaimFacts:
    """Return a free service of a car that had others; ``rows`` are those of the policies."""
    claim = a_claim(type=ClaimType.FREE_SERVICE, codes__service_no=number, labour_lines=())
    one = replace(THEIRS, type=ClaimType.FREE_SERVICE, causal_part="", main_labour="", **past)
    tables = {"policies": [{"layer": "service"}] * rows}
    return some_facts(
        claim,
        past=tuple(replace(one, service_no=each) for each in done),
        profile=BrandProfile("QC", 1, lambda table: tables.get(table, [])),
    )


def window(
    days: int, km: int, kind: ClaimType = ClaimType.FREE_SERVICE, **grace: str
) -> ClaimFacts:
    """Return a free service with some days and km left of its window."""
    term = LayerAnswer(
        Layer.FREE_SERVICE, Verdict.COVERED, "", date(2026, 11, 23), 30_534 + km, days, km
    )
    cover = ClaimCover(Answer(Verdict.COVERED, layers=(term,)))
    facts = some_facts(a_claim(type=kind), judge=lambda _claim: cover)
    return replace(facts, switches={"V63": RuleSwitch(params=grace)})


OTHER_FAULT = {"fault_code": "BO201", "causal_part": WINDOW, "main_labour": WOUND}
LINKED = {"repeat_of": 7}
GOODWILL = {"type": ClaimType.GOODWILL, "codes__original_claim_no": "C0126-000007"}
EXAMPLES: tuple[Example, ...] = (
    passes("V55", "alone", numbered()),
    passes("V55", "no number", numbered("C0126-000007", number="")),
    finds("V55", "two claims", "codes.maker_claim_number", numbered("C0126-000007")),
    passes("V56", "another fault of the visit", same_order()),
    passes("V56", "the same on another order", beside()),
    passes("V56", "refused: V57 says it", same_order(causal_part=PUMP, refused=True)),
    finds("V56", "the same part", FIRST_LINE, same_order(causal_part=PUMP)),
    finds("V56", "the same operation", MAIN_LINE, same_order(main_labour=PUMPED)),
    finds("V56", "of one visit", BOTH, same_order(causal_part=PUMP, main_labour=PUMPED)),
    passes("V57", "approved", beside(on=date(2026, 11, 3))),
    passes("V57", "another fault", refused(**OTHER_FAULT)),
    passes("V57", "31 days later", refused(on=date(2026, 10, 23))),
    passes("V57", "goodwill in its place", refused(GOODWILL)),
    passes("V57", "a linked repeat, driven on", refused(LINKED, total_km=30_034)),
    finds("V57", "30 days later", "vehicle.vin", refused(on=date(2026, 10, 24))),
    finds(
        "V57",
        "the fault code alone",
        "vehicle.vin",
        refused(causal_part="", main_labour=""),
    ),
    finds("V57", "linked, not driven", "vehicle.vin", refused(LINKED, total_km=30_500)),
    finds(
        "V57",
        "same order, long ago",
        "vehicle.vin",
        refused(repair_order="RO26-00001", on=date(2025, 1, 1)),
    ),
    passes("V58", "another fault", beside(**OTHER_FAULT)),
    passes("V58", "linked", beside(LINKED)),
    passes("V58", "91 days later", beside(on=date(2026, 8, 24))),
    passes("V58", "later than this one", beside(on=date(2026, 11, 24))),
    passes("V58", "a free service repeats nothing", beside(type=ClaimType.FREE_SERVICE)),
    passes("V58", "not covered then", beside(state=State.NOT_COVERED)),
    finds("V58", "90 days later", "repeat_of", beside(on=date(2026, 8, 25))),
    finds("V58", "the operation alone", "repeat_of", beside(causal_part="")),
    finds("V58", "linked to another", "repeat_of", beside({"repeat_of": 9})),
    finds(
        "V58",
        "30 days wanted",
        "repeat_of",
        beside(None, "V58", on=date(2026, 10, 24), params={"repeat_days": "30"}),
    ),
    passes("V58", "authorised", asked_first(AuthorisationState.APPROVED)),
    passes("V58", "a part that needs none", asked_first(None, "1308")),
    finds("V58", "not authorised", "codes.authorisation_no", asked_first(None)),
    finds("V58", "asked only", "codes.authorisation_no", asked_first(AuthorisationState.ASKED)),
    passes("V59", "another day", beside(on=date(2026, 11, 22))),
    passes("V59", "the same visit", beside({"visit__id": 70}, on=date(2026, 11, 23))),
    finds("V59", "another visit", "visit.arrived_at", beside(on=date(2026, 11, 23))),
    passes("V60", "alone", tagged()),
    finds("V60", "the maker's label", "part_lines[0]", tagged(M1="C0126-000007")),
    finds("V60", "our label", "part_lines[0]", tagged(T1="C0126-000007")),
    passes("V61", "first time", serial()),
    passes("V61", "repaired, not removed", serial("C0126-000007", treatment=Treatment.REPAIR)),
    passes("V61", "two serials", serial("", "SN2")),
    finds("V61", "in another claim", "part_lines[0].old_serial", serial("C0126-000007")),
    finds("V61", "twice here", "part_lines[1].old_serial", serial("", "SN1")),
    passes("V62", "first", service(1, rows=1)),
    passes("V62", "second of two", service(2, 1)),
    passes("V62", "first was refused", service(1, 1, refused=True)),
    finds("V62", "first once more", "codes.service_no", service(1, 1)),
    finds("V62", "one more than there are", "codes.service_no", service(2, rows=1)),
    passes("V63", "last day and last km", window(0, 0)),
    passes("V63", "within the grace", window(-3, -200, grace_days="3", grace_km="200")),
    passes("V63", "another type", window(-3, -200, ClaimType.REPAIR)),
    finds("V63", "a day late", "visit.arrived_at", window(-1, 5)),
    finds("V63", "a km too far", "visit.mileage_km", window(5, -1)),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    example.must_hold()
