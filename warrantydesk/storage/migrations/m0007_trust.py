"""Schema 7: events of the desk, PINs, the instant up to which the clock was seen."""

from collections.abc import Mapping

from warrantydesk.storage.migrations.m0007_tables import TABLES
from warrantydesk.storage.migrations.m0007_triggers import TRIGGERS

ADDED: Mapping[str, Mapping[str, object]] = {"person": {"left_reason": ""}}
"""Columns that older rows have with these values, of which their journal does not speak."""

STATEMENTS = (
    *TABLES,
    "ALTER TABLE checkpoint ADD COLUMN seen_at TEXT",
    "ALTER TABLE person ADD COLUMN left_reason TEXT NOT NULL DEFAULT ''",
    "CREATE UNIQUE INDEX person_pin_person ON person_pin (person_id)",
    "CREATE INDEX desk_event_kind ON desk_event (kind, at)",
    *(
        f"""CREATE TRIGGER {name}_is_never_deleted BEFORE DELETE ON {name}
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END"""
        for name in ("desk_event", "person_pin")
    ),
    """CREATE TRIGGER desk_event_is_frozen BEFORE UPDATE ON desk_event
BEGIN SELECT RAISE(ABORT, 'what was written down stays as it was'); END""",
    *TRIGGERS,
)
