"""Schema 8: what was taken over from the sheets a desk had before."""

from collections.abc import Iterator, Mapping

from warrantydesk.storage.migrations.m0007_locks import ENDED, MOVES

ADDED: Mapping[str, Mapping[str, object]] = {}

_KEPT = ["batch_id", "kind", "thing_id", "number", "sheet", "row", "said"]
_DIFFER = " OR ".join(f"old.{name} IS NOT new.{name}" for name in _KEPT)


def _refusing(name: str, event: str, when: str, words: str) -> str:
    return (
        f"CREATE TRIGGER taken_over_{name} BEFORE {event}\nWHEN {when}\n"
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


_BROUGHT = {
    "claim": "kind IN ('claim', 'receivable') AND thing_id = old.id",
    "statement": "batch_id = old.batch_id",
}
"""By table the rows of ``taken_over`` that brought one of its rows."""


def _moves() -> Iterator[str]:
    """Yield the moves of schema 7 once more: what a sheet brought may also be taken back."""
    for table, brought in _BROUGHT.items():
        pairs = ", ".join(f"'{move}'" for move in MOVES[table].split())
        back = "new.state = 'VOID' OR old.state || '>' || new.state = 'APPROVED>SUBMITTED'"
        when = (
            f"{ENDED[table]} AND old.state IS NOT new.state"
            f" AND old.state || '>' || new.state NOT IN ({pairs})"
            f" AND NOT (({back}) AND EXISTS (SELECT 1 FROM taken_over WHERE {brought}"
            " AND void_reason = ''))"
        )
        name = f"{table}_moves_as_its_table_says"
        yield f"DROP TRIGGER {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE UPDATE OF state ON {table}\nWHEN {when}\n"
            "BEGIN SELECT RAISE(ABORT, 'it does not go there from here'); END"
        )


STATEMENTS = (
    """CREATE TABLE taken_over (
    id INTEGER NOT NULL PRIMARY KEY,
    batch_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    thing_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    said TEXT NOT NULL,
    void_reason TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX taken_over_thing ON taken_over (kind, thing_id)",
    "CREATE INDEX taken_over_batch ON taken_over (batch_id)",
    """CREATE TRIGGER taken_over_is_never_deleted BEFORE DELETE ON taken_over
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    _refusing(
        "stays_what_it_is",
        f"UPDATE OF {', '.join(_KEPT)} ON taken_over",
        _DIFFER,
        "this never changes",
    ),
    _refusing(
        "stays_void",
        "UPDATE OF void_reason ON taken_over",
        "old.void_reason <> '' AND new.void_reason = ''",
        "what is void stays void",
    ),
    _refusing(
        "takes_no_place",
        "INSERT ON taken_over",
        "EXISTS (SELECT 1 FROM taken_over WHERE id = new.id)",
        "no row replaces another",
    ),
    _refusing(
        "keeps_its_id",
        "UPDATE OF id ON taken_over",
        "old.id <> new.id",
        "no row replaces another",
    ),
    *_moves(),
    "DROP TRIGGER site_stays_what_it_is",
    """CREATE TRIGGER site_stays_what_it_is BEFORE UPDATE OF code ON site
WHEN old.code IS NOT new.code AND EXISTS (SELECT 1 FROM number_series)
BEGIN SELECT RAISE(ABORT, 'this never changes'); END""",
)
