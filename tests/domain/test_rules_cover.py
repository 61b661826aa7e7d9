"""V23–V30, V67–V76: what the engine and the maker's authorisations say of a claim."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import VIN, a_claim, a_part_line, some_facts
from rule_examples import Example, finds, passes

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.authorisation import (
    Authorisation,
    AuthorisationItem,
    AuthorisationScope,
    AuthorisationState,
)
from warrantydesk.domain.claim import ClaimType, PayBy
from warrantydesk.domain.claim_cover import ClaimCover, LineCover
from warrantydesk.domain.coverage import (
    Answer,
    Counters,
    Layer,
    LayerAnswer,
    Light,
    Lights,
    PeriodState,
    Verdict,
)
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.profile import BrandProfile, RuleSwitch
from warrantydesk.domain.rules import check

PUMP, GASKET = "1307010-T20", "1307020-T20"
COVERED, REFUSED, OPEN = Verdict.COVERED, Verdict.NOT_COVERED, Verdict.BORDERLINE
FIELD, SECOND, NUMBER = (
    "part_lines[0].new_part_no",
    "part_lines[1].new_part_no",
    "codes.authorisation_no",
)


def layer(verdict: Verdict, days: int | None = 400, km: int | None = 50_000) -> LayerAnswer:
    """Return what the maker's cover answers with its margins."""
    ends = None if days is None else date(2026, 11, 23) + timedelta(days=days)
    end_km = None if km is None else 30_534 + km
    return LayerAnswer(Layer.MAKER, verdict, "QC-VEH", ends, end_km, days, km)


def answer(verdict: Verdict, *layers: LayerAnswer, **fields: Any) -> Answer:
    return Answer(verdict, layers=layers or (layer(verdict),), **fields)


def judged(
    one: Answer | None,
    *lines: LineCover,
    claim: Any = None,
    cover: dict[str, Any] | None = None,
    **fields: Any,
) -> ClaimFacts:
    """Return a claim of which the engine answers so; by default its only line answers alike."""
    said = lines or ((LineCover(1, PUMP, one),) if one else ())
    whole = ClaimCover(one, said, **(cover or {})) if one else None
    return some_facts(claim, judge=lambda claim: whole, **fields)  # type: ignore[arg-type,return-value]


def approval(**fields: Any) -> Authorisation:
    """Return the maker's approval of this claim."""
    given = Authorisation(
        1, VIN, "May we replace it?", state=AuthorisationState.APPROVED, number="PA-1", id=1
    )
    return replace(given, **fields)


def for_part(number: str, **fields: Any) -> Authorisation:
    return approval(items=(AuthorisationItem(AuthorisationScope.PART, number),), **fields)


def by(*given: Authorisation) -> dict[str, Any]:
    return {"authorisations": given}


TWO = a_claim(part_lines=(a_part_line(), a_part_line(causal=False, causal_line=1)))
OVER = answer(REFUSED, layer(REFUSED, days=-62))
OVER_KM = answer(REFUSED, layer(REFUSED, km=-100))
NEAR = answer(COVERED, layer(COVERED, days=20))
PHOTO = Attachment(1, "VM", "0" * 64, "km.jpg", 1, "image/jpeg")
TAXI: dict[str, Any] = {"cover": {"wrong_terms": True}}

