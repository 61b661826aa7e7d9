"""The tables of a difference sheet: sums, kinds, lines, deductions, claims on no statement."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.listing import Cell, Holds
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES, DeductionKind
from warrantydesk.domain.settlement.statement import (
    DECISION_NAMES,
    LINE_STATE_NAMES,
    Decision,
    LineState,
    Statement,
)
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.i18n import _, named
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.money_words import day
from warrantydesk.storage.difference import DifferenceStore, DifferingLine

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneyTable

MOST_NOT_SETTLED = 500
"""Approved claims on no statement that the sheet lists."""


class DifferenceTables:
    """A statement's lines turned into the tables of its sheet."""

    def __init__(self, bench: Bench, statement: Statement) -> None:
        """Read the lines of a statement."""
        self._bench, self._statement = bench, statement
        store = DifferenceStore(bench.stores.db)
        self._kinds = store.kinds(statement.id)
        self._differing = store.differing(statement.id)
        self._beside = store.beside(statement.id)
        self._waiting = store.not_settled(statement.brand, statement.payer, MOST_NOT_SETTLED + 1)
        self._reasons = bench.profile(statement.brand).reasons

    def sums(self, sums: StatementSums) -> "MoneyTable":
        """Return the payer's total beside ours."""
        from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

        said = self._statement.total_fen
        expected = sum(one.expected_fen for one in self._kinds)
        rows: tuple[tuple[Cell, ...], ...] = (
            (
                _("Total of the statement"),
                said,
                sums.payable_fen,
                None if said is None else said - sums.payable_fen,
            ),
            (
                _("Claims: settled and expected"),
                sums.settled_fen,
                expected,
                sums.settled_fen - expected,
            ),
            (_("Beside the claims"), sums.beside_fen, None, None),
            (_("Tax"), self._statement.tax_fen, sums.tax_fen, None),
        )
        return MoneyTable(
            _("Sums"),
            (
                MoneyColumn(_("Item"), share=2.4),
                MoneyColumn(_("Payer ¥"), Holds.MONEY),
                MoneyColumn(_("Desk ¥"), Holds.MONEY),
                MoneyColumn(_("Difference ¥"), Holds.MONEY),
            ),
            rows,
        )

    def by_kind(self) -> "MoneyTable":
        """Return the lines by what was found of them; the differences add up to the whole."""
        from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

        table = MoneyTable(
            _("Difference by kind"),
            (
                MoneyColumn(_("Kind"), share=2),
                MoneyColumn(_("Line count"), Holds.COUNT, 0.7),
                MoneyColumn(_("Expected ¥"), Holds.MONEY),
                MoneyColumn(_("Settled ¥"), Holds.MONEY),
                MoneyColumn(_("Difference ¥"), Holds.MONEY),
            ),
            tuple(
                (
                    _(LINE_STATE_NAMES[LineState(one.state)]),
                    one.lines,
                    one.expected_fen,
                    one.settled_fen,
                    one.settled_fen - one.expected_fen,
                )
                for one in self._kinds
            ),
            empty=_("No line about a claim."),
        )
        return replace(table, sums=total_row(table, _("Total")))

    def lines(self) -> "MoneyTable":
        """Return every line about a claim that does not simply agree."""
        found = [one for one in self._differing if one.state != LineState.UNKNOWN_CLAIM]
        return self._table(_("Lines that do not simply agree"), found, _("All lines are exact."))

    def unknown(self) -> "MoneyTable":
        """Return money for claims that this desk does not know."""
        found = [one for one in self._differing if one.state == LineState.UNKNOWN_CLAIM]
        return self._table(_("Money for unknown claims"), found, "")

    def _table(self, title: str, lines: list[DifferingLine], empty: str) -> "MoneyTable":
        from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

        table = MoneyTable(
            title,
            (
                MoneyColumn(_("Row"), share=0.6),
                MoneyColumn(_("State"), share=1.05),
                MoneyColumn(_("Our number"), share=1.45),
                MoneyColumn(_("Payer's number"), share=1.45),
                MoneyColumn(_("Plate or VIN"), share=1.15),
                MoneyColumn(_("Claimed ¥"), Holds.MONEY, 1.05),
                MoneyColumn(_("Expected ¥"), Holds.MONEY, 1.05),
                MoneyColumn(_("Settled ¥"), Holds.MONEY, 1.05),
                MoneyColumn(_("Difference ¥"), Holds.MONEY, 1.05),
                MoneyColumn(_("Reason"), share=1.6),
                MoneyColumn(_("Decision"), share=1.15),
            ),
            tuple(self._line(one) for one in lines),
            empty=empty,
        )
        return replace(table, sums=total_row(table, _("Total")))

    def _line(self, one: DifferingLine) -> tuple[Cell, ...]:
        settled, expected = one.settled_fen, one.expected_fen
        return (
            str(one.row) if one.row else _("keyed"),
            _(LINE_STATE_NAMES[LineState(one.state)]),
            one.claim_number or "—",
            one.maker_number or "—",
            one.plate or "—",
            one.claimed_fen,
            expected,
            settled,
            None if settled is None else settled - (expected or 0),
            "\n".join(self._why(one)),
            _(DECISION_NAMES[_decided(one)]),
        )

    def _why(self, one: DifferingLine) -> Iterator[str]:
        if one.reason_code:
            row = self._reasons.get(one.reason_code)
            yield f"{one.reason_code} {named(row)}" if row else one.reason_code
        if one.reason_text:
            yield one.reason_text
        if one.problem:
            yield _(one.problem, cell=one.problem_cell)

    def deductions(self) -> "MoneyTable":
        """Return what the statement takes or gives beside the claims."""
        from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

        table = MoneyTable(
            _("Deductions and other money beside the claims"),
            (
                MoneyColumn(_("Row"), share=0.6),
                MoneyColumn(_("Kind"), share=1.2),
                MoneyColumn(_("Our number"), share=1.3),
                MoneyColumn(_("Wording"), share=2.4),
                MoneyColumn(_("Reason"), share=1.6),
                MoneyColumn(_("Paid ¥"), Holds.MONEY, 1.1),
            ),
            tuple(
                (
                    str(one.row) if one.row else _("keyed"),
                    _kind(one.deduction_kind),
                    one.claim_number or "—",
                    one.text,
                    "\n".join(self._why(one)),
                    one.settled_fen,
                )
                for one in self._beside
            ),
            note=_("below 0 the payer keeps the money"),
        )
        return replace(table, sums=total_row(table, _("Total")))

    def not_settled(self) -> "MoneyTable":
        """Return approved claims that no statement names, with their age."""
        from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

        shown = self._waiting[:MOST_NOT_SETTLED]
        more = len(self._waiting) > MOST_NOT_SETTLED
        table = MoneyTable(
            _("Approved claims on no statement"),
            (
                MoneyColumn(_("Our number"), share=1.4),
                MoneyColumn(_("Payer's number"), share=1.4),
                MoneyColumn(_("Plate"), share=1.2),
                MoneyColumn(_("Answered on"), Holds.DAY, 1.1),
                MoneyColumn(_("Age, days"), Holds.COUNT, 0.8),
                MoneyColumn(_("Approved ¥"), Holds.MONEY, 1.2),
            ),
            tuple(
                (
                    one.claim_number,
                    one.maker_number or "—",
                    one.plate or "—",
                    day(one.answered_on or ""),
                    self._age(one.answered_on),
                    one.approved_fen,
                )
                for one in shown
            ),
            note=_("the {n} oldest of them", n=MOST_NOT_SETTLED) if more else "",
            empty=_("Every approved claim of this payer is on a statement."),
        )
        sums = total_row(table, _("Total"))
        return replace(table, sums=(*sums[:4], None, sums[5]))

    def _age(self, answered_on: str | None) -> int | None:
        on, today = day(answered_on or ""), self._bench.today
        return (today - on).days if on else None


def _decided(one: "DifferingLine") -> Decision:
    """Return what becomes of a line: what lies within the tolerance is taken by itself."""
    if one.state == LineState.WITHIN_TOL and not one.decision:
        return Decision.TAKEN
    return Decision(one.decision)


def _kind(code: str) -> str:
    if not code:
        return "—"
    return _(DEDUCTION_KIND_NAMES[DeductionKind(code)]) if code in set(DeductionKind) else code
