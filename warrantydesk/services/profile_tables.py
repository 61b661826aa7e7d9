"""The tables of all profiles as they are asked for again and again: heads and rows, read once."""

from collections.abc import Iterable, Mapping
from datetime import date

from warrantydesk.domain.policies.exchange import HEAD
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.domain.profile import BrandProfile, Row
from warrantydesk.storage.stores import Stores

_MOST_PROFILES = 24
_MOST_ROWS = 5_000
"""Larger tables are read anew: what is made of them is kept, two forms of 50,000 rows are not."""


class ProfileTables:
    """Versions in force and their rows, kept until a table changes; it decides nothing."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self.forget()

    def forget(self) -> None:
        """Read everything anew: a table has changed, or its change was taken back."""
        self._heads: dict[str, dict[str, tuple[TableVersion, ...]]] | None = None
        self._in_force: dict[tuple[str, date], dict[str, int]] = {}
        self._rows: dict[tuple[str, str, int], list[Row]] = {}
        self._profiles: dict[tuple[str, tuple[tuple[str, int], ...]], BrandProfile] = {}

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all profiles in their order."""
        return tuple(sorted(self._all()))

    def tables(self, profile: str) -> Mapping[str, tuple[TableVersion, ...]]:
        """Return the versions of each table of a profile by number, tables in order of entry."""
        return self._all().get(profile, {})

    def versions(self, profile: str, table: str) -> tuple[TableVersion, ...]:
        """Return the versions of a table by number, none where it is unknown."""
        return self.tables(profile).get(table, ())

    def in_force(self, profile: str, day: date) -> Mapping[str, int]:
        """Return the number of the version of each table that decides on a day."""
        known = self._in_force.get((profile, day))
        if known is None:
            found = {
                table: in_force(versions, day)
                for table, versions in self.tables(profile).items()
                if table != HEAD
            }
            known = {table: head.number for table, head in found.items() if head is not None}
            self._in_force[profile, day] = known
        return known

    def rows(self, profile: str, table: str, number: int) -> list[Row]:
        """Return the rows of a version in their order."""
        key = (profile, table, number)
        if key in self._rows:
            return self._rows[key]
        rows = self._stores.profiles.rows(profile, table, number)
        if len(rows) <= _MOST_ROWS:
            self._rows[key] = rows
        return rows

    def newest(self, profile: str) -> Mapping[str, int]:
        """Return the number of the newest version of each table, also one that is still to come."""
        return self.in_force(profile, date.max)

    def revision(self, profile: str) -> int:
        """Return the revision of the newest head of a profile, 0 where it has none."""
        head = in_force(self.versions(profile, HEAD), date.max)
        rows = self.rows(profile, HEAD, head.number) if head else ()
        return next((int(row["revision"]) for row in rows), 0)

    def of(self, profile: str, versions: Mapping[str, int]) -> BrandProfile:
        """Return a profile that decides from exactly these versions; tables not named are empty."""
        key = (profile, tuple(sorted(versions.items())))
        if key not in self._profiles:
            while len(self._profiles) >= _MOST_PROFILES:
                del self._profiles[next(iter(self._profiles))]
            used = dict(versions)
            self._profiles[key] = BrandProfile(
                profile,
                self.revision(profile),
                lambda table: self.rows(profile, table, used[table]) if table in used else [],
                used,
            )
        return self._profiles[key]

    def _all(self) -> dict[str, dict[str, tuple[TableVersion, ...]]]:
        if self._heads is None:
            self._heads = _arranged(self._stores.table_versions.find())
        return self._heads


def _arranged(
    heads: Iterable[TableVersion],
) -> dict[str, dict[str, tuple[TableVersion, ...]]]:
    found: dict[str, dict[str, list[TableVersion]]] = {}
    for head in heads:
        found.setdefault(head.profile, {}).setdefault(head.table_name, []).append(head)
    return {
        profile: {
            table: tuple(sorted(versions, key=lambda head: head.number))
            for table, versions in tables.items()
        }
        for profile, tables in found.items()
    }
