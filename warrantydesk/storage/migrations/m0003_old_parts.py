"""Schema 3: return shipments, stock-takes, scrap, print batches. Frozen text after release."""

from collections.abc import Mapping

from warrantydesk.storage.migrations.m0003_tables import TABLES

ADDED: Mapping[str, Mapping[str, object]] = {
    "old_part": {
        "causal_line": None,
        "drained": 0,
        "request_no": "",
        "requested_on": None,
        "paid_on": None,
        "lent_to": "",
        "lent_until": None,
        "shipment_id": None,
        "box": "",
        "refusal_code": "",
        "refusal_text": "",
        "refused_on": None,
        "dispute_by": None,
        "disputed_on": None,
        "dispute_text": "",
        "deducted_fen": 0,
        "scrap_batch_id": None,
    },
    "shelf_place": {"hazards": 0, "position": 0},
    "print_job": {"batch_id": None, "position": 0, "sending_at": None, "error": ""},
}
"""Columns that older rows have with these values, of which their journal does not speak."""
STATEMENTS = (
    *TABLES,
    "ALTER TABLE old_part ADD COLUMN causal_line INTEGER",
    "ALTER TABLE old_part ADD COLUMN drained INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE old_part ADD COLUMN request_no TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE old_part ADD COLUMN requested_on TEXT",
    "ALTER TABLE old_part ADD COLUMN paid_on TEXT",
    "ALTER TABLE old_part ADD COLUMN lent_to TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE old_part ADD COLUMN lent_until TEXT",
    "ALTER TABLE old_part ADD COLUMN shipment_id INTEGER",
    "ALTER TABLE old_part ADD COLUMN box TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE old_part ADD COLUMN refusal_code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE old_part ADD COLUMN refusal_text TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE old_part ADD COLUMN refused_on TEXT",
    "ALTER TABLE old_part ADD COLUMN dispute_by TEXT",
    "ALTER TABLE old_part ADD COLUMN disputed_on TEXT",
    "ALTER TABLE old_part ADD COLUMN dispute_text TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE old_part ADD COLUMN deducted_fen INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE old_part ADD COLUMN scrap_batch_id INTEGER",
    "ALTER TABLE shelf_place ADD COLUMN hazards INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE shelf_place ADD COLUMN position INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE print_job ADD COLUMN batch_id INTEGER",
    "ALTER TABLE print_job ADD COLUMN position INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE print_job ADD COLUMN sending_at TEXT",
    "ALTER TABLE print_job ADD COLUMN error TEXT NOT NULL DEFAULT ''",
    "DROP INDEX old_part_state",
    "CREATE INDEX old_part_state ON old_part (state, return_by, id, paid_on, amount_fen)",
    """CREATE INDEX old_part_place ON old_part (place, state, return_by, refusal_code)
WHERE place <> ''""",
    "CREATE INDEX old_part_shipment ON old_part (shipment_id) WHERE shipment_id IS NOT NULL",
    "CREATE INDEX print_job_batch ON print_job (batch_id) WHERE batch_id IS NOT NULL",
    "CREATE INDEX print_job_state ON print_job (state)",
    "CREATE INDEX print_job_many ON print_job (id) WHERE instr(subject, ' ') > 0",
    "CREATE UNIQUE INDEX print_batch_number ON print_batch (number)",
    "CREATE UNIQUE INDEX shipment_number ON shipment (number)",
    "CREATE INDEX shipment_state ON shipment (state)",
    "CREATE UNIQUE INDEX shipment_box_code ON shipment_box (code)",
    "CREATE INDEX shipment_box_shipment ON shipment_box (shipment_id)",
    """CREATE UNIQUE INDEX shipment_line_part
ON shipment_line (shipment_id, part_id) WHERE void_reason = ''""",
    "CREATE INDEX shipment_line_of_part ON shipment_line (part_id)",
    "CREATE INDEX shipment_line_box ON shipment_line (box_id)",
    "CREATE INDEX return_request_part ON return_request (part_id)",
    "CREATE INDEX return_request_batch ON return_request (batch_id)",
    "CREATE UNIQUE INDEX stock_take_number ON stock_take (number)",
    "CREATE INDEX stock_take_scan_take ON stock_take_scan (stock_take_id, part_id)",
    "CREATE UNIQUE INDEX scrap_batch_number ON scrap_batch (number)",
    *(
        f"""CREATE TRIGGER {name}_is_never_deleted BEFORE DELETE ON {name}
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END"""
        for name in (
            "shipment",
            "shipment_box",
            "shipment_line",
            "return_request",
            "stock_take",
            "stock_take_scan",
            "scrap_batch",
            "print_batch",
            "shelf_place",
        )
    ),
    """CREATE TRIGGER shipment_line_has_left BEFORE UPDATE OF
    shipment_id, part_id, box_id, void_reason
ON shipment_line WHEN (SELECT state FROM shipment WHERE id = old.shipment_id) <> 'PACKING'
BEGIN SELECT RAISE(ABORT, 'a list that has left stays as it is'); END""",
    """CREATE TRIGGER shipment_box_has_left BEFORE UPDATE ON shipment_box
WHEN (SELECT state FROM shipment WHERE id = old.shipment_id) <> 'PACKING'
BEGIN SELECT RAISE(ABORT, 'a list that has left stays as it is'); END""",
    """CREATE TRIGGER shipment_has_left BEFORE UPDATE OF
    number, brand, kind, waybill, carriage, carrier, shipped_at, shipped_by, handed_to
ON shipment WHEN old.state <> 'PACKING'
BEGIN SELECT RAISE(ABORT, 'a list that has left stays as it is'); END""",
    """CREATE TRIGGER scrap_batch_is_frozen BEFORE UPDATE ON scrap_batch
BEGIN SELECT RAISE(ABORT, 'what was scrapped stays as it was'); END""",
)
