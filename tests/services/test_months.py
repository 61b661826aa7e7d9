"""Months: their figures come out even, their checks find what waits, a close is for good."""

import itertools
import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from builders import OTHER_VIN
from fakes import CHINA, FixedClock
from money_months import answered, at, by_chance, deducted, filed, received
from settled import confirmed
from stories import acting, submitted, to_submit

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.account import balance_of
from warrantydesk.domain.settlement.invoice import Invoice, InvoiceShare
from warrantydesk.domain.settlement.month import MonthClose, month_after
from warrantydesk.domain.settlement.month_checks import CHECK_NAMES, FINANCE
from warrantydesk.domain.settlement.month_figures import MonthFigures
from warrantydesk.domain.settlement.statement import LineState, Statement, StatementLine
from warrantydesk.services.desk import Desk

SEPTEMBER, OCTOBER, NOVEMBER = "2026-09", "2026-10", "2026-11"
REASON = "与厂家核对过"


def refused(verb: Any, *given: Any, **named: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        verb(*given, **named)
    return [(one.rule, one.field) for one in refusal.value.findings]


def figures(desk: Desk, month: str) -> MonthFigures:
    return desk.months.figures_of("QC", month)


def found(desk: Desk, month: str) -> dict[str, tuple[int, list[str]]]:
    checks = desk.months.check("QC", month)["checks"]
    return {one["code"]: (one["count"], one["names"]) for one in checks if one["count"]}


def closed(desk: Desk, month: str) -> Any:
    warnings = desk.months.check("QC", month)["warnings"]
    return desk.months.close("QC", month, dict.fromkeys(warnings, REASON), "按月结清")


@pytest.mark.parametrize("seed", range(6))
def test_every_month_of_any_history_comes_out_to_the_fen(
    desk: Desk, clock: FixedClock, seed: int
) -> None:
    claims = by_chance(desk, seed, date(2026, 9, 3), 80)
    clock.set(datetime(2026, 11, 30, 18, tzinfo=CHINA))
    months = [figures(desk, month) for month in (SEPTEMBER, OCTOBER, NOVEMBER)]
    for one in months:
        assert one.flow.comes_out
        assert one.cash.comes_out
        assert one.filed.comes_out
        assert all(row.comes_out for row in (*one.by_type, *one.by_model))
        for rows in (one.by_type, one.by_model):
            assert sum(row.claims for row in rows) == one.filed.claims
            assert sum(row.paid_fen for row in rows) == one.filed.paid_fen
            assert sum(row.outstanding_fen for row in rows) == one.filed.outstanding_fen
        assert sum(row.claimed_fen for row in one.by_part) == one.filed.claimed_fen
        assert sum(row.approved_fen for row in one.by_part) == one.filed.approved_fen
        booked = [row for row in one.statements if row.confirmed_on]
        assert sum(row.total_fen for row in one.series) == sum(row.payable_fen for row in booked)
    for before, after in itertools.pairwise(months):
        assert after.flow.opening_fen == before.flow.closing_fen
        assert after.cash.before_fen == before.cash.after_fen
    accounts = desk.stores.accounts.of_many(claim.id for claim in claims)
    asked = {one.claim_id: one.asked_fen for one in desk.stores.appeals.find(state="FILED")}
    receivable = sum(
        balance_of(
            claim, accounts.get(claim.id, desk.stores.accounts.of(claim.id)), asked.get(claim.id, 0)
        ).receivable_fen
        for claim in (desk.claims.get(claim.id) for claim in claims)
    )
    assert months[-1].flow.closing_fen == receivable
    assert months[0].flow.opening_fen == 0
    assert sum(one.filed.claims for one in months) == len(claims)


def test_what_happened_in_a_month_is_told_by_its_kind(desk: Desk, clock: FixedClock) -> None:
    claim = answered(desk, filed(desk, date(2026, 9, 20), 10_000, 1), date(2026, 10, 8), 9_000)
    statement = confirmed(
        desk, [(claim.id, 9_000)], [-400], period=OCTOBER, confirmed_on=date(2026, 10, 20)
    )
    received(desk, statement.id, claim.id, 9_000, date(2026, 11, 2))
    september, october, november = (
        figures(desk, month).flow for month in (SEPTEMBER, OCTOBER, NOVEMBER)
    )
    assert (september.claimed_fen, september.closing_fen) == (10_000, 10_000)
    assert (october.refused_fen, october.paid_fen, october.closing_fen) == (1_000, 0, 9_000)
    assert (november.paid_fen, november.closing_fen) == (9_000, 0)
    cash = figures(desk, NOVEMBER).cash
    assert (cash.received_fen, cash.claims_fen, cash.tax_fen) == (9_900, 9_000, 900)
    (row,) = [one for one in figures(desk, OCTOBER).series if one.key]
    assert (row.claims, row.settled_fen) == (1, 9_000)
    assert sum(one.deducted_fen for one in figures(desk, OCTOBER).series) == 400
    assert [(one.key, one.amount_fen) for one in figures(desk, NOVEMBER).deductions] == [
        ("audit", 400)
    ]


def test_a_statement_that_names_classes_is_taken_at_its_word(desk: Desk) -> None:
    claim = answered(desk, filed(desk, date(2026, 10, 5), 10_000, 4), date(2026, 10, 8), 10_000)
    statement = confirmed(
        desk, [(claim.id, 10_000)], period=OCTOBER, confirmed_on=date(2026, 10, 20), state="DIFF"
    )
    (line,) = desk.stores.statement_lines.find(statement_id=statement.id)
    with desk.bench.change("test"):
        desk.stores.statement_lines.save(
            replace(line, parts_fen=6_000, labour_fen=3_000, other_fen=1_000)
        )
    (row,) = figures(desk, OCTOBER).series
    assert (row.parts_fen, row.labour_fen, row.other_fen) == (6_000, 3_000, 1_000)


@pytest.mark.parametrize(
    ("brand", "month", "expected"),
    [
        ("QC", "2026-13", ("INVALID", "month")),
        ("QC", "十月", ("INVALID", "month")),
        ("XX", OCTOBER, ("NOT_FOUND", "brand")),
    ],
)
def test_what_is_no_month_or_brand_is_refused(
    desk: Desk, brand: str, month: str, expected: tuple[str, str]
) -> None:
    for verb in (desk.months.figures, desk.months.check, desk.months.close):
        assert refused(verb, brand, month) == [expected]


def test_a_month_is_closed_with_a_reason_for_all_that_waits(desk: Desk) -> None:
    filed(desk, date(2026, 9, 20), 10_000, 1)
    anchor = desk.archive.anchor
    look = desk.months.check("QC", SEPTEMBER)
    assert look["blocks"] == []
    assert "receivables_unexplained" in look["warnings"]
    expected = [("INVALID", f"acknowledged.{code}") for code in look["warnings"]]
    assert refused(desk.months.close, "QC", SEPTEMBER) == expected
    assert desk.archive.anchor == anchor
    made = closed(desk, SEPTEMBER)
    assert (made.closed_by, made.closed_on, made.note) == ("S01", date(2026, 11, 24), "按月结清")
    assert made.anchor == anchor
    kept = {one.code: one.acknowledged for one in made.checks}
    assert kept["receivables_unexplained"] == REASON
    assert kept["statements_open"] == ""
    assert json.loads(made.figures) == desk.months.figures("QC", SEPTEMBER)


def test_finances_balance_agrees_or_its_difference_has_a_name(desk: Desk) -> None:
    claim = answered(desk, filed(desk, date(2026, 9, 20), 10_000, 1), date(2026, 10, 8), 9_000)
    statement = confirmed(desk, [(claim.id, 9_000)], period=OCTOBER, confirmed_on=date(2026, 10, 9))
    with desk.bench.change("test"):
        desk.stores.invoices.add(
            Invoice(
                "26442001",
                "QC",
                issued_on=date(2026, 10, 12),
                amount_fen=9_000,
                tax_fen=1_170,
                shares=(InvoiceShare(statement.id, 9_000),),
            )
        )
    received(desk, statement.id, claim.id, 3_000, date(2026, 11, 3))
    closed(desk, SEPTEMBER)
    owed = figures(desk, OCTOBER).payers
    assert (owed.opening_fen, owed.invoiced_fen, owed.received_fen) == (0, 10_170, 0)
    later = figures(desk, NOVEMBER).payers
    came = sum(one.amount_fen for one in desk.stores.receipts.find())
    assert (later.opening_fen, later.closing_fen) == (10_170, 10_170 - came)
    reasons = dict.fromkeys(desk.months.check("QC", OCTOBER)["warnings"], REASON)
    assert refused(desk.months.close, "QC", OCTOBER, reasons, "", 10_000) == [
        ("INVALID", f"acknowledged.{FINANCE}")
    ]
    made = desk.months.close("QC", OCTOBER, {**reasons, FINANCE: "红票未入账"}, "", 10_000)
    (kept,) = [one for one in made.checks if one.code == FINANCE]
    assert (kept.amount_fen, kept.acknowledged) == (-170, "红票未入账")


def test_a_closed_month_is_closed_for_good_and_in_order(desk: Desk) -> None:
    closed(desk, SEPTEMBER)
    assert refused(closed, desk, SEPTEMBER) == [("STATE", "month")]
    assert refused(closed, desk, "2026-08") == [("STATE", "month")]
    assert refused(closed, desk, NOVEMBER) == [("STATE", "month")]
    closed(desk, OCTOBER)
    assert [one.month for one in desk.months.closes("QC")] == [OCTOBER, SEPTEMBER]


def test_a_month_waits_for_those_before_it(desk: Desk) -> None:
    closed(desk, "2026-08")
    assert found(desk, OCTOBER)["earlier_open"] == (1, [SEPTEMBER])
    assert ("STATE", "checks.earlier_open") in refused(desk.months.close, "QC", OCTOBER)


def test_the_last_day_of_a_month_is_still_part_of_it(desk: Desk, clock: FixedClock) -> None:
    clock.tell(datetime(2026, 10, 31, 23, 59, tzinfo=CHINA))
    assert refused(closed, desk, OCTOBER) == [("STATE", "month")]
    clock.set(datetime(2026, 11, 1, 0, 1, tzinfo=CHINA))
    assert closed(desk, OCTOBER).month == OCTOBER


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.RECEPTION, Role.READ_ONLY])
def test_who_may_not_close(desk: Desk, role: Role) -> None:
    assert refused(acting(desk, role).months.close, "QC", SEPTEMBER) == [("RIGHT", "")]


