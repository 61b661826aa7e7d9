"""What came in from outside: batches that can be undone, and column maps that are remembered."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.i18n import N_

IMPORT_ACTION, UNDO_ACTION = N_("import a file"), N_("undo an import")
"""What the journal calls taking a file in, and taking it back."""


@dataclass(frozen=True)
class ImportBatch:
    """One file that was applied as a whole."""

    target: str
    profile: str
    subject: str
    """What it was applied to: a table name, a campaign number."""
    file_name: str
    sha256: str
    row_count: int
    made_at: datetime | None = None
    made_by: str = ""
    undone_at: datetime | None = None
    undone_by: str = ""
    undo_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class ColumnMap:
    """Which column of a source means which field; remembered by its headers."""

    target: str
    profile: str
    headers: tuple[str, ...]
    fields: tuple[str, ...]
    """The field of each header, empty for a column that is not taken."""
    used_at: datetime | None = None
    id: int = 0
    version: int = 0
