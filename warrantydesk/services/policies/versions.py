"""Versions of tables, written and withdrawn; functions over the bench inside one change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.errors import INVALID, NOT_FOUND, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks import Judged, problems
from warrantydesk.domain.policies.exchange import HEAD
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.services.bench import LAW, Bench

_FIRST_YEAR, _LAST_YEAR = 1990, 2199


Step = Callable[[int, int], object]
"""Hears how many rows of how many are written; it may raise to stop."""


def no_step(_done: int, _total: int) -> None:
    """Tell nobody."""


def write_version(
    bench: Bench,
    head: TableVersion,
    rows: Sequence[Row],
    by: str | None = None,
    step: Step = no_step,
) -> TableVersion:
    """Write a version with its rows inside the open change; it gets the next number.

    ``by`` is who made it, the acting person where nobody is named; ``step`` hears how far it is.
    """
    versions = bench.tables.versions(head.profile, head.table_name)
    saved = bench.stores.table_versions.add(
        replace(
            head,
            number=max((version.number for version in versions), default=0) + 1,
            made_at=bench.now,
            made_by=bench.person.login if by is None else by,
        )
    )
    bench.stores.profiles.add_rows(saved, rows, step)
    bench.tables.forget()
    return saved


def judged(
    bench: Bench,
    profile: str,
    tables: Mapping[str, Sequence[Row]],
    columns: Mapping[str, tuple[str, ...]] | None = None,
    law: Mapping[str, Sequence[Row]] | None = None,
    by_program: bool = False,
) -> tuple[RowProblem, ...]:
    """Return what is wrong with tables that would take the place of the newest ones.

    ``law`` are tables of the law that would come with them. What comes with the program is not
    measured by what came with it before.
    """
    newest, laws = bench.tables.newest(profile), bench.tables.newest(LAW)

    def rows_of(code: str, numbers: Mapping[str, int], table: str) -> Sequence[Row]:
        return bench.tables.rows(code, table, numbers[table]) if table in numbers else ()

    def law_rows(table: str) -> Sequence[Row]:
        own = tables if profile == LAW else law or {}
        return own[table] if table in own else rows_of(LAW, laws, table)

    return problems(
        Judged(
            profile,
            tables,
            columns or {},
            before=lambda table: rows_of(profile, newest, table),
            law=law_rows,
            shipped=lambda table: () if by_program else _shipped_rows(bench, profile, table),
            by_program=by_program,
        )
    )


def _shipped_rows(bench: Bench, profile: str, table: str) -> Sequence[Row]:
    made = [version for version in bench.tables.versions(profile, table) if not version.made_by]
    return bench.tables.rows(profile, table, made[-1].number) if made else ()


def must_be_right(
    bench: Bench,
    profile: str,
    tables: Mapping[str, Sequence[Row]],
    columns: Mapping[str, tuple[str, ...]] | None = None,
    law: Mapping[str, Sequence[Row]] | None = None,
    by_program: bool = False,
) -> None:
    """Refuse with INVALID, a reason for each cell, tables that ``judged`` finds wrong."""
    if wrong := judged(bench, profile, tables, columns, law, by_program):
        raise Refused(problem.finding for problem in wrong)


def must_be_a_day(effective_from: date) -> None:
    """Refuse with INVALID a beginning in a year that nobody means."""
    if not _FIRST_YEAR <= effective_from.year <= _LAST_YEAR:
        raise refused(
            INVALID,
            N_("The year {year} is out of range."),
            "effective_from",
            year=effective_from.year,
        )


def must_be_free(bench: Bench, profile: str, table: str, effective_from: date) -> None:
    """Refuse with INVALID a second version that begins on one day: the two would overlap."""
    if taken := day_taken(bench, profile, table, effective_from):
        raise Refused(taken)


def day_taken(bench: Bench, profile: str, table: str, effective_from: date) -> list[Finding]:
    """Return the versions that begin on a day already, as findings."""
    return [
        Finding(
            INVALID,
            "effective_from",
            N_(
                "Version {number} of {table} begins on {day} too. Let the new one begin on "
                "another day, or withdraw that one first."
            ),
            {"number": version.number, "table": table, "day": effective_from},
        )
        for version in bench.tables.versions(profile, table)
        if version.effective_from == effective_from and not version.void_reason
    ]


def version_of(bench: Bench, profile: str, table: str, number: int) -> TableVersion:
    """Return a version; Refused(NOT_FOUND) where there is none."""
    for version in bench.tables.versions(profile, table):
        if version.number == number and table != HEAD:
            return version
    raise refused(
        NOT_FOUND,
        N_("There is no version {number} of {table} in {profile}."),
        "number",
        number=number,
        table=table,
        profile=profile,
    )


def newest_of(bench: Bench, profile: str, table: str) -> TableVersion:
    """Return the newest version of a table, also one that is still to come.

    Refused(NOT_FOUND) where the profile has no such table.
    """
    versions = () if table == HEAD else bench.tables.versions(profile, table)
    found = in_force(versions, date.max)
    if found is None:
        raise refused(
            NOT_FOUND,
            N_("The profile {profile} has no table “{table}”."),
            "table",
            profile=profile,
            table=table,
        )
    return found


def columns_of(bench: Bench, head: TableVersion) -> tuple[str, ...]:
    """Return the names of the columns of a version."""
    if head.columns:
        return head.columns
    rows = bench.tables.rows(head.profile, head.table_name, head.number)
    return tuple(rows[0] if rows else ())
