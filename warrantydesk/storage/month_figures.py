"""The sums of a month, by SQL over any number of claims; reads only, on any connection."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from warrantydesk.domain.settlement.month_figures import (
    Cash,
    ClaimSums,
    Counted,
    Flow,
    PartSums,
    PayerAccount,
)
from warrantydesk.domain.settlement.statement import BOOKED_STATES
from warrantydesk.storage.month_money import MonthMoney, Query

BOOKED = ", ".join(f"'{state}'" for state in BOOKED_STATES)
_WAITS = "c.state IN ('SUBMITTED', 'RETURNED')"
_ASKED = """coalesce((SELECT sum(p.asked_fen) FROM appeal p
    WHERE p.claim_id = c.id AND p.void_reason = '' AND p.state = 'FILED'), 0)"""
_FILED = f"""
WITH filed AS (
  SELECT c.id, c.type, c.vehicle_model_code AS model, c.state, c.total_fen AS claimed,
    CASE WHEN {_WAITS} THEN 0 ELSE coalesce(c.approved_fen, 0) END AS approved,
    CASE WHEN {_WAITS} THEN c.total_fen
      WHEN c.state = 'APPEALED'
        THEN min(max({_ASKED}, 0), c.total_fen - coalesce(c.approved_fen, 0))
      ELSE 0 END AS open,
    coalesce(a.paid_fen, 0) AS paid, coalesce(a.deducted_fen, 0) AS deducted,
    coalesce(a.written_off_fen, 0) AS written
  FROM claim c LEFT JOIN claim_account a ON a.claim_id = c.id
  WHERE c.brand = ? AND c.submitted_at >= ? AND c.submitted_at < ? AND c.state <> 'VOID')"""
_SUMS = """
SELECT {key}, count(*), sum(claimed), sum(approved), sum(claimed - approved - open), sum(open),
  sum(paid), sum(deducted), sum(written), sum(approved - paid - deducted - written)
FROM filed GROUP BY 1 ORDER BY 3 DESC, 1"""
_LINES = f"""{_FILED}, line AS (
  SELECT f.*, p.position + 1 AS line, coalesce(nullif(p.new_part_no, ''), p.old_part_no) AS no,
    p.new_part_name AS name, p.quantity, p.quantity * p.unit_price_fen AS asked
  FROM filed f JOIN part_line p ON p.claim_id = f.id AND p.pay_by = 'claim'),
told AS (
  SELECT l.*, CASE WHEN l.approved = 0 THEN 0 ELSE coalesce(
    (SELECT t.approved_fen FROM answer_line t WHERE t.claim_id = l.id AND t.kind = 'part'
       AND t.line = l.line AND t.approved_fen IS NOT NULL ORDER BY t.id DESC LIMIT 1),
    l.asked * l.approved / max(l.claimed, 1)) END AS given
  FROM line l)"""
_PARTS = f"""{_LINES}
SELECT no, max(name), count(DISTINCT id), sum(quantity), sum(asked), sum(given),
  sum(CASE WHEN approved > 0 THEN (2 * paid * given + approved) / (2 * approved) ELSE 0 END)
FROM told GROUP BY no ORDER BY 5 DESC, 1"""
_PIECES = f"""{_LINES}
SELECT l.no, sum(o.state IN ('SHIPPED', 'OEM_RECEIVED', 'ACCEPTED')),
  sum(o.state IN ('REFUSED', 'DISPUTED', 'REFUSED_FINAL')), sum(o.state = 'SCRAPPED')
FROM line l JOIN old_part o ON o.claim_id = l.id AND o.line = l.line GROUP BY l.no"""
_STANDING = f"""
SELECT coalesce(sum(c.total_fen), 0),
  coalesce(sum(CASE WHEN {_WAITS} THEN 0 ELSE c.total_fen - coalesce(c.approved_fen, 0) END), 0)
FROM claim c WHERE c.brand = ? AND c.submitted_at < ? AND c.state <> 'VOID'"""
_APPEALED = f"""
SELECT coalesce(sum(min(max({_ASKED}, 0), c.total_fen - coalesce(c.approved_fen, 0))), 0)
FROM claim c WHERE c.state = 'APPEALED' AND c.brand = ? AND c.submitted_at < ?"""
_MOVED = f"""
WITH moved(id) AS (
  SELECT claim_id FROM claim_answer WHERE received_on > ?
  UNION SELECT claim_id FROM appeal WHERE filed_on > ?
  UNION SELECT claim_id FROM appeal WHERE decided_on > ?),
then_(id, total, now, given) AS (
  SELECT c.id, c.total_fen,
    CASE WHEN {_WAITS} THEN 0
      WHEN c.state = 'APPEALED' THEN c.total_fen - coalesce(c.approved_fen, 0)
        - min(max({_ASKED}, 0), c.total_fen - coalesce(c.approved_fen, 0))
      ELSE c.total_fen - coalesce(c.approved_fen, 0) END,
    (SELECT coalesce(w.approved_fen, 0) FROM claim_answer w WHERE w.claim_id = c.id
       AND w.kind <> 'return' AND w.received_on <= ? ORDER BY w.id DESC LIMIT 1)
  FROM moved m JOIN claim c ON c.id = m.id
  WHERE c.brand = ? AND c.submitted_at < ? AND c.state <> 'VOID')
