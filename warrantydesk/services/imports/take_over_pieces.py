"""Old parts on the shelf, as old sheets name them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.taken_over import Taken
from warrantydesk.domain.text import squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports.take_over_cars import with_its_car
from warrantydesk.services.imports.take_over_claim_parts import named_parts
from warrantydesk.services.imports.take_over_claims import found_claim, fresh_claim
from warrantydesk.services.imports.take_over_line import YES, Line
from warrantydesk.services.imports.take_over_places import place_of
from warrantydesk.services.imports.take_over_plan import FreshPiece, Plan
from warrantydesk.services.imports.take_over_words import Remark
from warrantydesk.services.imports.target import Outcome, Repair
from warrantydesk.storage.taking import LineOf, PieceOf

_CANDIDATES = 4
_GONE = re.compile(
    r"(?<!未)已(?:[寄返退发]|回运|回收返|报废|销毁|处理|移交)|返回厂家|寄走|厂家已收"
    r"|签收|已出库|退了|已送厂|在途"
    r"|^(?:寄出|发出|发运|报废|销毁|移交|返厂了|返了|寄了|发了|走了)$"
    r"|(?<!not )(?<!be )\b(?:returned|shipped|sent|scrapped|destroyed)\b",
    re.IGNORECASE,
)
"""States that an old part has once it left the shelf; what must go, or is in hand, lies there."""


_STORED = re.compile(r"[仓库]库|在库|入库|待[返退]|未[返退]")
"""Words that keep it here all the same: 已返回仓库."""


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
        state = line.text(of_claim.PIECE_STATE) or line.text(of_claim.HAS_LEFT)
        if line.text(of_claim.HAS_LEFT).casefold() in YES:
            words = N_("The sheet says that it has left: it lies here no more and is left out.")
            plan.say(line, Outcome.SAME, words)
            continue
        if (left := _GONE.search(state)) and not _STORED.search(state):
            words = N_("The sheet says “{word}”: it lies here no more and is left out.")
            plan.say(line, Outcome.SAME, words, word=left.string)
            continue
        _piece(plan, with_its_car(plan, line))


def _piece(plan: Plan, line: Line) -> None:
    if not line.text(of_claim.PART_NO) and not line.text(of_claim.PART_NAME):
        words = N_("Neither number nor name of the part is given.")
        plan.block(line, Remark(of_claim.PART_NO, words))
        return
    if len(parts := named_parts(line)) > 1:
        words = N_("{n} parts stand in this row: part it into {n} rows in the sheet.")
        plan.block(line, Remark(of_claim.PART_NAME, words, {"n": len(parts)}))
        return
    number, name, quantity = parts[0]
    named = {of_claim.PART_NO: number, of_claim.PART_NAME: name}
    line = replace(line, texts={**line.texts, **named}, quantity=quantity)
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
    if not (left := line.quantity - _here(plan, line, claim)):
        plan.say(line, Outcome.SAME, N_("The desk has this old part already."))
        return
    line = replace(line, quantity=left)
    _shelve(plan, line, claim)
    plan.say(line, Outcome.NEW)


def _here(plan: Plan, line: Line, claim: int) -> int:
    """Return how many of the pieces of a row without a tag lie here already."""
    waiting = plan.pieces_of.get(claim, [])
    found = [
        one
        for one in ([] if line.tag else waiting)
        if _is_part(line, one) and one.state != PartState.EXPECTED.value
    ][: line.quantity]
    for one in found:
        waiting.remove(one)
    return len(found)


def _is_part(line: Line, one: PieceOf | LineOf) -> bool:
    """Tell whether a row names the part of a piece or of a line: by number, else by name."""
    number, name = squeezed(line.text(of_claim.PART_NO)), squeezed(line.text(of_claim.PART_NAME))
    if number and one.part_no:
        return squeezed(one.part_no) == number
    return bool(name) and squeezed(one.part_name) == name


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
    """Plan the pieces: those that were expected, else some of its line, else of a new line."""
    left = line.quantity
    for one in _expected(plan, line, claim)[:left]:
        plan.pieces_of[claim].remove(one)
        plan.pieces.append(FreshPiece(claim, one.line, one.piece, line, one.id))
        plan.took(Taken.PIECE, one.id, line, line.text(of_claim.OLD_TAG))
        left -= 1
    while left and (at := _line_of(plan, line, claim)) is not None:
        plan.pieces.append(FreshPiece(claim, *at, line, plan.voided.pop((claim, *at), 0)))
        plan.took(Taken.PIECE, -len(plan.pieces), line, line.text(of_claim.OLD_TAG))
        left -= 1
    if left:
        _on_a_new_line(plan, line, claim, left)


def _expected(plan: Plan, line: Line, claim: int) -> list[PieceOf]:
    """Return the pieces of a part that the desk waits for."""
    waiting = PartState.EXPECTED.value
    return [
        one for one in plan.pieces_of.get(claim, ()) if _is_part(line, one) and one.state == waiting
    ]


def _on_a_new_line(plan: Plan, line: Line, claim: int, left: int) -> None:
    place = plan.lines.get(claim, 0)
    fresh = plan.claims[-claim - 1] if claim < 0 else None
    if fresh is None or fresh.line.number != line.number:
        place += 1
        plan.lines[claim] = place
    for count in range(1, left + 1):
        plan.pieces.append(FreshPiece(claim, max(place, 1), count, line))
        plan.took(Taken.PIECE, -len(plan.pieces), line, line.text(of_claim.OLD_TAG))


def _line_of(plan: Plan, line: Line, claim: int) -> tuple[int, int] | None:
    """Return the part line of a known claim that has no piece for a row yet, and which piece."""
    for place, one in enumerate(plan.known.part_lines.get(claim, ()), 1):
        if not _is_part(line, one):
            continue
        for number in range(1, max(one.quantity, 1) + 1):
            if (claim, place, number) not in plan.held:
                plan.held.add((claim, place, number))
                return place, number
    return None
