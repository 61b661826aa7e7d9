"""The coverage card: the decision with everything that is shown beside it; plain values."""

from dataclasses import dataclass, field
from datetime import date, datetime

from warrantydesk.domain.coverage import (
    Answer,
    Clause,
    CoverageFacts,
    LayerAnswer,
    Light,
    PeriodState,
    Remark,
    Verdict,
)
from warrantydesk.domain.repair_history import Demand, Loaner


@dataclass(frozen=True)
class PeriodBar:
    """One period as a bar: where it ends, what is left, and the share that is used (0 to 1)."""

    clause: Clause
    state: PeriodState
    last_day: date
    days_left: int
    days_used: float
    last_km: int
    km_left: int
    km_used: float


@dataclass(frozen=True)
class LayerLine:
    """One layer's answer in words: its article or policy row beside it."""

    answer: LayerAnswer
    title_zh: str
    title_en: str
    source_zh: str
    """Article or policy row, as “第19条”."""
    source_en: str
    text_zh: str = ""
    text_en: str = ""


@dataclass(frozen=True)
class CounterLine:
    """One counter of Article 24: ``n + today`` of ``limit``, its light, what it counts."""

    code: str
    """``days``, ``same``, ``serious``, ``assembly`` or ``part``."""
    count: int
    limit: int
    light: Light
    today: int = 0
    """Days of the present visit, not counted yet."""
    subject: str = ""
    """The worst assembly, part or problem."""


@dataclass(frozen=True)
class CampaignLine:
    """A campaign on this VIN; open ones come first."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    state: str
    is_open: bool
    stop_sale: bool
    handled_here: bool
    """This claim, or another of its visit, carries it out."""


@dataclass(frozen=True)
class RepairLine:
    """A repair in the vehicle's history: a claim of this desk, or one elsewhere."""

    claim_id: int | None
    elsewhere_id: int | None
    on: date
    title: str
    """Claim number, or the workshop."""
    complaint: str
    mileage_km: int | None
    days: int
    """Days that count towards the 30, rounded up."""
    part: str = ""
    problem_id: int | None = None
    problem: str = ""
    linked_by: str = ""
    serious: bool = False
    flagged_by: str = ""
    counts: bool = True
    """A quality repair that counts; else it is shown only."""
    may_be_same: bool = False
    """Suggested: same part or same fault code as this claim."""
    link_id: int | None = None
    """The link to its problem, to be taken back."""


@dataclass(frozen=True)
class CoverChoice:
    """A cover that would pay if its conditions hold: a person judges it (``save_facts``)."""

    code: str
    name_zh: str
    name_en: str
    conditions_zh: str
    conditions_en: str


@dataclass(frozen=True)
class LawDeadline:
    """A deadline of the law: what, until when, and whom it concerns."""

    code: str
    """``answer``, ``finish``, ``loaner`` or ``records``."""
    clause: str
    vehicle_id: int
    claim_id: int | None
    due_on: date
    is_over: bool
    message: str
    values: dict[str, object] = field(default_factory=dict)
    due_at: datetime | None = None


@dataclass(frozen=True)
class CoverageCard:
    """All that the card shows; ``answer`` is the decision itself."""

    facts: CoverageFacts
    answer: Answer
    verdict: Verdict
    head_zh: str
    """The verdict in words with who pays, as “在保 · 由厂家承担”."""
    head_en: str
    source: str
    """Versions the decision rests on, in short."""
    periods: tuple[PeriodBar, ...] = ()
    layers: tuple[LayerLine, ...] = ()
    rights: tuple[LayerLine, ...] = ()
    """Further rights of the law that the facts touch; reached where they are COVERED."""
    counters: tuple[CounterLine, ...] = ()
    outlook: tuple[Remark, ...] = ()
    campaigns: tuple[CampaignLine, ...] = ()
    repairs: tuple[RepairLine, ...] = ()
    demands: tuple[Demand, ...] = ()
    loaners: tuple[Loaner, ...] = ()
    deadlines: tuple[LawDeadline, ...] = ()
    warnings: tuple[Remark, ...] = ()
    missing: tuple[str, ...] = ()
    """Names of missing facts, as fields of the claim (``visit.mileage_km``)."""
    offers_serious: bool = False
    """The fault lies in a safety group: offer the flag, never set it."""
    choices: tuple[CoverChoice, ...] = ()
    """Covers of the maker whose conditions a person must judge (``ClaimCoverage.cover_code``)."""
    problem: str = ""
    """The problem that this claim is a repair of; a person linked it."""
    problem_id: int | None = None
    link_id: int | None = None
    linked_by: str = ""
    flagged_by: str = ""
    """Who judged this claim's fault a serious safety fault; empty: nobody did."""
