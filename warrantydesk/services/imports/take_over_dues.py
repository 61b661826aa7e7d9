"""Money that is due, as old sheets name it."""

from collections.abc import Container, Sequence

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.taken_over import Taken
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports import take_over_fields as of_car
from warrantydesk.services.imports.take_over_cars import with_its_car
from warrantydesk.services.imports.take_over_claims import claims_of_car, found_claim, fresh_claim
from warrantydesk.services.imports.take_over_line import Line
from warrantydesk.services.imports.take_over_plan import Due, Plan
from warrantydesk.services.imports.take_over_sums import claimed
from warrantydesk.services.imports.take_over_words import Meant, Remark
from warrantydesk.services.imports.target import Outcome
from warrantydesk.storage.taking import ClaimKey

_ANSWERED = frozenset({State.APPROVED.value, State.CLOSED.value})
_NAMED = 3
"""Claims of a car that are named."""


def receivables(plan: Plan, lines: Sequence[Line]) -> None:
    """Plan a sheet of claims that were approved and not yet paid whole."""
    seen: dict[int, Line] = {}
    for told in lines:
        line = with_its_car(plan, told)
        known = found_claim(plan, line)
        if not known:
            known, line = _by_car(plan, line, seen)
        if not known and (what := _of_another_day(plan, line, seen)) is not None:
            plan.warn(line, what)
            continue
        if known and known in seen:
            _twice(plan, line, seen[known])
            continue
        made = _due(plan, line, known)
        if made:
            seen[made] = line


def _by_car(plan: Plan, line: Line, seen: Container[int]) -> tuple[int, Line]:
    """Return the claim that a row without a number means by its car, and the row.

    Its day fits, if the row has one: it is approved with just this sum, else the only filed one
    whose sum fits. Where others of the car are here, it is said.
    """
    if line.text(of_claim.NUMBER) or line.text(of_claim.MAKER_NUMBER):
        return 0, line
    some = [key for key in claims_of_car(plan, line) if key.id not in seen]
    told = line.day(of_claim.OPENED_ON, of_claim.FINISHED_ON, of_claim.SUBMITTED_ON)
    day, (approved, _paid) = told.isoformat() if told else "", _fen_of(line)
    just = [key for key in some if key.approved_fen == approved and day in ("", key.opened_on)]
    if just:
        return just[0].id, line
    fits = [
        key
        for key in some
        if key.state == State.SUBMITTED.value
        and (not key.total_fen or (approved <= key.total_fen and day in ("", key.opened_on)))
    ]
    if len(fits) == 1:
        words = N_("No number is given: it is taken as claim {number} of the same car.")
        values = {"number": fits[0].number or fits[0].old_number}
        return fits[0].id, line.with_warning(Remark(of_claim.NUMBER, words, values))
    if some := [key for key in some if not _is_closed(key)]:
        numbers = ", ".join(one.number or one.old_number for one in some[:_NAMED])
        words = N_("This car has {numbers} here already: a further claim is made. Is it another?")
        line = line.with_warning(Remark(of_claim.NUMBER, words, {"numbers": numbers}))
    return 0, line


def _of_another_day(plan: Plan, line: Line, seen: Container[int]) -> Remark | None:
    """Return what is said of a row without a number whose sums a claim of the car has already."""
    if line.text(of_claim.NUMBER) or line.text(of_claim.MAKER_NUMBER):
        return None
    for key in claims_of_car(plan, line):
        if key.id not in seen and (key.approved_fen, key.paid_fen) == _fen_of(line):
            words = N_(
                "Claim {number} of this car has the same sums on another day: nothing is added."
                " If it is another claim, write its number."
            )
            return Remark(of_claim.NUMBER, words, {"number": key.number or key.old_number})
    return None


def _is_closed(key: ClaimKey) -> bool:
    return key.state == State.CLOSED.value


def _twice(plan: Plan, line: Line, first: Line) -> None:
    """Say of a second row of one claim whether it says the same, or money that would be lost."""
    if _fen_of(line) == _fen_of(first):
        plan.say(line, Outcome.SAME, N_("Stands in row {other} already."), other=first.number)
        return
    words = N_(
        "Row {other} names this claim with another amount: write one row with the whole sum."
    )
    plan.block(line, Remark(of_claim.APPROVED, words, {"other": first.number}))


def _fen_of(line: Line) -> tuple[int, int]:
    """Return what of a row is approved and what of that came; net fen."""
    told = line.amount(of_claim.APPROVED)
    unpaid, paid = line.amount(of_claim.UNPAID), line.amount(of_claim.PAID)
    approved = claimed(line) - (line.amount(of_claim.DEDUCTED) or 0) if told is None else told
    if told is None and unpaid is not None and paid is not None:
        approved = unpaid + paid  # what was deducted of the claimed sum is neither
    if not approved and unpaid is not None:
        approved = unpaid + (paid or 0)
    if paid is None and unpaid is None and line.state is Meant.FINISHED:
        paid = approved
    if paid is None:
        paid = approved - unpaid if unpaid is not None else 0
    return approved, paid


