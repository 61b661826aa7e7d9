"""What changed: kinds of things, and the announcement that windows listen to."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of things that can change."""

    CLAIMS = "claims"
    VISITS = "visits"
    VEHICLES = "vehicles"
    CUSTOMERS = "customers"
    INSPECTIONS = "inspections"
    PARTS = "parts"
    PLACES = "places"
    STOCK_TAKES = "stock_takes"
    ATTACHMENTS = "attachments"
    PRINT_JOBS = "print_jobs"
    PEOPLE = "people"
    SETTINGS = "settings"
    PROFILES = "profiles"
    READINGS = "readings"
    CAMPAIGNS = "campaigns"
    IMPORTS = "imports"
    COVERAGE = "coverage"
    SHIPMENTS = "shipments"
    ANSWERS = "answers"
    AUTHORISATIONS = "authorisations"
    WORK = "work"
    CARE = "care"
    DUTY = "duty"
    STATEMENTS = "statements"
    MONEY = "money"
    """Deductions, invoices, receipts, write-offs, accounts of claims, closed months."""
    KEEPING = "keeping"
    """Records disposed of, values taken out."""
    QUALITY = "quality"
    """Cards of quality information."""
    EVENTS = "events"
    """Refusals, locks, reveals, the clock, keys of backups."""
    SEARCHES = "searches"


@dataclass(frozen=True)
class Change:
    """One announced change: what kinds, which ids of the first kind, who caused it."""

    kinds: frozenset[Kind]
    ids: frozenset[int]
    origin: str = ""
