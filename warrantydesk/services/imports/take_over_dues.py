"""Old parts on the shelf and money that is due, as old sheets name them."""

import re
from collections.abc import Sequence

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.shelf_layout import place_name, read_places
from warrantydesk.domain.taken_over import Taken
from warrantydesk.domain.text import squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports import take_over_fields as of_car
from warrantydesk.services.imports.take_over_claims import claimed, found_claim, fresh_claim
from warrantydesk.services.imports.take_over_line import Line
from warrantydesk.services.imports.take_over_plan import Due, FreshPiece, Plan, with_its_car
from warrantydesk.services.imports.take_over_words import Remark
from warrantydesk.services.imports.target import Outcome, Repair
from warrantydesk.storage.taking import LineOf, PieceOf

_CANDIDATES = 4


_GONE = re.compile(
    r"(?<!未)已(?:[寄返退发]|回运|回收返|报废|销毁|处理|移交)|返回厂家|寄走|厂家已收"
    r"|^(?:寄出|发出|发运|报废|销毁|移交)$"
    r"|(?<!not )(?<!be )\b(?:returned|shipped|sent|scrapped|destroyed)\b",
    re.IGNORECASE,
)
"""States that an old part has once it left the shelf; what must go, or is in hand, lies there."""


def pieces(plan: Plan, lines: Sequence[Line]) -> None:
    """Plan a sheet of old parts on the shelf."""
    seen: dict[str, int] = {}
    for line in lines:
        tag = line.tag
        if tag and tag in plan.tags:
            plan.say(line, Outcome.SAME, N_("The desk has this old part already."))
            continue
        if tag and tag in seen:
            plan.say(line, Outcome.SAME, N_("Stands in row {other} already."), other=seen[tag])
            continue
        seen[tag] = line.number
        gone = line.day(of_claim.GONE_ON)
        if gone is not None and gone <= plan.known.today:
            words = N_(
                "The sheet says that it left on {day}: it lies here no more and is left out."
            )
            plan.say(line, Outcome.SAME, words, day=gone.isoformat())
            continue
        if left := _GONE.search(line.text(of_claim.PIECE_STATE)):
            words = N_("The sheet says “{word}”: it lies here no more and is left out.")
            plan.say(line, Outcome.SAME, words, word=left.string)
            continue
        _piece(plan, with_its_car(plan, line))


def _piece(plan: Plan, line: Line) -> None:
    if not line.text(of_claim.PART_NO) and not line.text(of_claim.PART_NAME):
        words = N_("Neither number nor name of the part is given.")
        plan.block(line, Remark(of_claim.PART_NO, words))
        return
    place, what = place_of(line)
    if what is not None:
        plan.block(line, what)
        return
    claim, line = _claim_of(plan, line)
    if line.wrong is not None:
        plan.block(line, line.wrong)
        return
    if place and place not in plan.known.places:
        words = N_("There is no place {place} on the shelf yet: it is made.")
        without = Repair(N_("Take it without a place"), {}, of_claim.PLACE, "-", alike=True)
        line = line.with_warning(Remark(of_claim.PLACE, words, {"place": place}, (without,)))
        plan.places.setdefault(place, line.number)
    if _is_here(plan, line, claim):
        plan.say(line, Outcome.SAME, N_("The desk has this old part already."))
        return
    _shelve(plan, line, claim)
    plan.say(line, Outcome.NEW)


def _is_here(plan: Plan, line: Line, claim: int) -> bool:
    """Tell whether a row without a tag names a piece of the claim that lies here already."""
    waiting = plan.pieces_of.get(claim, [])
    for one in () if line.tag else waiting:
        if _is_part(line, one) and one.state != PartState.EXPECTED.value:
            waiting.remove(one)
            return True
    return False


def _is_part(line: Line, one: PieceOf | LineOf) -> bool:
    """Tell whether a row names the part of a piece or of a line: by number, else by name."""
    number = squeezed(line.text(of_claim.PART_NO))
    if number:
        return squeezed(one.part_no) == number
    return one.part_name == line.text(of_claim.PART_NAME)


def place_of(line: Line) -> tuple[str, Remark | None]:
    """Return the place of a row, empty for none, and what is wrong with a name that is none."""
    said = line.text(of_claim.PLACE)
    if not said or said in ("-", "—", "无"):
        return "", None
    try:
        rack, layer = read_places(said.replace("号", "").replace("_", "-").replace(" ", "-"))[0]
    except Refused as no:
        found = no.findings[0]
        without = Repair(N_("Take it without a place"), {}, of_claim.PLACE, "-", alike=True)
        return "", Remark(of_claim.PLACE, found.message, found.values, (without,))
    return place_name(rack, layer), None


