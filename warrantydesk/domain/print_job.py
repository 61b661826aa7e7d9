"""The print journal: what was sent to which printer, and what the clerk saw of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """How far a print job is; *sent* is not *printed*: a scan of the label confirms it."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    CONFIRMED = "confirmed"
    VOID = "void"


@dataclass(frozen=True)
class PrintJob:
    """One job of labels or of a paper; ``subject`` is a tag, tags, a place or a claim number."""

    kind: str
    subject: str
    printer: str
    language: str
    copies: int
    sha256: str
    size_bytes: int
    state: JobState = JobState.QUEUED
    reprint_of: int | None = None
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    id: int = 0
    version: int = 0
