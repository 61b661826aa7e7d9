"""What stands in the way of a step in the life of a piece (C.2, V78–V86)."""

from datetime import date

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.part_facts import MoveRequest, PieceFacts
from warrantydesk.domain.retention import settled_on
from warrantydesk.domain.text import clean, code, is_visible
from warrantydesk.i18n import N_

FILED = frozenset(
    {
        State.SUBMITTED,
        State.RETURNED,
        State.REJECTED,
        State.APPEALED,
        State.REJECTED_FINAL,
        State.APPROVED,
        State.CLOSED,
    }
)
"""States of a claim that the maker has seen."""
_GONE = frozenset(
    {
        PartState.NO_PART,
        PartState.VOID,
        PartState.WRITTEN_OFF,
        PartState.SCRAP_OK,
        PartState.SCRAPPED,
    }
)
"""A related piece that never comes any more: the list says so when it leaves (V79)."""
_PRESENT = frozenset(
    {
        PartState.SHELVED,
        PartState.RETURN_DUE,
        PartState.PACKED,
        PartState.SHIPPED,
        PartState.OEM_RECEIVED,
        PartState.ACCEPTED,
        PartState.REFUSED,
        PartState.DISPUTED,
        PartState.REFUSED_FINAL,
    }
)
"""A related piece that is at hand, or that the maker has had."""
MOST_FEN = 10**12


def said(text: str) -> str:
    """Return a text as it is kept."""
    return clean(text).strip()


def needs(text: str, field: str, message: str) -> str:
    """Return a text that must say something; Refused(INVALID) at its field."""
    words = said(text)
    if not is_visible(words):
        raise refused(INVALID, message, field)
    return words


def a_place(request: MoveRequest) -> str:
    """Return the place of a request; Refused(INVALID) without one."""
    if not request.place:
        raise refused(INVALID, N_("Say on which place it stands."), "place")
    return request.place


def an_amount(asked: int | None, otherwise: int) -> int:
    """Return an amount in fen, never negative; Refused(INVALID)."""
    amount = otherwise if asked is None else asked
    if not 0 <= amount <= MOST_FEN:
        raise refused(INVALID, N_("An amount is 0 or more."), "deducted_fen")
    return amount


def not_in_future(day: date, today: date, field: str) -> None:
    """Refuse a day that is still to come."""
    if day > today:
        raise refused(INVALID, N_("{day} is still to come."), field, day=day)


def possible(day: date | None, field: str) -> date | None:
    """Return a day; Refused(INVALID) for one from which no deadline can be counted."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise refused(INVALID, N_("The year {year} is out of range."), field, year=day.year)
    return day


def missing_companion(facts: PieceFacts) -> OldPart | None:
    """Return the related piece that is not at hand with a label that was seen."""
    for other in facts.companions:
        if other.state in _GONE:
            continue
        if other.state not in _PRESENT or other.tag_state is not TagState.CONFIRMED:
            return other
    return None


def may_be_packed(facts: PieceFacts, request: MoveRequest) -> None:
    """Refuse a piece that the maker would refuse (B.5), each reason with its rule."""
    piece = facts.piece
    if piece.tag_state is not TagState.CONFIRMED:
        raise refused(
            "V78",
            N_("The label of {part} was never scanned: scan it first."),
            "tag",
            part=piece.part_name or piece.part_no,
        )
    if facts.claim.state not in FILED:
        raise refused(
            STATE,
            N_("Claim {claim} is not filed yet: submit it, then pack."),
            "tag",
            claim=facts.claim.claim_number,
        )
    may_leave(facts)
    if facts.hazard is not None and facts.hazard.shipping == "own" and not request.hazard_list:
        raise refused(
            "V85",
            N_("{part} never goes on an ordinary list: open one for hazardous goods."),
            "tag",
            part=piece.part_name or piece.part_no,
        )
    other = missing_companion(facts)
    if other is not None:
        raise refused(
            "V79",
            N_("A related part is missing: first find {part} {tag} ({place})."),
            "tag",
            part=other.part_name or other.part_no,
            tag=other.tag or "—",
            place=other.place or "—",
        )


def may_leave(facts: PieceFacts) -> None:
    """Refuse a piece whose claim is in dispute (V82)."""
    if facts.claim.state is State.APPEALED:
        raise refused(
            "V82",
            N_("Claim {claim} is in dispute: its parts stay here."),
            "tag",
            claim=facts.claim.claim_number,
        )


def may_be_scrapped(facts: PieceFacts, request: MoveRequest) -> None:
    """Refuse to release what is not paid and kept long enough (V81), or asked back (V82)."""
    may_be_destroyed(facts)
    piece = facts.piece
    awaited = piece.return_required and piece.return_by is not None and not piece.refusal_code
    if awaited and not is_visible(said(request.reason)):
        raise refused(
            "V82",
            N_("It is to go back to the maker by {day}: return it, or say why it need not."),
            "reason",
            day=piece.return_by,
        )
    if facts.retention.disposal_order:
        needs(request.reason, "reason", N_("Name the maker's disposal order for this part."))


def may_be_destroyed(facts: PieceFacts) -> None:
    """Refuse what is not paid and kept long enough (V81), asked for by the maker or in dispute
    (V82): what was released once may have been asked for since, or its payment taken back."""
    may_leave(facts)
    piece = facts.piece
    end = facts.retention.scrap_from
    if settled_on(piece) is None:
        words = N_("Its line is not paid yet: enter the day of payment first.")
        raise refused("V81", words, "tag")
    if end is None:
        raise refused("V81", N_("The maker's deadlines name no retention for it."), "tag")
    if not facts.retention.is_over(facts.today):
        raise refused("V81", N_("It must be kept until {end}."), "tag", end=end)
    if piece.requested_on is not None:
        raise refused(
            "V82",
            N_("The maker asked for it on {day}: it goes back, and is not scrapped."),
            "tag",
            day=piece.requested_on,
        )


def a_refusal_code(facts: PieceFacts, request: MoveRequest) -> str:
    """Return the maker's reason code; Refused(INVALID) for one that is not in its table."""
    asked = code(request.code)
    if not asked:
        raise refused(INVALID, N_("Choose why the maker refuses the piece."), "code")
    if asked not in facts.refusal_codes:
        raise refused(
            INVALID,
            N_("“{code}” is no reason that the maker has for old parts."),
            "code",
            code=asked[:40],
        )
    return asked


def in_time(facts: PieceFacts, request: MoveRequest) -> None:
    """Refuse a dispute after its clock, unless a reason overrides it."""
    end = facts.piece.dispute_by
    if end is not None and end < facts.today and not is_visible(said(request.reason)):
        raise refused(
            "V93",
            N_("The time to dispute ended on {day}. Give a reason to dispute all the same."),
            "reason",
            day=end,
        )
