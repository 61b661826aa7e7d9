"""V77–V86 as a claim shows them: its old parts when it is filed."""

from collections.abc import Iterator

from warrantydesk.domain.claim import PayBy
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_ABOUT_TO_FILE = frozenset({State.TO_SUBMIT, State.RETURNED})
"""Before the repair is finished nobody expects the pieces."""
_ABSENT = frozenset({PartState.NO_PART, PartState.MISSING, PartState.WRITTEN_OFF})
_NOT_SHELVED = frozenset({PartState.EXPECTED, PartState.RECEIVED})


def _pieces(facts: ClaimFacts) -> tuple[OldPart, ...]:
    if facts.claim.state not in _ABOUT_TO_FILE:
        return ()
    return tuple(piece for piece in facts.pieces if piece.state is not PartState.VOID)


def _field(line: int) -> str:
    return f"part_lines[{line - 1}].return_required"


def enough_pieces(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V77 (trade practice): a line to be returned has a tagged or waived piece for each unit."""
    if facts.claim.state not in _ABOUT_TO_FILE:
        return
    have: dict[int, int] = {}
    for piece in _pieces(facts):
        tagged = bool(piece.tag) and piece.state is not PartState.EXPECTED
        have[piece.line] = have.get(piece.line, 0) + (tagged or piece.state is PartState.NO_PART)
    for number, line in enumerate(facts.claim.part_lines, 1):
        count = have.get(number, 0)
        if line.return_required and line.leaves_pieces and count < line.quantity:
            yield Problem(
                _field(number),
                N_("Line {line}: {have} of {quantity} old parts are here. Receive or waive them."),
                {"line": number, "have": count, "quantity": line.quantity},
            )


def labelled_and_shelved(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V78 (trade practice): no piece without a label that was scanned, none off the shelf."""
    for piece in _pieces(facts):
        if piece.state in _ABSENT or not piece.tag:
            continue
        name = piece.part_name or piece.part_no
        if piece.state in _NOT_SHELVED:
            yield Problem(_field(piece.line), N_("{part} is not on the shelf yet."), {"part": name})
        elif piece.tag_state is not TagState.CONFIRMED:
            yield Problem(
                _field(piece.line), N_("The label of {part} was never scanned."), {"part": name}
            )


def related_ones_are_here(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V79 (trade practice, B.5): a causal part travels with its related parts."""
    pieces = _pieces(facts)
    causal_here = any(p.causal and p.return_required and p.state not in _ABSENT for p in pieces)
    for piece in pieces:
        if causal_here and not piece.causal and piece.return_required and piece.state in _ABSENT:
            yield Problem(
                _field(piece.line),
                N_("The related part {part} is missing: its causal part is refused without it."),
                {"part": piece.part_name or piece.part_no},
            )
    yield from _left_out(facts)


def _left_out(facts: ClaimFacts) -> Iterator[Problem]:
    """Name what the maker's list gives a replaced causal part along, and no line has."""
    claim, profile = facts.claim, facts.profile
    if profile is None:
        return
    here = {no for line in claim.part_lines for no in (line.new_part_no, line.old_part_no)}
    for index, line in enumerate(claim.part_lines):
        causal = profile.parts.get(line.new_part_no) if line.causal else None
        if causal is None or not line.leaves_pieces or line.pay_by is not PayBy.CLAIM:
            continue
        for number in causal.related_parts:
            other = profile.parts.get(number)
            if other is None or other.consumable or number in here:
                continue
            if claim.vehicle.model_code in other.models:
                yield Problem(
                    f"part_lines[{index}].new_part_no",
                    N_("{other} is replaced together with {part}, but no line has it."),
                    {"other": number, "part": line.new_part_no},
                )


def printed_once(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V80 (trade practice): a label printed again was lost or spoilt, and the maker asks why."""
    for piece in _pieces(facts):
        times = facts.labels_printed.get(piece.tag, 0)
        if piece.tag and times > 1:
            yield Problem(
                _field(piece.line),
                N_("The label of {part} was printed {n} times."),
                {"part": piece.part_name or piece.part_no, "n": times},
            )


def nothing_settled_is_kept_back(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V83 (trade practice): a car with settled pieces not returned for 3 months is sent back."""
    for number in facts.unreturned:
        yield Problem(
            "vehicle.vin",
            N_("Paid parts of claim {number} were not returned: the maker sends this one back."),
            {"number": number},
        )


def hazards_have_their_note(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V85 (trade practice): a hazardous piece is handled as the maker says."""
    for piece in _pieces(facts):
        entry = facts.hazards.get(piece.hazard)
        if entry is not None and entry.shipping != "ordinary" and piece.state not in _ABSENT:
            yield Problem(
                _field(piece.line),
                N_("{part} is hazardous ({hazard}): keep it as its note says."),
                {"part": piece.part_name or piece.part_no, "hazard": entry.name},
            )


def fluids_are_drained(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V86 (trade practice): fluids are drained before a piece is kept and sent."""
    for piece in _pieces(facts):
        entry = facts.hazards.get(piece.hazard)
        here = piece.state not in _ABSENT and piece.state is not PartState.EXPECTED
        if entry is not None and entry.drain_first and here and not piece.drained:
            yield Problem(
                _field(piece.line),
                N_("{part} is not noted as drained."),
                {"part": piece.part_name or piece.part_no},
            )


_LABELS = N_("The maker finds a piece by its label alone.")
OLD_PART_RULES = (
    Rule(
        "V77",
        enough_pieces,
        Severity.BLOCK,
        why=N_("No old part, no new part: the maker pays for pieces that it can have."),
        cost=N_("The whole line is refused."),
        title=N_("Old parts are here or waived"),
        passes=N_("One pump claimed, one tagged pump received."),
        fails=N_("Two injectors claimed, one received."),
    ),
    Rule(
        "V78",
        labelled_and_shelved,
        Severity.BLOCK,
        why=_LABELS,
        cost=N_("A piece without label is refused, and its claim is debited."),
        title=N_("Old parts are labelled and on the shelf"),
        passes=N_("On place A-2-3, its label scanned there."),
        fails=N_("Received, but still on the bench."),
    ),
    Rule(
        "V79",
        related_ones_are_here,
        Severity.WARN,
        why=N_("The maker judges a fault by all parts that it touched."),
        cost=N_("The causal part is refused with the missing one."),
        title=N_("Related parts are with their causal part"),
        passes=N_("A pump and its gasket, both here."),
        fails=N_("The pump is here, its gasket is gone."),
    ),
    Rule(
        "V80",
        printed_once,
        Severity.WARN,
        why=_LABELS,
        cost=N_("Some makers charge a second label."),
        title=N_("A label was printed once"),
        passes=N_("One label, one print."),
        fails=N_("The same label printed three times."),
    ),
    Rule(
        "V83",
        nothing_settled_is_kept_back,
        Severity.WARN,
        why=N_("Paid parts belong to the maker."),
        cost=N_("The next claim on the car is returned."),
        title=N_("No paid part of this car is kept back"),
        passes=N_("Every part that was due went back."),
        fails=N_("Parts of a claim paid four months ago are still here."),
    ),
    Rule(
        "V85",
        hazards_have_their_note,
        Severity.WARN,
        why=N_("Dangerous goods have their own law and their own carrier."),
        cost=N_("The carrier refuses the box, or somebody is hurt."),
        title=N_("Hazardous parts are handled by their note"),
        passes=N_("A water pump."),
        fails=N_("An airbag, which travels with its own note."),
    ),
    Rule(
        "V86",
        fluids_are_drained,
        Severity.WARN,
        why=N_("Fluids soil labels and lists of the whole box."),
        cost=N_("The box is refused as badly packed."),
        title=N_("Fluids are drained"),
        passes=N_("A gearbox noted as drained."),
        fails=N_("A gearbox that is not noted as drained."),
    ),
)
