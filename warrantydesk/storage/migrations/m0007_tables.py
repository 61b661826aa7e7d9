"""Schema 7, its tables. Frozen text, never edited after release."""

TABLES = (
    """CREATE TABLE desk_event (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    login TEXT NOT NULL,
    verb TEXT NOT NULL,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE person_pin (
    id INTEGER NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    set_at TEXT,
    set_by TEXT NOT NULL,
    failures INTEGER NOT NULL,
    blocked_until TEXT,
    version INTEGER NOT NULL,
    salt TEXT NOT NULL
) STRICT""",
)
