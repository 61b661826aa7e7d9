"""A search that is asked again and again, under a name."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SavedSearch:
    """A search of the archive that a person keeps; its text may name a customer."""

    name: str
    text: str = ""
    facets: str = "{}"
    """JSON: facet → chosen values."""
    sort_by: str = "claim_number"
    descending: bool = True
    login: str = ""
    saved_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0
