"""What came of a scan: how it sounds, what it says, what to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from warrantydesk.domain.finding import Finding
from warrantydesk.services.scanning.session import Session
from warrantydesk.services.sentences import said


class Tone(StrEnum):
    """How a result looks: done, worth a look, refused, merely said."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


class Sound(StrEnum):
    """What a result sounds like."""

    OK = "ok"
    WRONG = "wrong"
    WARN = "warn"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ScanResult:
    """The outcome of one scan; ``headline`` and ``detail`` are sentences with ``values``.

    ``findings`` stand in place of the detail where the desk refused.
    """

    tone: Tone
    sound: Sound
    headline: str
    detail: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    piece_id: int = 0
    claim_id: int = 0
    place: str = ""
    shipment_id: int = 0
    box: str = ""
    stock_take_id: int = 0
    received_tag: str = ""
    """The tag that a piece has just got, to be printed."""
    undoable: bool = False
    missing_id: int = 0
    """The related piece that stands in the way."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Taken:
    """A result, and what the scanner holds from now on."""

    result: ScanResult
    session: Session
    is_final: bool = False
    """Something ended with it: neither it nor what was scanned before can be taken back."""


def headline_of(result: ScanResult) -> str:
    """Return the large words of a result in the language in use."""
    return said(Finding("", "", result.headline, result.values)) if result.headline else ""


def detail_of(result: ScanResult) -> str:
    """Return the small words of a result in the language in use."""
    if result.findings:
        return "　".join(said(found) for found in result.findings)
    return said(Finding("", "", result.detail, result.values)) if result.detail else ""