SELECT coalesce(sum(now - CASE WHEN given IS NULL THEN 0 ELSE total - given - min(
    coalesce((SELECT sum(p.asked_fen) FROM appeal p WHERE p.claim_id = then_.id
      AND p.void_reason = '' AND p.filed_on <= ?
      AND (p.decided_on IS NULL OR p.decided_on > ?)), 0), total - given) END), 0)
FROM then_"""
_DEDUCTED = """
SELECT coalesce(sum(d.amount_fen), 0) FROM deduction d
WHERE d.brand = ? AND d.claim_id IS NOT NULL AND d.void_reason = '' AND {when}"""
_TAKEN = "d.taken_on BETWEEN ? AND ?"
_BACK = "d.taken_on IS NOT NULL AND d.state = 'WITHDRAWN' AND d.ended_on BETWEEN ? AND ?"
_WRITTEN = """
SELECT coalesce(sum(amount_fen), 0) FROM write_off
WHERE brand = ? AND state = 'APPROVED' AND decided_on BETWEEN ? AND ?"""
_INVOICED = """
SELECT coalesce(sum(amount_fen + tax_fen), 0) FROM invoice
WHERE brand = ? AND void_reason = '' AND issued_on BETWEEN ? AND ?"""
_KINDS = """
SELECT kind, count(*), sum(amount_fen) FROM deduction
WHERE brand = ? AND taken_on BETWEEN ? AND ? AND void_reason = '' AND state <> 'WITHDRAWN'
GROUP BY kind ORDER BY kind"""
_SETTLED = f"""
SELECT l.kind, coalesce(l.claim_id, 0), coalesce(c.type, ''), coalesce(c.vehicle_model_code, ''),
  l.amount_fen, l.parts_fen, l.labour_fen, l.other_fen, coalesce(c.total_fen, 0), l.deduction_kind
FROM statement_line l JOIN statement s ON s.id = l.statement_id
LEFT JOIN claim c ON c.id = l.claim_id AND l.decision <> 'not_ours'
WHERE s.brand = ? AND s.state IN ({BOOKED}) AND s.confirmed_on BETWEEN ? AND ?
  AND l.void_reason = '' AND l.state NOT IN ('SPLIT', 'UNREAD') AND l.amount_fen IS NOT NULL
ORDER BY l.id"""
_TOLD = """
SELECT t.claim_id, t.kind, sum(t.approved_fen) FROM answer_line t
WHERE t.claim_id IN ({marks}) AND t.approved_fen IS NOT NULL AND t.id = (
  SELECT max(x.id) FROM answer_line x WHERE x.claim_id = t.claim_id AND x.kind = t.kind
    AND x.line = t.line AND x.approved_fen IS NOT NULL)
GROUP BY t.claim_id, t.kind"""
_ASKED_FOR = """
SELECT c.id, c.total_fen,
  coalesce((SELECT sum(p.quantity * p.unit_price_fen) FROM part_line p
    WHERE p.claim_id = c.id AND p.pay_by = 'claim'), 0),
  coalesce((SELECT sum(o.amount_fen) FROM other_line o
    WHERE o.claim_id = c.id AND o.pay_by = 'claim'), 0)
