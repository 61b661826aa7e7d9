"""Rows of a policy table: a maker's price list, labour times, deadlines, as a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.policy_columns import fields_of, listed
from warrantydesk.services.imports.policy_warnings import Codes, warning
from warrantydesk.services.imports.target import (
    Field,
    Outcome,
    ReadRow,
    RowResult,
    Step,
    Subject,
    SubjectName,
    Value,
    Want,
    no_step,
)

Key = tuple[str, ...]
EFFECTIVE = "effective_from"


@dataclass(frozen=True)
class Standing:
    """A table as it stands: its newest version, its rows by key, codes of the tables beside it."""

    head: TableVersion
    newest: int
    rows: tuple[Row, ...]
    by_key: Mapping[Key, Row]
    fields: tuple[Field, ...]
    lists: frozenset[str]
    """Columns whose cells hold several codes."""
    codes: Codes

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell rows apart."""
        return tuple(one.name for one in self.fields if one.key)


class PolicyTable:
    """Takes the rows of a file as a new version of a table; rows it does not name may stay."""

    code = "policy_table"
    title = N_("Policy table")
    verb = "policies.save_version"
    dated = True
    may_replace = True

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return the tables of a profile."""
        return [SubjectName(profile, table, table) for table in bench.profile(profile).versions]

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return the columns of the newest version, and the day from which a row holds."""
        return self.known(bench, subject).fields

    def known(self, bench: Bench, subject: Subject) -> Standing:
        """Read the newest version and the codes its rows may name."""
        head, newest = _newest(bench, subject)
        rows = tuple(bench.tables.rows(subject.profile, subject.name, head.number))
        columns = head.columns or tuple(rows[0] if rows else ())
        codes = Codes.of(bench.profile(subject.profile))
        fields = fields_of(columns, rows, codes.by_column())
        keys = [one.name for one in fields if one.key]
        return Standing(
            head,
            newest,
            rows,
            {tuple(row.get(name, "") for name in keys): row for row in rows},
            fields,
            frozenset(name for name in columns if any("|" in row.get(name, "") for row in rows)),
            codes,
        )

    def label(self, known: Standing) -> str:
        """Return the version as it is written, ``v13``."""
        return f"v{known.head.number}"

    def is_stale(self, bench: Bench, known: Standing, subject: Subject) -> bool:
        """Tell whether another version was made or withdrawn meanwhile."""
        head, newest = _newest(bench, subject)
        return (head.id, newest) != (known.head.id, known.newest)

    def gone(self, known: Standing, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return how many rows the file does not name, where it is the whole."""
        if not subject.replaces:
            return 0
        named = {_key(known, row) for row in rows}
        return sum(1 for key in known.by_key if key not in named)

    def judge(self, known: Standing, subject: Subject, rows: Sequence[ReadRow]) -> list[RowResult]:
        """Return what becomes of each row against the newest version."""
        return [_judged(known, subject, row) for row in rows]

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Write the new version with all its rows; Refused(INVALID) where it is the old one."""
        known = self.known(bench, subject)
        fresh = new_rows(known, subject, rows)
        if fresh == list(known.rows):
            raise refused(INVALID, N_("The file changes nothing: every row is as it was."), "file")
        step(0, len(fresh))
        head = bench.stores.table_versions.add(
            TableVersion(
                subject.profile,
                subject.name,
                known.newest + 1,
                subject.effective_from or bench.today,
                known.head.columns,
                source=batch.file_name,
                batch_id=batch.id,
                made_at=bench.now,
                made_by=bench.person.login,
            )
        )
        bench.stores.profiles.add_rows(head, fresh)
        step(len(fresh), len(fresh))

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Withdraw the version that a batch made; the one before it holds again."""
        for head in bench.stores.table_versions.find(batch_id=batch.id):
            if not head.void_reason:
                bench.stores.table_versions.save(replace(head, void_reason=reason))


POLICY_TABLE = PolicyTable()


def _newest(bench: Bench, subject: Subject) -> tuple[TableVersion, int]:
    versions = bench.tables.versions(subject.profile, subject.name)
    head = in_force(versions, date.max)
    if head is None:
        raise refused(
            NOT_FOUND,
            N_("The profile {profile} has no table “{table}”."),
            "subject",
            profile=subject.profile,
            table=subject.name,
        )
    return head, max(version.number for version in versions)


def _key(known: Standing, row: ReadRow) -> Key:
    return tuple(_text(known, one, row.values.get(one.name)) for one in known.fields if one.key)


def _text(known: Standing, one: Field, value: Value) -> str:
    """Return a value as the table writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return listed(text) if one.name in known.lists else text


def _given(known: Standing, row: ReadRow, old: Row | None) -> dict[str, str]:
    """Return the cells of a row as the table writes them, for the columns that the file has."""
    given: dict[str, str] = {}
    for one in known.fields:
        if one.name not in row.values or one.name not in known.head.columns:
            continue
        text = _text(known, one, row.values[one.name])
        before = old.get(one.name, "") if old else ""
        if one.kind is Want.DECIMAL and text and before and Decimal(text) == Decimal(before):
            text = before
        given[one.name] = text
    return given


def _judged(known: Standing, subject: Subject, row: ReadRow) -> RowResult:
    old = known.by_key.get(_key(known, row))
    given = _given(known, row, old)
    warned = warning(known.codes, row, old, given)
    late = row.values.get(EFFECTIVE)
    if warned is None and isinstance(late, date) and EFFECTIVE not in known.head.columns:
        warned = _other_day(subject, row, late)
    changes = tuple(name for name, text in given.items() if old and old.get(name, "") != text)
    outcome = Outcome.NEW if old is None else Outcome.CHANGED if changes else Outcome.SAME
    before = {name: old.get(name, "") for name in given} if old else {}
    if warned is None:
        return RowResult(row.number, outcome, before=before, changes=changes)
    return RowResult(
        row.number,
        Outcome.WARN,
        warned.message,
        warned.values,
        warned.word,
        warned.field,
        before=before,
        changes=changes,
    )


def _other_day(subject: Subject, row: ReadRow, day: date) -> RowResult | None:
    if subject.effective_from is None or day == subject.effective_from:
        return None
    return RowResult(
        row.number,
        Outcome.WARN,
        N_("The file says from {day}; the version begins on {other}."),
        {"day": day, "other": subject.effective_from},
        N_("Other day"),
        EFFECTIVE,
    )


def new_rows(known: Standing, subject: Subject, rows: Sequence[ReadRow]) -> list[Row]:
    """Return all rows of the new version: those of old in their order, then the new ones."""
    by_key = {_key(known, row): row for row in rows}
    fresh: list[Row] = []
    for key, old in known.by_key.items():
        row = by_key.pop(key, None)
        if row is not None:
            fresh.append({**old, **_given(known, row, old)})
        elif not subject.replaces:
            fresh.append(old)
    groups = known.codes.groups_by_prefix(known.rows)
    for row in by_key.values():
        fresh.append(_whole(known, _given(known, row, None), groups))
    return fresh


def _whole(known: Standing, given: Mapping[str, str], groups: Mapping[str, str]) -> Row:
    """Return a new row with the columns that its file does not have as plain as can be."""
    plain = {Want.YES_NO: "no", Want.AMOUNT: "0"}
    row = {one.name: plain.get(one.kind, "") for one in known.fields}
    row = {name: row.get(name, "") for name in known.head.columns}
    if "usage_per_vehicle" in row:
        row["usage_per_vehicle"] = "1"
    if "part_group" in row:
        row["part_group"] = groups.get(given.get("part_no", "")[:4], "")
    return {**row, **{name: text for name, text in given.items() if text or not row[name]}}
