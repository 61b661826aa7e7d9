"""Plain rows for lists that leave the desk: read page by page, in any thread."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from warrantydesk.storage.database import Database

_PAGE = 5000
_LISTS: Mapping[str, str] = {
    "claims": """
SELECT c.id, c.claim_number, c.type, c.state, c.brand, c.vehicle_vin, c.vehicle_plate,
       c.vehicle_model_code, v.repair_order, c.opened_on, v.mileage_km, c.clerk, c.total_fen
FROM claim c JOIN visit v ON v.id = c.visit_id
WHERE c.id > ? AND coalesce(c.opened_on, '') BETWEEN ? AND ? ORDER BY c.id LIMIT ?""",
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
FROM shipment s WHERE s.id > ? AND date(coalesce(s.opened_at, '2000-01-01'), :zone)
BETWEEN ? AND ? ORDER BY s.id LIMIT ?""",
    "shipment_lines": """
SELECT l.id, s.number, s.state, coalesce(b.code, ''), p.tag, p.part_no, p.part_name,
       p.supplier_code, p.causal, c.claim_number, c.brand, c.vehicle_vin, s.shipped_at,
       l.verdict, l.reason_code, l.reason_text, l.judged_on, l.deducted_fen
FROM shipment_line l JOIN shipment s ON s.id = l.shipment_id JOIN old_part p ON p.id = l.part_id
JOIN claim c ON c.id = p.claim_id LEFT JOIN shipment_box b ON b.id = l.box_id
WHERE l.id > ? AND l.void_reason = '' AND date(coalesce(s.opened_at, '2000-01-01'), :zone)
BETWEEN ? AND ? ORDER BY l.id LIMIT ?""",
    "refused_pieces": """
SELECT p.id, p.refused_on, p.tag, p.part_no, p.part_name, p.supplier_code, c.claim_number,
       c.brand, c.vehicle_vin, p.refusal_code, p.refusal_text, p.deducted_fen, p.state,
       p.dispute_by, p.disputed_on, p.dispute_text
FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE p.id > ? AND (p.refusal_code <> '' OR p.state IN ('REFUSED', 'DISPUTED', 'REFUSED_FINAL'))
AND coalesce(p.refused_on, '') BETWEEN ? AND ? ORDER BY p.id LIMIT ?""",
    "stock_take": """
SELECT s.id, t.number, s.at, s.place, s.code, s.found, coalesce(p.tag, ''),
       coalesce(p.part_no, ''), coalesce(p.part_name, ''), coalesce(p.place, ''), s.by
FROM stock_take_scan s JOIN stock_take t ON t.id = s.stock_take_id
LEFT JOIN old_part p ON p.id = s.part_id
WHERE s.id > ? AND s.void_reason = '' AND t.void_reason = ''
AND date(coalesce(s.at, '2000-01-01'), :zone) BETWEEN ? AND ? ORDER BY s.id LIMIT ?""",
    "scrap": """
SELECT p.id, b.number, b.made_at, b.made_by, b.witness, b.note, p.tag, p.part_no, p.part_name,
       c.claim_number, c.brand, p.paid_on, p.amount_fen
FROM old_part p JOIN scrap_batch b ON b.id = p.scrap_batch_id JOIN claim c ON c.id = p.claim_id
WHERE p.id > ? AND date(coalesce(b.made_at, '2000-01-01'), :zone) BETWEEN ? AND ?
ORDER BY p.id LIMIT ?""",
    "deductions": """
SELECT d.id, d.number, d.state, d.kind, d.brand, d.payer, coalesce(c.claim_number, ''),
       coalesce(c.vehicle_vin, ''), coalesce(p.tag, ''),
       coalesce(nullif(s.maker_number, ''), s.number, ''), d.reason_code, d.reason_text,
       d.notice_no, d.noticed_on, d.due_on, d.disputed_on, d.dispute, d.answer, d.ended_on,
       d.taken_on, d.corrects, d.void_reason, d.amount_fen
FROM deduction d LEFT JOIN claim c ON c.id = d.claim_id LEFT JOIN old_part p ON p.id = d.part_id
LEFT JOIN statement s ON s.id = d.statement_id
WHERE d.id > ? AND coalesce(d.noticed_on, date(d.made_at, :zone), '') BETWEEN ? AND ?
ORDER BY d.id LIMIT ?""",
    "write_offs": """
SELECT w.id, w.number, w.state, w.brand, c.claim_number, c.codes_maker_claim_number,
       c.vehicle_vin, w.reason_code, w.reason_text, w.proposed_by, w.proposed_at, w.decided_by,
       w.decided_on, w.seconded_by, w.decision_text, w.corrects, w.void_reason, w.amount_fen
FROM write_off w JOIN claim c ON c.id = w.claim_id
WHERE w.id > ? AND date(coalesce(w.proposed_at, '2000-01-01'), :zone) BETWEEN ? AND ?
ORDER BY w.id LIMIT ?""",
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
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a list whose day lies between two (ISO texts, '' for none).

        ``step`` is called after each page; what it raises ends the reading. Raises KeyError for
        a list that is not offered.
        """
        sql = _LISTS[code].replace(":zone", f"'{zone:+d} minutes'")
        last = 0
        with self._db.reader() as query:
            while rows := query(sql, (last, *between, _PAGE)):
                yield from (row[1:] for row in rows)
                last = rows[-1][0]
                step()
