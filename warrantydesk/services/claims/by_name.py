"""Any action of C.1 by its name: each is the verb of its own, with the same words."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from warrantydesk.domain.authorisation import AuthorisationOutcome
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine
from warrantydesk.domain.claim.appeal import AppealLine
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import Action
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.text import clean, code
from warrantydesk.i18n import N_
from warrantydesk.services.claims import authorising
from warrantydesk.services.claims.actions import Request

if TYPE_CHECKING:
    from warrantydesk.services.claims.service import ClaimService

ANSWERS = {kind.action: kind for kind in AnswerKind}
UPHELD = "upheld"


@dataclass(frozen=True)
class Moving:
    """What is said with an action; each action reads what it needs."""

    reason: str = ""
    ground: str = ""
    lines: tuple[AnswerLine, ...] = ()
    reasons: tuple[AnswerLine, ...] = ()
    number: str = ""
    on: date | None = None
    expires_on: date | None = None
    outcome: str = ""


def moved_by_name(claims: "ClaimService", claim_id: int, action: Action, asked: Moving) -> Claim:
    """Do an action; raises what the action's own verb raises."""
    if action is Action.SUBMIT:
        return claims.submit(claim_id)
    if action in ANSWERS:
        return _answer(claims, claim_id, ANSWERS[action], asked)
    if action is Action.APPEAL:
        lines = tuple(AppealLine(one.kind, one.line, one.approved_fen) for one in asked.lines)
        return claims.appeal(
            claim_id, lines, asked.ground, (), asked.on, override_reason=asked.reason
        )
    if action is Action.ASK_MAKER:
        authorising.ask(claims.bench, claims.actions, claim_id, asked.reason)
        return claims.get(claim_id)
    if action is Action.RECORD_AUTHORISATION:
        return _authorisation(claims, claim_id, asked)
    return claims.actions.move(claim_id, action, Request(clean(asked.reason), code(asked.ground)))


def _answer(claims: "ClaimService", claim_id: int, kind: AnswerKind, asked: Moving) -> Claim:
    reasons = asked.reasons
    if kind is not AnswerKind.APPROVAL and asked.ground and not reasons:
        reasons = (AnswerLine(reason_code=asked.ground),)
    return claims.answer(
        claim_id,
        kind,
        reasons,
        asked.reason,
        asked.lines,
        asked.on,
        asked.number,
        upheld=asked.outcome == UPHELD,
    )


def _authorisation(claims: "ClaimService", claim_id: int, asked: Moving) -> Claim:
    claims.actions.checked(claim_id, Action.RECORD_AUTHORISATION)
    told = asked.outcome or (AuthorisationOutcome.APPROVED if asked.number else "")
    if told not in set(AuthorisationOutcome):
        raise refused(INVALID, N_("Say whether it was approved, returned or rejected."), "outcome")
    reply = authorising.MakerReply(
        AuthorisationOutcome(told),
        asked.number,
        asked.expires_on,
        answered_on=asked.on,
        answer=asked.reason,
    )
    authorising.record(claims.bench, claims.actions, claim_id, reply)
    return claims.get(claim_id)
