"""The first day: ten duties of the desk, learned on a demo shop, each ticked by what was done.

A task is done by the deeds that the journal knows since the course was begun, never by a click.
What a draft holds is journaled when its sitting ends, so that the desk tells of drafts beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from warrantydesk.domain.inspection import Answer
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper


class Task(StrEnum):
    """What is learned, in the order of the day."""

    ACCEPT = "accept"
    AUTHORISE = "authorise"
    INSPECT = "inspect"
    REPAIR = "repair"
    PIECE = "piece"
    SUBMIT = "submit"
    CORRECT = "correct"
    PACK = "pack"
    RECEIPT = "receipt"
    DOSSIER = "dossier"


class Progress(StrEnum):
    """How far a task is."""

    TODO = "todo"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True)
class Deed:
    """An entry of the journal: when, of which row of which table, the columns that it wrote."""

    at: datetime
    table: str
    row: int
    columns: Mapping[str, Any]


@dataclass(frozen=True)
class Drafts:
    """Claims, by id, whose drafts hold what the journal may not know yet."""

    noted: frozenset[int] = frozenset()
    """Mileage and complaint stand."""
    entered: frozenset[int] = frozenset()
    """Causal part, main labour, fault code, cause and correction stand."""


@dataclass(frozen=True)
class Given:
    """A value that the course names: what it is, its text, whether it is a code to be scanned."""

    what: str
    text: str
    is_code: bool = False


@dataclass(frozen=True)
class TaskStanding:
    """A task and how far it is; ``hint`` says what is still missing, with its values.

    ``place`` is what to open to see where it is done: tab, kind and key.
    """

    task: Task
    progress: Progress
    at: datetime | None = None
    hint: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    place: tuple[str, str, object] = ("today", "", None)


@dataclass(frozen=True)
class CourseStanding:
    """How far the course is; nothing of it without a beginning."""

    begun_at: datetime | None = None
    tasks: tuple[TaskStanding, ...] = ()

    @property
    def done(self) -> int:
        """How many tasks are done."""
        return sum(one.progress is Progress.DONE for one in self.tasks)

    @property
    def current(self) -> TaskStanding | None:
        """The first task that is not done."""
        return next((one for one in self.tasks if one.progress is not Progress.DONE), None)

    @property
    def is_over(self) -> bool:
        """Tell whether every task is done."""
        return bool(self.tasks) and self.current is None

    @property
    def taken(self) -> timedelta:
        """From the beginning to the last task that was done."""
        ends = [one.at for one in self.tasks if one.at is not None]
        if self.begun_at is None or not ends:
            return timedelta()
        return max(ends) - self.begun_at


TABLES = (
    *("claim", "signature", "item_answer", "inspection_signature", "part_line", "old_part"),
    *("submission", "shipment", "receipt", "print_job"),
)
"""The tables whose entries tell of a task."""


def accepted(deeds: Iterable[Deed]) -> tuple[int, ...]:
    """Return the claims that were accepted, by id in their order."""
    return tuple(one.row for one in deeds if one.table == "claim" and _number(one))


def decided(deeds: Iterable[Deed]) -> tuple[int, ...]:
    """Return the claims whose repair was decided."""
    return tuple(one.row for one in deeds if _is(one, "claim", state="REPAIRING"))


def ticked(deeds: Iterable[Deed], drafts: Drafts) -> Mapping[Task, datetime]:
    """Return when each task was done, of those that are; ``deeds`` in the journal's order."""
    told = tuple(deeds)
    found = {task: next(iter(look(told, drafts)), None) for task, look in _LOOKS.items()}
    return {task: at for task, at in found.items() if at is not None}


def _number(deed: Deed) -> bool:
    return bool(deed.columns.get("claim_number"))


def _is(deed: Deed, table: str, **columns: object) -> bool:
    return deed.table == table and all(
        deed.columns.get(name) == value for name, value in columns.items()
    )


def _accept(deeds: tuple[Deed, ...], drafts: Drafts) -> Iterator[datetime]:
    for one in deeds:
        if one.table == "claim" and _number(one) and one.row in drafts.noted:
            written = [
                each.at
                for each in deeds
                if each.table == "claim"
                and each.row == one.row
                and each.columns.get("narrative_complaint")
            ]
            yield min(written, default=one.at)


def _authorise(deeds: tuple[Deed, ...], _drafts: Drafts) -> Iterator[datetime]:
    for one in deeds:
        if _is(one, "signature", paper=SignedPaper.WORK_AUTHORISATION):
            yield one.at


def _inspect(deeds: tuple[Deed, ...], _drafts: Drafts) -> Iterator[datetime]:
    wrong = {
        one.columns.get("inspection_id") for one in deeds if _is(one, "item_answer", answer=_BAD)
    }
    signed: dict[object, set[object]] = {}
    for one in deeds:
        if one.table == "inspection_signature":
            inspection = one.columns.get("inspection_id")
            signed.setdefault(inspection, set()).add(one.columns.get("as_role"))
            if inspection in wrong and signed[inspection] >= _SIGNERS:
                yield one.at


def _repair(deeds: tuple[Deed, ...], drafts: Drafts) -> Iterator[datetime]:
    for claim in decided(deeds):
        if claim in drafts.entered:
            yield max(
                one.at
                for one in deeds
                if (one.table == "claim" and one.row == claim and one.columns.get("state") == _OPEN)
                or (one.table == "part_line" and one.columns.get("claim_id") == claim)
            )


def _piece(deeds: tuple[Deed, ...], _drafts: Drafts) -> Iterator[datetime]:
    printed: set[object] = set()
    tags: dict[int, object] = {}
    shelved: set[int] = set()
    for one in deeds:
        if _is(one, "print_job", kind="label"):
            printed.add(one.columns.get("subject"))
        elif one.table == "old_part":
            if one.columns.get("tag"):
                tags[one.row] = one.columns["tag"]
            if one.columns.get("state") == "SHELVED":
                shelved.add(one.row)
        if any(tags.get(row) in printed for row in shelved):
            yield one.at


def _submit(deeds: tuple[Deed, ...], _drafts: Drafts) -> Iterator[datetime]:
    for one in deeds:
        if _is(one, "submission", number=1):
            yield one.at


def _correct(deeds: tuple[Deed, ...], _drafts: Drafts) -> Iterator[datetime]:
    for one in deeds:
        if one.table == "submission" and int(one.columns.get("number") or 0) > 1:
            yield one.at


def _pack(deeds: tuple[Deed, ...], _drafts: Drafts) -> Iterator[datetime]:
    for one in deeds:
        if _is(one, "shipment", state="SHIPPED"):
            yield one.at


def _receipt(deeds: tuple[Deed, ...], _drafts: Drafts) -> Iterator[datetime]:
    for one in deeds:
        if one.table == "receipt" and one.columns.get("amount_fen"):
            yield one.at


def _dossier(deeds: tuple[Deed, ...], _drafts: Drafts) -> Iterator[datetime]:
    for one in deeds:
        if _is(one, "print_job", language="dossier"):
            yield one.at


_BAD, _OPEN = Answer.NOT_OK.value, "REPAIRING"
_SIGNERS = frozenset({Role.TECHNICIAN.value, Role.CLERK.value})
_LOOKS = {
    Task.ACCEPT: _accept,
    Task.AUTHORISE: _authorise,
    Task.INSPECT: _inspect,
    Task.REPAIR: _repair,
    Task.PIECE: _piece,
    Task.SUBMIT: _submit,
    Task.CORRECT: _correct,
    Task.PACK: _pack,
    Task.RECEIPT: _receipt,
    Task.DOSSIER: _dossier,
}
