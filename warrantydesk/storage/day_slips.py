"""The slips of a day: what was opened, filed, answered, signed, printed, sent, made void."""

from typing import Any, NamedTuple

from warrantydesk.storage.database import Database
from warrantydesk.storage.numbers import CLAIM, claim_number

_SLIPS = """
SELECT 'opened' AS kind, claim_number, type, total_fen, clerk, created_at AS at FROM claim
WHERE created_at >= :start AND created_at < :end
UNION ALL SELECT 'submitted', c.claim_number, s.number, c.total_fen,
  coalesce(nullif(s.submitted_by, ''), c.clerk), s.taken_at
FROM submission s JOIN claim c ON c.id = s.claim_id
WHERE s.taken_at >= :start AND s.taken_at < :end
UNION ALL SELECT 'answered', c.claim_number, a.kind, coalesce(a.approved_fen, 0), a.recorded_by,
  a.recorded_at
FROM claim_answer a JOIN claim c ON c.id = a.claim_id
WHERE a.recorded_at >= :start AND a.recorded_at < :end
UNION ALL SELECT 'signed', v.repair_order, s.paper, 0, v.advisor, s.signed_at
FROM signature s JOIN visit v ON v.id = s.visit_id
WHERE s.signed_at >= :start AND s.signed_at < :end
UNION ALL SELECT 'paper', subject, language, 0, by, at FROM print_job
WHERE kind = 'paper' AND at >= :start AND at < :end
UNION ALL SELECT 'labels', min(subject), count(*), 0, by, max(at) FROM print_job
WHERE kind <> 'paper' AND at >= :start AND at < :end GROUP BY by, printer, substr(at, 1, 16)
UNION ALL SELECT 'shipped', number, carrier || ' ' || waybill, 0, shipped_by, shipped_at
FROM shipment WHERE shipped_at >= :start AND shipped_at < :end
UNION ALL SELECT 'received', number, receipt_notice_no, 0, shipped_by, shipped_at
FROM shipment WHERE receipt_received_on = :day
UNION ALL SELECT 'scrapped', number, witness, 0, made_by, made_at
FROM scrap_batch WHERE made_at >= :start AND made_at < :end
UNION ALL SELECT 'imported', file_name, row_count, 0, made_by, made_at
FROM import_batch WHERE made_at >= :start AND made_at < :end
ORDER BY 6, 2"""
_SERIES = "SELECT site, year, last FROM number_series WHERE kind = ? AND year = ?"


_VOIDS = """
SELECT 'void', c.claim_number, c.void_reason, c.total_fen, j.actor, j.utc
FROM journal j JOIN claim c ON c.id = j.row
WHERE j.seq > ? AND j.seq <= ? AND j.tbl = 'claim' AND j.utc >= ? AND j.utc < ?
AND c.state = 'VOID' AND j.after LIKE '%"state":"VOID"%'"""
_BLOCK = 5_000
"""Entries of the journal that are looked at together, from the newest back."""


class Slip(NamedTuple):
    """One slip: its kind, the number it stands under, what it is, fen, who, when (UTC text)."""

    kind: str
    number: str
    text: str
    amount_fen: int
    by: str
    at: str


class DaySlipStore:
    """Reads the slips of a day; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def between(self, start: str, end: str, day: str) -> list[Slip]:
        """Return the slips between two instants (UTC text) of a day, in order of time."""
        named = {"start": start, "end": end, "day": day}
        sql, values = _SLIPS, []
        for part in _SLIPS.split(":")[1:]:
            name = next(one for one in ("start", "end", "day") if part.startswith(one))
            values.append(named[name])
        for name in named:
            sql = sql.replace(f":{name}", "?")
        rows = [*self._db.query(sql, values), *self._voids(start, end)]
        slips = [
            Slip(row[0], str(row[1]), str(row[2] or "").strip(), row[3] or 0, row[4], row[5] or "")
            for row in rows
        ]
        return sorted(slips, key=lambda slip: (slip.at, slip.number))

    def _voids(self, start: str, end: str) -> list[tuple[Any, ...]]:
        """Return the claims that the journal saw made void in a period, read from its end."""
        found: list[tuple[Any, ...]] = []
        top = int(self._db.query("SELECT coalesce(max(seq), 0) FROM journal")[0][0])
        while top > 0:
            rows = self._db.query(_VOIDS, (top - _BLOCK, top, start, end))
            found += rows
            top -= _BLOCK
            oldest = self._db.query("SELECT utc FROM journal WHERE seq > ? LIMIT 1", (top,))
            if not oldest or oldest[0][0] < start:
                break
        return found

    def gaps(self, year: int, most: int = 50) -> list[str]:
        """Return claim numbers of a year that were given and have no claim, the first of them."""
        found: list[str] = []
        for site, short, last in self._db.query(_SERIES, (CLAIM, year % 100)):
            rows = self._db.query(
                "SELECT claim_number FROM claim WHERE claim_number LIKE ?",
                (claim_number(site, short, 0)[:6] + "%",),
            )
            there = {row[0] for row in rows}
            numbers = (claim_number(site, short, number) for number in range(1, last + 1))
            found += [number for number in numbers if number not in there]
        return found[:most]
