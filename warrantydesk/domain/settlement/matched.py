"""What a run of matching came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warrantydesk.domain.settlement.statement import LineState, StatementState


@dataclass(frozen=True)
class Matched:
    """A statement after its lines were matched: how many lines are in which state."""

    id: int
    number: str
    state: StatementState
    lines: int = 0
    by_state: Mapping[LineState, int] = field(default_factory=dict)
    changed: int = 0
    """Lines of which this run found something else than the one before."""
    tolerance_fen: int = 0
    window_days: int = 0
