"""How states look: the mark, the tone and the word of claims and pieces."""

from warrantydesk.domain.claim.states import STATE_NAMES, State
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.old_part import PART_STATE_NAMES, PartState
from warrantydesk.domain.taken_over import TakenOver
from warrantydesk.i18n import _
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone

_CLAIMS = {
    State.DRAFT: (Mark.RUNNING, Tone.NEUTRAL),
    State.APPRAISING: (Mark.RUNNING, Tone.NEUTRAL),
    State.NOT_COVERED: (Mark.NA, Tone.NEUTRAL),
    State.PREAUTH_WAIT: (Mark.WARN, Tone.WARN),
    State.REPAIRING: (Mark.RUNNING, Tone.NEUTRAL),
    State.TO_SUBMIT: (Mark.WARN, Tone.WARN),
    State.SUBMITTED: (Mark.RUNNING, Tone.ACCENT),
    State.RETURNED: (Mark.OVERDUE, Tone.DANGER),
    State.REJECTED: (Mark.REFUSED, Tone.DANGER),
    State.APPEALED: (Mark.WARN, Tone.WARN),
    State.REJECTED_FINAL: (Mark.REFUSED, Tone.DANGER),
    State.APPROVED: (Mark.OK, Tone.OK),
    State.CLOSED: (Mark.DONE, Tone.NEUTRAL),
    State.VOID: (Mark.NA, Tone.NEUTRAL),
}

_PIECES = {
    PartState.EXPECTED: (Mark.TODO, Tone.NEUTRAL),
    PartState.RECEIVED: (Mark.RUNNING, Tone.NEUTRAL),
    PartState.NO_PART: (Mark.NA, Tone.NEUTRAL),
    PartState.SHELVED: (Mark.DONE, Tone.NEUTRAL),
    PartState.RETURN_DUE: (Mark.WARN, Tone.WARN),
    PartState.PACKED: (Mark.RUNNING, Tone.NEUTRAL),
    PartState.SHIPPED: (Mark.RUNNING, Tone.ACCENT),
    PartState.OEM_RECEIVED: (Mark.RUNNING, Tone.ACCENT),
    PartState.ACCEPTED: (Mark.OK, Tone.OK),
    PartState.REFUSED: (Mark.REFUSED, Tone.DANGER),
    PartState.DISPUTED: (Mark.WARN, Tone.WARN),
    PartState.REFUSED_FINAL: (Mark.REFUSED, Tone.DANGER),
    PartState.SCRAP_OK: (Mark.OK, Tone.OK),
    PartState.SCRAPPED: (Mark.NA, Tone.NEUTRAL),
    PartState.LENT: (Mark.HOLD, Tone.NEUTRAL),
    PartState.MISSING: (Mark.OVERDUE, Tone.DANGER),
    PartState.WRITTEN_OFF: (Mark.NA, Tone.NEUTRAL),
    PartState.VOID: (Mark.NA, Tone.NEUTRAL),
}

_SEVERITIES = {Severity.BLOCK: Mark.BLOCK, Severity.WARN: Mark.WARN, Severity.INFO: Mark.INFO}


def claim_mark(state: State) -> Mark:
    """Return the mark of a claim's state."""
    return _CLAIMS[state][0]


def claim_tone(state: State) -> Tone:
    """Return the tone of a claim's state."""
    return _CLAIMS[state][1]


def claim_word(state: State) -> str:
    """Return the word of a claim's state."""
    return _(STATE_NAMES[state])


def piece_mark(state: PartState) -> Mark:
    """Return the mark of a piece's state."""
    return _PIECES[state][0]


def piece_tone(state: PartState) -> Tone:
    """Return the tone of a piece's state."""
    return _PIECES[state][1]


def piece_word(state: PartState) -> str:
    """Return the word of a piece's state."""
    return _(PART_STATE_NAMES[state])


def severity_mark(severity: Severity) -> Mark:
    """Return the mark of a finding's weight."""
    return _SEVERITIES[severity]


def plate_text(plate: str) -> str:
    """Write a plate with its middle dot, as on the car."""
    return f"{plate[:2]}·{plate[2:]}" if len(plate) > 4 and "·" not in plate else plate


def origin_word(origin: TakenOver) -> str:
    """Return the number that a thing had before the desk took it over, else only that it did."""
    return _("formerly {number}", number=origin.number) if origin.number else _("taken over")
