"""What a report of the registry is, and what it is built from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.report import Asked, Choice, ReportGroup, ReportTable
from warrantydesk.storage.blocks import blocks, marks

Query = Callable[..., list[tuple[Any, ...]]]
Tick = Callable[[int, int], object]
"""Hears how much of how much is read; what it raises ends the work."""


@dataclass(frozen=True)
class ReportSources:
    """All that a report is built from; usable in a worker, it has no desk.

    ``query(sql, values)`` reads on a connection of its own; ``profiles`` by brand, of today.
    """

    query: Query
    profiles: Mapping[str, BrandProfile]
    makers: Mapping[str, str]
    """Brand → the maker's name."""
    brand: str
    """The site's own."""
    today: date
    zone: tzinfo | None
    people: Mapping[str, str]
    """Login → name."""

    def profile(self, brand: str = "") -> BrandProfile:
        """Return the tables of a brand, the site's own where it has none."""
        return self.profiles.get(brand or self.brand) or self.profiles[self.brand]

    def rows_of(self, sql: str, keys: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """Read the rows of many keys, a few hundred at a time; ``{marks}`` stands for them."""
        for some in blocks(keys):
            yield from self.query(sql.format(marks=marks(some)), some)


Build = Callable[[ReportSources, Asked, Tick], ReportTable]
Behind = Callable[[ReportSources, Asked, str, str], Sequence[int]]
"""Row key and column key → ids of the claims behind the number, newest first."""


@dataclass(frozen=True)
class Report:
    """A report: its code, title and group, its own choices, how it is built.

    ``months`` is the span that it opens with, in months up to today. ``behind`` gives the claims
    behind a number; None where none click.
    """

    code: str
    title: str
    group: ReportGroup
    build: Build
    behind: Behind | None = None
    choices: tuple[Choice, ...] = ()
    months: int = 6
    order: int = 100
    """Its place within the group."""
    stands: bool = False
    """It shows what stands today: no days are asked for."""
    right: str = ""
    """The right it asks for (``RIGHTS``), where not everybody may see it."""
