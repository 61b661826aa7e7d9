"""What would become of each row of a draft; pure, so that a worker can find it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import yuan
from warrantydesk.domain.sheet import Cell
from warrantydesk.domain.sheet.written import NotWritten
from warrantydesk.i18n import N_
from warrantydesk.services.imports.around import NOTHING_AROUND, Around
from warrantydesk.services.imports.cells import Reader, shown
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.surroundings import around_of, readers_of
from warrantydesk.services.imports.target import (
    Field,
    Outcome,
    ReadRow,
    Repair,
    RowResult,
    Step,
    Target,
    Value,
    Want,
    no_step,
)

_STRIDE = 5000
_COUNTED = (Want.AMOUNT, Want.WHOLE, Want.DECIMAL)


@dataclass(frozen=True)
class Preview:
    """Every row of the table that is not left out, in the order of the file, and the counts."""

    results: tuple[RowResult, ...] = ()
    counts: Mapping[Outcome, int] = field(default_factory=dict)
    rows: tuple[ReadRow, ...] = ()
    """The rows that can be written; all of them when nothing is blocked."""
    missing: tuple[Field, ...] = ()
    """Required fields without a column: then no row was looked at."""
    objection: Problem | None = None
    """What stands in the way whatever the rows say."""
    gone: int = 0
    """Things of the desk that are gone afterwards."""
    read: Mapping[int, ReadRow] = field(default_factory=dict)
    """Every row as far as it could be read, by number."""
    draft: Draft | None = None
    around: Around = NOTHING_AROUND
    """What stands around the rows, for a target that looks there."""

    @property
    def blocked(self) -> int:
        """How many rows stand in the way."""
        return self.counts.get(Outcome.BLOCK, 0)

    @property
    def wrong(self) -> bool:
        """Tell whether nothing can be applied."""
        return bool(self.missing or self.objection or self.blocked or not self.results)


def judged(
    target: Target, draft: Draft, before: Preview | None = None, step: Step = no_step
) -> Preview:
    """Return what becomes of each row; ``before`` spares reading rows that did not change."""
    if missing := draft.missing():
        return Preview(missing=missing, draft=draft)
    read, wrong = _read(draft, before, step)
    single, found = list(read.values()), dict[int, RowResult]()
    around = around_of(draft) if target.keeps_all else NOTHING_AROUND
    subject = replace(draft.subject, around=around)
    if not target.keeps_all:
        single, found = _kept_apart(target, draft, read, wrong)
    found |= {one.number: one for one in target.judge(draft.known, subject, single)}
    results = tuple(found[number] for number in sorted(found))
    counts = dict.fromkeys(Outcome, 0)
    for one in results:
        counts[one.outcome] += 1
    blocked = {one.number for one in results if one.outcome is Outcome.BLOCK}
    rows = tuple(row for row in single if row.number not in blocked)
    gone = target.gone(draft.known, subject, single)
    objection = target.objection(draft.known, subject)
    return Preview(results, counts, rows, (), objection, gone, read, draft, around)


def _kept_apart(
    target: Target, draft: Draft, read: Mapping[int, ReadRow], wrong: Mapping[int, RowResult]
) -> tuple[list[ReadRow], dict[int, RowResult]]:
    """Return the rows that can be judged, and what is said of all others."""
    single, twice = _singles(draft, [row for row in read.values() if row.number not in wrong])
    return single, {
        number: one if one.before else replace(one, before=target.before(draft.known, read[number]))
        for number, one in {**wrong, **twice}.items()
    }


def _read(
    draft: Draft, before: Preview | None, step: Step
) -> tuple[dict[int, ReadRow], dict[int, RowResult]]:
    """Read all rows that are taken; gives also what is wrong, by number."""
    readers, drawn = readers_of(draft), _drawn_down(draft)
    kept, known = _kept(draft, before, drawn)
    read: dict[int, ReadRow] = {}
    wrong: dict[int, RowResult] = {}
    for done, index in enumerate(draft.layout.body):
        if done % _STRIDE == 0:
            step(done, len(draft.layout.body))
        number = index + 1
        if number in draft.skipped:
            continue
        if number in kept:
            read[number] = kept[number]
            if number in known:
                wrong[number] = known[number]
            continue
        read[number], problem = _row(draft, number, readers, drawn)
        if problem is not None:
            wrong[number] = problem
    return read, wrong


def _kept(
    draft: Draft, before: Preview | None, drawn: Mapping[tuple[int, int], tuple[int, Cell]]
) -> tuple[Mapping[int, ReadRow], Mapping[int, RowResult]]:
    """Return what a former reading of the same table still says, without the rows touched."""
    old = before.draft if before is not None else None
    same = (
        before is not None
        and old is not None
        and old.book is draft.book
        and old.layout is draft.layout
        and old.fields is draft.fields
        and [one.field for one in old.columns] == [one.field for one in draft.columns]
    )
    if not same or before is None or old is None:
        return {}, {}
    touched = {
        number
        for (number, place) in {*old.corrected, *draft.corrected}
        if old.corrected.get((number, place)) != draft.corrected.get((number, place))
    }
    touched |= {row + 1 for (row, _column), (top, _cell) in drawn.items() if top + 1 in touched}
    kept = {number: row for number, row in before.read.items() if number not in touched}
    known = {one.number: one for one in before.results if one.unread and one.number not in touched}
    return kept, known


def _drawn_down(draft: Draft) -> dict[tuple[int, int], tuple[int, Cell]]:
    """Return what is written over several rows at once, with the first of them: by row and column.

    An amount over several rows counts once, so that nobody asks for it.
    """
    rows = draft.sheet.rows
    return {
        (row, column): (top, draft.cell(top + 1, left))
        for top, left, bottom, right in draft.sheet.merged
        if top >= draft.layout.first_row
        for row in range(top + 1, min(bottom + 1, len(rows)))
        for column in range(left, right + 1)
    }


def _row(
    draft: Draft,
    number: int,
    readers: Sequence[tuple[int, Field, Reader]],
    drawn: Mapping[tuple[int, int], tuple[int, Cell]],
) -> tuple[ReadRow, RowResult | None]:
    values: dict[str, Value] = {}
    problems: list[RowResult] = []
    row, continues = draft.sheet.rows[number - 1], 0
    for place, one, read in readers:
        cell = draft.corrected.get((number, place), row[place])
        if cell in (None, "") and one.blanks and one.kind not in _COUNTED:
            top, cell = drawn.get((number - 1, place), (-1, cell))
            continues = top + 1 if one.named and top >= 0 else continues
        value = read(cell)
        if isinstance(value, NotWritten):
            values[one.name] = shown(cell)
            problems.append(_not_written(number, one, value))
            continue
        values[one.name] = value
        if value is None and one.required:
            problems.append(_empty(number, one))
    read_row = ReadRow(number, values, row, tuple(problems), continues)
    return read_row, next(iter(problems), None)


def _empty(number: int, one: Field) -> RowResult:
    return RowResult(
        number,
        Outcome.BLOCK,
        N_("“{field}” is empty."),
        {"field": one.title},
        field=one.name,
        repairs=(Repair(N_("Leave this row out"), skips=(number,)),),
        unread=True,
    )


def _not_written(number: int, one: Field, what: NotWritten) -> RowResult:
    repairs: tuple[Repair, ...] = ()
    if what.suggestion:
        repairs = (
            Repair(N_("Make it {text}"), {"text": what.suggestion}, one.name, what.suggestion),
        )
    return RowResult(
        number,
        Outcome.BLOCK,
        what.message,
        dict(what.values),
        field=one.name,
        repairs=(*repairs, Repair(N_("Leave this row out"), skips=(number,))),
        unread=True,
    )


def _singles(draft: Draft, rows: Sequence[ReadRow]) -> tuple[list[ReadRow], dict[int, RowResult]]:
    """Return the rows whose key stands once, and what is said of the others."""
    keys = [one.name for one in draft.fields if one.key]
    first: dict[tuple[Value, ...], ReadRow] = {}
    twice: dict[int, RowResult] = {}
    for row in rows:
        key = tuple(row.values.get(name) for name in keys)
        other = first.setdefault(key, row) if keys else row
        if other is not row:
            twice[row.number] = _twice(draft, other, row)
    return [row for row in rows if row.number not in twice], twice


def _twice(draft: Draft, other: ReadRow, row: ReadRow) -> RowResult:
    differing = [
        one.name
        for one in draft.fields
        if not one.key and row.values.get(one.name) != other.values.get(one.name)
    ]
    if not differing:
        return RowResult(
            row.number, Outcome.SAME, N_("Stands in row {other} already."), {"other": other.number}
        )
    weighty = [one.name for one in draft.fields if one.compared and one.name in differing]
    name = (weighty or differing)[0]
    return RowResult(
        row.number,
        Outcome.BLOCK,
        N_("Also in row {other}; “{field}” differs."),
        {"other": other.number, "field": draft.field_of(name).title},
        field=name,
        repairs=(
            Repair(
                N_("Keep row {number} ({text})"),
                {"number": other.number, "text": _price(draft, other, name)},
                skips=(row.number,),
            ),
            Repair(N_("Keep row {number}"), {"number": row.number}, skips=(other.number,)),
        ),
    )


def _price(draft: Draft, row: ReadRow, name: str) -> str:
    """Return a cell as it is shown, an amount with its thousands parted."""
    value = row.values.get(name)
    if draft.field_of(name).kind is Want.AMOUNT and isinstance(value, int):
        return yuan(value)
    return draft.written(row.number, name)


def left_out(draft: Draft) -> tuple[RowResult, ...]:
    """Return the rows that the clerk left out, each with the way back."""
    word, back = N_("Left out"), N_("Take it in again")
    return tuple(
        RowResult(number, Outcome.SAME, word=word, repairs=(Repair(back, takes=(number,)),))
        for number in sorted(draft.skipped)
    )
