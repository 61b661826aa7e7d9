"""What a row claims, and what of that is approved."""

from dataclasses import replace

from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports.take_over_line import Line
from warrantydesk.services.imports.take_over_words import Meant, Remark
from warrantydesk.services.imports.target import Repair

_COSTS = (of_claim.PARTS, of_claim.LABOUR, of_claim.OTHER)


def claimed(line: Line) -> int:
    """Return what a row claims: its sum, else its parts, labour and other amounts; fen."""
    return line.amount(of_claim.CLAIMED) or sum(line.amount(name) or 0 for name in _COSTS)


def sums(line: Line) -> dict[str, int]:
    """Return the amounts that make what a row claims: by class where these make its sum."""
    classes = {name: fen for name in _COSTS if (fen := line.amount(name))}
    whole = claimed(line)
    if classes and sum(classes.values()) == whole:
        return classes
    return {of_claim.CLAIMED: whole} if whole else {}


def _approved(line: Line, whole: int) -> int | None:
    """Return what of a sum is approved, as the sheet says it: itself, or by what was deducted."""
    told, deducted = line.amount(of_claim.APPROVED), line.amount(of_claim.DEDUCTED)
    if told is None and deducted and deducted < whole:
        return whole - deducted
    return told


def amounts(line: Line, state: State | Meant) -> tuple[Line, int | None]:
    """Return a row with what is worth a look of its amounts, and what is approved of it."""
    whole = claimed(line)
    approved = _approved(line, whole)
    if state is not State.APPROVED:
        return line, None
    if approved is None:
        if whole:
            words = N_("No approved amount is given: all that was claimed is taken as approved.")
            line = line.with_warning(Remark(of_claim.APPROVED, words))
        approved = whole
    elif approved == 0 and whole:
        repair = Repair(N_("It was refused"), {}, of_claim.STATE, State.REJECTED.value)
        words = N_("Approved, and yet with nothing: was it refused?")
        return line.with_wrong(Remark(of_claim.STATE, words, {}, (repair,))), None
    if whole and approved > whole:
        words = N_("More is approved than was claimed: compare both with the paper.")
        return line.with_wrong(Remark(of_claim.APPROVED, words)), None
    if (line.amount(of_claim.PAID) or 0) > approved:
        words = N_("More is paid than was approved: compare both with the paper.")
        return line.with_wrong(Remark(of_claim.PAID, words)), None
    if not whole:
        line = replace(line, amounts={**line.amounts, of_claim.CLAIMED: approved})
    return line, approved
