"""Lists of old parts over any number of them: ids in order, rows by page, counts from indexes."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from warrantydesk.domain.old_part import STANDING, OldPart, PartState
from warrantydesk.domain.piece_question import (
    CLOCKS,
    GONE,
    IN_HAND,
    SOON_DAYS,
    STATES,
    Group,
    GroupTally,
    PieceCounts,
    PieceQuestion,
    Shown,
    Tally,
)
from warrantydesk.domain.shelf_layout import PlaceLoad, Urgency
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.storage.database import Database
from warrantydesk.storage.lists import PIECES
from warrantydesk.storage.mapping import RowMapping
from warrantydesk.storage.piece_conditions import (
    Condition,
    condition_of,
    group_column,
    narrowing,
    ordering,
    states_in,
)

BLOCK = 500
_NEIGHBOURS = 8
_STANDING = states_in(STANDING)
_HAND = states_in(IN_HAND)
_CLOCKED = """
SELECT p.state, (p.return_by IS NULL OR p.return_by > ?), p.return_by < ?, p.paid_on IS NULL,
       count(*), sum(p.amount_fen)"""
"""Pieces by state, whether they are due later, over, and not paid."""


class PieceListStore:
    """Reads lists of pieces; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._pieces: RowMapping[PieceSummary] = RowMapping(PieceSummary)

    def ids(
        self, question: PieceQuestion, order: str = "due", down: bool = False, limit: int = -1
    ) -> "array[int]":
        """Return the ids asked for in an order; with ``limit`` the first of them.

        Rows that say nothing in the column stand last, newest first. Raises KeyError for an order
        that is not offered.
        """
        where = condition_of(question)
        if order == "due" and question.group is None:
            return self._by_clock(question, where, down, limit)
        by = ordering(order, down)
        if question.group is not None:
            by = f"{group_column(question.group)}, {by}"
        join = " JOIN claim c ON c.id = p.claim_id" if where.joined or question.group else ""
        sql = f"SELECT p.id FROM old_part p{join} WHERE {where.sql} ORDER BY {by} LIMIT ?"
        return self._array(sql, [*where.values, limit])

    def _by_clock(
        self, question: PieceQuestion, where: Condition, down: bool, limit: int
    ) -> "array[int]":
        """Return ids by the clock, then what has none, then what is gone; both newest first.

        Each state with a clock streams from its index, and the streams are merged.
        """
        join = " JOIN claim c ON c.id = p.claim_id" if where.joined else ""
        shown = STATES[question.shown]
        clocked = [state for state in CLOCKS if state in shown]
        ticks = {one: f"p.state = '{one}' AND p.{CLOCKS[one]} IS NOT NULL" for one in clocked}
        found = array("q")
        if clocked:
            legs = [
                f"SELECT p.id, p.{CLOCKS[state]} FROM old_part p{join}"
                f" WHERE {ticks[state]} AND {where.sql}"
                for state in clocked
            ]
            way = "DESC" if down else "ASC"
            sql = f"{' UNION ALL '.join(legs)} ORDER BY 2 {way}, 1 LIMIT ?"
            found = self._array(sql, [*where.values * len(legs), limit])
        still = " OR ".join(f"({tick})" for tick in ticks.values()) or "0"
        here = f"p.state IN {states_in(shown - GONE)} AND NOT ({still})"
        # Most pieces are gone: they are read in the order of the table, not sorted.
        gone = f"+p.state IN {states_in(shown & GONE)}"
        for states, having in ((shown - GONE, here), (shown & GONE, gone)):
            if states and (limit < 0 or len(found) < limit):
                left = limit - len(found) if limit >= 0 else -1
                sql = f"SELECT p.id FROM old_part p{join} WHERE {having} AND {where.sql}"
                by = " ORDER BY p.id DESC LIMIT ?"
                found.extend(self._array(f"{sql}{by}", [*where.values, left]))
        return found

    def _array(self, sql: str, values: list[Any]) -> "array[int]":
        return array("q", [row[0] for row in self._db.query(sql, values)])

    def rows(self, ids: Sequence[int]) -> list[PieceSummary]:
        """Return the summaries of pieces in the order of ``ids``; what is not there is left out."""
        known: dict[int, PieceSummary] = {}
        names = self._pieces.names
        for start in range(0, len(ids), BLOCK):
            block = list(ids[start : start + BLOCK])
            sql = f"{PIECES} WHERE p.id IN ({','.join('?' * len(block))})"
            for row in self._db.query(sql, block):
                piece = self._pieces.value(dict(zip(names, row, strict=True)))
                known[piece.id] = piece
        return [known[number] for number in ids if number in known]

    def tags(self, ids: Sequence[int]) -> list[str]:
        """Return the tags of pieces in the order of ``ids``, without those that have none."""
        known: dict[int, str] = {}
        for start in range(0, len(ids), BLOCK):
            block = list(ids[start : start + BLOCK])
            marks = ",".join("?" * len(block))
            sql = f"SELECT id, tag FROM old_part WHERE tag <> '' AND id IN ({marks})"
            known |= {int(number): str(tag) for number, tag in self._db.query(sql, block)}
        return [known[number] for number in ids if number in known]

    def counts(self, question: PieceQuestion) -> PieceCounts:
        """Return the counts of all filters within what the question is narrowed to."""
        where = narrowing(question)
        join = " JOIN claim c ON c.id = p.claim_id" if where.joined else ""
        days = [str(question.soon), str(question.today)]
        if where.values:
            # Words are in no index: one pass over the table, not one lookup for each of its rows.
            table = "old_part p NOT INDEXED" if where.values_are_words else "old_part p"
            rows = self._db.query(
                f"{_CLOCKED} FROM {table}{join} WHERE {where.sql} GROUP BY 1, 2, 3, 4",
                [*days, *where.values],
            )
            return _counts(_by_state((row[0], *row[4:]) for row in rows), rows)
        rows = self._db.query(
            "SELECT p.state, count(*), sum(p.amount_fen) FROM old_part p GROUP BY p.state"
        )
        hand = self._db.query(
            f"{_CLOCKED} FROM old_part p WHERE p.state IN {_HAND} GROUP BY 1, 2, 3, 4", days
        )
        return _counts(_by_state(rows), hand)

    def groups(self, question: PieceQuestion) -> list[GroupTally]:
        """Return the groups of the pieces asked for, in the order in which they are listed."""
        if question.group is None:
            return []
        where, column = condition_of(question), group_column(question.group)
        name = "c.claim_number" if question.group is Group.CLAIM else column
        rows = self._db.query(
            f"SELECT {column}, {name}, count(*), sum(p.amount_fen) FROM old_part p"
            f" JOIN claim c ON c.id = p.claim_id WHERE {where.sql} GROUP BY 1 ORDER BY 1",
            where.values,
        )
        return [
            GroupTally(str(key), str(named), Tally(int(n), int(fen))) for key, named, n, fen in rows
        ]

    def tally(self, question: PieceQuestion) -> Tally:
        """Return how many pieces are asked for, and their amount."""
        where = condition_of(question)
        join = " JOIN claim c ON c.id = p.claim_id" if where.joined else ""
        rows = self._db.query(
            "SELECT count(*), coalesce(sum(p.amount_fen), 0)"
            f" FROM old_part p{join} WHERE {where.sql}",
            where.values,
        )
        return Tally(int(rows[0][0]), int(rows[0][1]))

    def loads(self, today: date) -> dict[str, PlaceLoad]:
        """Return what stands on the places in use, without the empty ones."""
        sql = f"""
SELECT p.place, count(*), max(CASE
    WHEN p.state = '{PartState.SCRAP_OK}' THEN {int(Urgency.FREE)}
    WHEN p.state = '{PartState.PACKED}' THEN {int(Urgency.KEPT)}
    WHEN p.return_by < ? THEN {int(Urgency.OVERDUE)}
    WHEN p.refusal_code <> '' THEN {int(Urgency.REFUSED)}
    WHEN p.return_by <= ? OR p.state = '{PartState.RETURN_DUE}' THEN {int(Urgency.SOON)}
    ELSE {int(Urgency.KEPT)} END)
FROM old_part p INDEXED BY old_part_place
WHERE p.place <> '' AND p.state IN {_STANDING}
  AND p.place IN (SELECT code FROM shelf_place WHERE active = 1)
GROUP BY p.place"""
        soon = today + timedelta(days=SOON_DAYS)
        rows = self._db.query(sql, [str(today), str(soon)])
        return {str(place): PlaceLoad(int(n), Urgency(worst)) for place, n, worst in rows}

    def standing_on(self, place: str) -> list[PieceSummary]:
        """Return the pieces that stand on a place."""
        sql = f"SELECT id FROM old_part WHERE place <> '' AND place = ? AND state IN {_STANDING}"
        return self.rows([row[0] for row in self._db.query(sql, [place])])

    def neighbours(self, piece: OldPart) -> list[str]:
        """Return the places of pieces that belong near one: its claim's first, then those of its
        supplier, most used first."""
        sql = f"""
SELECT place, count(*) FROM old_part
WHERE claim_id = ? AND id <> ? AND place <> '' AND state IN {_STANDING}
GROUP BY place ORDER BY 2 DESC, 1"""
        near = [str(row[0]) for row in self._db.query(sql, [piece.claim_id, piece.id])]
        if piece.supplier_code:
            sql = f"""
SELECT place, count(*) FROM (
    SELECT place, supplier_code FROM old_part INDEXED BY old_part_state
    WHERE state = '{PartState.SHELVED}' ORDER BY return_by LIMIT 2000)
WHERE supplier_code = ? AND place <> '' GROUP BY place ORDER BY 2 DESC, 1 LIMIT {_NEIGHBOURS}"""
            near += [str(row[0]) for row in self._db.query(sql, [piece.supplier_code])]
        return list(dict.fromkeys(near))


