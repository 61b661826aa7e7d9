"""The rows of the list of old parts: the first are read at once, the rest when they are needed."""

from array import array
from collections.abc import Sequence
from copy import copy
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.piece_question import Group as GroupBy
from warrantydesk.domain.piece_question import GroupTally, PieceQuestion
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.table import Column, Group, WindowedModel
from warrantydesk.ui.kit.table_model import Order
from warrantydesk.ui.kit.table_window import PAGE, Held

STEPS = (3 * PAGE, 64 * PAGE, 512 * PAGE, -1)
"""How many ids are read at first, and when rows further down are looked at."""
BY_CLOCK: Order = ("due", False)


class PieceRows:
    """What a question to the list answers; group rows have ids below zero."""

    def __init__(self, desk: Any) -> None:
        """Ask for everything."""
        self._desk = desk
        self.question: PieceQuestion = desk.pieces.question()
        self.groups: list[GroupTally] = []

    def ask(self, question: PieceQuestion) -> None:
        """Ask for other pieces."""
        self.question = question
        grouped = question.group is not None and question.key is None
        self.groups = self._desk.pieces.groups(question) if grouped else []

    def count(self) -> int:
        """Return how many rows there are, those of groups too."""
        return int(self._desk.pieces.tally(self.question).pieces) + len(self.groups)

    def ids(self, order: Order | None, limit: int = -1) -> "array[int]":
        """Return the ids in order, each group's behind the id of its row."""
        found: array[int] = self._desk.pieces.ids(self.question, *(order or BY_CLOCK), limit)
        if not self.groups:
            return found
        mixed, at = array("q"), 0
        for number, group in enumerate(self.groups, 1):
            mixed.append(-number)
            mixed.extend(found[at : at + group.tally.pieces])
            at += group.tally.pieces
        return mixed

    def rows(self, ids: Sequence[int]) -> list[Any]:
        """Return pieces and group rows of these ids, in their order."""
        pieces = self._desk.pieces.rows([number for number in ids if number > 0])
        known: dict[int, Any] = {piece.id: piece for piece in pieces}
        for number in ids:
            if number < 0:
                known[number] = self._headed(self.groups[-number - 1])
        return [known.get(number) for number in ids]

    def _headed(self, group: GroupTally) -> Group:
        count = ngettext_("{n:,} piece", "{n:,} pieces", group.tally.pieces)
        values = {"amount": yuan(group.tally.amount_fen)}
        return Group(self._name(group), count, values, key=group.key)

    def _name(self, group: GroupTally) -> str:
        by = self.question.group
        if not group.key:
            return _("No hazard") if by is GroupBy.HAZARD else _("Not known")
        if by is GroupBy.MAKER:
            return str(self._desk.pieces.maker_name(group.key))
        if by is GroupBy.HAZARD:
            return str(self._desk.pieces.hazard_name(group.key))
        return group.name

    def name_of(self, key: str) -> str:
        """Return what the group of a key is called."""
        return next((self._name(one) for one in self.groups if one.key == key), key)


class PieceModel(WindowedModel):
    """Knows how many rows there are and reads the first ids; more once they are looked at."""

    def __init__(self, columns: Sequence[Column], rows: PieceRows) -> None:
        """Start without rows; ``show`` asks."""
        super().__init__(columns)
        self.order = BY_CLOCK
        self._rows = rows
        self._source = rows
        self._whole = 0

    def show(self, whole: int) -> None:
        """Show what the source answers now: ``whole`` rows, those of groups too."""
        self.beginResetModel()
        self._pages.clear()
        short = whole > STEPS[0] and not self._rows.groups
        self._ids = self._rows.ids(self.order, STEPS[0] if short else -1)
        self._whole = whole if short and len(self._ids) == STEPS[0] else len(self._ids)
        self.endResetModel()

    def reload(self) -> None:
        """Ask the source again."""
        self.show(self._whole)

    def rowCount(self, parent: Any = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else self._whole

    def row_at(self, row: int) -> Any:
        """Return a piece or a group row, fetching its page; None outside."""
        if row >= len(self._ids):
            self._read_until(row)
        return super().row_at(row)

    def id_at(self, row: int) -> int:
        """Return the id of a row; IndexError outside."""
        if row >= len(self._ids):
            self._read_until(row)
        return super().id_at(row)

    def row_of(self, row_id: int) -> int:
        """Return where an id stands, -1 when it is not among the rows."""
        at = super().row_of(row_id)
        while at < 0 and len(self._ids) < self._whole:
            self._read_until(len(self._ids))
            at = super().row_of(row_id)
        return at

    def held(self) -> Held:
        """Return all rows as they stand now, with the groups they stand in."""
        self._read_until(self._whole - 1)
        return Held(copy(self._rows), self._ids)

    def pieces_between(self, first: int, last: int) -> list[int]:
        """Return the ids of the pieces from one row to another, both included."""
        if last >= len(self._ids):
            self._read_until(last)
        return [number for number in self._ids[first : last + 1] if number > 0]

    def pieces(self, ids: Sequence[int]) -> list[PieceSummary]:
        """Return pieces by their ids, read in one go."""
        return [one for one in self._rows.rows(ids) if one is not None]

    def every_row(self) -> list[PieceSummary]:
        """Return all pieces in the order shown; for short lists."""
        return self.pieces(self.pieces_between(0, self._whole))

    def group_rows(self) -> list[int]:
        """Return which rows head a group."""
        return [row for row, number in enumerate(self._ids) if number < 0]

    def _read_until(self, row: int) -> None:
        """Read more ids, so many that a row is among them; they begin with those at hand."""
        if len(self._ids) >= self._whole:
            return
        wanted = min(row, self._whole - 1)
        step = next(one for one in STEPS if one < 0 or wanted < one)
        self._ids = self._rows.ids(self.order, step if step < self._whole else -1)
        complete = step < 0 or step >= self._whole or len(self._ids) < step
        if complete and len(self._ids) != self._whole:
            # Something changed that was not announced yet.
            self.beginResetModel()
            self._pages.clear()
            self._whole = len(self._ids)
            self.endResetModel()
