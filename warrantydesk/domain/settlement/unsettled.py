"""Approved claims that no statement names, by age."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Unsettled:
    """An approved claim on no statement; ``expected_fen`` net."""

    claim_id: int
    claim_number: str
    maker_number: str
    brand: str
    payer: str
    vin: str
    plate: str
    clerk: str
    approved_on: date
    days: int
    """Days since the approval."""
    expected_fen: int
    is_late: bool = False
    """It stands longer than the brand's alarm allows (V90)."""
