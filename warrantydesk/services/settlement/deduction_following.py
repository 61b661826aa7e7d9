"""Deductions follow the thing that leads: the refused old part, the charge-back.

The clerk disputes once. Where a refused piece is still in dispute the piece leads, where a
charge-back is open the charge-back does; whichever of both is used, the other one follows in the
same change.
"""

from collections.abc import Iterable
from dataclasses import replace

from warrantydesk.domain.claim.answer import ACCEPTED, WITHDRAWN, ChargeBack
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.settlement.deduction import (
    Deduction,
    DeductionKind,
    DeductionState,
    given_back,
)
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.storage.numbers import DEDUCTION

LED_BY_PIECE = (PartState.REFUSED, PartState.DISPUTED)
"""States of a piece in which it leads its deduction."""
_OF_PIECE = {
    PartState.REFUSED: DeductionState.OPEN,
    PartState.DISPUTED: DeductionState.DISPUTED,
    PartState.REFUSED_FINAL: DeductionState.ACCEPTED,
    PartState.ACCEPTED: DeductionState.WITHDRAWN,
}
NOT_NEEDED = N_("the deduction stands again")
"""Why the entry that gives money back is void: what it rested on was taken back."""


def numbered(bench: Bench, new: Deduction) -> Deduction:
    """Write a new deduction with its number; inside an open change."""
    number = bench.stores.numbers.short(DEDUCTION, bench.site_number, bench.today.year)
    return bench.stores.deductions.add(replace(new, number=number))


def ended(bench: Bench, one: Deduction, state: DeductionState, answer: str = "") -> Deduction:
    """Write the last word on a deduction; inside an open change.

    What a statement took stays in the accounts as it was booked: where the payer takes it back,
    a new entry gives the money, and a later statement takes that one.
    """
    taken = one.taken_on is not None
    if state is DeductionState.WITHDRAWN and taken:
        if one.state is DeductionState.GIVEN_BACK:
            return one
        state = DeductionState.GIVEN_BACK
        back = given_back(one)
        numbered(bench, replace(back, made_by=bench.person.login, made_at=bench.now))
    elif one.state is DeductionState.GIVEN_BACK and not _taken_off(bench, one):
        return one
    on = bench.today if state in _ENDS else None
    changed = replace(one, state=state, ended_on=on, answer=answer or one.answer)
    return bench.stores.deductions.save(changed) if changed != one else one


_ENDS = (DeductionState.ACCEPTED, DeductionState.WITHDRAWN, DeductionState.GIVEN_BACK)


def _taken_off(bench: Bench, one: Deduction) -> bool:
    """Void the entry that would give the money; False where a statement took it meanwhile."""
    store = bench.stores.deductions
    for back in store.find(corrects=one.number, void_reason=""):
        if back.taken_on is not None:
            return False
        store.save(replace(back, void_reason=NOT_NEEDED))
    return True


def follow_pieces(bench: Bench, pieces: Iterable[OldPart]) -> None:
    """Let deductions follow the pieces they are about; inside an open change."""
    for piece in pieces:
        state = _OF_PIECE.get(piece.state)
        if state is None:
            continue
        for one in bench.stores.deductions.find(part_id=piece.id, void_reason=""):
            if one.kind is not DeductionKind.OLD_PART or one.corrects:
                continue
            told = replace(
                one,
                dispute=piece.dispute_text if state is not DeductionState.OPEN else "",
                disputed_on=piece.disputed_on if state is not DeductionState.OPEN else None,
                disputed_by=one.disputed_by or bench.person.login if piece.disputed_on else "",
                due_on=piece.dispute_by or one.due_on,
            )
            ended(bench, told, state, piece.reason if state in _ENDS else "")


def follow_charge_back(bench: Bench, charge_back: ChargeBack) -> None:
    """Let its deduction follow a charge-back; inside an open change."""
    state = {ACCEPTED: DeductionState.ACCEPTED, WITHDRAWN: DeductionState.WITHDRAWN}.get(
        charge_back.outcome
    )
    if state is None:
        disputed = charge_back.objected_on is not None
        state = DeductionState.DISPUTED if disputed else DeductionState.OPEN
    for one in bench.stores.deductions.find(charge_back_id=charge_back.id, void_reason=""):
        if one.corrects:
            continue
        objected = charge_back.objected_on is not None
        told = replace(
            one,
            dispute=charge_back.objection,
            disputed_on=charge_back.objected_on,
            disputed_by=one.disputed_by or bench.person.login if objected else "",
        )
        ended(bench, told, state)