FROM claim c WHERE c.id IN ({marks})"""
_AT_ONCE = 400
START = "0000-00-00"


class Span(NamedTuple):
    """A month of a brand: its first and last day, its first instant and the one after (UTC)."""

    brand: str
    first: str
    last: str
    begins: str
    ends: str
    evening: str
    """The day before its first one."""


class SettledEntry(NamedTuple):
    """A line of a statement that was confirmed in the month; net fen."""

    kind: str
    claim_id: int
    type: str
    model: str
    amount_fen: int
    parts_fen: int | None
    labour_fen: int | None
    other_fen: int | None
    asked_fen: int
    deduction_kind: str


class AskedFor(NamedTuple):
    """What a claim asks for: all of it, its parts, its other costs; net fen."""

    total_fen: int
    parts_fen: int
    other_fen: int


class MonthReader:
    """Reads one month by ``query``."""

    def __init__(self, query: Query, span: Span, money: MonthMoney) -> None:
        self._query, self._span, self._money = query, span, money

    def filed(self, key: str = "''") -> tuple[ClaimSums, ...]:
        """Add up the claims filed in the month, by ``type``, by ``model`` or all."""
        rows = self._query(_FILED + _SUMS.format(key=key), self._filing)
        return tuple(ClaimSums(*row) for row in rows)

    @property
    def _filing(self) -> tuple[str, str, str]:
        return self._span.brand, self._span.begins, self._span.ends

    def parts(self) -> tuple[PartSums, ...]:
        """Add up the part lines of the claims filed in the month, by part number."""
        pieces = {row[0]: row[1:] for row in self._query(_PIECES, self._filing)}
        rows = self._query(_PARTS, self._filing)
        return tuple(PartSums(*row, *pieces.get(row[0], (0, 0, 0))) for row in rows)

    def receivable(self, day: str, instant: str) -> int:
        """Return what was receivable in the evening of a day; ``instant`` is the next morning."""
        claimed, refused = self._standing(day, instant)
        gone = self._money.paid(START, day) + self._deducted(START, day) + self._written(START, day)
        return claimed - refused - gone

    def _standing(self, day: str, instant: str) -> tuple[int, int]:
        """Return what was claimed and refused of all claims filed until the evening of a day."""
        brand = self._span.brand
        ((claimed, refused),) = self._query(_STANDING, (brand, instant))
        ((appealed,),) = self._query(_APPEALED, (brand, instant))
        ((later,),) = self._query(_MOVED, (day, day, day, day, brand, instant, day, day))
        return int(claimed), int(refused - appealed - later)

    def flow(self, opening_fen: int | None = None) -> Flow:
        """Return the way of the receivable; ``opening_fen`` is where the last close left it."""
        span = self._span
        asked_before, refused_before = self._standing(span.evening, span.begins)
        asked, refused = self._standing(span.last, span.ends)
        paid_before, paid = self._parted(self._money.paid)
        deducted_before, deducted = self._parted(self._deducted)
        written_before, written = self._parted(self._written)
        before = asked_before - refused_before - paid_before - deducted_before - written_before
        moves = Flow(
            before if opening_fen is None else opening_fen,
            asked - asked_before,
            refused - refused_before,
            paid,
            deducted,
            written,
        )
        gone = moves.refused_fen + paid + deducted + written
        closing = before + moves.claimed_fen - gone
        return replace(moves, changed_fen=before - moves.opening_fen, closing_fen=closing)

    def _parted(self, sums: Callable[[str, str], int]) -> tuple[int, int]:
        """Return what a sum comes to before the month and in it."""
        span = self._span
        return sums(START, span.evening), sums(span.first, span.last)

    def _deducted(self, first: str, last: str) -> int:
        brand = self._span.brand
        ((taken,),) = self._query(_DEDUCTED.format(when=_TAKEN), (brand, first, last))
        ((back,),) = self._query(_DEDUCTED.format(when=_BACK), (brand, first, last))
        return int(taken - back)

    def _written(self, first: str, last: str) -> int:
        return int(self._query(_WRITTEN, (self._span.brand, first, last))[0][0])

    def cash(self) -> Cash:
        """Return what came on the account and what it was for."""
        span = self._span
        claims, beside, tax = self._money.shares(span.first, span.last)
        received = self._money.received(span.first, span.last)
        before, after = self._left(span.evening), self._left(span.last)
        return Cash(before, received, claims, beside, tax, after)

    def payers(self) -> PayerAccount:
        """Return what was invoiced and received, before the month and in it, tax included."""
        span, money = self._span, self._money
        return PayerAccount(
            self._invoiced(START, span.evening) - money.received(START, span.evening),
            self._invoiced(span.first, span.last),
            money.received(span.first, span.last),
        )

    def _invoiced(self, first: str, last: str) -> int:
        return int(self._query(_INVOICED, (self._span.brand, first, last))[0][0])

    def _left(self, day: str) -> int:
        """Return what was received and for nothing yet in the evening of a day."""
        return self._money.received(START, day) - sum(self._money.shares(START, day))

    def deductions(self) -> tuple[Counted, ...]:
        """Add up what was taken in the month, by kind."""
        span = self._span
        rows = self._query(_KINDS, (span.brand, span.first, span.last))
        return tuple(Counted(*row) for row in rows)

    def settled(self) -> list[SettledEntry]:
        """Return the lines of the statements that were confirmed in the month."""
        span = self._span
        rows = self._query(_SETTLED, (span.brand, span.first, span.last))
        return [SettledEntry(*row) for row in rows]

    def told(self, claim_ids: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
        """Return what the maker approved of claims by kind of line, where he spoke of lines."""
        found: dict[int, dict[str, int]] = {}
        for some in _few(claim_ids):
            for claim_id, kind, fen in self._query(_TOLD.format(marks=_marks(some)), some):
                found.setdefault(claim_id, {})[kind] = fen
        return found

    def asked_for(self, claim_ids: Sequence[int]) -> Mapping[int, AskedFor]:
        """Return what claims ask for, their parts and other costs apart."""
        return {
            row[0]: AskedFor(*row[1:])
            for some in _few(claim_ids)
            for row in self._query(_ASKED_FOR.format(marks=_marks(some)), some)
        }


def _few(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]


def _marks(numbers: Sequence[int]) -> str:
    return ", ".join("?" * len(numbers))
