"""Lists of stock-takes: what was found, what was not, counted in SQL."""

from array import array
from collections.abc import Sequence
from typing import Any

from warrantydesk.domain.old_part import STANDING
from warrantydesk.domain.stock_take import (
    CountedPiece,
    Found,
    PlaceProgress,
    StockTake,
    StockTakeCounts,
    StockTakeScan,
)
from warrantydesk.storage.database import Database
from warrantydesk.storage.mapping import RowMapping
from warrantydesk.storage.piece_conditions import states_in

_BLOCK = 500
_STANDING = states_in(STANDING)
_LATEST = """
SELECT max(id) FROM stock_take_scan WHERE stock_take_id = ? AND void_reason = ''
GROUP BY coalesce(part_id, -id)"""
"""A piece that was scanned on two places counts where it was scanned last."""
_COUNTED = """
SELECT s.found, s.code, s.place, s.kept_at, s.kept_as, coalesce(p.tag, '') AS tag,
       coalesce(p.part_no, '') AS part_no, coalesce(p.part_name, '') AS part_name,
       coalesce(p.claim_id, 0) AS claim_id, coalesce(c.claim_number, '') AS claim_number,
       coalesce(p.amount_fen, 0) AS amount_fen, s.part_id, s.id AS scan_id, s.by, s.at
FROM stock_take_scan s LEFT JOIN old_part p ON p.id = s.part_id
     LEFT JOIN claim c ON c.id = p.claim_id"""
_AWAITED = """
SELECT 'missing' AS found, p.tag AS code, '' AS place, p.place AS kept_at, p.state AS kept_as,
       p.tag, p.part_no, p.part_name, p.claim_id, c.claim_number, p.amount_fen,
       p.id AS part_id, 0 AS scan_id, '' AS by, NULL AS at
FROM old_part p JOIN claim c ON c.id = p.claim_id"""


