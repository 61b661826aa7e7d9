"""New versions of a table, and their withdrawal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.domain.errors import INVALID, STATE, Refused, refused
from warrantydesk.domain.policies.changes import WHOLE_TABLE, RowChange, RowProblem, applied
from warrantydesk.domain.policies.shapes import keys_of
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.domain.profile import Row
from warrantydesk.domain.text import clean, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.policies import versions

CORRECTED = N_("Corrected by a later version.")
_LONGEST = 2_000


@dataclass(frozen=True)
class Words:
    """What a version says of itself."""

    source: str = ""
    note: str = ""
    bulletin: str = ""


def problems(
    bench: Bench,
    name: tuple[str, str],
    rows: Sequence[Row],
    effective_from: date | None,
    corrects: int,
) -> tuple[RowProblem, ...]:
    """Return what is wrong with rows as the next version of ``(profile, table)``, its day
    included."""
    profile, table = name
    newest = versions.newest_of(bench, profile, table)
    columns = {table: versions.columns_of(bench, newest)}
    found = versions.judged(bench, profile, {table: rows}, columns)
    if effective_from is None:
        return found
    try:
        _must_have_its_day(bench, name, effective_from, corrects)
    except Refused as refusal:
        first = refusal.findings[0]
        found += (RowProblem(table, WHOLE_TABLE, first.field, first.message, first.values),)
    return found


def save_version(  # noqa: PLR0913 - the verb's own parameters, and who hears of the progress
    bench: Bench,
    name: tuple[str, str],
    rows: Sequence[Row],
    effective_from: date,
    words: Words,
    corrects: int,
    step: versions.Step = versions.no_step,
) -> TableVersion:
    """Make a version of the table ``(profile, table)`` with all its rows."""
    newest = _known(bench, name, corrects)
    bench.allow("policies.save_version")
    _must_stand(bench, name, corrects)
    former = _start_of(bench, name, effective_from, corrects) or newest
    return _written(bench, former, [*rows], effective_from, words, corrects, step)


def save_rows(
    bench: Bench,
    name: tuple[str, str],
    changes: Sequence[RowChange],
    effective_from: date,
    words: Words,
    corrects: int,
) -> TableVersion:
    """Make a version of the table ``(profile, table)`` out of the one that holds before."""
    newest = _known(bench, name, corrects)
    bench.allow("policies.save_rows")
    _must_stand(bench, name, corrects)
    if not changes:
        raise refused(INVALID, N_("Name at least one row that changes."), "changes")
    start = _start_of(bench, name, effective_from, corrects) or newest
    columns = versions.columns_of(bench, start)
    rows = bench.tables.rows(*name, start.number)
    fresh = applied(rows, columns, keys_of(name[1], columns), changes)
    return _written(bench, start, fresh, effective_from, words, corrects)


def _known(bench: Bench, name: tuple[str, str], corrects: int) -> TableVersion:
    """Return the newest version; Refused(NOT_FOUND) where it or the one corrected is missing."""
    if corrects:
        versions.version_of(bench, *name, corrects)
    return versions.newest_of(bench, *name)


def _must_stand(bench: Bench, name: tuple[str, str], corrects: int) -> None:
    """Refuse with STATE the correction of a version that is withdrawn, before any row is read."""
    if corrects and (old := versions.version_of(bench, *name, corrects)).void_reason:
        raise _withdrawn(old)


def _start_of(
    bench: Bench, name: tuple[str, str], effective_from: date, corrects: int
) -> TableVersion | None:
    """Return the version that is changed: the one corrected, else the one in force till then."""
    if corrects:
        return versions.version_of(bench, *name, corrects)
    return in_force(bench.tables.versions(*name), effective_from)


def _written(  # noqa: PLR0913 - as above
    bench: Bench,
    former: TableVersion,
    rows: list[Row],
    effective_from: date,
    words: Words,
    corrects: int,
    step: versions.Step = versions.no_step,
) -> TableVersion:
    profile, table = former.profile, former.table_name
    columns = _columns(bench, former, rows)
    old = _must_have_its_day(bench, (profile, table), effective_from, corrects)
    if old is None and rows == bench.tables.rows(profile, table, former.number):
        raise refused(INVALID, N_("Nothing differs from version {number}."), "rows",
                      number=former.number)  # fmt: skip
    versions.must_be_right(bench, profile, {table: rows}, {table: columns})
    head = TableVersion(
        profile,
        table,
        0,
        effective_from,
        columns,
        "" if former.form.startswith("text:") else former.form,
        line(words.source)[:_LONGEST],
        clean(words.note).strip()[:_LONGEST],
        line(words.bulletin)[:_LONGEST],
    )
    with bench.change(N_("new version of a table"), Kind.PROFILES):
        if old is not None:
            bench.stores.table_versions.save(replace(old, void_reason=CORRECTED))
        return versions.write_version(bench, head, rows, step=step)


def _columns(bench: Bench, former: TableVersion, rows: list[Row]) -> tuple[str, ...]:
    """Return the columns in the order of the former version where they are the same."""
    columns = versions.columns_of(bench, former)
    given = tuple(rows[0]) if rows else columns
    return columns if set(given) == set(columns) else given


def _must_have_its_day(
    bench: Bench, name: tuple[str, str], effective_from: date, corrects: int
) -> TableVersion | None:
    """Return the version that is corrected, if any; Refused where no version may begin on a day."""
    old = versions.version_of(bench, *name, corrects) if corrects else None
    if old is not None and old.void_reason:
        raise _withdrawn(old)
    versions.must_be_a_day(effective_from)
    if old is None or old.effective_from != effective_from:
        versions.must_be_free(bench, *name, effective_from)
    return old


def withdraw(bench: Bench, profile: str, table: str, number: int, reason: str) -> TableVersion:
    """Withdraw a version with a reason."""
    old = versions.version_of(bench, profile, table, number)
    bench.allow("policies.withdraw")
    if old.void_reason:
        raise _withdrawn(old)
    live = [one for one in bench.tables.versions(profile, table) if not one.void_reason]
    if len(live) == 1:
        raise refused(
            STATE,
            N_("Version {number} is the only one of {table}: make another version first."),
            number=number,
            table=table,
        )
    reason = needs(reason, "reason", N_("Say why the version is withdrawn."))[:_LONGEST]
    with bench.change(N_("withdraw a version"), Kind.PROFILES):
        return bench.stores.table_versions.save(replace(old, void_reason=reason))


def _withdrawn(old: TableVersion) -> Refused:
    return refused(
        STATE,
        N_("Version {number} of {table} is withdrawn already."),
        number=old.number,
        table=old.table_name,
    )
