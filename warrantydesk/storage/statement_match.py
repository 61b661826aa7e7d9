"""What matching reads: lines of a statement, and claims by all that a line may name them with.

Thousands of keys go in as one JSON list and are joined with the indexes of claims.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.settlement.account import NO_ACCOUNT, ClaimAccount
from warrantydesk.domain.settlement.matching import MatchClaim, MatchLine, MatchTerms, Simple
from warrantydesk.domain.settlement.matching_keys import number_key
from warrantydesk.domain.settlement.statement import BOOKED_STATES
from warrantydesk.storage.database import Database

_BOOKED = ", ".join(f"'{state}'" for state in BOOKED_STATES)
_LINES = f"SELECT {', '.join(MatchLine._fields)} FROM statement_line"
_GAPLESS = (
    "upper(replace(replace(replace(replace(replace(c.codes_maker_claim_number,"
    " ' ', ''), '-', ''), '.', ''), '/', ''), '_', ''))"
)
MAKER_KEY = (
    "CASE WHEN c.codes_maker_claim_number GLOB '*[^-0-9 ./_]*'"
    f" THEN {_GAPLESS} ELSE ltrim({_GAPLESS}, '0') END"
)
"""The maker's number of a claim as ``number_key`` writes it: text of the index of schema 5."""
_CLAIM = """
c.id, c.claim_number, c.codes_maker_claim_number, c.brand, c.payer, c.state, c.submitted_at,
c.total_fen, c.approved_fen, c.vehicle_vin, c.vehicle_plate, c.opened_on, v.finished_at,
a.settled_fen, a.given_up_fen, a.written_off_fen"""
_SOUGHT = f"""
SELECT j.value, {_CLAIM} FROM json_each(?) j CROSS JOIN claim c {{join}}
LEFT JOIN visit v ON v.id = c.visit_id LEFT JOIN claim_account a ON a.claim_id = c.id"""
_BY_MAKER = f"ON {MAKER_KEY} = j.value AND c.codes_maker_claim_number <> ''"
_BY_OWN = "ON c.claim_number = j.value"
_BY_CAR = "ON substr(c.vehicle_vin, -8) = j.value"
_BY_PLATE = "ON c.vehicle_plate = j.value AND c.vehicle_plate <> ''"
_BY_ID = "ON c.id = j.value"
_WIDE = """
SELECT id, codes_maker_claim_number FROM claim
WHERE codes_maker_claim_number GLOB '*[^ -~]*'"""
_FORMER = """
SELECT thing_id, number FROM taken_over
WHERE kind = 'claim' AND number <> '' AND void_reason = ''"""
_CUTS = """
SELECT l.claim_id, l.reason_code, l.reason_text, l.claimed_fen - coalesce(l.approved_fen, 0)
FROM json_each(?) j CROSS JOIN answer_line l ON l.claim_id = j.value
WHERE (l.reason_code <> '' OR l.reason_text <> '')
  AND l.answer_id = (SELECT max(id) FROM claim_answer WHERE claim_id = l.claim_id)"""
_UNSETTLED = f"""
SELECT c.answered_on, c.clerk, 0, {_CLAIM} FROM claim c
LEFT JOIN visit v ON v.id = c.visit_id LEFT JOIN claim_account a ON a.claim_id = c.id
WHERE c.state IN ('APPROVED', 'APPEALED') AND c.approved_fen > 0 AND c.answered_on <= ?
  AND (? = '' OR c.brand = ?)
  AND NOT EXISTS (
    SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement_id
    WHERE l.claim_id = c.id AND l.void_reason = '' AND l.kind = 'claim'
      AND l.decision <> 'not_ours' AND s.state <> 'VOID')
ORDER BY c.answered_on, c.id"""
_AT_ONCE = 5_000