def _due(plan: Plan, line: Line, known: int) -> int:
    open_known = None not in (line.amount(of_claim.UNPAID), line.amount(of_claim.PAID))
    is_told = line.amount(of_claim.APPROVED) is not None or of_claim.DEDUCTED in line.amounts
    if not is_told and claimed(line) and not open_known:
        words = N_("No approved amount is given: all that was claimed is taken as approved.")
        line = line.with_warning(Remark(of_claim.APPROVED, words))
    approved, paid = _fen_of(line)
    if (what := _objection(line, approved, paid)) is not None:
        plan.block(line, what)
        return 0
    if known:
        return _known_due(plan, line, known, (approved, paid))
    if not line.vin and not line.plate:
        words = N_("This claim is not here and the row names no car: take its claim over first.")
        plan.block(line, Remark(of_claim.NUMBER, words))
        return 0
    if claimed(line) and claimed(line) < approved:
        words = N_("More is approved than was claimed: compare both with the paper.")
        plan.block(line, Remark(of_claim.APPROVED, words))
        return 0
    if not claimed(line):
        line.amounts[of_claim.CLAIMED] = approved
    made, told = fresh_claim(plan, line, State.APPROVED)
    plan.dues.append(Due(made, approved, paid, told))
    plan.took(Taken.RECEIVABLE, made, told, line.text(of_claim.NUMBER))
    plan.say(told, Outcome.NEW)
    return made


def _objection(line: Line, approved: int, paid: int) -> Remark | None:
    """Return what is wrong with the amounts of a row themselves."""
    if line.amount(of_claim.APPROVED) == 0:
        words = N_("Approved, and yet with nothing: was it refused?")
        return Remark(of_claim.APPROVED, words)
    if not approved:
        words = N_("The approved amount is missing: without it nothing is due.")
        return Remark(of_claim.APPROVED, words)
    unpaid = line.amount(of_claim.UNPAID)
    if unpaid is not None and paid + unpaid != approved:
        words = N_("Approved, paid and still due do not add up: compare them with the paper.")
        return Remark(of_claim.UNPAID, words)
    if not 0 <= paid <= approved:
        words = N_("More is paid than was approved: compare both with the paper.")
        return Remark(of_claim.PAID, words)
    return None


def _known_due(plan: Plan, line: Line, known: int, fen: tuple[int, int]) -> int:
    """Plan the money of a claim that is here: its answer, and what of it came."""
    approved, paid = fen
    key = plan.keys[known]
    money = bool(key.settled_fen or key.paid_fen)
    on_its_way = bool(paid or line.text(of_claim.INVOICE_NO) or line.text(of_claim.STATEMENT_NO))
    values = {"number": key.number, "state": State(key.state)}
    if line.vin and key.vin and line.vin != key.vin:
        words = N_("The number {number} is that of another car, {vin}: which is right?")
        named = {"number": line.text(of_claim.NUMBER), "vin": key.vin}
        plan.block(line, Remark(of_car.VIN, words, named))
    elif key.state in _ANSWERED and key.approved_fen == approved:
        if paid > key.paid_fen and money:
            words = N_("Of claim {number} more came than here: book the rest as a receipt.")
            plan.warn(line, Remark(of_claim.PAID, words, values))
            return known
        if money or not on_its_way or _is_closed(key):
            plan.say(line, Outcome.SAME, N_("Here already as {number}."), number=key.number)
            return known
        return _taken_due(plan, line, Due(known, approved, paid, line, answers=False))
    elif key.state == State.APPROVED.value:
        words = N_("Claim {number} is approved here with another amount: compare both.")
        plan.block(line, Remark(of_claim.APPROVED, words, values))
    elif key.state != State.SUBMITTED.value:
        words = N_(
            "Claim {number} is here and not filed with the maker ({state}): look at it first."
        )
        plan.block(line, Remark(of_claim.NUMBER, words, values))
    elif key.total_fen and approved > key.total_fen:
        words = N_("More is approved than was claimed: compare both with the paper.")
        plan.block(line, Remark(of_claim.APPROVED, words))
    else:
        whole = 0 if key.total_fen else max(claimed(line), approved)
        return _taken_due(plan, line, Due(known, approved, paid, line, claimed_fen=whole))
    return 0


def _taken_due(plan: Plan, line: Line, due: Due) -> int:
    plan.dues.append(due)
    plan.took(Taken.RECEIVABLE, due.claim, line, line.text(of_claim.NUMBER))
    plan.say(line, Outcome.CHANGED, N_("The maker's answer and the money are added."))
    return due.claim
