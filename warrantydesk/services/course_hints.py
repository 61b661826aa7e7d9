"""What a task of the course still lacks, asked from the rows of the desk."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.course import Task
from warrantydesk.domain.finding import blocking
from warrantydesk.domain.inspection import Answer
from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.statement import StatementState
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.shipment_checks import CheckState
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import N_

if TYPE_CHECKING:
    from warrantydesk.services.course import CourseDesk

Hint = tuple[str, Mapping[str, object]]
"""A sentence and its values; empty where nothing more can be said."""
_NOTHING: Hint = ("", {})
_UNDER_WAY = (State.DRAFT, State.APPRAISING, State.PREAUTH_WAIT)
NO_CLAIM = N_("Accept the car of the first task first: the tasks that follow work on its claim.")
USED_UP = N_("There is none of it left in this shop. Open a new demo shop and begin anew.")


def is_noted(claim: Claim) -> bool:
    """Tell whether mileage and complaint of a claim stand."""
    return claim.visit.mileage_km is not None and bool(claim.narrative.complaint)


def is_entered(claim: Claim) -> bool:
    """Tell whether part, labour, fault code, cause and correction of a claim stand."""
    return all(stands for stands, _words in _entries(claim))


def hint_of(desk: "CourseDesk", task: Task, claim: Claim | None) -> Hint:
    """Return what a task lacks; ``claim`` is the one that was accepted in the course."""
    if task in _OF_DESK:
        return _OF_DESK[task](desk)
    if claim is None:
        return _NOTHING if task is Task.ACCEPT else (NO_CLAIM, {})
    return _OF_CLAIM[task](desk, claim)


def returned(desk: "CourseDesk") -> Claim | None:
    """Return the claim that came back and is due first."""
    found = desk.claims.in_states((State.RETURNED,), 20)
    claims = [desk.claims.get(one.id) for one in found]
    return min(claims, key=lambda one: (one.due_on is None, one.due_on, one.id), default=None)


def packing(desk: "CourseDesk") -> int | None:
    """Return the shipment that is being packed, the oldest."""
    found = desk.shipments.list((ShipmentState.PACKING,))
    return min((one.id for one in found), default=None)


def remitted(desk: "CourseDesk") -> int | None:
    """Return the statement whose money was sent and not booked yet."""
    stores = desk.bench.stores
    found = stores.statements.find(state=StatementState.REMITTED, void_reason="")
    return min((one.id for one in found), default=None)


def _accept(_desk: "CourseDesk", claim: Claim) -> Hint:
    number = {"number": claim.claim_number}
    if claim.visit.mileage_km is None:
        return N_("{number} is accepted; its mileage is missing."), number
    if not claim.narrative.complaint:
        return N_("{number} is accepted; the customer's complaint is missing."), number
    return _NOTHING


def _authorise(desk: "CourseDesk", claim: Claim) -> Hint:
    signed = desk.bench.stores.signatures.find(visit_id=claim.visit.id)
    if any(one.paper is SignedPaper.WORK_AUTHORISATION for one in signed):
        return _NOTHING
    return N_("The customer has not signed the work authorisation of {number}."), {
        "number": claim.claim_number
    }


def _inspect(desk: "CourseDesk", claim: Claim) -> Hint:
    inspection = desk.inspections.of_claim(claim.id)
    if inspection is None:
        return N_("The inspection is not begun: press Ctrl+Enter in the claim."), {}
    view = desk.inspections.view(inspection.id)
    if all(one.answer is not Answer.NOT_OK for one in view.answers.values()):
        return N_("No item is “not ok” yet: enter the reading that is out of tolerance."), {}
    if inspection.cause_class is None or inspection.conclusion is None:
        return N_("Cause and conclusion are not chosen: Ctrl+J goes there."), {}
    roles = {one.as_role for one in view.signatures}
    if Role.TECHNICIAN not in roles:
        return N_("The technician has not signed: Ctrl+Enter asks who signs."), {}
    if Role.CLERK not in roles:
        return N_("The clerk has not signed: Ctrl+Enter asks who signs."), {}
    return _NOTHING


def _repair(desk: "CourseDesk", claim: Claim) -> Hint:
    if claim.state in _UNDER_WAY:
        return N_("It is not decided that this is a claim: press Ctrl+Enter in the inspection."), {}
    return next(((words, {}) for stands, words in _entries(claim) if not stands), _NOTHING)


def _entries(claim: Claim) -> tuple[tuple[bool, str], ...]:
    """Return what a repaired claim holds, each with what is said while it does not."""
    parts = any(one.causal and one.new_part_no for one in claim.part_lines)
    labour = any(one.main and one.code for one in claim.labour_lines)
    return (
        (bool(claim.codes.fault_code), N_("The fault code is missing.")),
        (bool(claim.narrative.cause), N_("The cause is missing.")),
        (bool(claim.narrative.correction), N_("The correction is missing.")),
        (parts, N_("The new part is missing, or it is not marked as causal.")),
        (labour, N_("The labour operation is missing, or none is marked as the main one.")),
    )


def _piece(desk: "CourseDesk", claim: Claim) -> Hint:
    pieces = [one for one in desk.shelf.pieces_of(claim.id) if one.return_required]
    if not pieces:
        return N_("The claim has no part that goes back yet: enter the replaced part first."), {}
    piece = pieces[0]
    if piece.state is PartState.EXPECTED:
        return N_("The old part is not received yet."), {}
    if piece.tag_state is TagState.NONE:
        return N_("The tag {tag} is not printed."), {"tag": piece.tag}
    if piece.state is PartState.RECEIVED:
        return N_("The part {tag} stands on no shelf yet: scan the place, then the tag."), {
            "tag": piece.tag
        }
    return _NOTHING


def _submit(desk: "CourseDesk", claim: Claim) -> Hint:
    if claim.state is State.REPAIRING:
        return N_("The repair is not finished: press Ctrl+Enter in the claim."), {}
    return _first_block(desk, claim)


def _first_block(desk: "CourseDesk", claim: Claim) -> Hint:
    blocks = blocking(desk.claims.check(claim.id))
    return (blocks[0].message, blocks[0].values) if blocks else _NOTHING


def _correct(desk: "CourseDesk") -> Hint:
    claim = returned(desk)
    if claim is None:
        return USED_UP, {}
    return _first_block(desk, claim)


def _pack(desk: "CourseDesk") -> Hint:
    shipment = packing(desk)
    if shipment is None:
        return N_("No shipment is being packed. Begin one on the page of the shipments."), {}
    stands = [one for one in desk.shipments.checks(shipment) if one.in_the_way]
    # A warning only asks for a reason at the end: first what the shipment lacks.
    stands.sort(key=lambda one: one.state is CheckState.WARN)
    if not stands:
        return _NOTHING
    return stands[0].detail or stands[0].title, stands[0].values


def _receipt(desk: "CourseDesk") -> Hint:
    return _NOTHING if remitted(desk) is not None else (USED_UP, {})


def _nothing(_desk: "CourseDesk") -> Hint:
    return _NOTHING


_OF_CLAIM = {
    Task.ACCEPT: _accept,
    Task.AUTHORISE: _authorise,
    Task.INSPECT: _inspect,
    Task.REPAIR: _repair,
    Task.PIECE: _piece,
    Task.SUBMIT: _submit,
}
_OF_DESK = {
    Task.CORRECT: _correct,
    Task.PACK: _pack,
    Task.RECEIPT: _receipt,
    Task.DOSSIER: _nothing,
}
