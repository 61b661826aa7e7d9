"""The verbs of matching, as the service of statements has them."""

from collections.abc import Callable

from warrantydesk.domain.settlement.matched import Matched
from warrantydesk.domain.settlement.statement import (
    Decision,
    SettledLine,
    Statement,
    StatementLine,
)
from warrantydesk.domain.settlement.unsettled import Unsettled
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.target import Step
from warrantydesk.services.settlement import deciding, decisions, matching, unsettled
from warrantydesk.services.settlement.deciding import LinePart
from warrantydesk.services.settlement.matching import Wanted
from warrantydesk.services.settlement.matching_written import open_statement


class MatchingVerbs:
    """Lines find their claims, by themselves or by the clerk's word."""

    _bench: Bench

    def match(
        self,
        statement_id: int,
        tolerance_fen: int | None = None,
        window_days: int | None = None,
    ) -> Matched:
        """Match all lines of a statement, again and again; what was done by hand stays.

        Leeway in fen and days, as the brand's profile says where it is not given.
        """
        return matching.match(self._bench, statement_id, Wanted(tolerance_fen, window_days))

    def matching(self, statement_id: int) -> Callable[[Step], Matched]:
        """Return the matching of a large statement as work for a worker.

        The worker must be lent the writing connection; what ``step`` raises takes all of it back.
        Refused(STATE) at once where the statement was confirmed.
        """
        open_statement(self._bench, statement_id, "statements.match")
        return lambda step: matching.match(self._bench, statement_id, step=step)

    def assign(self, line_id: int, claim_id: int) -> StatementLine:
        """Say which claim a line means; Refused(INVALID) where this payer does not pay for it."""
        return deciding.assign(self._bench, line_id, claim_id)

    def reject(self, line_id: int, claim_id: int) -> StatementLine:
        """Say that a line does not mean a claim; matching will not find it there again."""
        return deciding.reject(self._bench, line_id, claim_id)

    def unmatch(self, line_id: int) -> StatementLine:
        """Take what was found or said of a line back; its parts are void."""
        return deciding.unmatch(self._bench, line_id)

    def split(self, line_id: int, parts: tuple[LinePart, ...]) -> list[StatementLine]:
        """Say that a line stands for several claims; returns it and its parts.

        Refused(INVALID) where the parts do not come to its amount, to the fen.
        """
        return deciding.split(self._bench, line_id, parts)

    def join(self, line_ids: tuple[int, ...], claim_id: int) -> list[StatementLine]:
        """Say that several lines are for one claim together."""
        return deciding.join(self._bench, line_ids, claim_id)

    def undo_match(self, statement_id: int) -> Statement:
        """Take back all that was found and said of the lines of a statement."""
        return deciding.undo_match(self._bench, statement_id)

    def decide(
        self,
        line_id: int,
        decision: Decision,
        reason_code: str | None = None,
        reason_text: str | None = None,
        of_lines: tuple[SettledLine, ...] | None = None,
    ) -> StatementLine:
        """Say what becomes of a line that does not agree; an empty decision takes it back.

        ``of_lines`` spreads the amount over the lines of the claim. Refused(V88) where less was
        paid and no reason is given.
        """
        word = decisions.Word(decision, reason_code, reason_text, of_lines)
        return decisions.decide(self._bench, line_id, word)

    def decide_all(
        self,
        line_ids: tuple[int, ...],
        decision: Decision,
        reason_code: str | None = None,
        reason_text: str | None = None,
    ) -> list[StatementLine]:
        """Say the same of several lines of one statement in one step; their own reasons stay."""
        word = decisions.Word(decision, reason_code, reason_text)
        return decisions.decide_all(self._bench, line_ids, word)

    def not_on_statement(
        self, brand: str = "", payer: str | None = None, older_than_days: int = 0
    ) -> list[Unsettled]:
        """Return approved claims that are on no statement, the oldest first (V90)."""
        return unsettled.not_on_statement(self._bench, brand, payer, older_than_days)
