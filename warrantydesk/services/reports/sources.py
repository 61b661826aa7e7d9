"""Reading beforehand what a report needs, so that a worker can build it without the desk."""

from collections.abc import Callable

from warrantydesk.domain.profile import BrandProfile, Row
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.reports.report import Query, ReportSources

_TABLES = (
    *("claim_types", "models", "suppliers", "refusal_reasons", "faults", "systems", "deadlines"),
    *("campaigns", "rates", "checks", "part_groups", "staff", "policies"),
)
"""The tables that reports read; the long ones of parts and labour are not among them."""


def sources_of(bench: Bench) -> Callable[[Query], ReportSources]:
    """Return what makes the sources of a report over a connection of a worker's own."""
    brands = [code for code in bench.tables.codes() if code != LAW]
    profiles = {code: _plain(bench.profile(code)) for code in brands}
    makers = {code: bench.maker_name(code) for code in brands}
    people = {person.login: person.name for person in bench.stores.people.find()}
    brand, today, zone = bench.site.brand, bench.today, bench.clock.zone
    return lambda query: ReportSources(query, profiles, makers, brand, today, zone, people)


def _plain(profile: BrandProfile) -> BrandProfile:
    """Return a profile whose tables are read already."""
    rows: dict[str, list[Row]] = {table: profile.rows(table) for table in _TABLES}

    def read(table: str) -> list[Row]:
        return rows.get(table, [])

    return BrandProfile(profile.code, profile.version, read, profile.versions)
