"""Files that belong to a claim: content-addressed, the user's file name is only a name."""

from dataclasses import dataclass
from datetime import datetime

WORK_AUTHORISATION, INSPECTION_SHEET, CLAIM_FORM, TAG_STUBS = "WA", "IS", "CF", "OP"
"""Codes of the papers that the desk makes itself (as document lists have them)."""
MADE_HERE = frozenset({WORK_AUTHORISATION, INSPECTION_SHEET, CLAIM_FORM, TAG_STUBS})

BEFORE_DECISION = frozenset({WORK_AUTHORISATION, INSPECTION_SHEET})
"""Papers of a claim that was decided as not covered: those of the repair and filing never came."""


@dataclass(frozen=True)
class Attachment:
    """A file of a claim; ``sha256`` names its bytes in the data folder."""

    claim_id: int | None
    document_code: str
    sha256: str
    file_name: str
    size_bytes: int
    media: str
    caption: str = ""
    item: str = ""
    """Inspection item or old part (``tag:…``) that the file belongs to."""
    added_at: datetime | None = None
    added_by: str = ""
    void_reason: str = ""
    voided_by: str = ""
    voided_at: datetime | None = None
    redaction_id: int | None = None
    """The certificate by which its bytes were taken from the data folder."""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class DocumentTick:
    """A paper the clerk has seen and ticked off without a file."""

    claim_id: int
    document_code: str
    ticked: bool = True
    by: str = ""
    id: int = 0
    version: int = 0
