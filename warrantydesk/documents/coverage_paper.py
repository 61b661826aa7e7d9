"""What papers show of a coverage decision, already turned into words."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.documents.claim_paper import ClaimPaper, day
from warrantydesk.domain.coverage import Light, PeriodState, Verdict
from warrantydesk.i18n import N_, _

NONE = "—"
RECORDED_NAMES = {
    Verdict.COVERED: N_("in cover"),
    Verdict.NOT_COVERED: N_("out of cover"),
    Verdict.BORDERLINE: N_("borderline"),
    Verdict.NEEDS_FACT: N_("fact missing"),
}


@dataclass(frozen=True)
class PeriodRow:
    """One of the two periods: its last day and km, and what is left; negative when over."""

    name: str
    source: str
    state: PeriodState
    last_day: date | None = None
    last_km: int | None = None
    days_left: int | None = None
    km_left: int | None = None


@dataclass(frozen=True)
class AnswerRow:
    """What one layer or one right answers, with its article or policy row and its sense."""

    name: str
    verdict: Verdict
    source: str
    text: str = ""
    last_day: date | None = None
    last_km: int | None = None
    days_left: int | None = None
    km_left: int | None = None


@dataclass(frozen=True)
class CounterRow:
    """One counter of the law: ``count`` of ``limit``; ``today`` is not counted yet.

    Without a light it triggers nothing any more: the period is over.
    """

    name: str
    count: int
    limit: int
    light: Light | None
    today: int = 0
    subject: str = ""


@dataclass(frozen=True)
class RepairRow:
    """A repair of the vehicle, here or elsewhere, with its links and who set them."""

    on: date
    title: str
    complaint: str
    mileage_km: int | None = None
    days: int = 0
    counts: bool = True
    problem: str = ""
    linked_by: str = ""
    flagged_by: str = ""
    """Who judged it a serious safety fault; empty where nobody has."""


@dataclass(frozen=True)
class CampaignRow:
    """A campaign that names the vehicle."""

    code: str
    kind: str
    name: str
    state: str


@dataclass(frozen=True)
class CoveragePaper:
    """A coverage decision in the paper's language; ``facts`` and ``versions`` are labelled."""

    paper: ClaimPaper
    verdict: Verdict = Verdict.NEEDS_FACT
    head: str = ""
    """The verdict in words with who pays; empty: the verdict alone."""
    facts: tuple[tuple[str, str], ...] = ()
    periods: tuple[PeriodRow, ...] = ()
    layers: tuple[AnswerRow, ...] = ()
    rights: tuple[AnswerRow, ...] = ()
    counters: tuple[CounterRow, ...] = ()
    outlook: tuple[str, ...] = ()
    campaigns: tuple[CampaignRow, ...] = ()
    repairs: tuple[RepairRow, ...] = ()
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    outside: str = ""
    """Why the law's periods do not apply to the car; empty where they do."""

    @property
    def title(self) -> str:
        """The verdict in words."""
        return self.head or _(RECORDED_NAMES[self.verdict])


def known(text: str) -> str:
    """Return a text, or a dash where there is none: the paper is filled by the desk."""
    return text if text.strip() else NONE


def known_day(value: date | None) -> str:
    """Return a date, or a dash."""
    return known(day(value))


def whole(value: int | None) -> str:
    """Write a whole number with thousands and a real minus, or a dash."""
    if value is None:
        return NONE
    return f"−{-value:,}" if value < 0 else f"{value:,}"
