"""The life of a piece, step by step: table C.2 with its guards, pure.

``moved`` judges one action and returns the piece as it is afterwards. It writes nothing, knows
no clock and no database; what it looks at is in ``PieceFacts``, what is asked in ``MoveRequest``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from warrantydesk.domain import part_guards as guards
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState, part_move
from warrantydesk.domain.part_facts import MoveRequest, PieceFacts
from warrantydesk.domain.shipment import Verdict
from warrantydesk.i18n import N_

__all__ = ["MoveRequest", "PieceFacts", "moved"]

Step = Callable[[PieceFacts, MoveRequest], OldPart]


def moved(facts: PieceFacts, action: str, request: MoveRequest) -> OldPart:
    """Return the piece after an action.

    Raises Refused: STATE where table C.2 has no such row, INVALID for what is missing in the
    request, and the rule (V78, V79, V81, V82, V85) that stands in the way.
    """
    to = part_move(facts.piece.state, action)
    if to is None:
        raise refused(
            STATE,
            N_("“{action}” is not possible: the old part is {state}."),
            action=action,
            state=facts.piece.state,
        )
    step = _STEPS.get(action)
    piece = step(facts, request) if step else facts.piece
    return piece if action == "decide" else replace(piece, state=to)


def _receive(facts: PieceFacts, request: MoveRequest) -> OldPart:
    piece = facts.piece
    due = facts.return_end(facts.today) if piece.return_required else None
    giver = guards.said(request.handed_over_by)
    return replace(
        piece, tag=request.tag, received_at=facts.now, handed_over_by=giver, return_by=due
    )


def _waive(facts: PieceFacts, request: MoveRequest) -> OldPart:
    reason = guards.needs(request.reason, "reason", N_("Give the reason why there is no old part."))
    return replace(facts.piece, reason=reason)


def _shelve(facts: PieceFacts, request: MoveRequest) -> OldPart:
    return _placed(facts, request, facts.piece.shelved_at or facts.now)


def _move(facts: PieceFacts, request: MoveRequest) -> OldPart:
    return _placed(facts, request, facts.piece.shelved_at)


def _placed(facts: PieceFacts, request: MoveRequest, at: datetime | None) -> OldPart:
    place = guards.a_place(request)
    seen = TagState.CONFIRMED if request.scanned else facts.piece.tag_state
    return replace(facts.piece, place=place, tag_state=seen, shelved_at=at)


def _request(facts: PieceFacts, request: MoveRequest) -> OldPart:
    asked = guards.possible(request.requested_on, "requested_on") or facts.today
    due = guards.possible(request.due_on, "due_on")
    due = due or facts.piece.return_by or facts.return_end(asked)
    number = guards.said(request.request_no)
    # What nobody wanted back counts from now on wherever returns are counted.
    wanted = replace(facts.piece, return_required=True)
    return replace(wanted, requested_on=asked, request_no=number, return_by=due)


def _release(facts: PieceFacts, request: MoveRequest) -> OldPart:
    due = guards.possible(request.due_on, "due_on")
    return replace(facts.piece, requested_on=None, request_no="", return_by=due)


def _pack(facts: PieceFacts, request: MoveRequest) -> OldPart:
    guards.may_be_packed(facts, request)
    place = facts.outbound or facts.piece.place
    return replace(facts.piece, box=request.box, shipment_id=request.shipment_id, place=place)


def _unpack(facts: PieceFacts, request: MoveRequest) -> OldPart:
    return replace(facts.piece, box="", place=request.place or facts.piece.place)


def _ship(facts: PieceFacts, _request: MoveRequest) -> OldPart:
    guards.may_leave(facts)
    return replace(facts.piece, place="")


def _refuse(facts: PieceFacts, request: MoveRequest) -> OldPart:
    code = guards.a_refusal_code(facts, request)
    on = request.on or facts.today
    guards.not_in_future(on, facts.today, "on")
    return replace(
        facts.piece,
        refusal_code=code,
        refusal_text=guards.said(request.text),
        refused_on=on,
        dispute_by=request.due_on or facts.dispute_end(on),
        deducted_fen=guards.an_amount(request.deducted_fen, facts.deduction_fen),
    )


def _accept(facts: PieceFacts, _request: MoveRequest) -> OldPart:
    """Take back what was deducted when the piece was refused once and sent again."""
    return replace(facts.piece, deducted_fen=0)


def _dispute(facts: PieceFacts, request: MoveRequest) -> OldPart:
    text = guards.needs(request.text, "text", N_("Write why the maker should accept the piece."))
    guards.in_time(facts, request)
    return replace(facts.piece, disputed_on=facts.today, dispute_text=text)


def _concede(facts: PieceFacts, request: MoveRequest) -> OldPart:
    over = facts.piece.dispute_by is not None and facts.piece.dispute_by < facts.today
    if over and not guards.said(request.reason):
        return facts.piece
    reason = guards.needs(request.reason, "reason", N_("Give the reason."))
    return replace(facts.piece, reason=reason)


def _decide(facts: PieceFacts, request: MoveRequest) -> OldPart:
    if request.verdict is None:
        raise refused(INVALID, N_("Say whether the maker accepts the piece now."), "verdict")
    text = guards.said(request.text)
    if request.verdict is Verdict.ACCEPTED:
        return replace(facts.piece, state=PartState.ACCEPTED, deducted_fen=0, reason=text)
    kept = guards.an_amount(request.deducted_fen, facts.piece.deducted_fen)
    return replace(facts.piece, state=PartState.REFUSED_FINAL, deducted_fen=kept, reason=text)


def _come_back(facts: PieceFacts, request: MoveRequest) -> OldPart:
    piece = replace(facts.piece, place=guards.a_place(request))
    if piece.state is PartState.LENT:
        return replace(piece, lent_to="", lent_until=None)
    return replace(piece, box="", return_by=None, requested_on=None, request_no="")


def _release_scrap(facts: PieceFacts, request: MoveRequest) -> OldPart:
    guards.may_be_scrapped(facts, request)
    return replace(facts.piece, reason=guards.said(request.reason) or facts.piece.reason)


def _scrap(facts: PieceFacts, request: MoveRequest) -> OldPart:
    guards.needs(request.witness, "witness", N_("Name who saw it destroyed."))
    if request.scrap_batch_id is None:
        raise refused(INVALID, N_("A photo of what is destroyed is needed."), "photo")
    guards.may_be_destroyed(facts)
    return replace(facts.piece, place="", scrap_batch_id=request.scrap_batch_id)


def _lend(facts: PieceFacts, request: MoveRequest) -> OldPart:
    to = guards.needs(request.to, "to", N_("Say to whom the piece is lent."))
    until = guards.possible(request.until, "until")
    if until is None:
        raise refused(INVALID, N_("Say until when the piece is lent."), "until")
    if until < facts.today:
        raise refused(INVALID, N_("This day is over: choose today or a later one."), "until")
    return replace(facts.piece, lent_to=to, lent_until=until)


def _miss(facts: PieceFacts, request: MoveRequest) -> OldPart:
    """Keep the place: it is where the piece was last."""
    return replace(facts.piece, reason=guards.said(request.reason), box="")


def _find(facts: PieceFacts, request: MoveRequest) -> OldPart:
    place = guards.a_place(request)
    return replace(facts.piece, place=place, reason="", lent_to="", lent_until=None)


def _with_reason(facts: PieceFacts, request: MoveRequest) -> OldPart:
    reason = guards.needs(request.reason, "reason", N_("Give the reason."))
    return replace(facts.piece, reason=reason)


_STEPS: Mapping[str, Step] = MappingProxyType(
    {
        "receive": _receive,
        "waive": _waive,
        "shelve": _shelve,
        "move": _move,
        "request": _request,
        "release": _release,
        "pack": _pack,
        "unpack": _unpack,
        "ship": _ship,
        "accept": _accept,
        "refuse": _refuse,
        "dispute": _dispute,
        "concede": _concede,
        "decide": _decide,
        "come_back": _come_back,
        "release_scrap": _release_scrap,
        "scrap": _scrap,
        "lend": _lend,
        "miss": _miss,
        "find": _find,
        "write_off": _with_reason,
        "void": _with_reason,
    }
)
"""``record_receipt`` changes nothing but the state."""
