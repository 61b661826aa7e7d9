"""Claims of an old sheet: a draft to an approval, with amounts, the car and the customer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.claim.claim import Claim, ClaimOwner, ClaimVehicle, Codes, Narrative
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.part_guards import FILED
from warrantydesk.domain.taken_over import Taken
from warrantydesk.domain.text import squeezed
from warrantydesk.domain.vehicle import Use
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports import take_over_fields as car_fields
from warrantydesk.services.imports.take_over_cars import car_of, person_of, with_its_car
from warrantydesk.services.imports.take_over_claim_parts import parts_of, visit_of
from warrantydesk.services.imports.take_over_days import instant
from warrantydesk.services.imports.take_over_line import Line
from warrantydesk.services.imports.take_over_plan import Due, FreshClaim, Plan
from warrantydesk.services.imports.take_over_sums import amounts, claimed, sums
from warrantydesk.services.imports.take_over_words import Meant, Remark
from warrantydesk.services.imports.target import Outcome, Repair
from warrantydesk.storage.taking import ClaimKey


def claims(plan: Plan, lines: Sequence[Line]) -> None:
    """Plan a sheet of claims."""
    for line in lines:
        if line.continues:
            plan.further[line.continues] += claimed(line)
    for line in lines:
        _claim(plan, with_its_car(plan, line))


def _claim(plan: Plan, line: Line) -> None:
    state, line = _state(line)
    if _is_over(plan, line, state):
        plan.say(line, Outcome.SAME, N_("It is finished: only claims in progress are taken over."))
        return
    known = plan.rows.get(line.continues) or found_claim(plan, line)
    if not known and not line.vin and not line.plate:
        words = N_("Neither VIN nor plate is given: nobody can tell which car is meant.")
        plan.block(line, Remark(car_fields.VIN, words, {}, _as_above(plan, line)))
        return
    plan.rows[line.number] = known
    if known and (same := _again(plan, known, line)):
        if same is not line:
            plan.block(same, same.wrong) if same.wrong else plan.say(same, Outcome.CHANGED)
        return
    told, approved = amounts(line, state)
    if told.wrong is not None:
        plan.block(told, told.wrong)
        return
    made, told = fresh_claim(plan, told, state)
    plan.rows[line.number] = made
    if made and approved is not None:
        paid = line.amount(of_claim.PAID) or 0
        plan.dues.append(Due(made, approved, paid, line))
    plan.say(told, Outcome.NEW)


def _is_over(plan: Plan, line: Line, state: State | Meant) -> bool:
    """Tell whether a row speaks of a claim that is over, itself or a row above it of that claim."""
    number = squeezed(line.text(of_claim.NUMBER) or line.text(of_claim.MAKER_NUMBER))
    is_further = line.state is None and bool(number) and number in plan.over
    if state in (Meant.FINISHED, Meant.DROPPED) or line.continues in plan.left or is_further:
        plan.left.add(line.number)
        plan.over.add(number)
        plan.above = (line.number, "")
        return True
    goes_on = not line.vin and not line.plate
    above = _number_above(plan, line) if goes_on else ""
    plan.above = (line.number, line.text(of_claim.NUMBER) or above)
    return False


def _number_above(plan: Plan, line: Line) -> str:
    """Return the number of the claim in the row just above; empty where that could not be read."""
    row, number = plan.above
    return number if row in (line.number, line.number - 1) else ""


def _as_above(plan: Plan, line: Line) -> tuple[Repair, ...]:
    """Return the way to take a row that names no car as a further part of the claim above it."""
    is_part = of_claim.PART_NAME in line.texts or of_claim.PART_NO in line.texts
    above = _number_above(plan, line)
    if not above or not is_part or of_claim.NUMBER in line.texts:
        return ()
    words = N_("It belongs to claim {number} above")
    return (Repair(words, {"number": above}, of_claim.NUMBER, above),)


def _state(line: Line) -> tuple[State | Meant, Line]:
    """Return the state that a row says, else what its days and amounts tell, and the row."""
    approved = line.amount(of_claim.APPROVED)
    if line.state is State.SUBMITTED and approved:
        words = N_("An approved amount stands beside “{state}”: it is taken as approved.")
        values = {"state": State.SUBMITTED}
        return State.APPROVED, line.with_warning(Remark(of_claim.APPROVED, words, values))
    if line.state is Meant.APPEALED:
        return State.REJECTED, line
    if line.state is not None:
        return line.state, line
    if approved:
        return State.APPROVED, line
    if line.day(of_claim.SUBMITTED_ON) or line.text(of_claim.MAKER_NUMBER):
        return State.SUBMITTED, line
    return State.TO_SUBMIT if line.day(of_claim.FINISHED_ON) else State.DRAFT, line


def found_claim(plan: Plan, line: Line) -> int:
    """Return the claim of a row by its numbers, else by car, day and sum; 0 for none.

    A row with a number may mean a claim that came without one.
    """
    for name in (of_claim.NUMBER, of_claim.MAKER_NUMBER):
        if (number := squeezed(line.text(name))) and number in plan.by_number:
            return plan.by_number[number]
    day = opened(plan, line).isoformat() if line.days else ""  # without any day the sum tells it
    total = claimed(line) or line.amount(of_claim.APPROVED) or 0
    total += plan.further[line.number]
    same = iter(claims_of_car(plan, line))
    if line.text(of_claim.NUMBER):
        if not total:
            return 0
        same = (one for one in same if not one.old_number)
    alike = (one for one in same if one.total_fen == total and (not day or one.opened_on == day))
    return next((one.id for one in alike), 0)


def claims_of_car(plan: Plan, line: Line) -> list[ClaimKey]:
    """Return the claims of a row's car: by its VIN, and those that know it by its plate alone."""
    names = dict.fromkeys(filter(None, (line.vin, line.plate)))
    return [plan.keys[one] for name in names for one in plan.by_car.get(name, ())]


