"""The tables that coverage is decided by, typed: law, maker's covers, wear terms, names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from warrantydesk.domain.coverage import Cover, CoverOwner, Law, Term, VehicleKind, law_of
from warrantydesk.domain.profile import BrandProfile, PartEntry, Row

_LEAST = re.compile(r"(\d+)\s*(?:months|个月)\s*/\s*([\d,]+)\s*km")
"""How a row of layer ``part`` without numbers of its own writes its least term."""


@dataclass(frozen=True)
class CoverRow:
    """A row of the table ``policies``: what one cover of the maker is for, and how long."""

    code: str
    name_zh: str
    name_en: str
    layer: str
    groups: frozenset[str]
    """Part groups; empty: the whole car."""
    energies: frozenset[str]
    """Kinds of drive; empty: all."""
    prefixes: tuple[str, ...]
    """Beginnings of part numbers; empty: all of the groups."""
    cover: Cover
    priority: int
    soh_limit: str
    conditions_zh: str
    conditions_en: str

    @property
    def is_whole_car(self) -> bool:
        """Tell whether it covers the car as a whole: wear parts and consumables it does not."""
        return not self.groups and not self.prefixes

    def names(self, part: PartEntry) -> bool:
        """Tell whether its scope has a part."""
        if self.is_whole_car:
            return not (part.wear_class or part.consumable)
        in_group = not self.groups or part.part_group in self.groups
        return in_group and (not self.prefixes or part.part_no.startswith(self.prefixes))


@dataclass(frozen=True)
class WearClass:
    """A kind of wear part with the term that the maker states for it (Order 43 Art. 9(6))."""

    code: str
    name_zh: str
    name_en: str
    term: Term


class MakerTables:
    """What a brand's profile says about coverage; each table is read once, when asked for."""

    def __init__(self, profile: BrandProfile) -> None:
        self.profile = profile

    @cached_property
    def covers(self) -> tuple[CoverRow, ...]:
        """The rows of ``policies`` by priority, longest known first within one."""
        rows = (row for row in self.profile.rows("policies") if row["owner"] in set(CoverOwner))
        return tuple(sorted(map(_cover_row, rows), key=lambda row: (row.priority, row.code)))

    def of_layer(self, layer: str) -> tuple[CoverRow, ...]:
        """Return the covers of a layer."""
        return tuple(row for row in self.covers if row.layer == layer)

    def cover(self, code: str) -> CoverRow | None:
        """Return the row of a code."""
        return next((row for row in self.covers if row.code == code), None)

    @cached_property
    def wear(self) -> Mapping[str, WearClass]:
        """Wear classes by code."""
        return {
            row["code"]: WearClass(
                row["code"],
                row["name_zh"],
                row["name_en"],
                Term(_number(row["months"]), _number(row["km"])),
            )
            for row in self.profile.rows("wear")
        }

    @cached_property
    def groups(self) -> Mapping[str, Row]:
        """Part groups by code."""
        return {row["code"]: row for row in self.profile.rows("part_groups")}

    @cached_property
    def _models(self) -> Mapping[str, Row]:
        return {row["code"]: row for row in self.profile.rows("models")}

    def kind(self, model_code: str) -> VehicleKind:
        """Return the kind of a model: a pickup stands under Order 43 (Art. 40) as cars do."""
        row = self._models.get(model_code, {})
        is_pickup = row.get("pickup_40") == "yes" or row.get("body") == "pickup"
        return VehicleKind.PICKUP if is_pickup else VehicleKind.PASSENGER

    def energy(self, model_code: str) -> str:
        """Return the drive of a model, empty where it is unknown."""
        return self._models.get(model_code, {}).get("energy", "")

    def part(self, part_no: str) -> PartEntry | None:
        """Return the entry of a part number."""
        return self.profile.parts.get(part_no)

    @cached_property
    def by_base(self) -> Mapping[str, PartEntry]:
        """One entry for each part number without its variant."""
        return {no.partition("-")[0]: entry for no, entry in self.profile.parts.items()}

    @property
    def least_after_warranty(self) -> CoverRow | None:
        """The row for a part that was fitted under warranty: its own least term."""
        return next((row for row in self.of_layer("part") if _is_least(row)), None)

    @property
    def paid_part(self) -> CoverRow | None:
        """The row for a part that the customer paid himself."""
        return next((row for row in self.of_layer("part") if not _is_least(row)), None)


def _is_least(row: CoverRow) -> bool:
    """Tell the rest of the car's cover (no numbers of its own) from a term of its own."""
    return row.cover.months is None and row.cover.km is None


def least_term(row: CoverRow) -> Term | None:
    """Return the least term that a row's conditions state, as “3 months / 5,000 km”."""
    found = _LEAST.search(row.conditions_en) or _LEAST.search(row.conditions_zh)
    return Term(int(found[1]), int(found[2].replace(",", ""))) if found else None


def _cover_row(row: Row) -> CoverRow:
    cover = Cover(
        _number(row["months"]),
        _number(row["km"]),
        CoverOwner(row["owner"]),
        km_per_year=_number(row.get("km_per_year_max", "")),
        clause=row["code"],
    )
    return CoverRow(
        row["code"],
        row["name_zh"],
        row["name_en"],
        row["layer"],
        _words(row.get("scope_groups", "")),
        _words(row.get("energies", "")),
        tuple(part for part in row.get("scope_part_prefixes", "").split("|") if part),
        cover,
        _number(row.get("priority", "")) or 0,
        row.get("soh_limit_percent", ""),
        row.get("conditions_zh", ""),
        row.get("conditions_en", ""),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset() if text in ("", "*") else frozenset(text.split("|"))


def _number(text: str) -> int | None:
    return int(text) if text else None


_READ, _LAW = "_coverage_tables", "_coverage_law"
"""Where a profile carries what was made of its tables: it ends with the profile."""


def tables_of(profile: BrandProfile) -> MakerTables:
    """Return the typed tables of a profile, read once while the profile is in use."""
    kept: MakerTables | None = vars(profile).get(_READ)
    if kept is None:
        kept = vars(profile)[_READ] = MakerTables(profile)
    return kept


def law_in(profile: BrandProfile) -> Law:
    """Return the law of the profile that holds for all brands, read once."""
    kept: Law | None = vars(profile).get(_LAW)
    if kept is None:
        kept = vars(profile)[_LAW] = law_of(profile.rows)
    return kept
