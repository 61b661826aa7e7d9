"""Plain rows for lists that leave the desk: read page by page, in any thread."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from warrantydesk.storage.database import Database
from warrantydesk.storage.plain_quality import QUALITY_COLUMNS, QUALITY_LISTS
from warrantydesk.storage.plain_registers import MONEY_COLUMNS, MONEY_LISTS

_PAGE = 5000
_AMONG = "?4 IN ('', {brand}) AND (?5 = '' OR instr(?5, ',' || {state} || ','))"
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "shipments": ("s.brand", "s.state"),
    "shipment_lines": ("c.brand", "s.state"),
    "refused_pieces": ("c.brand", "p.state"),
    "stock_take": ("coalesce((SELECT brand FROM claim WHERE id = p.claim_id), '')", "s.found"),
    "scrap": ("c.brand", "p.state"),
    **MONEY_COLUMNS,
    **QUALITY_COLUMNS,
}
"""Code of a list → where its brand stands, and the state by which it may be asked for."""
_LISTS: Mapping[str, str] = {
    "shipments": """
SELECT s.id, s.number, s.brand, s.kind, s.state, s.title, s.opened_at, s.required_by,
       s.carriage, s.carrier, s.waybill, s.freight_fen, s.shipped_at,
       (SELECT count(*) FROM shipment_box b WHERE b.shipment_id = s.id AND b.void_reason = ''),
       (SELECT count(*) FROM shipment_line l WHERE l.shipment_id = s.id AND l.void_reason = ''),
       (SELECT count(*) FROM shipment_line l WHERE l.shipment_id = s.id AND l.void_reason = ''
        AND l.verdict = 'accepted'),
       (SELECT count(*) FROM shipment_line l WHERE l.shipment_id = s.id AND l.void_reason = ''
        AND l.verdict = 'refused'),
       (SELECT coalesce(sum(l.deducted_fen), 0) FROM shipment_line l
        WHERE l.shipment_id = s.id AND l.void_reason = '')
FROM shipment s WHERE s.id > ?1 AND :among
AND date(coalesce(s.opened_at, '2000-01-01'), :zone)
BETWEEN ?2 AND ?3 ORDER BY s.id LIMIT ?6""",
    "shipment_lines": """
SELECT l.id, s.number, s.state, coalesce(b.code, ''), p.tag, p.part_no, p.part_name,
       p.supplier_code, p.causal, c.claim_number, c.brand, c.vehicle_vin, s.shipped_at,
       l.verdict, l.reason_code, l.reason_text, l.judged_on, l.deducted_fen
FROM shipment_line l JOIN shipment s ON s.id = l.shipment_id JOIN old_part p ON p.id = l.part_id
JOIN claim c ON c.id = p.claim_id LEFT JOIN shipment_box b ON b.id = l.box_id
WHERE l.id > ?1 AND :among
AND l.void_reason = '' AND date(coalesce(s.opened_at, '2000-01-01'), :zone)
BETWEEN ?2 AND ?3 ORDER BY l.id LIMIT ?6""",
    "refused_pieces": """
SELECT p.id, p.refused_on, p.tag, p.part_no, p.part_name, p.supplier_code, c.claim_number,
       c.brand, c.vehicle_vin, p.refusal_code, p.refusal_text, p.deducted_fen, p.state,
       p.dispute_by, p.disputed_on, p.dispute_text
FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE p.id > ?1 AND :among
AND (p.refusal_code <> '' OR p.state IN ('REFUSED', 'DISPUTED', 'REFUSED_FINAL'))
AND coalesce(p.refused_on, '') BETWEEN ?2 AND ?3 ORDER BY p.id LIMIT ?6""",
    "stock_take": """
SELECT s.id, t.number, s.at, s.place, s.code, s.found, coalesce(p.tag, ''),
       coalesce(p.part_no, ''), coalesce(p.part_name, ''), coalesce(p.place, ''), s.by
FROM stock_take_scan s JOIN stock_take t ON t.id = s.stock_take_id
LEFT JOIN old_part p ON p.id = s.part_id
WHERE s.id > ?1 AND :among
AND s.void_reason = '' AND t.void_reason = ''
AND date(coalesce(s.at, '2000-01-01'), :zone) BETWEEN ?2 AND ?3 ORDER BY s.id LIMIT ?6""",
    "scrap": """
SELECT p.id, b.number, b.made_at, b.made_by, b.witness, b.note, p.tag, p.part_no, p.part_name,
       c.claim_number, c.brand, p.paid_on, p.amount_fen
FROM old_part p JOIN scrap_batch b ON b.id = p.scrap_batch_id JOIN claim c ON c.id = p.claim_id
WHERE p.id > ?1 AND :among
AND date(coalesce(b.made_at, '2000-01-01'), :zone) BETWEEN ?2 AND ?3
ORDER BY p.id LIMIT ?6""",
    **MONEY_LISTS,
    **QUALITY_LISTS,
}
Zone = int
"""Minutes that the desk's clock is before UTC."""


class PlainListStore:
    """Opens a reader of its own for every list, so that a worker may ask."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def rows(
        self,
        code: str,
        between: tuple[str, str],
        zone: Zone = 0,
        step: Callable[[], object] = lambda: None,
        among: tuple[str, Sequence[str]] = ("", ()),
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a list whose day lies between two (ISO texts, '' for none).

        ``among`` is the brand and the states asked for, empty for all. ``step`` is called after
        each page; what it raises ends the reading. Raises KeyError for a list that is not
        offered.
        """
        brand, state = _COLUMNS[code]
        sql = _LISTS[code].replace(":among", _AMONG.format(brand=brand, state=state))
        sql = sql.replace(":zone", f"'{zone:+d} minutes'")
        states = f",{','.join(among[1])}," if among[1] else ""
        last = 0
        with self._db.reader() as query:
            while rows := query(sql, (last, *between, among[0], states, _PAGE)):
                yield from (row[1:] for row in rows)
                last = rows[-1][0]
                step()
