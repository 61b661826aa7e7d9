"""Coverage cards made by hand: one that is calm, one in which everything burns."""

from dataclasses import replace
from datetime import date
from typing import Any

from warrantydesk.domain.coverage import (
    Answer,
    Clause,
    CoverageFacts,
    Layer,
    LayerAnswer,
    Light,
    PeriodState,
    Remark,
    Verdict,
)
from warrantydesk.domain.repair_history import Loaner, LoanerKind
from warrantydesk.services.coverage.card import (
    CampaignLine,
    CounterLine,
    CoverageCard,
    LawDeadline,
    LayerLine,
    PeriodBar,
    RepairLine,
)

PERIODS = Clause(
    "CN43.18", "第18条", "Art. 18", "包修期与三包有效期", "The two periods", "先到为准", ""
)


def a_layer(
    layer: Layer, verdict: Verdict, title: tuple[str, str], source: tuple[str, str], **margin: Any
) -> LayerLine:
    """Return one layer's line."""
    answer = LayerAnswer(layer, verdict, margin.pop("clause", "CN43.19"), **margin)
    return LayerLine(answer, *title, *source, "包修期内免费修理。", "Quality problems: free.")


def a_period(**fields: Any) -> PeriodBar:
    """Return a repair period half used."""
    bar = PeriodBar(PERIODS, PeriodState.IN, date(2028, 3, 15), 477, 0.56, 60_000, 31_600, 0.47)
    return replace(bar, **fields)


def a_repair(**fields: Any) -> RepairLine:
    """Return a repair of the vehicle's history."""
    line = RepairLine(7, None, date(2026, 8, 2), "C0126-000007", "水泵渗漏", 21_260, 3)
    return replace(line, **fields)


LAYERS = (
    a_layer(
        Layer.STATUTORY, Verdict.COVERED, ("法定包修", "Law"), ("第18、19条", "Art. 18, 19"),
        last_day=date(2028, 3, 15), last_km=60_000, days_left=477, km_left=31_600,
    ),
    a_layer(
        Layer.MAKER, Verdict.COVERED, ("整车 3 年/10 万公里", "Whole car"), ("QC-VEH", "QC-VEH")
    ),
    a_layer(
        Layer.EXTENDED, Verdict.NOT_COVERED, ("延保", "Extended cover"), ("—", "—"), days_left=-12
    ),
)  # fmt: skip
COUNTERS = (
    CounterLine("days", 6, 30, Light.GREEN, today=1),
    CounterLine("same", 1, 4, Light.GREEN),
    CounterLine("serious", 0, 2, Light.GREEN),
    CounterLine("assembly", 0, 2, Light.GREEN),
    CounterLine("part", 0, 2, Light.GREEN),
)


def a_card(**fields: Any) -> CoverageCard:
    """Return the card of a car that is covered, with nothing against it."""
    answer = Answer(
        Verdict.COVERED,
        Layer.STATUTORY,
        ("CN43.19",),
        repair_period=PeriodState.IN,
        replace_period=PeriodState.IN,
    )
    card = CoverageCard(
        CoverageFacts(),
        answer,
        Verdict.COVERED,
        "在保 · 由厂家承担",
        "Covered · maker pays",
        "QC 3.2",
        periods=(
            a_period(),
            a_period(last_day=date(2027, 3, 15), days_left=111, days_used=0.85, km_left=21_600),
        ),
        layers=LAYERS,
        counters=COUNTERS,
        repairs=(a_repair(),),
    )
    return replace(card, **fields)


def a_burning_card(**fields: Any) -> CoverageCard:
    """Return the card of a car with everything that can be said of one."""
    right = a_layer(
        Layer.STATUTORY,
        Verdict.COVERED,
        ("同一质量问题超过 4 次", "Same problem more than 4 times"),
        ("第24条(四)", "Art. 24(4)"),
    )
    card = a_card(
        rights=(right,),
        counters=(
            CounterLine("days", 28, 30, Light.AMBER, today=2),
            CounterLine("same", 5, 4, Light.RED, subject="水泵渗漏"),
            CounterLine("serious", 1, 2, Light.AMBER),
            CounterLine("assembly", 1, 2, Light.AMBER, subject="发动机"),
            CounterLine("part", 2, 2, Light.RED, subject="转向机"),
        ),
        outlook=(
            Remark("days", "{left} more repair days and the customer may demand.", {"left": 3}),
            Remark("same", "Repaired more than {limit} times: another car is due.", {"limit": 4}),
        ),
        campaigns=(
            CampaignLine(
                "QC26-07", "campaign", "管卡箍", "Coolant hose clamp", "OPEN", True, False, False
            ),
        ),
        loaners=(Loaner(1, LoanerKind.CAR, date(2026, 11, 20)),),
        deadlines=(
            LawDeadline(
                "answer", "CN43.28", 1, 1, date(2026, 11, 20), True,
                "Answer the demand: was due {day}.", {"day": date(2026, 11, 20)},
            ),
            LawDeadline("records", "CN43.17", 1, 1, date(2032, 11, 20), False, "Keep the records."),
        ),
        warnings=(Remark("rest_day", "The last day was a rest day; ask the maker."),),
        missing=("visit.mileage_km",),
        offers_serious=True,
        repairs=(a_repair(), a_repair(claim_id=8, may_be_same=True)),
    )  # fmt: skip
    return replace(card, **fields)