def _again(plan: Plan, known: int, line: Line) -> Line | None:
    """Return what a row says of a claim that is here, None where it is another claim after all."""
    key = plan.keys[known]
    if line.vin and key.vin and line.vin != key.vin:
        words = N_("The number {number} is that of another car, {vin}: which is right?")
        values = {"number": line.text(of_claim.NUMBER) or key.number, "vin": key.vin}
        return line.with_wrong(Remark(of_claim.NUMBER, words, values))
    if known > 0:
        plan.say(line, Outcome.SAME, N_("Here already as {number}."), number=key.number)
        return line
    fresh = plan.claims[-known - 1]
    if replace(fresh.line, number=0) == replace(line, number=0):
        plan.say(line, Outcome.SAME, N_("Stands in row {other} already."), other=fresh.line.number)
        return line
    if _says_another_state(fresh.line, line):
        words = N_("Row {other} says of this claim “{state}”: which of the two rows is right?")
        state = fresh.line.text(of_claim.STATE)
        said = {"other": fresh.line.number, "state": state}
        return line.with_wrong(Remark(of_claim.STATE, words, said))
    if not line.continues and _is_the_same_part(fresh.line, line):
        words = N_("Part, day and amount are those of row {other}: it counts once.")
        plan.warn(line, Remark(of_claim.CLAIMED, words, {"other": fresh.line.number}))
        return line
    if claimed(fresh.line) and claimed(fresh.line) == claimed(line):
        empty = Repair(N_("Count the amount once"), {}, of_claim.CLAIMED, "0")
        words = N_("A further part of the claim in row {other}: its amount is added, is it meant?")
        remark = Remark(of_claim.CLAIMED, words, {"other": fresh.line.number}, (empty,))
    else:
        words = N_("A further part of the claim in row {other}: part and amount are added.")
        remark = Remark(of_claim.NUMBER, words, {"other": fresh.line.number})
    _further(plan, known, line)
    return line.with_warning(remark)


def _says_another_state(first: Line, line: Line) -> bool:
    """Tell whether two rows of one claim and sum say different things of how far it is."""
    states = first.state, line.state
    return None not in states and states[0] != states[1] and claimed(first) == claimed(line)


def _is_the_same_part(first: Line, line: Line) -> bool:
    """Tell whether two rows name the same part with the same days and amounts."""
    parts = (of_claim.PART_NO, of_claim.PART_NAME)
    named = [one.text(name) for one in (first, line) for name in parts]
    return (
        any(named)
        and named[:2] == named[2:]
        and (first.days, first.amounts, first.quantity) == (line.days, line.amounts, line.quantity)
    )


def _further(plan: Plan, number: int, line: Line) -> None:
    fresh = plan.claims[-number - 1]
    is_within = of_claim.CLAIMED in fresh.line.amounts and of_claim.CLAIMED not in line.amounts
    for name, fen in () if is_within else sums(line).items():  # the first row has the whole sum
        fresh.sums[name] = fresh.sums.get(name, 0) + fen
    fresh.claim = replace(
        fresh.claim,
        part_lines=(*fresh.claim.part_lines, *parts_of(line, bool(fresh.claim.part_lines))),
    )
    for place, one in enumerate(plan.dues):
        told = of_claim.APPROVED in fresh.line.amounts  # then the first row has the whole sum
        more = line.amount(of_claim.APPROVED) or (0 if told else claimed(line))
        if one.claim == number and (more or line.amount(of_claim.PAID)):
            paid = one.paid_fen + (line.amount(of_claim.PAID) or 0)
            plan.dues[place] = replace(one, approved_fen=one.approved_fen + more, paid_fen=paid)


