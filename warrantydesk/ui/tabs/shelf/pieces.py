"""What a piece on the shelf says: its mark by urgency, its clock, its state, the filters."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.old_part import STANDING, PartState, TagState
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.ui.kit.marks import Mark, worst
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.words import piece_mark, piece_word

SOON_DAYS = 7
FAR_DAYS = 60
IN_HAND = frozenset({PartState.RECEIVED, PartState.SHELVED, PartState.RETURN_DUE})
GONE = frozenset({PartState.NO_PART, PartState.VOID, PartState.WRITTEN_OFF, PartState.SCRAPPED})
ACTIVE = (
    PartState.EXPECTED,
    *sorted(IN_HAND | STANDING),
    PartState.LENT,
    PartState.MISSING,
)
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


@dataclass(frozen=True)
class Filter:
    """One question to the pieces; ``fits(piece, today)``."""

    key: str
    name: str
    fits: Callable[[PieceSummary, date], bool]


FILTERS = (
    Filter("due", N_("Due"), lambda piece, today: is_due(piece, today)),
    Filter("expected", N_("Expected"), lambda piece, _today: piece.state is PartState.EXPECTED),
    Filter("received", N_("To shelve"), lambda piece, _today: piece.state is PartState.RECEIVED),
    Filter("shelf", N_("On the shelf"), lambda piece, _today: piece.state in STANDING),
    Filter("gone", N_("Scrapped, void, no part"), lambda piece, _today: piece.state in GONE),
    Filter("all", N_("All"), lambda _piece, _today: True),
)


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
    """Return the mark of a piece: its clock first, then its state."""
    left = days_left(piece, today)
    if left is not None and left < 0:
        return Mark.OVERDUE
    if is_due(piece, today):
        return Mark.WARN
    if piece.state is PartState.SHELVED:
        return Mark.HOLD
    return Mark.TODO if piece.state is PartState.RECEIVED else piece_mark(piece.state)


def most_urgent(pieces: Iterable[PieceSummary], today: date) -> Mark | None:
    """Return the mark of the most urgent of several pieces."""
    return worst([mark_of(piece, today) for piece in pieces])


def due_text(piece: PieceSummary, today: date) -> str:
    """Return the clock in words: over, today, days left, or the date when it is far."""
    left = days_left(piece, today)
    if left is None or piece.return_by is None:
        return "—"
    if left < 0:
        return ngettext_("{n} day over", "{n} days over", -left)
    if left == 0:
        return _("today")
    if left > FAR_DAYS:
        return f"{piece.return_by:%Y-%m-%d}"
    return ngettext_("{n} day left", "{n} days left", left)


def due_tone(piece: PieceSummary, today: date) -> Tone:
    """Return red for over, amber for soon."""
    left = days_left(piece, today)
    if left is None:
        return Tone.NEUTRAL
    return Tone.DANGER if left < 0 else Tone.WARN if left <= SOON_DAYS else Tone.NEUTRAL


def state_text(piece: PieceSummary) -> str:
    """Return the state, and what still has to be done with the piece."""
    if piece.state is PartState.RECEIVED:
        if piece.tag_state in (TagState.NONE, TagState.QUEUED):
            return _("Received, no label")
        return _("Received, to shelve")
    if piece.state is PartState.SHELVED and piece.return_required:
        return _("Shelved, to return")
    return piece_word(piece.state)


def state_tone(piece: PieceSummary) -> Tone:
    """Return amber where a tag is missing, red where the piece is."""
    if piece.state is PartState.MISSING:
        return Tone.DANGER
    no_tag = piece.tag_state in (TagState.NONE, TagState.QUEUED)
    return Tone.WARN if piece.state in IN_HAND and no_tag else Tone.NEUTRAL


def hazard_text(hazard: str) -> str:
    """Return what to mind with a hazardous piece."""
    return _(HAZARDS[hazard]) if hazard in HAZARDS else hazard


def count_of(piece: PieceSummary, pieces: Iterable[PieceSummary]) -> str:
    """Return ``n/m`` of a piece among those of its line."""
    return f"{piece.piece}/{sum(one.line == piece.line for one in pieces) or 1}"