def test_figures_stay_and_what_changes_later_has_a_name(desk: Desk) -> None:
    claim = filed(desk, date(2026, 9, 20), 10_000, 1)
    deducted(desk, claim, 300, date(2026, 9, 25))
    closed(desk, SEPTEMBER)
    kept = desk.months.figures("QC", SEPTEMBER)
    (deduction,) = desk.stores.deductions.find()
    with desk.bench.change("test"):
        desk.stores.deductions.save(replace(deduction, void_reason="记错"))
    assert desk.months.figures("QC", SEPTEMBER) == kept
    flow = figures(desk, OCTOBER).flow
    assert (flow.opening_fen, flow.changed_fen, flow.closing_fen) == (9_700, 300, 10_000)
    assert flow.comes_out


def test_bookings_into_a_closed_month_are_refused(desk: Desk) -> None:
    claim = answered(desk, filed(desk, date(2026, 10, 5), 10_000, 1), date(2026, 10, 8), 10_000)
    statement = confirmed(
        desk, [(claim.id, 10_000)], period=OCTOBER, confirmed_on=date(2026, 10, 20)
    )
    closed(desk, OCTOBER)
    before = desk.archive.anchor
    assert refused(desk.receipts.book, 1_000, statement.id, received_on=date(2026, 10, 30)) == [
        ("STATE", "received_on")
    ]
    assert desk.archive.anchor == before


