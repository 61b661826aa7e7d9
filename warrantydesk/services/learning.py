"""What refusals teach: reasons by weight, and the warning that becomes a block."""

from datetime import date

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.learning import (
    CameBack,
    ParetoOrder,
    Proposal,
    ReasonRow,
    RuleRow,
    by_rule,
    pareto,
    proposals,
    weight_of,
)
from warrantydesk.domain.policies.changes import RowAction, RowChange
from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.domain.rules import RULES
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.policies import editing, versions

CHECKS = "checks"
_SPAN_DAYS = 365


class LearningService:
    """Reads what came back, and makes a block of a warning."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def pareto(
        self,
        first: date | None = None,
        last: date | None = None,
        brand: str = "",
        by: ParetoOrder = ParetoOrder.COUNT,
    ) -> tuple[ReasonRow, ...]:
        """Return the reasons for which claims came back in a span, the weightiest first.

        By default the year that ends today, and the site's own brand. Refused(INVALID) where the
        span ends before it begins.
        """
        brand = self._brand(brand)
        return pareto(self._back(brand, first, last), self._bench.profile(brand).reasons, by)

    def by_rule(
        self, first: date | None = None, last: date | None = None, brand: str = ""
    ) -> tuple[RuleRow, ...]:
        """Return what came back by the check that would have caught it, the dearest first."""
        brand = self._brand(brand)
        return by_rule(self._back(brand, first, last), self._bench.profile(brand))

    def proposals(
        self, first: date | None = None, last: date | None = None, brand: str = ""
    ) -> tuple[Proposal, ...]:
        """Return the warnings that should become blocks, with what speaks for and against it."""
        brand = self._brand(brand)
        start, end = self._span(first, last)
        paid = self._bench.stores.came_back.paid(brand, start, end)
        return proposals(self._back(brand, first, last), paid, self._bench.profile(brand))

    def block(self, rule: str, reason: str, brand: str = "") -> TableVersion:
        """Make a check a block from today on, as a new version of the brand's claim checks.

        Refused: NOT_FOUND for an unknown check or brand, STATE where it is a block already,
        INVALID without a reason.
        """
        bench, brand, rule = self._bench, self._brand(brand), code(rule)
        known = next((one for one in RULES if one.id == rule), None)
        if known is None:
            raise refused(NOT_FOUND, N_("There is no check {rule}."), "rule", rule=rule[:20])
        newest = versions.newest_of(bench, brand, CHECKS)
        bench.allow("learning.block")
        profile = bench.profile(brand)
        switch = profile.switches.get(rule)
        if weight_of(known, profile) is Severity.BLOCK and (switch is None or switch.enabled):
            raise refused(STATE, N_("The check {rule} is a block already."), "rule", rule=rule)
        reason = needs(reason, "reason", N_("Say why the warning becomes a block."))
        columns = versions.columns_of(bench, newest)
        values = {"enabled": "yes", "severity": Severity.BLOCK.value}
        if switch is None:
            blank = dict.fromkeys(columns, "")
            change = RowChange((), {**blank, "rule": rule, **values}, RowAction.ADD)
        else:
            change = RowChange((rule,), values)
        words = editing.Words(note=reason)
        return editing.save_rows(
            bench, (brand, CHECKS), (change,), bench.today, words, self._of_today(brand)
        )

    def _of_today(self, brand: str) -> int:
        """Return the number of the version that begins today, 0 for none: it is corrected."""
        found = self._bench.tables.versions(brand, CHECKS)
        today = self._bench.today
        return next(
            (one.number for one in found if one.effective_from == today and not one.void_reason), 0
        )

    def _brand(self, brand: str) -> str:
        return code(brand) or self._bench.site.brand

    def _span(self, first: date | None, last: date | None) -> tuple[date, date]:
        end = last or self._bench.today
        start = first or date.fromordinal(max(1, end.toordinal() - _SPAN_DAYS))
        if start > end:
            raise refused(INVALID, N_("The span ends before it begins."), "last")
        return start, end

    def _back(self, brand: str, first: date | None, last: date | None) -> tuple[CameBack, ...]:
        start, end = self._span(first, last)
        return self._bench.stores.came_back.between(brand, start, end)
