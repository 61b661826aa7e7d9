"""Statements: read, matched line by line, confirmed, followed to the account."""

from datetime import date

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.settlement.statement import Statement, StatementLine
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.target import Step as Progress
from warrantydesk.services.imports.target import no_step
from warrantydesk.services.settlement import booking, following
from warrantydesk.services.settlement.following import Step
from warrantydesk.services.settlement.matching_verbs import MatchingVerbs
from warrantydesk.services.settlement.reading_verbs import ReadingVerbs
from warrantydesk.services.settlement.sums import sums_of


class StatementService(ReadingVerbs, MatchingVerbs):
    """Statements: read, matched line by line, confirmed, followed to the account."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def get(self, statement_id: int) -> Statement:
        """Return a statement; Refused(NOT_FOUND) where there is none."""
        return self._bench.stores.statements.get(statement_id)

    def all(self, brand: str = "") -> list[Statement]:
        """Return the statements that are not void, newest period first."""
        asked = {"brand": brand} if brand else {}
        found = self._bench.stores.statements.find(void_reason="", **asked)
        return sorted(found, key=lambda one: (one.period, one.id), reverse=True)

    def brought(self, batch_id: int) -> int | None:
        """Return the statement that an import brought, None where it is void or brought none."""
        found = self._bench.stores.statements.find(batch_id=batch_id, void_reason="")
        return found[-1].id if found else None

    def undecided(self, statement_id: int) -> int:
        """Count the lines of which nobody said yet what becomes of them."""
        return self._bench.stores.statement_lists.counts(statement_id).undecided

    def lines(self, statement_id: int) -> list[StatementLine]:
        """Return the lines of a statement that are not void, in the order of the file."""
        found = self._bench.stores.statement_lines.find(statement_id=statement_id, void_reason="")
        return sorted(found, key=lambda one: (one.row, one.id))

    def sums(self, statement_id: int) -> StatementSums:
        """Return what a statement comes to, in fen."""
        return sums_of(self._bench, self._bench.stores.statements.get(statement_id))

    def book(self, statement_id: int, on: date | None = None) -> Statement:
        """Confirm a statement: its lines reach the claims' accounts, all of them or none.

        Refused(STATE) names every line without state or decision, Refused(V87) a wrong total.
        """
        return booking.book(self._bench, statement_id, on)

    def book_in_background(
        self, statement_id: int, on: date | None = None, step: Progress = no_step
    ) -> Statement:
        """Confirm a large statement in a worker; what ``step`` raises takes all of it back."""
        return booking.book(self._bench, statement_id, on, step)

    def reopen(self, statement_id: int, reason: str) -> Statement:
        """Take a confirmation back while nothing was invoiced or received."""
        return booking.reopen(self._bench, statement_id, reason)

    def sign(self, statement_id: int, name: str, on: date | None = None) -> Statement:
        """Note that finance agreed to the differences."""
        return following.sign(self._bench, statement_id, name, on)

    def remit(self, statement_id: int, on: date | None = None, remittance: str = "") -> Statement:
        """Note that the payer says he has paid; repeating it changes nothing."""
        return following.remit(self._bench, statement_id, on, remittance)

    def close(self, statement_id: int) -> Statement:
        """Close a statement whose money arrived; repeating it changes nothing."""
        return following.close(self._bench, statement_id)

    def move(
        self,
        statement_id: int,
        action: Step,
        reason: str = "",
        on: date | None = None,
        name: str = "",
    ) -> Statement:
        """Do any step of a statement by its name."""
        self._bench.stores.statements.get(statement_id)
        if action is Step.CONFIRM:
            return self.book(statement_id, on)
        if action is Step.REOPEN:
            return self.reopen(statement_id, reason)
        if action is Step.SIGN:
            return self.sign(statement_id, name, on)
        if action is Step.REMIT:
            return self.remit(statement_id, on, name)
        if action is Step.CLOSE:
            return self.close(statement_id)
        raise refused(INVALID, N_("Use the verb of its own for this action."), "action")