_CELL = "(l.maker_number || l.claim_number)"
_LINE_KEY = MAKER_KEY.replace("c.codes_maker_claim_number", _CELL)
_EXPECTED = """
(CASE WHEN c.state IN ('SUBMITTED', 'RETURNED') THEN c.total_fen
      ELSE coalesce(c.approved_fen, 0) END)
- coalesce(a.settled_fen + a.given_up_fen + a.written_off_fen, 0)"""
"""``account.expected_fen`` of a filed claim, as SQL; a test holds them together."""
_HIT = f"""
SELECT n.id, n.key, c.id AS claim, n.fen, {_EXPECTED} AS expected, {{how}} AS by, n.state,
  n.claim_id, n.how, n.before,
  c.brand = ?2 AND c.payer = ?3 AND c.submitted_at IS NOT NULL AND c.state <> 'VOID'
  AND (n.vin = '' OR n.vin = c.vehicle_vin OR length(n.vin) < 17) AS fits
FROM named n CROSS JOIN claim c ON {{key}} LEFT JOIN claim_account a ON a.claim_id = c.id"""
_MAKER_HIT = _HIT.format(
    how="'maker_number'",
    key=f"{MAKER_KEY} = n.key AND n.key <> '' AND c.codes_maker_claim_number <> ''",
)
_OWN_HIT = _HIT.format(
    how="'own_number'",
    key="c.claim_number = substr(n.key, 1, 5) || '-' || substr(n.key, 6)"
    " AND n.key GLOB 'C[0-9][0-9][0-9][0-9][0-9][0-9]*'",
)
_SIMPLE = f"""
WITH named AS MATERIALIZED (
  SELECT l.id, {_LINE_KEY} AS key, l.vin, l.amount_fen AS fen, l.state, l.claim_id, l.how,
         l.expected_fen AS before
  FROM statement_line l
  WHERE l.statement_id = ?1 AND l.void_reason = '' AND l.kind = 'claim'
    AND l.amount_fen IS NOT NULL AND l.state NOT IN ('UNREAD', 'SPLIT')
    AND l.parent_id IS NULL AND l.decision = '' AND l.how <> 'hand' AND l.rejected = '[]'
    AND (l.claim_number = '' OR l.maker_number = '') AND {_CELL} NOT GLOB '*[^ -~]*'
    AND {_CELL} NOT GLOB '*.0*' ORDER BY key),
hit AS MATERIALIZED ({_MAKER_HIT} UNION ALL {_OWN_HIT})
SELECT id, claim, fen, expected, by,
  CASE WHEN NOT fits OR abs(fen - expected) > ?4 THEN 0
       WHEN claim_id IS NOT claim OR before IS NOT expected OR how <> by
         OR state <> CASE WHEN fen = expected THEN 'EXACT' ELSE 'WITHIN_TOL' END THEN 2
       ELSE 1 END
FROM hit WHERE key NOT IN (SELECT value FROM json_each(?5))"""