def _by_state(rows: Iterable[Sequence[Any]]) -> dict[PartState, Tally]:
    found: dict[PartState, Tally] = {}
    for state, n, fen in rows:
        found[PartState(state)] = found.get(PartState(state), Tally()) + Tally(int(n), int(fen))
    return found


def _counts(by_state: dict[PartState, Tally], hand: Sequence[Sequence[Any]]) -> PieceCounts:
    shown = {
        one: sum((by_state.get(state, Tally()) for state in sorted(states)), Tally())
        for one, states in STATES.items()
    }
    due, kept = Tally(), Tally()
    overdue = soon = unpaid = 0
    for state, later, over, no_money, n, fen in hand:
        if state not in IN_HAND:
            continue
        tally = Tally(int(n), int(fen))
        if state == PartState.RETURN_DUE or not later:
            due += tally
            overdue += tally.pieces if over else 0
            soon += 0 if over else tally.pieces
        elif state == PartState.SHELVED:
            kept += tally
            unpaid += tally.pieces if no_money else 0
    shown |= {Shown.DUE: due, Shown.HOLD: kept}
    return PieceCounts(
        shown,
        overdue,
        soon,
        unpaid,
        shown[Shown.REFUSED].pieces,
        shown[Shown.FREE].pieces,
        by_state.get(PartState.PACKED, Tally()).pieces,
        shown[Shown.RECEIVED].pieces,
        shown[Shown.EXPECTED].pieces,
        by_state.get(PartState.MISSING, Tally()).pieces,
    )
