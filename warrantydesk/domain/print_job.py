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
    batch_id: int | None = None
    position: int = 0
    """Its place in the batch, from 1."""
    sending_at: datetime | None = None
    """When its bytes began to leave: a queued job with it is in doubt after a crash."""
    error: str = ""
    """Why it failed or was made void, as a sentence."""
    id: int = 0
    version: int = 0

    @property
    def in_doubt(self) -> bool:
        """Whether its bytes began to leave and nobody knows whether they arrived."""
        return self.state is JobState.QUEUED and self.sending_at is not None

    @property
    def was_on_paper(self) -> bool:
        """Whether there is or was a label of it, or there may be: the next one is a reprint."""
        spoilt = self.state is JobState.VOID and self.sending_at is not None
        return self.state in (JobState.SENT, JobState.CONFIRMED) or self.in_doubt or spoilt

    @property
    def is_left(self) -> bool:
        """Whether it still waits for its turn, or its turn came to nothing."""
        return self.state in (JobState.QUEUED, JobState.FAILED)


@dataclass(frozen=True)
class PrintBatch:
    """Labels that were ordered together, so that what is left can be printed once more."""

    number: str
    kind: str
    printer: str
    form: str
    stock: str
    dpi: int
    copies: int = 1
    start: int = 1
    reason: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    ended_at: datetime | None = None
    """When the clerk let the rest go, or all of it was sent."""
    id: int = 0
    version: int = 0