class StatementMatch:
    """Reads for matching; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def simple(self, statement_id: int, terms: MatchTerms) -> list[Simple]:
        """Return the lines that alone name one claim by its number and agree with it.

        Most lines of a long statement are so: they are found and judged in one join. Whatever
        is less plain is left out, and so is a line whose claim another one names.
        """
        wide = json.dumps([number_key(text) for _id, text in self._db.query(_WIDE)])
        given = (statement_id, terms.brand, terms.payer, terms.tolerance_fen, wide)
        rows = self._db.query(_SIMPLE, given)
        lines, claims = Counter(map(itemgetter(0), rows)), Counter(map(itemgetter(1), rows))
        return [
            Simple._make((line, claim, fen, expected, by, agrees > 1))
            for line, claim, fen, expected, by, agrees in rows
            if agrees and lines[line] == 1 and claims[claim] == 1
        ]

    def lines(self, statement_id: int, but: Iterable[int] = ()) -> list[MatchLine]:
        """Return the lines of a statement that are not void, in their order, without some."""
        where = (
            "WHERE statement_id = ? AND void_reason = ''"
            " AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY row, id"
        )
        given = (statement_id, json.dumps(list(but)))
        return [MatchLine(*row) for row in self._db.query(f"{_LINES} {where}", given)]

    def lines_of(self, statement_id: int, claim_ids: Iterable[int]) -> list[MatchLine]:
        """Return the lines of a statement that are for some claims, in their order."""
        wanted = sorted(set(claim_ids))
        marks = ",".join("?" * len(wanted))
        where = f"WHERE claim_id IN ({marks}) AND statement_id = ? AND void_reason = ''"
        rows = self._db.query(f"{_LINES} {where} ORDER BY row, id", (*wanted, statement_id))
        return [MatchLine(*row) for row in rows]

    def by_line(self, numbers: Iterable[int]) -> list[MatchLine]:
        """Return lines by their ids."""
        given = json.dumps(sorted(set(numbers)))
        where = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY row, id"
        return [MatchLine(*row) for row in self._db.query(f"{_LINES} {where}", (given,))]

    def columns(self, names: Sequence[str], numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return columns of lines as they lie in the book, the id first, in order of the ids."""
        columns = ", ".join(f'l."{name}"' for name in names)
        return self._db.query(
            f"SELECT l.id, {columns} FROM json_each(?) j CROSS JOIN statement_line l"
            " ON l.id = j.value",
            (json.dumps(sorted(numbers)),),
        )

    def states(self, statement_id: int) -> list[tuple[str, int]]:
        """Return how many lines of a statement are in each state; parts count beside their line."""
        return self._db.query(
            "SELECT state, count(*) FROM statement_line"
            " WHERE statement_id = ? AND void_reason = '' GROUP BY state",
            (statement_id,),
        )

    def cuts(self, claim_ids: Iterable[int]) -> dict[int, list[tuple[str, str, int]]]:
        """Return what the newest answer of claims cut: reason code, reason, fen; by claim."""
        found: dict[int, list[tuple[str, str, int]]] = {}
        rows = self._db.query(_CUTS, (json.dumps(sorted(set(claim_ids))),))
        for claim_id, code, text, cut in rows:
            found.setdefault(claim_id, []).append((code, text, cut))
        return found

    def by_maker_number(self, keys: Sequence[str]) -> list[tuple[str, MatchClaim]]:
        """Return claims with their maker's numbers by key (``number_key``)."""
        found = self._found(_BY_MAKER, keys)
        wanted, wide = set(keys), dict[int, str]()
        for number, text in self._db.query(_WIDE):
            key = number_key(text)
            if key in wanted:
                wide[int(number)] = key
        known = {claim.id for _key, claim in found}
        some = self.by_id([one for one in wide if one not in known])
        return [*found, *((wide[one.id], one) for one in some)]

    def by_own_number(self, numbers: Sequence[str]) -> list[tuple[str, MatchClaim]]:
        """Return claims by their own numbers."""
        return self._found(_BY_OWN, numbers)

    def by_former_number(self, keys: Sequence[str]) -> list[tuple[str, MatchClaim]]:
        """Return claims by the numbers they had before the desk took them over, by key."""
        wanted = set(keys)
        former = {
            int(number): key
            for number, text in self._db.query(_FORMER)
            if (key := number_key(text)) in wanted
        }
        return [(former[one.id], one) for one in self.by_id(list(former))]

    def by_car(self, ends: Sequence[str]) -> list[tuple[str, MatchClaim]]:
        """Return claims by the last eight signs of the VIN."""
        return self._found(_BY_CAR, ends)

    def by_plate(self, plates: Sequence[str]) -> list[tuple[str, MatchClaim]]:
        """Return claims by plate."""
        return self._found(_BY_PLATE, plates)

    def by_id(self, numbers: Iterable[int]) -> list[MatchClaim]:
        """Return claims by their ids."""
        return [claim for _key, claim in self._found(_BY_ID, sorted(set(numbers)))]

    def paid_before(self, claim_ids: Iterable[int]) -> dict[int, list[int]]:
        """Return the amounts of claims' lines on confirmed statements, net fen."""
        found: dict[int, list[int]] = {}
        rows = self._db.query(
            "SELECT l.claim_id, l.amount_fen FROM json_each(?) j"
            " CROSS JOIN statement_line l ON l.claim_id = j.value"
            f" JOIN statement s ON s.id = l.statement_id AND s.state IN ({_BOOKED})"
            " WHERE l.void_reason = '' AND l.kind = 'claim' AND l.amount_fen IS NOT NULL"
            " AND l.decision <> 'not_ours'",
            (json.dumps(sorted(set(claim_ids))),),
        )
        for claim_id, amount in rows:
            found.setdefault(claim_id, []).append(amount)
        return found

    def unsettled(self, until: date, brand: str) -> list[tuple[str, str, MatchClaim]]:
        """Return approved claims on no statement: day of the answer, clerk, claim; oldest first.

        Approved on ``until`` at the latest, of one brand or of all.
        """
        rows = self._db.query(_UNSETTLED, (until.isoformat(), brand, brand))
        return [(row[0], row[1], _claim(row[2:])) for row in rows]

    def _found(self, join: str, keys: Sequence[Any]) -> list[tuple[Any, MatchClaim]]:
        sql = _SOUGHT.format(join=join)
        found = []
        for start in range(0, len(keys), _AT_ONCE):
            given = json.dumps(keys[start : start + _AT_ONCE])
            found += [(row[0], _claim(row)) for row in self._db.query(sql, (given,))]
        return found


def _claim(row: Sequence[Any]) -> MatchClaim:
    settled, given_up, written_off = row[14:]
    account = NO_ACCOUNT
    if settled is not None:
        account = ClaimAccount(row[1], settled, given_up_fen=given_up, written_off_fen=written_off)
    return MatchClaim._make((*row[1:6], State(row[6]), *row[7:14], account))
