"""Claims tallied by a key: a part, a model, a supplier, a cause, a technician."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from warrantydesk.domain.report import Asked
from warrantydesk.services.reports.counting import (
    ANSWERED,
    BARS,
    CLAIMS,
    REFUSED,
    TOTAL,
    month_names,
    permille,
    slices,
    span,
)
from warrantydesk.services.reports.report import ReportSources, Tick


@dataclass(frozen=True)
class Grouping:
    """SQL by which claims are tallied: tables joined to ``claim c``, the key, the sums of it.

    ``of_lines``: a claim may have several rows of one key, and counts once; what was approved is
    then not summed.
    """

    key: str
    joins: str = ""
    name: str = "''"
    pieces: str = "0"
    fen: str = "c.total_fen"
    of_lines: bool = False
    only: str = "1"

    def tally(self) -> str:
        """Return the query of the sums by key, month and model."""
        each = "DISTINCT " if self.of_lines else ""
        approved = "0" if self.of_lines else "sum(coalesce(c.approved_fen, 0))"
        # What is not answered yet is little, and therefore quickly told apart.
        return (
            f"SELECT {self.key}, max({self.name}),"
            " CASE WHEN c.opened_on >= ? THEN substr(c.opened_on, 1, 7) ELSE '' END,"
            f" c.vehicle_model_code, count({each}c.id), sum({self.pieces}), sum({self.fen}),"
            f" {approved}, count({each}CASE WHEN NOT {ANSWERED} THEN c.id END),"
            f" count({each}CASE WHEN {REFUSED} THEN c.id END)"
            f" FROM claim c {self.joins} WHERE {CLAIMS} AND {self.only} GROUP BY 1, 3, 4"
        )

    def behind(self, row: str, more: str = "1") -> str:
        """Return the query of the claims under a key, newest first; the key is its last value."""
        key = "1 OR ? = ''" if row == TOTAL else f"{self.key} = ?"
        return (
            f"SELECT DISTINCT c.id FROM claim c {self.joins}"
            f" WHERE {CLAIMS} AND {self.only} AND {more} AND ({key}) ORDER BY c.id DESC"
        )


@dataclass
class Tally:
    """What came together under one key; money in fen."""

    name: str = ""
    claims: int = 0
    pieces: int = 0
    fen: int = 0
    approved: int = 0
    answered: int = 0
    refused: int = 0
    by_month: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)

    @property
    def refused_share(self) -> int | None:
        """Share of the answered claims that were refused, in permille."""
        return permille(self.refused, self.answered)

    def bars(self, months: Iterable[str]) -> str:
        """Return the claims by month as a row of small bars."""
        return ",".join(str(self.by_month[month]) for month in months)


def tallied(sources: ReportSources, asked: Asked, tick: Tick, by: Grouping) -> dict[str, Tally]:
    """Tally the claims of a period by key; slice by slice, so that a cancel takes effect."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    sql, since = by.tally(), month_names(asked, BARS)[0]
    for part in slices(asked, tick):
        for row in sources.query(sql, (since, *span(part))):
            key, name, month, model, claims, pieces, fen, approved, waiting, refused = row
            one = found[key]
            one.name = one.name or name
            one.claims += claims
            one.pieces += pieces or 0
            one.fen += fen or 0
            one.approved += approved
            one.answered += claims - waiting
            one.refused += refused
            one.models[model] += claims
            if month:
                one.by_month[month] += claims
    return dict(found)


def behind_by(
    by: Grouping | Callable[[Asked], Grouping], columns: Mapping[str, str]
) -> Callable[[ReportSources, Asked, str, str], list[int]]:
    """Return what gives the claims behind a number of a tally.

    ``columns``: what more holds for the claims of a column, in SQL.
    """

    def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
        grouping = by if isinstance(by, Grouping) else by(asked)
        sql = grouping.behind(row, columns.get(column, "1"))
        values = (*span(asked), "" if row == TOTAL else row)
        return [number for (number,) in sources.query(sql, values)]

    return behind


def renamed(tallies: Mapping[str, Tally], names: Callable[[str], str]) -> dict[str, Tally]:
    """Return tallies with their names from the maker's tables, where these know them."""
    return {key: replace(one, name=names(key) or one.name) for key, one in tallies.items()}
