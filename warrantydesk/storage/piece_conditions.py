"""What is asked of the list of old parts, as SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.piece_question import STATES, Group, PieceQuestion, Shown
from warrantydesk.domain.text import line

_GROUPS = {
    Group.MAKER: "c.brand",
    Group.SUPPLIER: "p.supplier_code",
    Group.HAZARD: "p.hazard",
    Group.CLAIM: "c.id",
}
_LIFE = " ".join(f"WHEN '{state}' THEN {number}" for number, state in enumerate(PartState))
_COLUMNS = {
    "part": "p.part_name = '', p.part_name {way}, p.part_no {way}",
    "tag": "p.tag = '', p.tag {way}",
    "place": "p.place = '', p.place {way}",
    "state": f"CASE p.state {_LIFE} END {{way}}",
    "amount": "p.amount_fen {way}",
    "due": (
        "CASE WHEN p.state IN ('RECEIVED', 'SHELVED', 'RETURN_DUE') THEN p.return_by"
        " WHEN p.state = 'REFUSED' THEN p.dispute_by"
        " WHEN p.state = 'LENT' THEN p.lent_until END {way} NULLS LAST"
    ),
}


@dataclass(frozen=True)
class Condition:
    """A condition over ``old_part p``; ``joined`` where it also asks ``claim c``."""

    sql: str
    values: tuple[Any, ...] = ()
    joined: bool = False
    values_are_words: bool = False
    """Nothing but words narrows it, and they are in no index."""


def states_in(states: Iterable[PartState]) -> str:
    """Return states as SQL lists them."""
    return f"({', '.join(repr(str(state)) for state in sorted(states))})"


def narrowing(question: PieceQuestion) -> Condition:
    """Return what a question is narrowed to besides its filter."""
    parts: list[str] = []
    values: list[Any] = []
    if question.claim_id:
        parts.append("p.claim_id = ?")
        values.append(question.claim_id)
    if question.place:
        parts.append("p.place <> '' AND p.place = ?")
        values.append(question.place)
    if words := line(question.words):
        parts.append(
            r"(p.part_no LIKE ? ESCAPE '\' OR p.part_name LIKE ? ESCAPE '\'"
            r" OR p.tag LIKE ? ESCAPE '\')"
        )
        values += [_like(words), _like(words), _like(words.replace(" ", ""))]
    joined = question.group is not None and question.key is not None
    only_words = bool(words) and not (question.claim_id or question.place or joined)
    if question.group is not None and question.key is not None:
        parts.append(f"{_GROUPS[question.group]} = ?")
        values.append(int(question.key) if question.group is Group.CLAIM else question.key)
    return Condition(" AND ".join(parts) or "1", tuple(values), joined, only_words)


def condition_of(question: PieceQuestion) -> Condition:
    """Return the whole condition of a question."""
    near = narrowing(question)
    soon = str(question.soon)
    if question.shown is Shown.DUE:
        sql = (
            "(p.state = 'RETURN_DUE' OR (p.state IN ('RECEIVED', 'SHELVED') AND p.return_by <= ?))"
        )
        return Condition(f"{sql} AND {near.sql}", (soon, *near.values), near.joined)
    if question.shown is Shown.HOLD:
        sql = "(p.state = 'SHELVED' AND (p.return_by IS NULL OR p.return_by > ?))"
        return Condition(f"{sql} AND {near.sql}", (soon, *near.values), near.joined)
    if question.shown is Shown.ALL:
        return near
    sql = f"p.state IN {states_in(STATES[question.shown])}"
    return Condition(f"{sql} AND {near.sql}", near.values, near.joined)


def group_column(group: Group) -> str:
    """Return the column of a group."""
    return _GROUPS[group]


def ordering(order: str, down: bool) -> str:
    """Return the order of a column; what says nothing stands last, newest first."""
    way = "DESC" if down else "ASC"
    return f"{_COLUMNS[order].format(way=way)}, p.id{' DESC' if down else ''}"


def _like(words: str) -> str:
    for sign in ("\\", "%", "_"):
        words = words.replace(sign, f"\\{sign}")
    return f"%{words}%"