def _claim_of(plan: Plan, line: Line) -> tuple[int, Line]:
    """Return the claim of an old part: by number, by car, else a new one without amounts."""
    known = found_claim(plan, line)
    named = line.text(of_claim.NUMBER) or line.text(of_claim.MAKER_NUMBER)
    if not known and not named:
        some = plan.by_car.get(line.vin or line.plate, [])
        lines = plan.known.part_lines
        fits = [one for one in some if any(_is_part(line, part) for part in lines.get(one, ()))]
        some = fits if len(fits) == 1 else some  # of several claims the one with this part
        if len(some) > 1:
            numbers = [plan.keys[one].number for one in some if plan.keys[one].number]
            repairs = tuple(
                Repair(N_("It is {tag}"), {"tag": one}, of_claim.NUMBER, one)
                for one in numbers[:_CANDIDATES]
                if of_claim.NUMBER in line.texts
            )
            words = N_("This car has several claims: write the number of the one that is meant.")
            return 0, line.with_wrong(Remark(of_claim.NUMBER, words, {}, repairs))
        known = some[0] if some else 0
    if known:
        return known, line
    if not line.vin and not line.plate:
        words = N_("Neither claim nor car is here: name the VIN, or take over the claims first.")
        return 0, line.with_wrong(Remark(of_claim.NUMBER, words))
    words = N_("Its claim is not here: one without amounts is made. Better take claims over first.")
    line = line.with_warning(Remark(of_claim.NUMBER, words))
    made, line = fresh_claim(plan, line, State.SUBMITTED)
    fresh = plan.claims[-made - 1]
    plan.lines[made] = len(fresh.claim.part_lines)
    return made, line


def _shelve(plan: Plan, line: Line, claim: int) -> None:
    """Plan the piece: the one that was expected, else one of its line, else of a new line."""
    waiting = plan.pieces_of.get(claim, [])
    for one in waiting:
        if _is_part(line, one) and one.state == PartState.EXPECTED.value:
            waiting.remove(one)
            plan.pieces.append(FreshPiece(claim, one.line, one.piece, line, one.id))
            plan.took(Taken.PIECE, one.id, line, line.text(of_claim.OLD_TAG))
            return
    if (at := _line_of(plan, line, claim)) is not None:
        plan.pieces.append(FreshPiece(claim, *at, line))
        plan.took(Taken.PIECE, -len(plan.pieces), line, line.text(of_claim.OLD_TAG))
        return
    place = plan.lines.get(claim, 0)
    fresh = plan.claims[-claim - 1] if claim < 0 else None
    if fresh is None or fresh.line.number != line.number:
        place += 1
        plan.lines[claim] = place
    for count in range(1, line.quantity + 1):
        plan.pieces.append(FreshPiece(claim, max(place, 1), count, line))
        plan.took(Taken.PIECE, -len(plan.pieces), line, line.text(of_claim.OLD_TAG))


def _line_of(plan: Plan, line: Line, claim: int) -> tuple[int, int] | None:
    """Return the part line of a known claim that has no piece for a row yet, and which piece."""
    for place, one in enumerate(plan.known.part_lines.get(claim, ()), 1):
        if not _is_part(line, one):
            continue
        used = plan.used[claim, place]
        if used < max(one.quantity, 1):
            plan.used[claim, place] += 1
            return place, used + 1
    return None


def receivables(plan: Plan, lines: Sequence[Line]) -> None:
    """Plan a sheet of claims that were approved and not yet paid whole."""
    seen: dict[int, Line] = {}
    for told in lines:
        line = with_its_car(plan, told)
        known = found_claim(plan, line)
        if known and known in seen:
            _twice(plan, line, seen[known])
            continue
        made = _due(plan, line, known)
        if made:
            seen[made] = line


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
    approved = line.amount(of_claim.APPROVED) or claimed(line)
    unpaid, paid = line.amount(of_claim.UNPAID), line.amount(of_claim.PAID)
    if not approved and unpaid is not None:
        approved = unpaid + (paid or 0)
    if paid is None:
        paid = approved - unpaid if unpaid is not None else 0
    return approved, paid


def _due(plan: Plan, line: Line, known: int) -> int:
    approved, paid = _fen_of(line)
    if not approved:
        words = N_("The approved amount is missing: without it nothing is due.")
        plan.block(line, Remark(of_claim.APPROVED, words))
    elif not 0 <= paid <= approved:
        words = N_("More is paid than was approved: compare both with the paper.")
        plan.block(line, Remark(of_claim.PAID, words))
    elif known:
        return _known_due(plan, line, known, (approved, paid))
    elif not line.vin and not line.plate:
        words = N_("This claim is not here and the row names no car: take its claim over first.")
        plan.block(line, Remark(of_claim.NUMBER, words))
    elif claimed(line) and claimed(line) < approved:
        words = N_("More is approved than was claimed: compare both with the paper.")
        plan.block(line, Remark(of_claim.APPROVED, words))
    else:
        if not claimed(line):
            line.amounts[of_claim.CLAIMED] = approved
        made, told = fresh_claim(plan, line, State.APPROVED)
        plan.dues.append(Due(made, approved, paid, told))
        plan.took(Taken.RECEIVABLE, made, told, line.text(of_claim.NUMBER))
        plan.say(told, Outcome.NEW)
        return made
    return 0


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
    elif key.state == State.APPROVED.value and key.approved_fen == approved:
        if money or not on_its_way:
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
