"""Plain rows of money and of what was said, for lists that leave the desk; see ``plain_lists``."""

from collections.abc import Mapping

MONEY_COLUMNS: Mapping[str, tuple[str, str]] = {
    "deductions": ("d.brand", "d.state"),
    "write_offs": ("w.brand", "w.state"),
    "settlement": ("s.brand", "l.state"),
    "invoices": ("i.brand", "''"),
    "receipts": ("r.brand", "''"),
    "contacts": ("coalesce(c.brand, k.brand, '')", "n.outcome"),
}
"""Code of a list → where its brand stands, and the state by which it may be asked for."""
MONEY_LISTS: Mapping[str, str] = {
    "deductions": """
SELECT d.id, d.number, d.state, d.kind, d.brand, d.payer, coalesce(c.claim_number, ''),
       coalesce(c.vehicle_vin, ''), coalesce(p.tag, ''),
       coalesce(nullif(s.maker_number, ''), s.number, ''), d.reason_code, d.reason_text,
       d.notice_no, d.noticed_on, d.due_on, d.disputed_on, d.dispute, d.answer, d.ended_on,
       d.taken_on, d.corrects, d.void_reason, d.amount_fen
FROM deduction d LEFT JOIN claim c ON c.id = d.claim_id LEFT JOIN old_part p ON p.id = d.part_id
LEFT JOIN statement s ON s.id = d.statement_id
WHERE d.id > ?1 AND :among
AND coalesce(d.noticed_on, date(d.made_at, :zone), '') BETWEEN ?2 AND ?3
ORDER BY d.id LIMIT ?6""",
    "write_offs": """
SELECT w.id, w.number, w.state, w.brand, c.claim_number, c.codes_maker_claim_number,
       c.vehicle_vin, w.reason_code, w.reason_text, w.proposed_by, w.proposed_at, w.decided_by,
       w.decided_on, w.seconded_by, w.decision_text, w.corrects, w.void_reason, w.amount_fen
FROM write_off w JOIN claim c ON c.id = w.claim_id
WHERE w.id > ?1 AND :among
AND date(coalesce(w.proposed_at, '2000-01-01'), :zone) BETWEEN ?2 AND ?3
ORDER BY w.id LIMIT ?6""",
    "settlement": """
SELECT l.id, s.number, s.maker_number, s.state, s.brand, s.payer, s.period, s.issued_on, l.row,
       l.kind, l.maker_number, coalesce(c.claim_number, l.claim_number),
       coalesce(c.vehicle_vin, l.vin), coalesce(c.vehicle_plate, l.plate), l.dated_on, l.text,
       l.state, l.how, l.decision, l.reason_code, l.reason_text, l.decided_by, l.decided_at,
       coalesce(nullif(l.void_reason, ''), s.void_reason), l.asked_fen, l.expected_fen,
       l.amount_fen, l.tax_fen
FROM statement_line l JOIN statement s ON s.id = l.statement_id
LEFT JOIN claim c ON c.id = l.claim_id AND l.decision <> 'not_ours'
WHERE l.id > ?1 AND :among
AND coalesce(s.issued_on, date(s.made_at, :zone), '') BETWEEN ?2 AND ?3 ORDER BY l.id LIMIT ?6""",
    "invoices": """
SELECT i.id, i.number, i.kind, i.brand, i.payer, i.buyer, i.issued_on, i.tax_percent,
       (SELECT group_concat(coalesce(nullif(s.maker_number, ''), s.number), ', ')
        FROM json_each(i.shares) e JOIN statement s ON s.id = e.value ->> 'statement_id'),
       i.sent_on, i.courier, i.waybill, i.accepted_on, i.returned_on, i.return_reason,
       i.exported_on, i.credits, coalesce(o.number, ''), coalesce(t.number, ''), i.corrects,
       i.void_reason, i.amount_fen, i.tax_fen
FROM invoice i LEFT JOIN invoice o ON o.id = i.credits
LEFT JOIN invoice t ON t.credits = i.id AND t.void_reason = ''
WHERE i.id > ?1 AND :among
AND coalesce(i.issued_on, date(i.made_at, :zone), '') BETWEEN ?2 AND ?3 ORDER BY i.id LIMIT ?6""",
    "receipts": """
SELECT r.id, r.number, r.received_on, r.brand, r.payer, r.bank_ref, r.account, r.text,
       (SELECT group_concat(number, ', ') FROM (
          SELECT DISTINCT coalesce(nullif(s.maker_number, ''), s.number) AS number
          FROM receipt_share h JOIN statement s ON s.id = h.statement_id
          WHERE h.receipt_id = r.id ORDER BY 1)),
       coalesce(o.number, ''), coalesce(t.number, ''), r.reason, r.corrects, r.made_by,
       r.amount_fen,
       (SELECT coalesce(sum(h.net_fen + h.tax_fen), 0) FROM receipt_share h
        WHERE h.receipt_id = r.id)
FROM receipt r LEFT JOIN receipt o ON o.id = r.reverses
LEFT JOIN receipt t ON t.reverses = r.id
WHERE r.id > ?1 AND :among
AND r.received_on BETWEEN ?2 AND ?3 ORDER BY r.id LIMIT ?6""",
    "contacts": """
SELECT n.id, n.at, n.party, n.channel, n.incoming, n.outcome, n.with_whom, n.text, n.by,
       coalesce(c.claim_number, ''), coalesce(v.repair_order, ''), coalesce(c.brand, k.brand, ''),
       coalesce(c.vehicle_vin, k.vin, ''), coalesce(c.vehicle_plate, ''), n.again_on,
       n.void_reason, n.amount_fen
FROM contact_note n LEFT JOIN claim c ON c.id = n.claim_id
LEFT JOIN visit v ON v.id = coalesce(n.visit_id, c.visit_id)
LEFT JOIN vehicle k ON k.id = v.vehicle_id
WHERE n.id > ?1 AND :among
AND date(n.at, :zone) BETWEEN ?2 AND ?3 ORDER BY n.id LIMIT ?6""",
}
