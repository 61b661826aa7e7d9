"""Checks of the pieces on a return list against the maker's own refusal reasons (B.5)."""

from collections.abc import Iterator
from dataclasses import replace

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.old_part import TagState
from warrantydesk.domain.part_guards import FILED
from warrantydesk.domain.shipment import ShipmentKind
from warrantydesk.domain.shipment_facts import Check, CheckState, ShipmentFacts
from warrantydesk.domain.shipment_group_checks import quantities, related
from warrantydesk.domain.shipment_views import ReturnPiece
from warrantydesk.i18n import N_


def piece_checks(facts: ShipmentFacts) -> Iterator[Check]:
    """Yield the checks of the pieces, in the order in which they are shown."""
    yield from related(facts)
    yield _tags(facts)
    yield from _suppliers(facts)
    yield from quantities(facts)
    yield _claims(facts)
    yield from _hazards(facts)
    yield from _fluids(facts)


def _tallied(
    facts: ShipmentFacts,
    wrong: list[ReturnPiece],
    good: Check,
    bad: Check,
) -> Check:
    """Return the check of all pieces: ``good``, or ``bad`` with the first that is wrong."""
    total = len(facts.pieces)
    if not total:
        return replace(good, state=CheckState.NONE)
    count = f"{total - len(wrong)}/{total}"
    if not wrong:
        return replace(good, count=count)
    first = wrong[0]
    values = {"part": first.name, "tag": first.tag, "claim": first.claim_number, **bad.values}
    cost = sum(piece.amount_fen for piece in wrong)
    goto = bad.goto if bad.goto[0] else ("piece", first.tag)
    blocks = bad.state is CheckState.BLOCK
    return replace(bad, count=count, values=values, cost_fen=cost, goto=goto, in_the_way=blocks)


def _tags(facts: ShipmentFacts) -> Check:
    """V78: every piece has its label, and it was seen (B.5, 无旧件标签)."""
    wrong = [piece for piece in facts.pieces if piece.tag_state is not TagState.CONFIRMED]
    return _tallied(
        facts,
        wrong,
        Check("V78", "tags", CheckState.OK, N_("Every piece has a label that was scanned")),
        Check(
            "V78",
            "tags",
            CheckState.BLOCK,
            N_("A label was never scanned: {part}"),
            N_("Scan {tag}, or print it once more."),
        ),
    )


def _suppliers(facts: ShipmentFacts) -> Iterator[Check]:
    """V39, V40: supplier code and part number as the maker's table has them (B.5).

    The claim is filed by now and cannot be changed, so these warn and let the list leave.
    """

    def is_strange(piece: ReturnPiece) -> bool:
        entry = facts.parts.get(piece.part_no)
        suppliers = entry.supplier_codes if entry else ()
        return bool(piece.supplier_code and suppliers and piece.supplier_code not in suppliers)

    def warning(code: str, name: str, title: str) -> Check:
        detail = N_("Compare it with the plate of the part before it leaves.")
        return Check(code, name, CheckState.WARN, title, detail)

    good = Check("V40", "suppliers", CheckState.OK, N_("Supplier codes fit the part numbers"))
    judged = [
        _tallied(facts, [piece for piece in facts.pieces if is_wrong(piece)], good, bad)
        for is_wrong, bad in (
            (
                lambda piece: not piece.supplier_code,
                warning("V39", "no_supplier", N_("The supplier code is missing: {part}")),
            ),
            (
                lambda piece: bool(facts.parts) and piece.part_no not in facts.parts,
                warning("V40", "part_no", N_("Not in the maker's list of parts: {part}")),
            ),
            (
                is_strange,
                warning("V40", "suppliers", N_("The supplier does not fit the part: {part}")),
            ),
        )
    ]
    loud = [check for check in judged if check.is_loud]
    yield from loud or judged[:1]


def _claims(facts: ShipmentFacts) -> Check:
    """V82, C.2: claims are filed, stand, and are not in dispute (B.5, 索赔单作废)."""
    good = Check("V82", "claims", CheckState.OK, N_("All claims are filed, none is in dispute"))
    disputed = [piece for piece in facts.pieces if piece.claim_state is State.APPEALED]
    unfiled = [piece for piece in facts.pieces if piece.claim_state not in FILED]
    goto = ("claim", next((piece.claim_number for piece in [*unfiled, *disputed]), ""))
    if unfiled:
        void = unfiled[0].claim_state is State.VOID
        title = N_("Claim {claim} is void") if void else N_("Claim {claim} is not filed yet")
        detail = N_("Take its parts off the list.") if void else N_("Submit it, then ship.")
        return _tallied(
            facts,
            unfiled,
            good,
            Check("STATE", "claims", CheckState.BLOCK, title, detail, goto=goto),
        )
    detail = N_("Take its parts off the list until it is decided.")
    bad = Check(
        "V82", "claims", CheckState.BLOCK, N_("Claim {claim} is in dispute"), detail, goto=goto
    )
    return _tallied(facts, disputed, good, bad)


def _hazards(facts: ShipmentFacts) -> Iterator[Check]:
    """V85: what must not go on an ordinary list, and what needs a handling note."""
    found: dict[tuple[str, str], Check] = {}
    for piece in facts.pieces:
        check = _hazard_of(facts, piece)
        if check is not None:
            same = piece.tag if check.state is CheckState.BLOCK else ""
            found.setdefault((check.name, same), check)
    if found:
        yield from found.values()
    elif any(piece.hazard in facts.hazards for piece in facts.pieces):
        yield Check("V85", "hazard", CheckState.OK, N_("Hazardous parts may go with this list"))
    else:
        yield Check("V85", "hazard", CheckState.NONE, N_("No hazardous parts"))


def _hazard_of(facts: ShipmentFacts, piece: ReturnPiece) -> Check | None:
    entry = facts.hazards.get(piece.hazard)
    if entry is None or entry.shipping == "ordinary":
        return None
    values = {"part": piece.name, "hazard": piece.hazard, "tag": piece.tag}
    note = Check(
        "V85",
        f"hazard_{piece.hazard}",
        CheckState.WARN,
        N_("A handling note is needed: {hazard}"),
        N_("Mark the box and say who was told."),
        values,
        cost_fen=piece.amount_fen,
        goto=("piece", piece.tag),
        in_the_way=True,
    )
    if entry.shipping == "note" or facts.shipment.kind is ShipmentKind.HAZARD:
        return note
    return replace(
        note,
        name="hazard",
        state=CheckState.BLOCK,
        title=N_("Never on an ordinary list: {part}"),
        detail=N_("Take it off and open a list for hazardous goods."),
    )


def _fluids(facts: ShipmentFacts) -> Iterator[Check]:
    """V86: fluids are drained and openings plugged where the maker asks for it."""
    asked = []
    for piece in facts.pieces:
        entry = facts.hazards.get(piece.hazard)
        if entry is not None and entry.drain_first:
            asked.append(piece)
    wet = [piece for piece in asked if not piece.drained]
    if not asked:
        return
    count = f"{len(asked) - len(wet)}/{len(asked)}"
    if not wet:
        yield Check("V86", "fluids", CheckState.OK, N_("Fluids are drained"), count=count)
        return
    yield Check(
        "V86",
        "fluids",
        CheckState.WARN,
        N_("Fluids are not drained: {part}"),
        N_("Drain it, plug the openings, then tick it off."),
        {"part": wet[0].name, "tag": wet[0].tag},
        count,
        sum(piece.amount_fen for piece in wet),
        ("piece", wet[0].tag),
        True,
    )
