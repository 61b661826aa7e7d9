"""Rows of a policy table: a maker's price list, labour times, deadlines, as a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.money import yuan
from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.exchange import HEAD
from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.policy_columns import EFFECTIVE
from warrantydesk.services.imports.policy_standing import Matched, Standing, is_stale, standing_of
from warrantydesk.services.imports.policy_warnings import warning
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
from warrantydesk.services.policies.versions import must_be_free, write_version
from warrantydesk.services.table_titles import table_title


class PolicyTable:
    """Takes the rows of a file as a new version of a table; rows it does not name may stay."""

    code = "policy_table"
    title = N_("Policy table")
    verb = "policies.save_version"
    kinds: tuple[Kind, ...] = (Kind.PROFILES,)
    dated = True
    may_replace = True
    may_undo = True
    keeps_all = False

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return the tables of a profile."""
        tables = (table for table in bench.tables.tables(profile) if table != HEAD)
        return [SubjectName(profile, table, table_title(table)) for table in tables]

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return the columns of the newest version, and the day from which a row holds."""
        return standing_of(bench, subject).fields

    def known(self, bench: Bench, subject: Subject) -> Standing:
        """Read the newest version and all that its rows are judged by."""
        return standing_of(bench, subject)

    def label(self, known: Standing) -> str:
        """Return the version as it is written, ``v13``."""
        return f"v{known.head.number}"

    def is_stale(self, bench: Bench, known: Standing, subject: Subject) -> bool:
        """Tell whether another version was made or withdrawn meanwhile."""
        return is_stale(bench, known)

    def objection(self, known: Standing, subject: Subject) -> Problem | None:
        """Say that another version begins on the same day."""
        if subject.effective_from is None:
            return Problem(EFFECTIVE, N_("Say from which day the rows hold."))
        for version in known.versions:
            if version.effective_from == subject.effective_from and not version.void_reason:
                return Problem(
                    EFFECTIVE,
                    N_("Version {number} begins on {day} too: choose another day."),
                    {"number": version.number, "day": subject.effective_from},
                )
        return None

    def gone(self, known: Standing, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return how many rows the file does not name, where it is the whole."""
        if not subject.replaces:
            return 0
        named = {known.key(row) for row in rows}
        return sum(1 for key in known.by_key if key not in named)

    def before(self, known: Standing, row: ReadRow) -> Mapping[str, Value]:
        """Return the row of the newest version with the key of a row."""
        old = known.by_key.get(known.key(row))
        return {name: old.get(name, "") for name in row.values} if old else {}

    def judge(self, known: Standing, subject: Subject, rows: Sequence[ReadRow]) -> list[RowResult]:
        """Return what becomes of each row against the newest version."""
        matched = [known.matched(row) for row in rows]
        fresh, numbers = known.placed(subject, matched)
        wrong = _by_row(known.wrong(fresh), numbers)
        return [
            _judged(known, subject, (row, beside), wrong.get(row.number))
            for row, beside in zip(rows, matched, strict=True)
        ]

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Write the new version with all its rows; Refused(INVALID) where it is the old one."""
        known = standing_of(bench, subject)
        fresh, _numbers = known.merged(subject, rows)
        if fresh == list(known.rows):
            raise refused(INVALID, N_("The file changes nothing: every row is as it was."), "file")
        begins = subject.effective_from or bench.today
        must_be_free(bench, subject.profile, subject.name, begins)
        head = TableVersion(
            subject.profile,
            subject.name,
            0,
            begins,
            known.columns,
            source=batch.file_name,
            batch_id=batch.id,
        )
        write_version(bench, head, fresh, step=step)

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Withdraw the version that a batch made; the one before it holds again."""
        for head in bench.stores.table_versions.find(batch_id=batch.id):
            if not head.void_reason:
                bench.stores.table_versions.save(replace(head, void_reason=reason))


POLICY_TABLE = PolicyTable()


def _by_row(wrong: Sequence[RowProblem], numbers: Sequence[int]) -> Mapping[int, RowProblem]:
    """Return the first problem of each row of the file; those of other rows stand at the first."""
    found: dict[int, RowProblem] = {}
    first = next((number for number in numbers if number), 0)
    for problem in wrong:
        number = numbers[problem.row] if 0 <= problem.row < len(numbers) else 0
        found.setdefault(number or first, problem)
    return found


def _judged(
    known: Standing, subject: Subject, pair: tuple[ReadRow, Matched], wrong: RowProblem | None
) -> RowResult:
    row, beside = pair
    old, given = beside.old, beside.given
    changes = tuple(name for name, text in given.items() if old and old.get(name, "") != text)
    before = {name: old.get(name, "") for name in given} if old else {}
    outcome = Outcome.NEW if old is None else Outcome.CHANGED if changes else Outcome.SAME
    said = (
        _blocked(known, row, wrong)
        if wrong is not None
        else warning(known.codes, row, old, known.written(row)) or _other_day(known, subject, row)
    )
    if said is None:
        return RowResult(row.number, outcome, before=before, changes=changes)
    return replace(said, before=before, changes=changes)


def _blocked(known: Standing, row: ReadRow, wrong: RowProblem) -> RowResult:
    """Say what the desk's own check finds, with the line of the file and titles for names."""
    field = next((one for one in known.fields if one.name == wrong.column), None)
    title = _(field.title) if field is not None else wrong.column
    value = row.values.get(wrong.column)
    name = wrong.column if wrong.column in row.values else ""
    values: dict[str, object] = {
        **wrong.values,
        "table": table_title(wrong.table),
        "line": row.number,
        "column": title,
    }
    if field is not None and field.kind is Want.AMOUNT and isinstance(value, int):
        values["value"] = yuan(value)
    if isinstance(other := values.get("other"), str):
        values["other"] = table_title(other)
    return RowResult(row.number, Outcome.BLOCK, wrong.message, values, field=name)


def _other_day(known: Standing, subject: Subject, row: ReadRow) -> RowResult | None:
    day = row.values.get(EFFECTIVE)
    if EFFECTIVE in known.columns or not isinstance(day, date):
        return None
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