class StockTakeListStore:
    """Reads what stock-takes found; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._counted: RowMapping[CountedPiece] = RowMapping(CountedPiece)
        self._scans: RowMapping[StockTakeScan] = RowMapping(StockTakeScan)

    def counts(self, take: StockTake) -> StockTakeCounts:
        """Return how many codes of each kind stand, and how many pieces were expected."""
        sql = f"SELECT found, count(*) FROM stock_take_scan WHERE id IN ({_LATEST}) GROUP BY 1"
        found = {str(kind): int(n) for kind, n in self._db.query(sql, [take.id])}
        running = take.finished_at is None and not take.void_reason
        missing = self._awaited_count(take) if running else found.get(Found.MISSING, 0)
        expected = self._expected_count(take) if running else take.expected
        return StockTakeCounts(
            expected,
            found.get(Found.RIGHT, 0),
            found.get(Found.ELSEWHERE, 0),
            missing,
            found.get(Found.UNEXPECTED, 0),
            found.get(Found.UNKNOWN, 0),
        )

    def progress(self, take: StockTake) -> dict[str, PlaceProgress]:
        """Return what was scanned and what is expected on each place that has any of both."""
        sql = (
            "SELECT place, count(*), sum(found = 'right') FROM stock_take_scan"
            f" WHERE id IN ({_LATEST}) AND found <> 'missing' GROUP BY 1"
        )
        scanned = {str(p): (int(n), int(right)) for p, n, right in self._db.query(sql, [take.id])}
        expected = self._expected_by_place(take)
        return {
            place: PlaceProgress(
                place, expected.get(place, 0), *reversed(scanned.get(place, (0, 0)))
            )
            for place in sorted({*scanned, *expected})
        }

    def _expected_by_place(self, take: StockTake) -> dict[str, int]:
        if take.finished_at is None:
            where, values = _expected(take)
            sql = f"SELECT place, count(*) FROM old_part WHERE {where} GROUP BY place"
        else:
            where, values = "", [take.id]
            sql = (
                f"SELECT kept_at, count(*) FROM stock_take_scan WHERE id IN ({_LATEST})"
                " AND found IN ('right', 'elsewhere', 'missing') AND kept_at <> '' GROUP BY 1"
            )
        return {str(place): int(n) for place, n in self._db.query(sql, values)}

    def scan_ids(self, take: StockTake, found: Found) -> "array[int]":
        """Return the ids of the standing scans of a kind, by place and code."""
        sql = (
            f"SELECT id FROM stock_take_scan WHERE id IN ({_LATEST}) AND found = ?"
            " ORDER BY coalesce(nullif(place, ''), kept_at), code"
        )
        return array("q", [row[0] for row in self._db.query(sql, [take.id, str(found)])])

    def awaited_ids(self, take: StockTake) -> "array[int]":
        """Return the ids of the pieces that a running stock-take has not found yet, by place."""
        where, values = _expected(take)
        sql = f"SELECT id FROM old_part WHERE {where} AND {_UNSEEN} ORDER BY place, tag"
        return array("q", [row[0] for row in self._db.query(sql, [*values, take.id])])

    def amount_fen(self, take: StockTake, found: Found) -> int:
        """Return the sum over the pieces of a kind of lines."""
        if found is Found.MISSING and take.finished_at is None:
            where, values = _expected(take)
            sql = f"SELECT sum(amount_fen) FROM old_part WHERE {where} AND {_UNSEEN}"
            return int(self._db.query(sql, [*values, take.id])[0][0] or 0)
        sql = (
            "SELECT sum(p.amount_fen) FROM stock_take_scan s JOIN old_part p ON p.id = s.part_id"
            f" WHERE s.id IN ({_LATEST}) AND s.found = ?"
        )
        return int(self._db.query(sql, [take.id, str(found)])[0][0] or 0)

    def scanned(self, scan_ids: Sequence[int]) -> list[CountedPiece]:
        """Return scans as lines, in the order of their ids."""
        known = {one.scan_id: one for one in self._lines(_COUNTED, "s.id", scan_ids)}
        return [known[number] for number in scan_ids if number in known]

    def awaited(self, part_ids: Sequence[int]) -> list[CountedPiece]:
        """Return pieces as lines that were not found, in the order of their ids."""
        known = {one.part_id: one for one in self._lines(_AWAITED, "p.id", part_ids)}
        return [known[number] for number in part_ids if number in known]

    def newest(self, take_id: int) -> StockTakeScan | None:
        """Return the newest standing scan of a stock-take."""
        return self._newest("found <> 'missing'", [take_id])

    def scan_of(self, take_id: int, part_id: int) -> StockTakeScan | None:
        """Return the newest standing scan of a piece in a stock-take."""
        return self._newest("part_id = ?", [take_id, part_id])

    def scan_of_code(self, take_id: int, code: str, place: str) -> StockTakeScan | None:
        """Return the newest standing scan of an unknown code on a place."""
        where = "part_id IS NULL AND code = ? AND place = ?"
        return self._newest(where, [take_id, code, place])

    def _newest(self, where: str, values: list[Any]) -> StockTakeScan | None:
        names = self._scans.names
        sql = (
            f"SELECT {', '.join(names)} FROM stock_take_scan WHERE stock_take_id = ? AND {where}"
            " AND void_reason = '' ORDER BY id DESC LIMIT 1"
        )
        rows = self._db.query(sql, values)
        return self._scans.value(dict(zip(names, rows[0], strict=True))) if rows else None

    def _lines(self, sql: str, column: str, ids: Sequence[int]) -> list[CountedPiece]:
        found: list[CountedPiece] = []
        for start in range(0, len(ids), _BLOCK):
            block = list(ids[start : start + _BLOCK])
            rows = self._db.query(f"{sql} WHERE {column} IN ({','.join('?' * len(block))})", block)
            names = self._counted.names
            found += [self._counted.value(dict(zip(names, row, strict=True))) for row in rows]
        return found

    def _expected_count(self, take: StockTake) -> int:
        where, values = _expected(take)
        return int(self._db.query(f"SELECT count(*) FROM old_part WHERE {where}", values)[0][0])

    def _awaited_count(self, take: StockTake) -> int:
        where, values = _expected(take)
        sql = f"SELECT count(*) FROM old_part WHERE {where} AND {_UNSEEN}"
        return int(self._db.query(sql, [*values, take.id])[0][0])


_UNSEEN = """id NOT IN (
    SELECT part_id FROM stock_take_scan
    WHERE stock_take_id = ? AND void_reason = '' AND part_id IS NOT NULL)"""


def _expected(take: StockTake) -> tuple[str, list[Any]]:
    """Return the condition for what should stand on the places of a stock-take."""
    where = f"place <> '' AND state IN {_STANDING}"
    if not take.places:
        return where, []
    return f"{where} AND place IN ({','.join('?' * len(take.places))})", list(take.places)
