"""Small builders of the facts that the papers of coverage show."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from documents.papers.paper_facts import RARER, a_paper

from warrantydesk.documents.coverage_paper import (
    AnswerRow,
    CampaignRow,
    CounterRow,
    CoveragePaper,
    PeriodRow,
    RepairRow,
)
from warrantydesk.documents.decision import DecisionSheet
from warrantydesk.documents.demand_answer import AnswerLetter, Fee
from warrantydesk.documents.notice import Notice
from warrantydesk.documents.repair_record import RepairRecord
from warrantydesk.domain.coverage import Light, PeriodState, Verdict
from warrantydesk.domain.repair_history import Demand, DemandAnswer, Wish


def a_coverage(**changes: Any) -> CoveragePaper:
    """Build a decision; what is no field of it changes the claim's paper."""
    own = {name: changes.pop(name) for name in tuple(changes) if name in _OWN}
    coverage = CoveragePaper(
        a_paper(**changes),
        Verdict.COVERED,
        "Covered · paid by law",
        facts=(
            ("Start of the periods", "2024-10-26"),
            ("Visit on", "2026-11-24"),
            ("Mileage, km", "30,534"),
            ("Household use", "yes"),
            ("Quality problem", "yes"),
            ("Causal part", "1308010-S07"),
        ),
        periods=(
            PeriodRow(
                "Repair period", "Art. 18", PeriodState.IN, date(2027, 10, 26), 60_000, 336, 29_466
            ),
            PeriodRow(
                "Replace/return period", "Art. 18", PeriodState.OUT,
                date(2026, 10, 26), 50_000, -29, 19_466,
            ),
        ),
        layers=(
            AnswerRow(
                "Law", Verdict.COVERED, "Art. 19", "Quality problems are repaired free.",
                date(2027, 10, 26), 60_000, 336, 29_466,
            ),
            AnswerRow("Extended cover", Verdict.NOT_COVERED, "EX-7", "", date(2026, 1, 1)),
        ),
        rights=(
            AnswerRow(
                "More than 30 repair days", Verdict.COVERED, "Art. 24(4)",
                "Repairs take more than 30 days in sum.",
            ),
            AnswerRow("Loan car", Verdict.BORDERLINE, "Art. 21"),
        ),
        counters=(
            CounterRow("Repair days", 31, 30, Light.RED, 2),
            CounterRow("Repairs of the same problem", 4, 4, Light.AMBER, 0, "Fan hums"),
            CounterRow("Serious safety faults repaired", 0, 2, Light.GREEN),
        ),
        outlook=("With the next repair the car may be given back.",),
        campaigns=(CampaignRow("QC-R26-01", "Recall", "Brake booster hose", "Open"),),
        repairs=(
            RepairRow(
                date(2026, 5, 4), "QC0126-260504-001", "风扇响", 21_050, 9, True, "Fan hums",
                "王敏 2026-05-04", "郑一鸣 2026-05-05",
            ),
            RepairRow(date(2026, 2, 1), "城东服务站", "保养", 15_000, 1, False),
        ),
        warnings=("There is no holiday calendar for 2027: only weekends are counted.",),
        versions=(("QC", "policies 2 · wear 1"), ("LAW", "parameters 1 · clauses 1")),
    )  # fmt: skip
    return replace(coverage, **own)


_OWN = frozenset(CoveragePaper.__dataclass_fields__) - {"paper"}


def a_decision(**changes: Any) -> DecisionSheet:
    return DecisionSheet(
        a_coverage(**changes),
        "1308010-S07 风扇总成",
        "Quality",
        "Claim",
        "Recorded 2026-11-24 09:40 by 王敏: Covered",
        ("Demand of 2026-11-20: answer by 2026-12-04.",),
        "郑一鸣",
        major=True,
    )


def a_notice(**changes: Any) -> Notice:
    return Notice(
        a_coverage(**changes),
        "This repair is free.",
        date(2026, 12, 4),
        date(2026, 12, 18),
        "A loan car is due.",
    )


def a_repair_record(**changes: Any) -> RepairRecord:
    return RepairRecord(
        a_paper(**changes), "Quality: claim", "180.00", "Loan car since 2026-11-24",
        date(2032, 11, 24),
    )  # fmt: skip


def an_answer_letter(**changes: Any) -> AnswerLetter:
    demand = Demand(
        1, date(2026, 11, 10), Wish.RETURN, 1, "CN43.24.4-days", date(2026, 11, 20),
        DemandAnswer.AGREED, f"超过30日，退款给{RARER}。",
    )  # fmt: skip
    return AnswerLetter(
        a_paper(**changes),
        demand,
        "Art. 24(4) More than 30 repair days",
        "Repairs take more than 30 days in sum.",
        ("More than 30 repair days (Art. 24(4))",),
        "2026-11-24",
        "2026-12-08",
        Fee("Art. 27", 12_880_000, 18_650, Decimal(5), 1_201_060),
        "Art. 26",
    )
