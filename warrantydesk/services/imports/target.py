"""What a table from outside can be taken into: a target with its fields, and what it says of rows.

A target reads once what the desk knows already, judges rows without the database, and writes all
of them inside the one change that the importer opened.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.sheet import Row
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.around import NOTHING_AROUND, Around

Value = str | int | Decimal | date | bool | None
"""A cell once it was read as its field wants it; amounts are fen, an empty cell is None."""
Step = Callable[[int, int], None]
"""Hears how many of how many rows are done; raises where the clerk has cancelled."""


def no_step(_done: int, _total: int) -> None:
    """Report to nobody."""


class Want(StrEnum):
    """What a field wants its cells to be."""

    TEXT = "text"
    CODE = "code"
    """A code or number of a thing: upper case, half-width, without blanks around it."""
    WHOLE = "whole"
    AMOUNT = "amount"
    """Yuan in the file, fen in the value; a column that is named in fen holds fen."""
    DECIMAL = "decimal"
    DAY = "day"
    YES_NO = "yes_no"
    RAW = "raw"
    """What the cell shows; the target itself reads it, and has more to say of it."""


@dataclass(frozen=True)
class Field:
    """One thing that a column can mean; ``title`` is a sentence to be translated.

    Rows with the same ``key`` fields speak of the same thing. ``known`` are values the desk has
    already and ``between`` the range they lie in: by these a column without a telling header is
    recognised. ``compared`` is the amount whose old and new value stand beside each other.
    """

    name: str
    title: str
    kind: Want = Want.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    key: bool = False
    named: bool = False
    """Its value names the row for a reader."""
    compared: bool = False
    known: frozenset[str] = frozenset()
    between: tuple[int, int] | None = None
    fits: Callable[[str], bool] | None = None
    """Tells whether a text has the shape of this field, such as 17 signs of a VIN."""
    unlike: str = ""
    """A pattern of headers that are near in words and mean another thing."""
    needs: str = ""
    """A pattern without which a header that is only near in words does not mean it."""
    ranked: bool = False
    """Of several columns with its names, the name that stands first in ``aliases`` counts."""
    blanks: frozenset[str] = frozenset()
    """Words, casefolded, by which a cell says that it says nothing, such as a dash."""
    apart: bool = False
    """A sheet that alone has such a column carries rows of a kind of its own."""


@dataclass(frozen=True)
class Subject:
    """What rows are taken into: a table of a profile, a campaign, and how."""

    profile: str
    name: str
    effective_from: date | None = None
    replaces: bool = False
    """The file is the whole: what it does not name is gone. Else it changes what it names."""
    told: Mapping[str, Value] = with_default(default_factory=dict)
    """What is said beside the file, where its target asks for it."""
    around: Around = NOTHING_AROUND
    """What stands around the rows; known while rows are judged and written."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as its fields were read; ``number`` is the row of the file, from 1."""

    number: int
    values: Mapping[str, Value]
    cells: Row = ()
    """The whole row as it stands in the file."""
    problems: "tuple[RowResult, ...]" = ()
    """What could not be read in it; only a target that keeps all rows meets such a row."""
    continues: int = 0
    """The row whose name is drawn over this one too, 0 for a row with a name of its own."""


class Outcome(StrEnum):
    """What becomes of a row; a row has exactly one, the first that fits."""

    BLOCK = "block"
    WARN = "warn"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.BLOCK: N_("Blocked"),
    Outcome.WARN: N_("Warnings"),
    Outcome.NEW: N_("New"),
    Outcome.CHANGED: N_("Changed"),
    Outcome.SAME: N_("Same"),
}


@dataclass(frozen=True, slots=True)
class Repair:
    """A way out that is offered at a row: other words in a cell, or rows that are left out."""

    label: str
    values: Mapping[str, object] = with_default(default_factory=dict)
    field: str = ""
    text: str = ""
    """What the cell of ``field`` should say."""
    skips: tuple[int, ...] = ()
    """Numbers of rows to be left out."""
    takes: tuple[int, ...] = ()
    """Numbers of rows to be taken in again."""
    alike: bool = False
    """Cells of that column that say the same in other rows are put right with this one."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """What becomes of one row, why, and what may be done about it.

    ``word`` says the outcome of this row in one or two words where the outcome alone does not.
    ``before`` are the values the desk has now, by field; ``changes`` the names of fields that
    differ.
    """

    number: int
    outcome: Outcome
    message: str = ""
    values: Mapping[str, object] = with_default(default_factory=dict)
    word: str = ""
    field: str = ""
    """The field of the cell that is wrong or worth a look."""
    repairs: tuple[Repair, ...] = ()
    before: Mapping[str, Value] = with_default(default_factory=dict)
    changes: tuple[str, ...] = ()
    unread: bool = False
    """The row could not be read, whatever the target would say of it."""


@dataclass(frozen=True)
class SubjectName:
    """One thing that a target can be opened for, as a choice."""

    profile: str
    name: str
    title: str


class Target(Protocol):
    """A place that takes rows; one module each, listed in ``TARGETS``."""

    code: str
    title: str
    verb: str
    """The verb whose right is needed to apply and to undo."""
    kinds: tuple[Kind, ...]
    """What changes when rows are written or taken back."""
    dated: bool
    """Rows come into force on a day that the clerk chooses."""
    may_replace: bool
    """The clerk chooses whether the file is the whole."""
    may_undo: bool
    """A batch can be taken back; what was only written down once cannot."""
    keeps_all: bool
    """Nothing is dropped: a row that cannot be read is judged and written as such, and sheets
    of one kind are read as one table."""

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return what rows of this kind can be taken into."""

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return what columns can mean; Refused(NOT_FOUND) where there is no such subject."""

    def known(self, bench: Bench, subject: Subject) -> Any:
        """Read once what the desk knows of the subject; everything ``judge`` needs of it."""

    def label(self, known: Any) -> str:
        """Return the short name of what stands now, such as ``v13``; empty where none is."""

    def is_stale(self, bench: Bench, known: Any, subject: Subject) -> bool:
        """Tell whether the desk has changed so that ``known`` must be read anew; looks briefly."""

    def objection(self, known: Any, subject: Subject) -> Problem | None:
        """Return what stands in the way whatever the rows say, None where nothing does."""

    def gone(self, known: Any, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return how many things of the desk are gone after these rows."""

    def before(self, known: Any, row: ReadRow) -> Mapping[str, Value]:
        """Return what the desk has now of the thing that a row names, however wrong its cells."""

    def judge(self, known: Any, subject: Subject, rows: Sequence[ReadRow]) -> list[RowResult]:
        """Return what becomes of each row, in order, without the database and in any thread.

        No two rows have the same key.
        """

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Write all rows inside the open change; Refused where the desk cannot take them."""

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Take a batch back inside the open change; Refused(STATE) where that cannot be."""
