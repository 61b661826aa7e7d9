"""What the window shows of statements: heads, sums, lines, what is left to do; writes nothing."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.claim.answer import LineAmount, LineKind
from warrantydesk.domain.settlement.account import balance_of, expected_fen
from warrantydesk.domain.settlement.likeness import likeness
from warrantydesk.domain.settlement.receipt import Receipt
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.domain.settlement.statement_views import (
    Candidate,
    LineRow,
    Only,
    StatementCounts,
    StatementSummary,
)
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.domain.text import code
from warrantydesk.i18n import named
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.amounts import amounts_of
from warrantydesk.services.settlement.steps import Step, steps_of
from warrantydesk.services.settlement.sums import standing_invoices, sums_of
from warrantydesk.storage.store import Store

REASON_KINDS = ("claim_refusal", "claim_return", "deduction", "old_part_refusal")
"""Kinds of reason codes that explain a difference."""


@dataclass(frozen=True)
class StatementView:
    """A statement with its sums, its lines counted, and how far it is."""

    statement: Statement
    payer_name: str
    sums: StatementSums
    counts: StatementCounts
    steps: tuple[Step, ...]
    receipts: tuple[Receipt, ...]
    invoices: int
    """How many invoices stand."""


@dataclass(frozen=True)
class ComparedLine:
    """A line of a claim beside what a statement pays for it; net fen.

    ``settled_fen`` is None where the statement does not say it.
    """

    amount: LineAmount
    settled_fen: int | None = None

    @property
    def expected_fen(self) -> int:
        """What was approved, what was claimed before any answer."""
        approved = self.amount.approved_fen
        return self.amount.claimed_fen if approved is None else approved

    @property
    def difference_fen(self) -> int | None:
        """Settled less expected."""
        return None if self.settled_fen is None else self.settled_fen - self.expected_fen


@dataclass(frozen=True)
class Comparison:
    """A claim line by line beside a line of a statement."""

    line: LineRow
    claim_number: str
    lines: tuple[ComparedLine, ...]
    approved_fen: int | None
    outstanding_fen: int

    @property
    def spread_fen(self) -> int:
        """What of the statement's line is said of single lines of the claim."""
        return sum(one.settled_fen or 0 for one in self.lines)


