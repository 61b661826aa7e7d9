"""Appeals against a refusal, whole or of single lines; prepared, filed, decided."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.i18n import N_


class AppealState(StrEnum):
    """Where an appeal stands."""

    DRAFT = "DRAFT"
    FILED = "FILED"
    DECIDED = "DECIDED"
    VOID = "VOID"


APPEAL_NAMES = {
    AppealState.DRAFT: N_("In preparation"),
    AppealState.FILED: N_("Filed"),
    AppealState.DECIDED: N_("Decided"),
    AppealState.VOID: N_("Dropped"),
}


@dataclass(frozen=True)
class AppealLine:
    """A line that the appeal asks for, and how much of it in fen."""

    kind: LineKind
    line: int
    asked_fen: int | None = None
    """None asks for all that is short."""
    reason: str = ""


@dataclass(frozen=True)
class Appeal:
    """One appeal: its lines, its grounds and its evidence (ids of attachments)."""

    claim_id: int
    number: int = 1
    state: AppealState = AppealState.DRAFT
    lines: tuple[AppealLine, ...] = ()
    asked_fen: int = 0
    grounds: str = ""
    evidence: tuple[int, ...] = ()
    due_on: date | None = None
    """Last day to file it."""
    override_reason: str = ""
    """Why the service manager lets it go out late."""
    override_by: str = ""
    filed_on: date | None = None
    filed_by: str = ""
    answer_due_on: date | None = None
    """Day by which the maker's answer is expected."""
    decided_on: date | None = None
    gained_fen: int | None = None
    made_by: str = ""
    made_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0
