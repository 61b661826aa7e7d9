"""Work with the scanner alone: six modes, each scan the next allowed step."""

from warrantydesk.services.scanning.hands import Hands, named
from warrantydesk.services.scanning.lookup import Lookup
from warrantydesk.services.scanning.modes import (
    MODE_CODES,
    MODE_HINTS,
    MODE_NAMES,
    UNDO_CODE,
    Mode,
)
from warrantydesk.services.scanning.result import (
    ScanResult,
    Sound,
    Tone,
    detail_of,
    headline_of,
)
from warrantydesk.services.scanning.service import ScanService
from warrantydesk.services.scanning.session import Session

__all__ = [
    "MODE_CODES",
    "MODE_HINTS",
    "MODE_NAMES",
    "UNDO_CODE",
    "Hands",
    "Lookup",
    "Mode",
    "ScanResult",
    "ScanService",
    "Session",
    "Sound",
    "Tone",
    "detail_of",
    "headline_of",
    "named",
]
