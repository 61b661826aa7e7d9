"""Which values the facets have, how often, and what the chosen ones ask of the search."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.archive_hits import FacetCounts
from warrantydesk.ui.tabs.archive.columns import RowWords
from warrantydesk.ui.words import claim_word

YEARS = 4
AMOUNTS = {"0": "< 500", "1": "500 – 2,000", "2": "≥ 2,000"}
TITLES = {
    "year": N_("Year"),
    "state": N_("Status"),
    "type": N_("Type"),
    "amount": N_("Amount, ¥"),
    "part": N_("Causal part"),
    "clerk": N_("Clerk"),
    "brand": N_("Brand"),
}
_FEW = frozenset({"clerk", "brand"})
"""Facets that say nothing where everything has one value."""
NOBODY = "none"
Key = tuple[str, str]


@dataclass(frozen=True)
class Value:
    """A value of a facet: ``covers`` are the values that the search knows it by."""

    facet: str
    key: str
    text: str
    count: int
    covers: tuple[str, ...]
    indent: int = 0

    @property
    def name(self) -> Key:
        """What the value is chosen by."""
        return self.facet, self.key


class FacetValues:
    """Knows the values of all claims; counts those with the words asked for where they are few."""

    def __init__(self, desk: Any) -> None:
        """Know nothing yet."""
        self._desk = desk
        self._say = RowWords(desk)
        self._every = FacetCounts({})
        self._near: FacetCounts | None = None
        self.chosen: dict[Key, None] = {}
        self.is_narrowed = False
        """Words are asked for."""

    def take(self, every: FacetCounts) -> None:
        """Take the counts of all claims; what is chosen stays chosen."""
        self._every = every

    def take_near(self, near: FacetCounts | None) -> None:
        """Take the counts of the claims with the words asked for, None where they are many."""
        self._near = near

    def told(self) -> str:
        """Say of what the numbers speak, where it is not all claims or one could think so."""
        if self._near is None or self._near.among is None:
            return _("The numbers count all claims.") if self.is_narrowed else ""
        return ngettext_(
            "The numbers count the {n:,} claim that has these words.",
            "The numbers count the {n:,} claims that have these words.",
            self._near.among,
        )

    def of(self, facet: str) -> list[Value]:
        """Return the values of a facet in order; months stand below a chosen year."""
        every = self._every.counts.get(facet, {})
        if facet == "year":
            return self._years(every)
        if facet == "state":
            order: list[str] = [str(state) for state in State]
        elif facet == "type":
            order = [str(kind) for kind in ClaimType]
        elif facet == "amount":
            order = list(AMOUNTS)
        else:
            order = sorted(every, key=lambda key: (-every[key], key))
        chosen = {key for name, key in self.chosen if name == facet}
        order += [key for key in chosen if key not in order]
        if facet in _FEW and len(order) < 2 and not chosen:
            return []
        return [
            Value(facet, key, self._text(facet, key), self._count(facet, key), (key,))
            for key in order
            if (every.get(key) and key != NOBODY) or key in chosen
        ]

    def named(self, name: Key) -> str:
        """Return how a chosen value is called in a chip."""
        facet, key = name
        if facet == "amount":
            return f"¥ {AMOUNTS[key]}"
        return self._text(facet, key)

    def toggle(self, name: Key, on: bool) -> None:
        """Choose a value or not; a year that is left takes its months along."""
        if on:
            self.chosen[name] = None
            return
        self.chosen.pop(name, None)
        if name[0] == "year":
            months = [key for facet, key in self.chosen if facet == "month"]
            for month in months:
                if month.startswith(name[1]):
                    self.chosen.pop(("month", month))

    def asked(self) -> dict[str, tuple[str, ...]]:
        """Return the chosen values as the search takes them.

        A year with chosen months stands for those; beside such a year another stands for all of
        its own months, as facets of different names narrow each other.
        """
        asked: dict[str, tuple[str, ...]] = {}
        for facet in TITLES:
            asked[facet] = tuple(key for name, key in self.chosen if name == facet)
        years = [y for value in self.of("year") if value.name in self.chosen for y in value.covers]
        months = [key for name, key in self.chosen if name == "month"]
        asked.pop("year")
        if months:
            open_years = set(years) - {month[:4] for month in months}
            every = self._every.counts.get("month", {})
            asked["month"] = (*months, *[m for m in every if m[:4] in open_years])
        else:
            asked["year"] = tuple(years)
        return {name: values for name, values in asked.items() if values}

    def choose(self, asked: Mapping[str, tuple[str, ...]]) -> None:
        """Choose what a kept search asked for; months bring their years."""
        self.chosen.clear()
        for facet, values in asked.items():
            for value in values:
                if facet == "month":
                    self.chosen["year", value[:4]] = None
                self.chosen[facet, value] = None

    def _years(self, counts: Mapping[str, int]) -> list[Value]:
        years = sorted((year for year in counts if year != "0000"), reverse=True)
        years += sorted({k for name, k in self.chosen if name == "year"} - {*years, "older"})
        shown: list[Value] = []
        near = years[:YEARS]
        near += [year for year in years[YEARS:] if ("year", year) in self.chosen]
        for year in near:
            shown.append(Value("year", year, year, self._count("year", year), (year,)))
            if ("year", year) in self.chosen:
                shown += self._months(year)
        if older := tuple(year for year in years if year not in near):
            count = sum(self._count("year", year) for year in older)
            shown.append(Value("year", "older", _("Earlier"), count, older))
        return shown

    def _months(self, year: str) -> list[Value]:
        counts = self._every.counts.get("month", {})
        months = sorted((m for m in counts if m.startswith(f"{year}-")), reverse=True)
        return [
            Value("month", m, self._text("month", m), self._count("month", m), (m,), 1)
            for m in months
        ]

    def _count(self, facet: str, key: str) -> int:
        near = self._near if self._near is not None else self._every
        return near.counts.get(facet, {}).get(key, 0)

    def _text(self, facet: str, key: str) -> str:
        if facet == "state":
            return claim_word(State(key))
        if facet == "type":
            return self._say.type(self._desk.bench.site.brand, key)
        if facet == "amount":
            return AMOUNTS[key]
        if facet == "part":
            number, name = self._every.parts.get(key, (key.upper(), ""))
            return f"{name} {number}".strip()
        if facet == "clerk":
            return self._clerks().get(key, key)
        if facet == "brand":
            return self._brands().get(key, key.upper())
        return _("Earlier") if key == "older" else key

    def _clerks(self) -> dict[str, str]:
        value = self._desk.archive.facet_value
        return {value(person.login): person.name for person in self._desk.people.all()}

    def _brands(self) -> dict[str, str]:
        archive = self._desk.archive
        return {archive.facet_value(code): code for code in self._desk.profiles.brands()}
