"""Schema 7, its triggers: rows whose state is locked refuse what their services never do.

Frozen text, never edited after release.
"""

from collections.abc import Iterator

from warrantydesk.storage.migrations.m0007_locks import ENDED, LOCKED, MOVES, OPEN, STAYS

_VOIDED = (
    *("appointment", "authorisation", "campaign_vehicle", "charge_back", "complaint"),
    *("contact_note", "deduction", "demand", "disposal", "escalation", "excluded_time"),
    *("hand_over", "invoice", "loaner", "override", "problem_link", "quality_problem"),
    *("quality_report", "receivable_note", "repair_elsewhere", "return_request", "safety_flag"),
    *("saved_search", "snooze", "statement", "stock_take", "store_request", "table_version"),
    *("tow", "work_time", "write_off"),
)
"""Tables whose void rows stay void; boxes, lines, files and deductions may be taken back."""

_ENTRIES = (
    *("claim", "visit", "inspection", "item_answer", "inspection_signature", "old_part"),
    *("attachment", "submission", "customer", "vehicle", "person", "signature", "print_job"),
    *("table_version", "campaign_vehicle", "decision", "demand", "shipment", "shipment_box"),
    *("shipment_line", "stock_take", "stock_take_scan", "scrap_batch", "print_batch"),
    *("claim_answer", "answer_line", "charge_back", "appeal", "authorisation", "escalation"),
    *("override", "work_time", "complaint", "contact_note", "day_close", "hand_over"),
    *("statement", "statement_line", "deduction", "invoice", "receipt", "receipt_share"),
    *("write_off", "claim_account", "month_close", "redaction", "disposal", "disposal_line"),
    *("quality_report", "import_batch", "site", "setting", "person_pin", "desk_event"),
    *("part_line", "labour_line", "other_line", "profile_row", "return_request", "number_series"),
    *("plate", "ownership", "odometer_change", "vehicle_terms", "claim_coverage"),
)
"""Tables in which no row takes the place of another: ``INSERT OR REPLACE`` goes round the
triggers of deletion where a stranger's connection has them not recursive."""

_KEYS = {
    "claim": "claim_number",
    "submission": "claim_id number",
    "inspection": "claim_id number",
    "item_answer": "inspection_id item",
    "inspection_signature": "inspection_id as_role",
    "part_line": "claim_id position",
    "labour_line": "claim_id position",
    "other_line": "claim_id position",
    "old_part": "claim_id line piece",
    "person": "login",
    "vehicle": "vin",
    "setting": "key",
    "shipment": "number",
    "shipment_box": "code",
    "statement": "number",
    "deduction": "number",
    "receipt": "number",
    "write_off": "number",
    "claim_account": "claim_id",
    "month_close": "brand month",
    "redaction": "number",
    "disposal": "number",
    "person_pin": "person_id",
}
"""By table the columns by which a row is one of a kind, beside its id."""

_NOT_DELETED = (
    *("site", "setting", "number_series", "plate", "ownership", "odometer_change"),
    *("vehicle_terms", "claim_coverage", "document_tick"),
)


def _differ(columns: str) -> str:
    return " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns.split())


def _refusing(name: str, event: str, when: str, words: str) -> str:
    head = f"CREATE TRIGGER {name} BEFORE {event}\nWHEN {when}"
    return f"{head}\nBEGIN SELECT RAISE(ABORT, '{words}'); END"


def _moves() -> Iterator[str]:
    for table, moves in MOVES.items():
        pairs = ", ".join(f"'{move}'" for move in moves.split())
        known = f" AND old.state || '>' || new.state NOT IN ({pairs})" if pairs else ""
        when = f"{ENDED[table]} AND old.state IS NOT new.state{known}"
        name = f"{table}_moves_as_its_table_says"
        yield _refusing(name, f"UPDATE OF state ON {table}", when, "it does not go there from here")


def _kept() -> Iterator[str]:
    for table, columns in STAYS.items():
        event = f"UPDATE OF {', '.join(columns.split())} ON {table}"
        yield _refusing(f"{table}_stays_what_it_is", event, _differ(columns), "this never changes")
    for table, name, columns, when in LOCKED:
        event = f"UPDATE OF {', '.join(columns.split())} ON {table}"
        both = f"({when})\nAND ({_differ(columns)})"
        yield _refusing(f"{table}_{name}", event, both, "a locked row stays as it is")
    for table in _VOIDED:
        when = "old.void_reason <> '' AND new.void_reason = ''"
        event = f"UPDATE OF void_reason ON {table}"
        yield _refusing(f"{table}_stays_void", event, when, "what is void stays void")


def _entered() -> Iterator[str]:
    for table in _ENTRIES:
        found = f"EXISTS (SELECT 1 FROM {table} WHERE id = new.id)"
        if table in _KEYS:
            same = " AND ".join(f"{name} = new.{name}" for name in _KEYS[table].split())
            found += f"\nOR EXISTS (SELECT 1 FROM {table} WHERE {same})"
        yield _refusing(
            f"{table}_takes_no_place", f"INSERT ON {table}", found, "no row replaces another"
        )
        event = f"UPDATE OF id ON {table}"
        yield _refusing(
            f"{table}_keeps_its_id", event, "old.id <> new.id", "no row replaces another"
        )
    for line in ("part_line", "labour_line", "other_line"):
        yield _refusing(
            f"{line}_comes_too_late",
            f"INSERT ON {line}",
            f"(SELECT state FROM claim WHERE id = new.claim_id) NOT IN ({OPEN})\n"
            "AND EXISTS (SELECT 1 FROM submission WHERE claim_id = new.claim_id)",
            "a filed claim is frozen",
        )
    yield _refusing(
        "shipment_line_comes_too_late",
        "INSERT ON shipment_line",
        "EXISTS (SELECT 1 FROM shipment WHERE id = new.shipment_id\n"
        "AND state <> 'PACKING' AND shipped_at < new.packed_at)",
        "a list that has left stays as it is",
    )
    for table in _NOT_DELETED:
        words = "nothing is deleted, it is voided"
        yield (
            f"CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table}\n"
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


TRIGGERS: tuple[str, ...] = (*_moves(), *_kept(), *_entered())
