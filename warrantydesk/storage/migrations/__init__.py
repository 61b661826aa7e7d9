"""Numbered steps from one released schema to the next; the number is ``user_version``.

A step is frozen SQL text. It runs in one IMMEDIATE transaction that sets the number too, so a
database is always at one schema or at the next, never between.
"""

from collections.abc import Mapping

from warrantydesk.storage.migrations import (
    m0001_first_landing,
    m0002_coverage,
    m0003_old_parts,
    m0004_whole_life,
    m0005_money,
    m0006_keeping,
    m0007_trust,
    m0008_taken,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    m0001_first_landing.STATEMENTS,
    m0002_coverage.STATEMENTS,
    m0003_old_parts.STATEMENTS,
    m0004_whole_life.STATEMENTS,
    m0005_money.STATEMENTS,
    m0006_keeping.STATEMENTS,
    m0007_trust.STATEMENTS,
    m0008_taken.STATEMENTS,
)
SCHEMA = len(MIGRATIONS)
_STEPS = (
    m0003_old_parts.ADDED,
    m0004_whole_life.ADDED,
    m0005_money.ADDED,
    m0006_keeping.ADDED,
    m0007_trust.ADDED,
    m0008_taken.ADDED,
)
ADDED: Mapping[str, Mapping[str, object]] = {
    table: {name: value for step in _STEPS for name, value in step.get(table, {}).items()}
    for table in (name for step in _STEPS for name in step)
}
"""By table the columns that a later schema added, with the value that older rows have."""

INDEX_SINCE = max(
    number for number, step in enumerate(MIGRATIONS, 1) if "DELETE FROM search_text" in step
)
"""The schema whose search text and index today's desk reads: its step emptied both."""
VEILED_SINCE = m0006_keeping.VEILED_SINCE
"""By table the columns that became personal later, so that older entries hold them plainly."""
