"""Write-offs in words: what each waits for, by whom it was decided."""

from warrantydesk.domain.settlement.write_off import (
    WRITE_OFF_STATE_NAMES,
    WriteOff,
    WriteOffState,
)
from warrantydesk.i18n import _
from warrantydesk.services.settlement.write_off_limits import Limits
from warrantydesk.services.settlement.write_off_lists import Why
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone

_MARKS = {
    WriteOffState.PROPOSED: Mark.RUNNING,
    WriteOffState.APPROVED: Mark.DONE,
    WriteOffState.REFUSED: Mark.REFUSED,
    WriteOffState.VOID: Mark.NA,
}
WHY_MARKS = {Why.OLD: Mark.WARN, Why.SMALL: Mark.INFO, Why.UNANSWERED: Mark.HOLD}


def mark_of(one: WriteOff) -> Mark:
    """Return the mark of a write-off."""
    return _MARKS[one.state]


def state_word(one: WriteOff) -> str:
    """Return how far a write-off is; one that takes another back says so."""
    if one.reverses is not None:
        return _("takes back")
    return _(WRITE_OFF_STATE_NAMES[one.state])


def waits_for(one: WriteOff, limits: Limits) -> str:
    """Return whose word a proposal waits for; empty for what is decided."""
    if one.state is not WriteOffState.PROPOSED:
        return ""
    if one.decided_by:
        return _("waits for finance")
    if limits.is_small(one.amount_fen):
        return _("the clerk may approve it")
    if limits.needs_finance(one.amount_fen):
        return _("waits for manager and finance")
    return _("waits for the manager")


def tone_of_amount(one: WriteOff) -> Tone:
    """Return the tone of the amount: what is given up stands out, what came back too."""
    if one.state in (WriteOffState.VOID, WriteOffState.REFUSED):
        return Tone.NEUTRAL
    return Tone.OK if one.amount_fen < 0 else Tone.DANGER