class StatementViews:
    """Reads statements for the window."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def summaries(self) -> list[StatementSummary]:
        """Return the newest statements, the newest month first; also for a worker."""
        return self._bench.stores.statement_lists.summaries()

    def newest(self) -> int:
        """Return the statement of the newest month, 0 where there is none."""
        return self._bench.stores.statement_lists.newest()

    def waiting(self) -> tuple[int, int]:
        """Count the statements that wait for the desk, and those whose clock has run out."""
        return self._bench.stores.statement_lists.waiting(self._bench.today)

    def view(self, statement_id: int) -> StatementView:
        """Return a statement as its page shows it; Refused(NOT_FOUND) where there is none."""
        bench, stores = self._bench, self._bench.stores
        statement = stores.statements.get(statement_id)
        sums, counts = sums_of(bench, statement), stores.statement_lists.counts(statement_id)
        receipts = stores.receipts.several(stores.allocations.receipts(statement_id))
        invoices = standing_invoices(bench, statement)
        return StatementView(
            statement,
            self.payer_name(statement.brand, statement.payer),
            sums,
            counts,
            steps_of(statement, sums, counts, invoices),
            tuple(receipts),
            len(invoices),
        )

    def payer_name(self, brand: str, payer: str) -> str:
        """Return who pays: a supplier, or the maker where ``payer`` is empty."""
        if not payer:
            return self._bench.maker_name(brand)
        row = self._bench.profile(brand).suppliers.get(payer)
        return named(row) if row else payer

    def line_ids(
        self, statement_id: int, only: Only = Only.ALL, order: tuple[str, bool] | None = None
    ) -> "array[int]":
        """Return the ids of lines in order, problems first without any."""
        return self._bench.stores.statement_lists.line_ids(statement_id, only, order)

    def lines(self, ids: Sequence[int]) -> list[LineRow]:
        """Return lines of these ids in their order."""
        return self._bench.stores.statement_lists.lines(ids)

    def line(self, line_id: int) -> LineRow | None:
        """Return a line, None where it is not there."""
        return next(iter(self.lines([line_id])), None)

    def find_line(self, statement_id: int, text: str) -> int:
        """Return the line that a scanned number, plate or VIN names, 0 for none."""
        return self._bench.stores.statement_lists.find_line(
            statement_id, code(text).replace("·", "")
        )

    def find_statement(self, text: str) -> int:
        """Return the statement that a number names, ours or the payer's; 0 for none."""
        return self._bench.stores.statement_lists.find_statement(code(text))

    def find_paper(self, text: str) -> tuple[str, int] | None:
        """Return kind and id of the invoice, receipt, deduction or write-off that a number names.

        A waybill, a bank reference and the number of a payer's notice are such numbers too.
        """
        stores, wanted = self._bench.stores, code(text)
        looks: tuple[tuple[str, Store[Any], tuple[str, ...]], ...] = (
            ("invoice", stores.invoices, ("number", "waybill")),
            ("receipt", stores.receipts, ("number", "bank_ref")),
            ("deduction", stores.deductions, ("number", "notice_no")),
            ("write_off", stores.write_offs, ("number",)),
        )
        for kind, store, columns in looks:
            for column in columns if wanted else ():
                if found := store.find(**{column: wanted}):
                    return kind, found[-1].id
        return None

    def missing(self, brand: str, payer: str) -> int:
        """Count the approved claims of a payer that are on no statement; for a worker."""
        return self._bench.stores.statement_lists.missing(brand, payer)

    def reasons(self, brand: str) -> list[tuple[str, str]]:
        """Return the reason codes that explain a difference, with their names."""
        rows = self._bench.profile(brand).reasons.values()
        return [(row["code"], named(row)) for row in rows if row["kind"] in REASON_KINDS]

    def compared(self, line: LineRow, claim_id: int | None = None) -> Comparison | None:
        """Return the claim of a line beside it, line by line; None where it has no claim.

        ``claim_id`` lays a claim beside it that it may mean.
        """
        number = line.claim_id or claim_id
        if number is None:
            return None
        stores = self._bench.stores
        claim = stores.claims.get(number)
        amounts = amounts_of(self._bench, claim)
        settled = _settled(line, amounts)
        account = stores.accounts.of(claim.id)
        return Comparison(
            line,
            claim.claim_number,
            tuple(ComparedLine(one, settled.get((one.kind, one.line))) for one in amounts),
            claim.approved_fen,
            balance_of(claim, account).outstanding_fen,
        )

    def candidates(self, line: LineRow) -> list[Candidate]:
        """Return the claims that a line may mean, the likeliest first."""
        stores = self._bench.stores
        found = []
        for claim in (stores.claims.get(number) for number in line.candidates):
            expected = expected_fen(claim, stores.accounts.of(claim.id))
            found.append(likeness(line, claim, expected))
        return sorted(found, key=lambda one: -one.likeness)

    def likeliest(self, lines: Sequence[LineRow]) -> dict[int, str]:
        """Return the number of the first candidate of each line that has some, by line."""
        first = {one.id: one.candidates[0] for one in lines if one.candidates and not one.claim_id}
        numbers = self._bench.stores.statement_lists.claim_numbers(tuple(first.values()))
        return {line: numbers[claim] for line, claim in first.items() if claim in numbers}

    def next_undecided(self, statement_id: int, after: int = 0) -> int:
        """Return the undecided line that follows a line in the order of the table.

        From the last one it goes on with the first; 0 where everything is decided.
        """
        ids = self.line_ids(statement_id, Only.UNDECIDED)
        if not ids:
            return 0
        every = self.line_ids(statement_id)
        place = {number: n for n, number in enumerate(every)}
        here = place.get(after, -1)
        return next((one for one in ids if place.get(one, 0) > here), ids[0])


def _settled(line: LineRow, amounts: Sequence[LineAmount]) -> dict[tuple[LineKind, int], int]:
    """Return what a line says of the lines of its claim.

    Where it says nothing of them and pays all that is expected, each gets what it expects.
    """
    if line.of_lines:
        return {(one.kind, one.line): one.amount_fen for one in line.of_lines}
    whole = sum(ComparedLine(one).expected_fen for one in amounts)
    if line.amount_fen is not None and line.amount_fen == whole:
        return {(one.kind, one.line): ComparedLine(one).expected_fen for one in amounts}
    return {}
