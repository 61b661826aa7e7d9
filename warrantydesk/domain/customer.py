"""Customers: who owns a vehicle and whom the desk calls."""

from dataclasses import dataclass
from enum import StrEnum


class CustomerKind(StrEnum):
    """A private person or a company."""

    PERSON = "person"
    COMPANY = "company"


@dataclass(frozen=True)
class Customer:
    """A customer; name, phone and address are personal."""

    name: str
    phone: str
    kind: CustomerKind = CustomerKind.PERSON
    address: str = ""
    redaction_id: int | None = None
    """The certificate by which its values were taken out."""
    id: int = 0
    version: int = 0