EXAMPLES: tuple[Example, ...] = (
    passes("V23", "a term is known", judged(answer(COVERED))),
    passes("V23", "the engine cannot decide yet", judged(answer(Verdict.NEEDS_FACT))),
    finds(
        "V23",
        "no table names the part",
        FIELD,
        judged(answer(COVERED), LineCover(1, PUMP, answer(COVERED), has_rule=False)),
    ),
    passes("V24", "in cover", judged(answer(COVERED))),
    passes("V24", "nobody can judge", judged(None)),
    passes("V24", "allowed by the maker", judged(OVER, **by(approval()))),
    passes("V24", "allowed for this part", judged(OVER, **by(for_part(PUMP)))),
    passes("V24", "a free service", judged(OVER, claim=a_claim(type=ClaimType.FREE_SERVICE))),
    passes("V24", "a wear part is V29's", judged(OVER, LineCover(1, PUMP, OVER, is_wear=True))),
    finds("V24", "two months over", FIELD, judged(OVER)),
    finds("V24", "100 km over", FIELD, judged(OVER_KM)),
    finds("V24", "covered by nothing", FIELD, judged(answer(REFUSED))),
    finds("V24", "open: ask", FIELD, judged(answer(OPEN))),
    finds("V24", "allowed for another part", FIELD, judged(OVER, **by(for_part(GASKET)))),
    finds("V24", "allowed for another car", FIELD, judged(OVER, **by(approval(vin="X")))),
    finds(
        "V24",
        "only asked",
        FIELD,
        judged(OVER, **by(approval(state=AuthorisationState.ASKED))),
    ),
    passes(
        "V25",
        "one of two",
        judged(OVER, LineCover(1, PUMP, OVER), LineCover(2, GASKET, answer(COVERED)), claim=TWO),
    ),
    passes("V25", "allowed by the maker", judged(OVER, **by(approval()))),
    finds("V25", "the only one", "part_lines", judged(OVER)),
    finds(
        "V25",
        "both",
        "part_lines",
        judged(OVER, LineCover(1, PUMP, OVER), LineCover(2, GASKET, OVER), claim=TWO),
    ),
    passes("V26", "nothing overdue", judged(answer(COVERED))),
    finds(
        "V26",
        "4,000 km",
        "narrative.cause",
        judged(answer(COVERED), cover={"overdue_service": "4000 km"}),
    ),
    passes("V27", "far from the end", judged(answer(COVERED))),
    passes("V27", "with a photo", judged(NEAR, attachments=(PHOTO,))),
    passes("V27", "another cover lasts", judged(answer(COVERED, *NEAR.layers, layer(COVERED)))),
    passes(
        "V27",
        "as this maker counts",
        judged(NEAR, switches={"V27": RuleSwitch(params={"days": "10"})}),
    ),
    finds("V27", "20 days", "visit.mileage_km", judged(NEAR)),
    finds("V27", "900 km", "visit.mileage_km", judged(answer(COVERED, layer(COVERED, None, 900)))),
    passes("V28", "household", judged(answer(COVERED))),
    passes("V28", "the maker allowed it", judged(OVER, **TAXI, **by(approval()))),
    finds("V28", "a taxi", "vehicle.use", judged(OVER, **TAXI)),
    passes("V29", "within its term", judged(answer(COVERED))),
    passes(
        "V29",
        "the customer pays",
        judged(
            OVER,
            LineCover(1, PUMP, OVER, is_wear=True),
            claim=a_claim(part_lines=(a_part_line(pay_by=PayBy.SELF),)),
        ),
    ),
    finds("V29", "after it", FIELD, judged(OVER, LineCover(1, PUMP, OVER, is_wear=True))),
    passes("V30", "the first one", judged(answer(COVERED))),
    finds(
        "V30",
        "the second one",
        FIELD,
        judged(answer(COVERED), LineCover(1, PUMP, answer(COVERED), inherits=True)),
    ),
)


def brand(**rows: list[dict[str, str]]) -> BrandProfile:
    """Return a brand of these tables, its pump and its type as given."""
    return BrandProfile("QC", 1, lambda table: rows.get(table, []))  # type: ignore[arg-type]


PART = {
    "part_no": PUMP,
    "name_zh": "水泵",
    "name_en": "Pump",
    "part_group": "engine",
    "list_price_fen": "40200",
    "models": "",
    "usage_per_vehicle": "1",
    "supplier_codes": "",
    "related_parts": "",
    "return_required": "yes",
    "is_consumable": "no",
    "hazard": "",
    "needs_prior_auth": "yes",
}
KIND = {"code": "REPAIR", "name_zh": "", "name_en": "", "required_fields": "", "checks": ""}
RATES = [
    {"code": "self_authorisation_limit", "model_class": "", "value": "50000"},
]
ASKS_PART = {"profile": brand(parts=[PART])}
ASKS_TYPE = {"profile": brand(claim_types=[{**KIND, "needs_prior_auth": "yes"}])}
ASKS_AMOUNT = {
    "profile": brand(rates=RATES),
    "switches": {"V67": RuleSwitch(params={"amount": "yes"})},
}
ASKS_LABOUR = {"profile": brand(), "switches": {"V67": RuleSwitch(params={"labour": "R1307010"})}}
NAMED = a_claim(codes__authorisation_no="PA-1")
LATE = approval(expires_on=date(2026, 11, 22))

