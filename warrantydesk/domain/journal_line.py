"""The journal of the desk as its manager reads it: what is asked, and a line of the answer."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.desk_event import EventKind
from warrantydesk.i18n import N_


class Thing(StrEnum):
    """Kinds of things that entries are about."""

    CLAIMS = "claims"
    PIECES = "pieces"
    SHIPMENTS = "shipments"
    MONEY = "money"
    CARS = "cars"
    COVERAGE = "coverage"
    CARE = "care"
    POLICIES = "policies"
    PEOPLE = "people"
    FILES = "files"
    RECORDS = "records"
    EVENTS = "events"


THING_NAMES = {
    Thing.CLAIMS: N_("Claims"),
    Thing.PIECES: N_("Old parts and places"),
    Thing.SHIPMENTS: N_("Return shipments"),
    Thing.MONEY: N_("Money"),
    Thing.CARS: N_("Cars, owners, visits"),
    Thing.COVERAGE: N_("Coverage"),
    Thing.CARE: N_("Customer care"),
    Thing.POLICIES: N_("Policies and tables"),
    Thing.PEOPLE: N_("People and settings"),
    Thing.FILES: N_("Files and papers"),
    Thing.RECORDS: N_("Keeping and disposal"),
    Thing.EVENTS: N_("Refusals and events"),
}


@dataclass(frozen=True)
class JournalAsked:
    """Which entries are asked for; empty: all. Days are the desk's own, both included.

    ``action`` is a sentence key as the journal holds it, ``number`` the number of a claim, the tag
    of a piece or a VIN; ``text`` stands in what an entry tells, never in a personal value, of which
    the journal holds only a hash.
    """

    login: str = ""
    first: date | None = None
    last: date | None = None
    thing: Thing | None = None
    action: str = ""
    number: str = ""
    text: str = ""
    events: bool = False
    """Only refusals and events of the desk."""


@dataclass(frozen=True)
class JournalChange:
    """One column that changed; texts in the language in use, empty for none.

    ``personal`` says that only the change is told: the journal keeps a hash of both values.
    """

    label: str
    old: str
    new: str
    personal: bool = False


@dataclass(frozen=True)
class JournalLine:
    """One entry of the journal in words; ``action`` and ``about`` are sentence keys.

    ``opens`` is the tab, the kind and the key by which a window opens what it is about; empty where
    it cannot be opened. ``event`` is there for an event of the desk, which changes no row.
    """

    seq: int
    at: datetime
    login: str
    who: str
    action: str
    table: str
    row: int
    about: str
    name: str
    changes: tuple[JournalChange, ...] = ()
    is_first: bool = False
    is_gone: bool = False
    """A line of a draft was taken out."""
    opens: tuple[str, str, object] | None = None
    event: EventKind | None = None
    told: str = ""
    """An event in words."""
    hash: str = ""


@dataclass(frozen=True)
class JournalDamage:
    """One thing that is not as the journal says, in the language in use."""

    kind: str
    about: str
    name: str
    detail: str
    opens: tuple[str, str, object] | None = None
