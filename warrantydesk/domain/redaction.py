"""What was taken out of the desk's records, by whose leave, and what proves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class RedactionKind(StrEnum):
    """Why values were taken out."""

    PERSON = "person"
    """A person asked for it (PIPL article 47)."""
    DISPOSAL = "disposal"
    """The records have been kept long enough."""


REDACTION_KIND_NAMES = {
    RedactionKind.PERSON: N_("At a person's request"),
    RedactionKind.DISPOSAL: N_("Kept long enough"),
}


@dataclass(frozen=True)
class Redaction:
    """One certificate: whose values were taken out of which rows, and which files are gone.

    It holds no personal value: the hashes of files and the ids of rows are the proof.
    """

    number: str
    kind: RedactionKind
    customer_id: int | None = None
    disposal_id: int | None = None
    claim_ids: tuple[int, ...] = ()
    rows: str = "{}"
    """JSON: table → how many rows lost values."""
    files: tuple[str, ...] = ()
    """sha256 of the files taken from the data folder."""
    reason: str = ""
    asked_on: date | None = None
    backups_until: date | None = None
    """Until when backups made before may still hold the values; None: not known."""
    anchor: str = ""
    done_by: str = ""
    done_at: datetime | None = None
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Standing:
    """Something that stands against taking a person's values out; ``message`` is a sentence."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    claim_id: int | None = None
    until_on: date | None = None
    """The last day on which the law asks for the record."""


@dataclass(frozen=True)
class Preview:
    """What would be taken out of the records of a person, and what stands against it."""

    name: str
    customer_ids: tuple[int, ...] = ()
    claim_ids: tuple[int, ...] = ()
    mentioned_ids: tuple[int, ...] = ()
    """Claims of others in which the person is named."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Table → rows that would lose values."""
    files: int = 0
    against: tuple[Standing, ...] = ()

    @property
    def keep_until(self) -> date | None:
        """The last day until which the law asks for any of the records, None where none."""
        days = [one.until_on for one in self.against if one.until_on is not None]
        return max(days, default=None)