EXAMPLES += (
    passes("V67", "nothing needs one", some_facts(profile=brand())),
    passes("V67", "no profile"),
    passes("V67", "the part is allowed", some_facts(**ASKS_PART, **by(for_part(PUMP)))),
    passes(
        "V67",
        "mended, not replaced",
        some_facts(a_claim(part_lines=(a_part_line(treatment="repair"),)), **ASKS_PART),
    ),
    passes("V67", "the type is allowed", some_facts(**ASKS_TYPE, **by(approval()))),
    finds("V67", "a dear part", FIELD, some_facts(**ASKS_PART)),
    finds("V67", "another part was allowed", FIELD, some_facts(**ASKS_PART, **by(for_part("X")))),
    finds("V67", "the type", NUMBER, some_facts(**ASKS_TYPE)),
    finds("V67", "the amount", NUMBER, some_facts(**ASKS_AMOUNT)),
    finds("V67", "an operation", "labour_lines[0].code", some_facts(**ASKS_LABOUR)),
    passes("V68", "the same car", some_facts(NAMED, **by(approval()))),
    finds("V68", "another car", NUMBER, some_facts(NAMED, **by(approval(claim_id=2, vin="X")))),
    passes("V68", "another claim's, not named", some_facts(**by(approval(claim_id=2, vin="X")))),
    passes("V69", "approved", some_facts(NAMED, **by(approval()))),
    passes("V69", "none asked"),
    finds("V69", "a number that nobody noted", NUMBER, some_facts(NAMED)),
    *(
        finds("V69", state, NUMBER, some_facts(**by(approval(state=state))))
        for state in ("ASKED", "RETURNED", "REJECTED")
    ),
    passes("V69", "void", some_facts(**by(approval(state=AuthorisationState.VOID)))),
    passes("V70", "the last day", some_facts(**by(approval(expires_on=date(2026, 11, 23))))),
    passes("V70", "no end", some_facts(**by(approval()))),
    passes("V70", "a newer one holds", some_facts(**by(LATE, approval(id=2)))),
    finds("V70", "a day late", NUMBER, some_facts(**by(LATE))),
)

IN = PeriodState.IN
ARTICLES = {"articles": {"same": "Art. 24"}, "early_clauses": frozenset({"CN43.23"})}
EARLY = LayerAnswer(Layer.STATUTORY, COVERED, "CN43.23")


def lit(name: str, light: Light, period: PeriodState = IN, **fields: Any) -> ClaimFacts:
    """Return a claim with one counter's light."""
    one = answer(
        COVERED,
        replace_period=period,
        lights=replace(Lights(), **{name: light}),
        counters=replace(Counters(), **{name: (5, 4)}),
    )
    return judged(one, cover=ARTICLES, **fields)


for rule, name in zip(
    ("V71", "V72", "V73", "V74", "V75"),
    ("days", "same", "serious", "assembly", "part"),
    strict=True,
):
    EXAMPLES += (
        passes(rule, "green", lit(name, Light.GREEN)),
        passes(rule, "after the period", lit(name, Light.RED, PeriodState.OUT)),
        finds(rule, "amber", "vehicle.vin", lit(name, Light.AMBER)),
        finds(rule, "red", "vehicle.vin", lit(name, Light.RED)),
    )
EXAMPLES += (
    passes("V76", "an ordinary repair", judged(answer(COVERED), cover=ARTICLES)),
    finds("V76", "a brake failure", "vehicle.vin", judged(answer(COVERED, EARLY), cover=ARTICLES)),
    finds("V76", "a week", "visit.finished_at", judged(answer(COVERED, loaner_days=2))),
    passes(
        "V76",
        "a week with a loan car",
        judged(answer(COVERED, loaner_days=2), cover={"loaner_noted": True}),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    example.must_hold()


@pytest.mark.parametrize(
    ("facts", "weight"),
    [
        (lit("same", Light.AMBER), Severity.INFO),
        (lit("same", Light.RED), Severity.WARN),
        (lit("same", Light.RED, **by(approval())), Severity.INFO),
    ],
)
def test_red_weighs_until_the_maker_allowed_it(facts: ClaimFacts, weight: Severity) -> None:
    (found,) = (one for one in check(facts) if one.rule == "V72")
    assert found.severity is weight
    assert found.values == {"n": 5, "limit": 4, "article": "Art. 24"}


def test_what_is_over_is_said_with_its_day_or_its_km() -> None:
    said = [
        found.message.format(**found.values)
        for facts in (judged(OVER), judged(OVER_KM))
        for found in check(facts)
        if found.rule == "V24"
    ]
    assert "ended on 2026-09-22, 62 days before" in said[0]
    assert "ended at 30434 km, 100 km before" in said[1]


def test_an_open_case_is_a_warning_not_a_block() -> None:
    (found,) = (one for one in check(judged(answer(OPEN))) if one.rule == "V24")
    assert found.severity is Severity.WARN


def test_a_typed_number_is_looked_for_without_the_spaces_around_it() -> None:
    facts = some_facts(a_claim(codes__authorisation_no=" PA-1 "), **by(approval(claim_id=9)))
    assert not [one for one in check(facts) if one.rule == "V69"]
