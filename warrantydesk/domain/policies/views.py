"""What the window is told of the tables of a profile."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.i18n import N_


class Group(StrEnum):
    """Under which heading a table stands in the list."""

    RULES = "rules"
    PRICES = "prices"
    CHECKS = "checks"
    NOTICES = "notices"


GROUP_NAMES = {
    Group.RULES: N_("Rules"),
    Group.PRICES: N_("Prices and times"),
    Group.CHECKS: N_("Deadlines and checks"),
    Group.NOTICES: N_("Notices"),
}


@dataclass(frozen=True)
class ProfileHead:
    """A profile that the desk has."""

    code: str
    name_zh: str
    name_en: str
    revision: int


@dataclass(frozen=True)
class TableHead:
    """A table of a profile with its versions; ``title`` is a sentence to be translated."""

    profile: str
    name: str
    title: str
    group: Group
    versions: tuple[TableVersion, ...]
    """All of them by number, the withdrawn too."""
    in_force: TableVersion | None
    coming: tuple[TableVersion, ...]
    """Those still to begin, by their day."""
    row_count: int
    unread: bool
    """The acting person has not read the newest version, or a bulletin of it."""


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: ``kind`` is text, code, whole, decimal, day, yes_no, choice or list."""

    name: str
    kind: str
    key: bool = False
    needed: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    """The table whose codes its cells name."""


@dataclass(frozen=True)
class Bulletin:
    """A bulletin of the maker, in both languages."""

    code: str
    issued_on: date
    topic: str = ""
    title_zh: str = ""
    title_en: str = ""
    text_zh: str = ""
    text_en: str = ""


@dataclass(frozen=True)
class Unread:
    """Something that changed since the person last read it."""

    profile: str
    kind: str
    """``table`` or ``bulletin``."""
    key: str
    number: int
    since: datetime | None


@dataclass(frozen=True)
class InTransit:
    """An open claim whose visit falls under a version."""

    claim_id: int
    claim_number: str
    vin: str
    arrived_on: date
    state: str
