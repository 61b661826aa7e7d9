"""What a piece on the shelf says: its mark by urgency, its clock, its state, the filters."""

from collections.abc import Iterable
from datetime import date

from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.domain.piece_question import CLOCKS, IN_HAND, SOON_DAYS
from warrantydesk.domain.shelf_layout import Urgency
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.words import piece_mark, piece_word

FAR_DAYS = 60
URGENCIES = {
    Urgency.EMPTY: None,
    Urgency.KEPT: Mark.HOLD,
    Urgency.FREE: Mark.OK,
    Urgency.SOON: Mark.WARN,
    Urgency.REFUSED: Mark.REFUSED,
    Urgency.OVERDUE: Mark.OVERDUE,
}
"""The mark of a place by the most urgent of its pieces."""
HAZARDS = {
    "fluid": N_("fluids drained; bag and tag"),
    "fuel": N_("fuel drained and aired; bag it"),
    "refrigerant": N_("recovered; ends plugged"),
    "airbag": N_("airbag: never open, keep apart"),
    "pyrotechnic": N_("pyrotechnic: keep apart"),
    "hv_battery": N_("HV battery: insulated, apart"),
    "lithium": N_("lithium cell: poles taped, apart"),
    "lead_acid": N_("upright, poles covered"),
    "gas_strut": N_("under pressure, do not open"),
}


def days_left(piece: PieceSummary, today: date) -> int | None:
    """Return the days to the return date while the piece is in hand, negative when over."""
    if piece.state not in IN_HAND or piece.return_by is None:
        return None
    return (piece.return_by - today).days


def is_due(piece: PieceSummary, today: date) -> bool:
    """Tell whether a piece is over its return date, within days of it, or asked back."""
    left = days_left(piece, today)
    return piece.state is PartState.RETURN_DUE or (left is not None and left <= SOON_DAYS)


def mark_of(piece: PieceSummary, today: date) -> Mark:
    """Return the mark of a piece: what stands in its way, then its clock, then its state."""
    left = days_left(piece, today)
    if left is not None and left < 0:
        return Mark.OVERDUE
    if piece.related_away and is_due(piece, today):
        return Mark.BLOCK
    if is_due(piece, today):
        return Mark.WARN
    if piece.state is PartState.SHELVED:
        return Mark.REFUSED if piece.refusal_code else Mark.HOLD
    return Mark.TODO if piece.state is PartState.RECEIVED else piece_mark(piece.state)


def due_text(piece: PieceSummary, today: date) -> str:
    """Return the clock of the return date in words: over, today, days left, or a far date."""
    return _clock_text(days_left(piece, today), piece.return_by)


def clock_of(piece: PieceSummary) -> date | None:
    """Return the day to which the clock of a piece runs: return, dispute, or back from loan."""
    found: date | None = getattr(piece, CLOCKS.get(piece.state, ""), None)
    return found


def clock_text(piece: PieceSummary, today: date) -> str:
    """Return the clock of a piece in words, a dispute's with its name."""
    day = clock_of(piece)
    left = None if day is None else (day - today).days
    if piece.state is PartState.REFUSED and left is not None and left >= 0:
        return _("dispute {n} d", n=left)
    return _clock_text(left, day)


def _clock_text(left: int | None, day: date | None) -> str:
    if left is None or day is None:
        return "—"
    if left < 0:
        return ngettext_("{n} day over", "{n} days over", -left)
    if left == 0:
        return _("today")
    if left > FAR_DAYS:
        return f"{day:%Y-%m-%d}"
    return ngettext_("{n} day left", "{n} days left", left)


def clock_tone(piece: PieceSummary, today: date) -> Tone:
    """Return red for over, amber for soon."""
    day = clock_of(piece)
    if day is None:
        return Tone.NEUTRAL
    left = (day - today).days
    return Tone.DANGER if left < 0 else Tone.WARN if left <= SOON_DAYS else Tone.NEUTRAL


def state_text(piece: PieceSummary) -> str:
    """Return the state, and what still has to be done with the piece."""
    if piece.state is PartState.RECEIVED:
        if piece.tag_state in (TagState.NONE, TagState.QUEUED):
            return _("Received, no label")
        return _("Received, to shelve")
    if piece.related_away:
        return _("Related part missing")
    if piece.state is PartState.SHELVED:
        return _shelved_text(piece)
    if piece.state is PartState.PACKED and piece.box:
        return _("Packed, box {n}", n=piece.box.rpartition("-")[2].lstrip("0"))
    if piece.state is PartState.LENT and piece.lent_to:
        return _("Lent: {name}", name=piece.lent_to)
    return piece_word(piece.state)


def _shelved_text(piece: PieceSummary) -> str:
    if piece.refusal_code:
        return _("Refused, came back")
    if piece.return_required:
        return _("Shelved, to return")
    return _("Kept until paid") if piece.paid_on is None else _("Kept, paid")


def state_tone(piece: PieceSummary) -> Tone:
    """Return red where a piece or its related one is missing, amber where a tag is."""
    if piece.state in (PartState.MISSING, PartState.REFUSED) or piece.related_away:
        return Tone.DANGER
    no_tag = piece.tag_state in (TagState.NONE, TagState.QUEUED)
    return Tone.WARN if piece.state in IN_HAND and no_tag else Tone.NEUTRAL


def hazard_text(hazard: str) -> str:
    """Return what to mind with a hazardous piece."""
    return _(HAZARDS[hazard]) if hazard in HAZARDS else hazard


def count_of(piece: PieceSummary, pieces: Iterable[PieceSummary]) -> str:
    """Return ``n/m`` of a piece among those of its line."""
    return f"{piece.piece}/{sum(one.line == piece.line for one in pieces) or 1}"