def opened(plan: Plan, line: Line) -> date:
    """Return the day on which a claim was opened, as far as the sheet tells."""
    days = (of_claim.OPENED_ON, of_claim.FINISHED_ON, of_claim.SUBMITTED_ON, of_claim.ANSWERED_ON)
    return line.day(*days, of_claim.RECEIVED_ON, of_claim.ISSUED_ON) or plan.known.today


def fresh_claim(plan: Plan, line: Line, state: State | Meant) -> tuple[int, Line]:
    """Plan a new claim with its customer and car; returns its number, below 0, and the row."""
    state = state if isinstance(state, State) else State.APPROVED
    owner, line, _new = person_of(plan, line)
    car, line, _made = car_of(plan, line, owner)
    owner = owner or (plan.cars.keys[car].owner if car else 0)
    day = opened(plan, line)
    filed = state in FILED
    if filed and not line.day(of_claim.SUBMITTED_ON):
        words = N_("The day of filing is not given: {day} is taken.")
        line = line.with_warning(Remark(of_claim.SUBMITTED_ON, words, {"day": day.isoformat()}))
    submitted = (line.day(of_claim.SUBMITTED_ON) or day) if filed else None
    answered = line.day(of_claim.ANSWERED_ON) or submitted
    if not _in_order(line):
        words = N_("The days of this row do not follow each other: compare them with the paper.")
        line = line.with_warning(Remark(of_claim.OPENED_ON, words))
    claim = Claim(
        brand=plan.known.brand,
        state=state,
        vehicle=_vehicle(plan, line, car),
        owner=_owner(plan, line, owner),
        visit=visit_of(line, day, state),
        narrative=Narrative(
            line.text(of_claim.COMPLAINT),
            line.text(of_claim.CAUSE),
            line.text(of_claim.CORRECTION),
            line.text(of_claim.REMARK),
        ),
        codes=Codes(
            fault_code=line.text(of_claim.FAULT),
            maker_claim_number=line.text(of_claim.MAKER_NUMBER),
        ),
        part_lines=parts_of(line, has_causal=False),
        opened_on=day,
        created_at=instant(day),
        submitted_at=instant(submitted) if submitted else None,
        answered_on=answered if state in _ANSWERED else None,
        payer=plan.known.payers.get(squeezed(line.text(of_claim.PAYER)).casefold(), ""),
    )
    plan.claims.append(FreshClaim(claim, car, owner, line, sums(line)))
    made = -len(plan.claims)
    total = sum(sums(line).values())
    numbers = (line.text(of_claim.MAKER_NUMBER), line.text(of_claim.NUMBER))
    plan.note_claim(
        ClaimKey(
            *(made, "", *numbers, state.value, line.vin or claim.vehicle.vin, line.plate),
            *(day.isoformat(), total, None, 0, 0, "", 0),
        )
    )
    plan.took(Taken.CLAIM, made, line, numbers[1], line.text(of_claim.REMARK))
    return made, line


_ANSWERED = frozenset({State.RETURNED, State.REJECTED, State.APPROVED})


def _in_order(line: Line) -> bool:
    names = (of_claim.OPENED_ON, of_claim.FINISHED_ON, of_claim.SUBMITTED_ON, of_claim.ANSWERED_ON)
    days = [line.days[name] for name in names if name in line.days]
    return days == sorted(days)


def _vehicle(plan: Plan, line: Line, car: int) -> ClaimVehicle:
    known = plan.known
    vin = line.vin or (plan.cars.keys[car].vin if car else "")
    return ClaimVehicle(
        vin,
        line.plate or (plan.cars.keys[car].plate if car else ""),
        known.model_of(line.text(car_fields.MODEL), vin) if vin else "",
        line.text(car_fields.ENGINE),
        line.text(car_fields.MOTOR),
        line.text(car_fields.GEARBOX),
        line.use or Use.HOUSEHOLD,
        line.day(car_fields.PRODUCED_ON),
        line.day(car_fields.INVOICED_ON),
        line.day(car_fields.DELIVERED_ON),
    )


def _owner(plan: Plan, line: Line, owner: int) -> ClaimOwner:
    name = line.text(car_fields.NAME) or plan.people.names.get(owner, "")
    phone = line.phone or plan.people.phones.get(owner, "")
    return ClaimOwner(name, phone, name, phone, line.text(car_fields.ADDRESS))
