"""The list of old parts as the window looks at it: any number of pieces, read by page."""

from array import array
from collections.abc import Sequence
from datetime import date

from warrantydesk.domain.piece_question import (
    GroupTally,
    PieceCounts,
    PieceQuestion,
    Shown,
    Tally,
)
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import pick
from warrantydesk.services.bench import Bench


class PieceLists:
    """Reads lists of pieces; writes nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._lists = bench.stores.piece_lists
        self._counted: tuple[int, PieceQuestion, PieceCounts] | None = None

    @property
    def today(self) -> date:
        """The desk's calendar day."""
        return self._bench.today

    def question(self, shown: Shown = Shown.ALL) -> PieceQuestion:
        """Return a question of today that is narrowed to nothing."""
        return PieceQuestion(self._bench.today, shown)

    def ids(
        self, question: PieceQuestion, order: str = "due", down: bool = False, limit: int = -1
    ) -> "array[int]":
        """Return the ids asked for in an order; with ``limit`` the first of them."""
        return self._lists.ids(question, order, down, limit)

    def rows(self, ids: Sequence[int]) -> list[PieceSummary]:
        """Return what lists show of pieces, in the order of their ids."""
        return self._lists.rows(ids)

    def tags(self, ids: Sequence[int]) -> list[str]:
        """Return the tags of pieces that have one, in the order of their ids."""
        return self._lists.tags(ids)

    def counts(self, question: PieceQuestion) -> PieceCounts:
        """Return the counts of all filters within what a question is narrowed to.

        Those of all pieces are kept until something is written: tab and badge both ask for them.
        """
        if question != self.question():
            return self._lists.counts(question)
        seq = self._bench.stores.journal.seq
        if self._counted is None or self._counted[:2] != (seq, question):
            self._counted = (seq, question, self._lists.counts(question))
        return self._counted[2]

    def tally(self, question: PieceQuestion) -> Tally:
        """Return how many pieces are asked for, and their amount."""
        return self._lists.tally(question)

    def groups(self, question: PieceQuestion) -> list[GroupTally]:
        """Return the groups of the pieces asked for, in the order in which they are listed."""
        return self._lists.groups(question)

    def maker_name(self, brand: str) -> str:
        """Return the maker behind a brand code."""
        return self._bench.maker_name(brand)

    def badge(self) -> tuple[int, bool]:
        """Return how many pieces are due back, and whether one is over or due today."""
        counts = self.counts(self.question())
        due = counts.shown[Shown.DUE].pieces
        if counts.overdue or not due:
            return due, bool(counts.overdue)
        first = self._lists.rows(self._lists.ids(self.question(Shown.DUE), limit=1))
        at_once = bool(first) and first[0].return_by is not None
        return due, at_once and first[0].return_by == self._bench.today

    def hazard_name(self, hazard: str) -> str:
        """Return what a kind of hazard is called in the tables, its code where they are silent."""
        entry = self._bench.profile(self._bench.site.brand).hazards.get(hazard)
        return pick(entry.name_zh, entry.name_en) if entry is not None else hazard
