"""The verbs of matching, as the service of statements has them."""

from collections.abc import Callable

from warrantydesk.domain.settlement.matched import Matched
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.target import Step
from warrantydesk.services.settlement import matching
from warrantydesk.services.settlement.matching import Wanted


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
        matching.open_statement(self._bench, statement_id, "statements.match")
        return lambda step: matching.match(self._bench, statement_id, step=step)
