"""The life of a piece: every state × action × role, against a table written out here."""

import pytest
from builders import a_claim, a_part_line, an_old_part

from warrantydesk.domain.claim import Treatment
from warrantydesk.domain.effects import pieces_of, voided_with_claim
from warrantydesk.domain.old_part import (
    PART_STATE_NAMES,
    PART_TRANSITIONS,
    TERMINAL,
    PartState,
    part_move,
)
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.rights import may

TABLE = """
EXPECTED                             receive        RECEIVED        clerk
EXPECTED                             waive          NO_PART         clerk
RECEIVED                             shelve         SHELVED         clerk
SHELVED                              move           SHELVED         clerk
SHELVED                              request        RETURN_DUE      clerk
RETURN_DUE                           release        SHELVED         clerk
RETURN_DUE                           pack           PACKED          clerk
PACKED                               unpack         RETURN_DUE      clerk
PACKED                               ship           SHIPPED         clerk
SHIPPED                              record_receipt OEM_RECEIVED    clerk
OEM_RECEIVED                         accept         ACCEPTED        clerk
OEM_RECEIVED                         refuse         REFUSED         clerk
REFUSED                              dispute        DISPUTED        clerk
REFUSED                              concede        REFUSED_FINAL   clerk
DISPUTED                             decide         ACCEPTED,REFUSED_FINAL clerk
REFUSED,REFUSED_FINAL,LENT           come_back      SHELVED         clerk
SHELVED                              release_scrap  SCRAP_OK        clerk
SCRAP_OK                             scrap          SCRAPPED        clerk
SHELVED                              lend           LENT            clerk
SHELVED,RETURN_DUE,PACKED,LENT       miss           MISSING         clerk
MISSING                              find           SHELVED         clerk
MISSING                              write_off      WRITTEN_OFF     service_manager
EXPECTED,RECEIVED,SHELVED            void           VOID            clerk
"""
ROWS = {
    action: (set(sources.split(",")), to.split(","), set(roles))
    for sources, action, to, *roles in (line.split() for line in TABLE.strip().splitlines())
}


def test_the_table_is_whole() -> None:
    assert {row.action for row in PART_TRANSITIONS} == set(ROWS)
    assert set(PART_STATE_NAMES) == set(PartState)


@pytest.mark.parametrize("action", ROWS)
@pytest.mark.parametrize("state", PartState)
def test_where_an_action_leads(state: PartState, action: str) -> None:
    sources, to, _roles = ROWS[action]
    assert part_move(state, action) == (to[0] if state in sources else None)
    ways = {row.to for row in PART_TRANSITIONS if row.action == action and state in row.sources}
    assert ways == (set(to) if state in sources else set())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", ROWS)
def test_who_may(action: str, role: Role) -> None:
    assert may(Person("x", "x", (role,)), f"shelf.{action}") is (role in ROWS[action][2])


def test_nothing_but_coming_back_leaves_the_ends() -> None:
    leaving = {action for state in TERMINAL for action in ROWS if part_move(state, action)}
    assert leaving == {"come_back"}


def test_one_piece_per_unit_of_every_replaced_part_that_is_no_consumable() -> None:
    claim = a_claim(
        part_lines=(
            a_part_line(quantity=3),
            a_part_line(causal=False, treatment=Treatment.REPAIR),
            a_part_line(causal=False, consumable=True),
            a_part_line(causal=False, quantity=0),
            a_part_line(causal=False, quantity=1_000),
        )
    )
    added, changed = pieces_of(claim, (), "gone")
    assert [(piece.line, piece.piece) for piece in added] == [(1, 1), (1, 2), (1, 3)]
    assert changed == []


def test_a_changed_line_voids_what_is_too_many_but_never_what_has_left() -> None:
    claim = a_claim(part_lines=(a_part_line(quantity=1),))
    states = (PartState.EXPECTED, PartState.EXPECTED, PartState.SHELVED, PartState.SHIPPED)
    pieces = tuple(an_old_part(piece=n, state=s, id=n) for n, s in enumerate(states, 1))
    added, changed = pieces_of(claim, pieces, "gone")
    assert added == []
    assert {p.piece: p.state for p in changed if p.state is PartState.VOID} == {
        2: "VOID",
        3: "VOID",
    }
    assert all(p.reason == "gone" for p in changed if p.state is PartState.VOID)


def test_a_voided_piece_without_tag_is_expected_again_when_its_line_returns() -> None:
    claim = a_claim(part_lines=(a_part_line(quantity=2),))
    gone = an_old_part(piece=1, state=PartState.VOID, id=1)
    tagged = an_old_part(piece=2, state=PartState.VOID, tag="012600000124", id=2)
    _added, changed = pieces_of(claim, (gone, tagged), "gone")
    assert {p.piece: p.state for p in changed} == {1: PartState.EXPECTED, 2: PartState.VOID}


def test_facts_of_the_line_are_carried_to_the_piece() -> None:
    line = a_part_line(old_part_no="OLD", old_supplier_code="V9", hazard="fluid", old_serial="S1")
    (piece,), _changed = pieces_of(a_claim(part_lines=(line,)), (), "gone")
    assert (piece.part_no, piece.supplier_code, piece.hazard) == ("OLD", "V9", "fluid")
    assert (piece.serial, piece.causal, piece.amount_fen) == ("S1", True, 40_200)


@pytest.mark.parametrize("state", PartState)
def test_what_a_void_claim_takes_with_it(state: PartState) -> None:
    voided = voided_with_claim((an_old_part(state=state),), "void")
    goes = state in {PartState.EXPECTED, PartState.RECEIVED, PartState.SHELVED}
    assert [piece.state for piece in voided] == ([PartState.VOID] if goes else [])
