"""What claims of a span cost, by technician, part and model, and which cars came again."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from warrantydesk.domain.settlement.abnormal import ExtraHours, Pattern, Spent
from warrantydesk.storage.database import Database

_WHERE = """WHERE c.brand = ? AND c.submitted_at >= ? AND c.submitted_at < ?
  AND c.state <> 'VOID'"""
_DEAR = f"""
SELECT c.id, c.claim_number, c.vehicle_plate, c.total_fen FROM claim c
{_WHERE} AND c.total_fen >= ? ORDER BY c.total_fen DESC, c.id LIMIT ?"""
_CAUSAL = "JOIN part_line p ON p.claim_id = c.id AND p.causal = 1"
_VISIT = "JOIN visit v ON v.id = c.visit_id"
_GROUPS = {
    Pattern.MODEL: ("c.vehicle_model_code", "''", ""),
    Pattern.TECHNICIAN: ("v.technician", "''", _VISIT),
    Pattern.PART: ("p.old_part_no", "max(p.new_part_name)", _CAUSAL),
    Pattern.EXTRA_HOURS: ("v.technician", "''", _VISIT),
}
_SPENT = """
SELECT {key}, {name}, count(DISTINCT c.id), sum(c.total_fen) FROM claim c {join}
{where} AND {key} <> '' GROUP BY 1"""
_BEHIND = """
SELECT DISTINCT c.id, c.claim_number, c.total_fen FROM claim c {join}
{where} AND {key} = ? ORDER BY c.total_fen DESC, c.id LIMIT ?"""
_HOURS = f"""
SELECT v.technician, l.hours, l.extra_hours, count(*), count(DISTINCT c.id)
FROM claim c {_VISIT} JOIN labour_line l ON l.claim_id = c.id AND l.pay_by = 'claim'
{_WHERE} AND v.technician <> '' GROUP BY 1, 2, 3"""
_AGAIN = f"""
SELECT c.vehicle_vin, c.id, c.claim_number, c.vehicle_plate, substr(c.submitted_at, 1, 10),
  c.visit_id, coalesce(p.old_part_no, ''), coalesce(p.new_part_name, ''), c.total_fen
FROM claim c LEFT {_CAUSAL}
{_WHERE} AND c.vehicle_vin IN (
  SELECT c.vehicle_vin FROM claim c {_WHERE} AND c.vehicle_vin <> ''
  GROUP BY 1 HAVING count(DISTINCT c.visit_id) > 1)
ORDER BY 1, c.submitted_at, c.id"""
Span = tuple[str, str, str]
"""Brand, first instant, and the instant after the last: UTC text."""


class DearClaim(NamedTuple):
    """A claim of abnormal cost; net fen."""

    id: int
    number: str
    plate: str
    amount_fen: int


class CarVisit(NamedTuple):
    """A claim of a car that came more than once; ``day`` as text, net fen."""

    vin: str
    id: int
    number: str
    plate: str
    day: str
    visit_id: int
    part_no: str
    part_name: str
    amount_fen: int


class SpentStore:
    """Reads what claims cost; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def dear(self, span: Span, least_fen: int, most: int) -> list[DearClaim]:
        """Return the claims that ask for so much or more, the dearest first."""
        return [DearClaim(*row) for row in self._db.query(_DEAR, (*span, least_fen, most))]

    def groups(self, span: Span, by: Pattern) -> list[Spent]:
        """Return what claims cost by technician, causal part or model."""
        key, name, join = _GROUPS[by]
        sql = _SPENT.format(key=key, name=name, join=join, where=_WHERE)
        return [Spent(*row) for row in self._db.query(sql, span)]

    def behind(self, span: Span, by: Pattern, key: str, most: int) -> list[tuple[int, str]]:
        """Return id and number of the claims of a technician, part or model, dearest first."""
        column, _name, join = _GROUPS[by]
        sql = _BEHIND.format(key=column, join=join, where=_WHERE)
        return [(row[0], row[1]) for row in self._db.query(sql, (*span, key, most))]

    def hours(self, span: Span) -> list[ExtraHours]:
        """Return standard and extra hours of each technician's claims."""
        added: dict[str, tuple[Fraction, Fraction, int]] = {}
        for key, hours, extra, lines, claims in self._db.query(_HOURS, span):
            before = added.get(key, (Fraction(0), Fraction(0), 0))
            added[key] = (
                before[0] + Fraction(Decimal(hours or "0")) * lines,
                before[1] + Fraction(Decimal(extra or "0")) * lines,
                before[2] + claims,
            )
        return [ExtraHours(key, "", n, hours, extra) for key, (hours, extra, n) in added.items()]

    def again(self, span: Span, since: str) -> list[CarVisit]:
        """Return the claims of cars that came more than once, by car and day.

        ``since`` is the instant from which a former claim counts.
        """
        wide = (span[0], since, span[2])
        return [CarVisit(*row) for row in self._db.query(_AGAIN, (*wide, *wide))]