def test_a_repair_of_a_closed_month_is_stopped_by_its_check(desk: Desk) -> None:
    claim = to_submit(desk)
    finished = replace(claim.visit, finished_at=at(date(2026, 10, 12)))
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(claim, visit=finished))
    assert "V17" not in {one.rule for one in desk.claims.check(claim.id)}
    with desk.bench.change("test"):
        desk.stores.month_closes.add(
            MonthClose("QC", OCTOBER, date(2026, 11, 2), "S01", at(date(2026, 11, 2)))
        )
    assert "V17" in {one.rule for one in desk.claims.check(claim.id)}


def test_checks_name_what_waits(desk: Desk, clock: FixedClock) -> None:
    claim = to_submit(desk)
    finished = replace(claim.visit, finished_at=at(date(2026, 10, 12)))
    known = answered(desk, filed(desk, date(2026, 9, 1), 8_000, 1), date(2026, 9, 8), 8_000)
    with desk.bench.change("test"):
        stores = desk.stores
        stores.claims.save(replace(claim, visit=finished))
        fresh = stores.statements.add(Statement("J0126-9001", "QC", period=OCTOBER))
        stores.statement_lines.add(
            StatementLine(fresh.id, 7, amount_fen=500, state=LineState.SHORT)
        )
        stores.numbers.short("deduction", 1, 2026)
    other = confirmed(
        desk, [(known.id, 8_000)], number="J0126-9002", confirmed_on=date(2026, 10, 20)
    )
    for _again in range(3):  # the third leaves something for nothing
        received(desk, other.id, None, 100, date(2026, 10, 21))
    waits = found(desk, OCTOBER)
    assert waits["statements_open"] == (1, ["J0126-9001"])
    assert waits["lines_undecided"] == (1, ["J0126-9001 / 7"])
    assert waits["claims_unsubmitted"] == (1, [claim.claim_number])
    assert waits["invoices_missing"] == (1, ["J0126-9002"])
    assert waits["receipts_unallocated"] == (1, ["Z0126-9003"])
    assert "Q0126-0001" in waits["numbers_missing"][1]
    assert known.claim_number in waits["receivables_unexplained"][1]
    assert refused(desk.months.close, "QC", OCTOBER)[:2] == [
        ("STATE", "checks.statements_open"),
        ("STATE", "checks.lines_undecided"),
    ]


def test_a_journal_that_was_changed_keeps_the_month_open(desk: Desk) -> None:
    closed(desk, SEPTEMBER)
    submitted(desk, OTHER_VIN)
    db = desk.stores.db
    db.execute("DROP TRIGGER IF EXISTS journal_is_never_changed")
    triggers = db.query("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
                        ("journal",))  # fmt: skip
    for (name,) in triggers:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("UPDATE journal SET actor = 'x' WHERE seq = (SELECT max(seq) FROM journal)")
    assert found(desk, OCTOBER)["journal_broken"][0] == 1


def test_every_check_has_its_name_and_the_months_are_listed(desk: Desk) -> None:
    assert {one["code"] for one in desk.months.check("QC", OCTOBER)["checks"]} == set(
        CHECK_NAMES
    ) - {FINANCE}
    months = desk.months.shown("QC")
    assert months[0] == NOVEMBER
    assert len(months) == 12
    assert [month_after(month) for month in months[1:]] == months[:-1]
