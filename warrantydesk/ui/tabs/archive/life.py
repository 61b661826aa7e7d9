"""The life line of a claim: what its journal and its stamps tell of each step."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import from_utc_text
from warrantydesk.i18n import N_, _, local
from warrantydesk.ui.kit.lifeline import LifeStep
from warrantydesk.ui.kit.marks import Mark

ACCEPTED, CHECKED, DECIDED, REPAIRED, SENT, ANSWERED, CLOSED = range(7)
LABELS = (
    N_("In"),
    N_("Tested"),
    N_("Decided"),
    N_("Fixed"),
    N_("Sent"),
    N_("Answer"),
    N_("Closed"),
)
REACHED = {
    State.DRAFT: ACCEPTED,
    State.APPRAISING: ACCEPTED,
    State.PREAUTH_WAIT: ACCEPTED,
    State.NOT_COVERED: DECIDED,
    State.REPAIRING: DECIDED,
    State.TO_SUBMIT: REPAIRED,
    State.SUBMITTED: SENT,
    State.RETURNED: ANSWERED,
    State.REJECTED: ANSWERED,
    State.APPEALED: ANSWERED,
    State.REJECTED_FINAL: ANSWERED,
    State.APPROVED: ANSWERED,
    State.CLOSED: CLOSED,
}
"""The last step that a claim in this state has behind it."""
UNDER_WAY = {
    State.APPRAISING: Mark.RUNNING,
    State.PREAUTH_WAIT: Mark.HOLD,
    State.REPAIRING: Mark.RUNNING,
    State.SUBMITTED: Mark.RUNNING,
}
"""The mark of the step after it, where that has begun."""
ANSWERS = {
    State.RETURNED: Mark.WARN,
    State.REJECTED: Mark.REFUSED,
    State.APPEALED: Mark.WARN,
    State.REJECTED_FINAL: Mark.REFUSED,
}
WITHOUT_REPAIR = (ACCEPTED, CHECKED, DECIDED, CLOSED)
ENTERED = {
    State.DRAFT: (ACCEPTED,),
    State.APPRAISING: (CHECKED,),
    State.NOT_COVERED: (DECIDED,),
    State.REPAIRING: (DECIDED,),
    State.TO_SUBMIT: (REPAIRED,),
    State.SUBMITTED: (SENT,),
    State.CLOSED: (CLOSED,),
}


def life_of(claim: Claim, entries: Sequence[Any]) -> list[LifeStep]:
    """Return the steps of a claim; ``entries`` are its journal, oldest first."""
    seen = states_of(entries)
    times = _times(claim, seen)
    if claim.state is State.VOID:
        return _voided(seen, times)
    ways = {state for state, _at in seen} | {claim.state}
    way: Sequence[int] = range(len(LABELS))
    if State.NOT_COVERED in ways and claim.submitted_at is None and State.SUBMITTED not in ways:
        way = WITHOUT_REPAIR
    return [_step(claim, step, times, ways) for step in way]


def states_of(entries: Sequence[Any]) -> list[tuple[State, datetime]]:
    """Return the states that the journal saw a claim in, with their instants."""
    return [
        (State(entry.after["state"]), from_utc_text(entry.utc))
        for entry in entries
        if entry.after and entry.after.get("state") in State.__members__
    ]


def _step(claim: Claim, step: int, times: dict[int, datetime], ways: set[State]) -> LifeStep:
    reached = REACHED[claim.state]
    mark = Mark.OK if step <= reached else Mark.TODO
    if step == reached + 1:
        mark = UNDER_WAY.get(claim.state, mark)
    if step == ANSWERED and reached >= ANSWERED:
        refused = State.REJECTED_FINAL in ways and State.APPROVED not in ways
        mark = ANSWERS.get(claim.state, Mark.REFUSED if refused else Mark.OK)
    if step == DECIDED and State.NOT_COVERED in ways and State.REPAIRING not in ways:
        mark = Mark.NA if reached >= DECIDED else mark
    shown = mark is not Mark.TODO
    return LifeStep(mark, _(LABELS[step]), _day(times.get(step)) if shown else "")


def _voided(seen: list[tuple[State, datetime]], times: dict[int, datetime]) -> list[LifeStep]:
    before = [state for state, _at in seen if state is not State.VOID]
    reached = max((REACHED[state] for state in before), default=ACCEPTED)
    ended = next((at for state, at in reversed(seen) if state is State.VOID), None)
    steps = [LifeStep(Mark.DONE, _(LABELS[i]), _day(times.get(i))) for i in range(reached + 1)]
    return [*steps, LifeStep(Mark.NA, _("Void"), _day(ended))]


def _times(claim: Claim, seen: list[tuple[State, datetime]]) -> dict[int, datetime]:
    times: dict[int, datetime] = {}
    for state, at in seen:
        for step in ENTERED.get(state, (ANSWERED,)):
            times[step] = at
    stamps = ((ACCEPTED, claim.created_at), (SENT, claim.submitted_at), (CLOSED, claim.closed_at))
    for step, stamp in stamps:
        if stamp is not None:
            times[step] = stamp
    return times


def _day(at: datetime | None) -> str:
    return local(at).strftime("%m-%d") if at else ""
