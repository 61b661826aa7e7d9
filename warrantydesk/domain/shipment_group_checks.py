"""Checks that what belongs together goes together: related parts, all pieces of a line (B.5)."""

from collections.abc import Iterator

from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.domain.shipment_due import wrong_kind
from warrantydesk.domain.shipment_facts import Check, CheckState, ShipmentFacts
from warrantydesk.domain.shipment_views import ReturnPiece
from warrantydesk.i18n import N_

_NOT_COMING = frozenset({PartState.NO_PART, PartState.VOID})
"""A piece that is waived or void is asked of nobody."""
_LEFT = frozenset(
    {
        PartState.SHIPPED,
        PartState.OEM_RECEIVED,
        PartState.ACCEPTED,
        PartState.REFUSED,
        PartState.DISPUTED,
        PartState.REFUSED_FINAL,
    }
)
"""A piece that the maker has or had."""
_LOST = frozenset({PartState.WRITTEN_OFF, PartState.SCRAP_OK, PartState.SCRAPPED})
"""A piece that never comes any more: the maker is told, and the rest need not wait for it."""
_TELL = N_("{other} {tag} is gone for good: tell the maker why, and note what was said.")
_FIND = N_("First find {other} {tag} ({place}).")
_APART = N_("{other} {tag} goes on a list of its own: send both, and say so in a note.")
_HERE = frozenset({PartState.SHELVED, PartState.RETURN_DUE, PartState.PACKED})


def _at_hand(facts: ShipmentFacts) -> set[int]:
    """Return what is packed or can be: the rest of the list is still to be found or labelled."""
    return {
        piece.id
        for piece in facts.pieces
        if piece.is_packed
        or (piece.state is PartState.RETURN_DUE and piece.tag_state is TagState.CONFIRMED)
    }


def _is_awaited(piece: ReturnPiece, here: set[int]) -> bool:
    return (
        piece.return_required
        and piece.id not in here
        and piece.state not in _NOT_COMING
        and piece.state not in _LEFT
    )


def _belongs(piece: ReturnPiece, causal: ReturnPiece) -> bool:
    """Tell whether a related piece came off with a causal one."""
    return (
        piece.claim_id == causal.claim_id
        and not piece.causal
        and piece.causal_line in (None, causal.line)
    )


def related(facts: ShipmentFacts) -> Iterator[Check]:
    """V79: a causal part goes with its related parts, and they with it (B.5, 关联件不全)."""
    here = _at_hand(facts)
    found = [*_without_related(facts, here), *_without_causal(facts, here)]
    yield from found
    if not found:
        related = any(not piece.causal for piece in facts.pieces)
        state = CheckState.OK if related else CheckState.NONE
        yield Check("V79", "related", state, N_("Related parts are complete"))


def _without_related(facts: ShipmentFacts, here: set[int]) -> Iterator[Check]:
    for causal in (piece for piece in facts.pieces if piece.causal):
        family = [one for one in facts.by_claim.get(causal.claim_id, ()) if _belongs(one, causal)]
        lacking = [one for one in family if _is_awaited(one, here)]
        lacking.sort(key=lambda one: _need_not_wait(facts, one))
        if lacking:
            at_stake = causal.amount_fen + sum(
                one.amount_fen for one in family if one.state not in _NOT_COMING
            )
            yield _missing(
                facts,
                lacking[0],
                causal,
                CheckState.WARN if _need_not_wait(facts, lacking[0]) else CheckState.BLOCK,
                N_("Related parts are incomplete: {part}"),
                at_stake,
            )


def _without_causal(facts: ShipmentFacts, here: set[int]) -> Iterator[Check]:
    told: set[int] = set()
    for piece in (piece for piece in facts.pieces if not piece.causal):
        lacking = next(
            (
                one
                for one in facts.by_claim.get(piece.claim_id, ())
                if one.causal and _belongs(piece, one) and _is_awaited(one, here)
            ),
            None,
        )
        if lacking is not None and lacking.id not in told:
            told.add(lacking.id)
            title = N_("The causal part of {part} does not go with it")
            at_stake = lacking.amount_fen + piece.amount_fen
            yield _missing(facts, lacking, piece, CheckState.WARN, title, at_stake)


def _goes_apart(facts: ShipmentFacts, piece: ReturnPiece) -> bool:
    """Tell whether a piece that is at hand may not go on this list: only one is hazardous (V85)."""
    at_hand = piece.state in _HERE and piece.tag_state is TagState.CONFIRMED
    return at_hand and bool(wrong_kind(piece.hazard, facts.shipment.kind, facts.hazards))


def _need_not_wait(facts: ShipmentFacts, piece: ReturnPiece) -> bool:
    return piece.state in _LOST or _goes_apart(facts, piece)


def _missing(
    facts: ShipmentFacts,
    lacking: ReturnPiece,
    on_list: ReturnPiece,
    state: CheckState,
    title: str,
    cost_fen: int,
) -> Check:
    values: dict[str, object] = {
        "part": on_list.name,
        "other": lacking.name,
        "tag": lacking.tag or "—",
        "place": lacking.place or "—",
    }
    goto = ("piece", lacking.tag) if lacking.tag else ("claim", lacking.claim_number)
    return Check(
        "V79",
        "related",
        state,
        title,
        _TELL if lacking.state in _LOST else _APART if _goes_apart(facts, lacking) else _FIND,
        values,
        cost_fen=cost_fen,
        goto=goto,
        in_the_way=True,
    )


def quantities(facts: ShipmentFacts) -> Iterator[Check]:
    """V77: all pieces of a claim's line go together (B.5, 配件数量不符)."""
    here = {piece.id for piece in facts.pieces}
    lines = {(piece.claim_id, piece.line): piece for piece in facts.pieces if piece.causal}
    for (claim_id, line), piece in lines.items():
        same = [one for one in facts.by_claim.get(claim_id, ()) if one.line == line]
        lacking = [one for one in same if _is_awaited(one, here)]
        if not lacking:
            continue
        wanted = sum(one.return_required and one.state not in _NOT_COMING for one in same)
        yield Check(
            "V77",
            "quantity",
            CheckState.WARN,
            N_("Not all pieces of the line are here: {part}"),
            _FIND,
            {
                "part": piece.name,
                "other": lacking[0].name,
                "tag": lacking[0].tag or "—",
                "place": lacking[0].place or "—",
            },
            count=f"{wanted - len(lacking)}/{wanted}",
            cost_fen=sum(one.amount_fen for one in lacking),
            goto=("piece", lacking[0].tag) if lacking[0].tag else ("claim", piece.claim_number),
            in_the_way=True,
        )
