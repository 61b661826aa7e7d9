"""What came back from the maker, with its reasons: answers, cuts and refused old parts."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from warrantydesk.domain.learning import BackKind, CameBack, FiledAndPaid
from warrantydesk.storage.database import Database

_ANSWERS = """
SELECT a.id, a.kind, a.received_on, c.id, c.total_fen, coalesce(c.approved_fen, 0),
       coalesce(s.acknowledged, ''), l.kind, l.line, coalesce(l.reason_code, ''), l.claimed_fen,
       l.approved_fen
FROM claim_answer a JOIN claim c ON c.id = a.claim_id
LEFT JOIN answer_line l ON l.answer_id = a.id
LEFT JOIN submission s ON s.claim_id = a.claim_id AND s.number = a.submission_number
WHERE c.brand = ? AND a.received_on BETWEEN ? AND ? AND c.state <> 'VOID'
  AND (a.kind <> 'approval' OR l.claimed_fen > l.approved_fen OR EXISTS (
    SELECT 1 FROM claim_answer o
    WHERE o.claim_id = a.claim_id AND o.id < a.id AND o.kind = 'approval'))
ORDER BY a.id, l.id"""
"""Of an approval only the lines that it cut; all of one that puts a former one right."""
_PIECES = """
SELECT p.refusal_code, p.refused_on, p.claim_id, p.state, p.deducted_fen
FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE c.brand = ? AND p.refusal_code <> '' AND p.refused_on BETWEEN ? AND ?
  AND c.state <> 'VOID' ORDER BY p.id"""
_PAID = """
SELECT s.claim_id, s.acknowledged FROM submission s JOIN claim c ON c.id = s.claim_id
WHERE c.brand = ? AND c.approved_fen > 0 AND s.acknowledged NOT IN ('', '{}')
  AND s.taken_at BETWEEN ? AND ? || 'Z' ORDER BY s.taken_at, s.id"""
Query = Callable[..., list[tuple[Any, ...]]]
Rows = list[tuple[Any, ...]]


class CameBackStore:
    """Reads what came back; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def between(self, brand: str, first: date, last: date) -> tuple[CameBack, ...]:
        """Return what came back to a brand's claims from one day to another."""
        return came_back(self._db.query, brand, ((first, last),))

    def paid(self, brand: str, first: date, last: date) -> tuple[FiledAndPaid, ...]:
        """Return the approved submissions of a span in which warnings were acknowledged."""
        return filed_and_paid(self._db.query, brand, first, last)


def came_back(query: Query, brand: str, spans: Iterable[tuple[date, date]]) -> tuple[CameBack, ...]:
    """Return what came back within spans that follow one another, each asked for by itself."""
    answers: defaultdict[int, Rows] = defaultdict(list)
    pieces: list[CameBack] = []
    for first, last in spans:
        span = (brand, first.isoformat(), last.isoformat())
        for row in query(_ANSWERS, span):
            answers[row[0]].append(row)
        pieces += [_piece(row) for row in query(_PIECES, span)]
    found: list[CameBack] = []
    for number in sorted(answers):
        if answers[number][0][1] in ("return", "rejection"):
            found += _whole(answers[number])
    found += _cuts([row for number in sorted(answers) for row in answers[number]])
    return (*found, *pieces)


def filed_and_paid(query: Query, brand: str, first: date, last: date) -> tuple[FiledAndPaid, ...]:
    """Return the approved submissions of a span in which warnings were acknowledged."""
    rows = query(_PAID, (brand, first.isoformat(), last.isoformat()))
    return tuple(FiledAndPaid(claim_id, _rules(told)) for claim_id, told in rows)


def _rules(acknowledged: str) -> tuple[str, ...]:
    """Return the checks whose warning was acknowledged."""
    return tuple(json.loads(acknowledged)) if acknowledged else ()


def _whole(rows: Sequence[tuple[Any, ...]]) -> list[CameBack]:
    """Return a return or a refusal of a whole claim, its money shared among its reasons."""
    _id, kind, on, claim_id, total, approved, told = rows[0][:7]
    codes = list(dict.fromkeys(row[9] for row in rows if row[9])) or [""]
    is_return = kind == "return"
    money = total if is_return else max(0, total - approved)
    share, rest = divmod(money, len(codes))
    found = []
    for place, code in enumerate(codes):
        fen = share + (rest if place == 0 else 0)
        lost, held = (0, fen) if is_return else (fen, 0)
        day = date.fromisoformat(on)
        found.append(CameBack(code, BackKind(kind), day, claim_id, lost, held, _rules(told)))
    return found


def _cuts(rows: Sequence[tuple[Any, ...]]) -> list[CameBack]:
    """Return the cuts of approved claims: of each line what the newest answer says of it."""
    newest: dict[tuple[int, str, int], tuple[Any, ...]] = {}
    for row in rows:
        if row[1] in ("approval", "decision") and row[7] is not None and row[11] is not None:
            newest[row[3], row[7], row[8]] = row
    lost: defaultdict[tuple[int, str], int] = defaultdict(int)
    first: dict[tuple[int, str], tuple[Any, ...]] = {}
    for (claim_id, _kind, _line), row in newest.items():
        short = row[10] - row[11]
        if short > 0:
            lost[claim_id, row[9]] += short
            first.setdefault((claim_id, row[9]), row)
    return [
        CameBack(
            code,
            BackKind.CUT,
            date.fromisoformat(row[2]),
            claim_id,
            lost[claim_id, code],
            acknowledged=_rules(row[6]),
        )
        for (claim_id, code), row in first.items()
    ]


def _piece(row: tuple[Any, ...]) -> CameBack:
    code, on, claim_id, state, deducted = row
    lost = 0 if state == "ACCEPTED" else deducted
    return CameBack(code, BackKind.OLD_PART, date.fromisoformat(on), claim_id, lost)
