"""What the window reads of statements: counts, order, the next line, candidates, steps."""

from dataclasses import replace
from datetime import date

import pytest
from builders import a_claim
from fakes import FixedClock
from settlement_stage import a_line, approved, october, stated

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.settlement import likeness as alike
from warrantydesk.domain.settlement.likeness import likeness
from warrantydesk.domain.settlement.statement import Decision, LineState, SettledLine
from warrantydesk.domain.settlement.statement_views import LineRow, Only
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.steps import Stage
from warrantydesk.services.settlement.views import StatementViews


@pytest.fixture
def views(desk: Desk) -> StatementViews:
    return StatementViews(desk.bench)


def a_row(desk: Desk, views: StatementViews, place: int = 0) -> LineRow:
    statement, _claims = october(desk)
    (row,) = views.lines(views.line_ids(statement.id)[place : place + 1])
    return row


def test_lines_are_counted_by_state_and_their_sums_are_those_of_the_statement(
    desk: Desk, views: StatementViews
) -> None:
    statement, claims = october(desk)
    view = views.view(statement.id)
    counts = view.counts
    assert {only: counts.shown(only) for only in Only if counts.shown(only)} == {
        Only.ALL: 4,
        Only.EXACT: 1,
        Only.SHORT: 1,
        Only.UNKNOWN: 1,
        Only.DEDUCTION: 1,
        Only.UNDECIDED: 2,
    }
    assert counts.amount_fen() == view.sums.settled_fen + view.sums.beside_fen
    assert counts.claims == 2
    assert counts.expected_fen == sum(claim.approved_fen or 0 for claim in claims)
    assert counts.difference_fen == view.sums.settled_fen - counts.expected_fen


def test_a_column_sorts_and_lines_that_say_nothing_there_stand_last(
    desk: Desk, views: StatementViews
) -> None:
    statement, _claims = october(desk)
    for down in (False, True):
        rows = views.lines(views.line_ids(statement.id, order=("claimed", down)))
        said = [row.claimed_fen for row in rows]
        assert said[2:] == [None, None]
        assert said[:2] == sorted(said[:2], reverse=down)


@pytest.mark.parametrize("key", ["state", "own_number", "maker_number", "plate", "reason"])
def test_every_column_sorts(desk: Desk, views: StatementViews, key: str) -> None:
    statement, _claims = october(desk)
    ids = views.line_ids(statement.id, order=(key, True))
    assert sorted(ids) == sorted(views.line_ids(statement.id))


def test_the_parts_of_a_split_line_stand_for_it(desk: Desk, views: StatementViews) -> None:
    first, second = approved(desk, 1), approved(desk, 2)
    amount = (first.approved_fen or 0) + (second.approved_fen or 0)
    numbers = f"{first.claim_number}/{second.claim_number}"
    statement = stated(desk, [a_line(None, amount, claim_number=numbers)])
    desk.statements.match(statement.id)
    rows = views.lines(views.line_ids(statement.id))
    assert [row.own_number for row in rows] == [first.claim_number, second.claim_number]
    assert {row.parent_row for row in rows} == {1}
    assert views.view(statement.id).counts.amount_fen() == amount


def test_the_next_undecided_line_follows_the_table_and_begins_again(
    desk: Desk, views: StatementViews
) -> None:
    statement, _claims = october(desk)
    short, unknown = views.line_ids(statement.id, Only.UNDECIDED)
    assert views.next_undecided(statement.id) == short
    assert views.next_undecided(statement.id, short) == unknown
    assert views.next_undecided(statement.id, unknown) == short
    for line in (short, unknown):
        desk.statements.decide(line, Decision.NOT_OURS, reason_text="not ours")
    assert views.next_undecided(statement.id, short) == 0


def test_a_statement_is_found_by_either_number_but_not_once_it_is_void(
    desk: Desk, views: StatementViews
) -> None:
    statement = stated(desk, [a_line(None, 1_00)], "js-2610-qc")
    assert views.find_statement(" JS-2610-QC ") == statement.id
    assert views.find_statement(statement.number.lower()) == statement.id
    desk.statements.void(statement.id, "twice")
    assert views.find_statement("JS-2610-QC") == 0
    assert views.summaries() == []


def test_a_claim_beside_its_line_gets_all_of_it_where_all_is_paid(
    desk: Desk, views: StatementViews
) -> None:
    statement, claims = october(desk)
    exact = views.line(views.find_line(statement.id, claims[0].claim_number))
    compared = views.compared(exact)
    assert compared.spread_fen == exact.amount_fen
    assert {one.difference_fen for one in compared.lines} == {0}
    short = views.line(views.find_line(statement.id, claims[1].claim_number))
    assert {one.settled_fen for one in views.compared(short).lines} == {None}
    spread = (SettledLine(LineKind.PART, 1, short.amount_fen),)
    desk.statements.decide(short.id, Decision.CHASED, reason_text="labour refused", of_lines=spread)
    again = views.compared(views.line(short.id))
    assert again.lines[0].settled_fen == short.amount_fen
    assert again.outstanding_fen == claims[1].approved_fen


def test_a_line_without_claim_has_no_comparison(desk: Desk, views: StatementViews) -> None:
    row = a_row(desk, views, 1)
    assert row.state is LineState.UNKNOWN_CLAIM
    assert views.compared(row) is None
    assert row.difference_fen == row.amount_fen


def test_statements_wait_while_lines_are_undecided_and_while_their_clock_runs_out(
    desk: Desk, views: StatementViews, clock: FixedClock
) -> None:
    statement, _claims = october(desk)
    assert views.waiting() == (1, 0)
    for line in views.line_ids(statement.id, Only.UNDECIDED):
        desk.statements.decide(line, Decision.NOT_OURS, reason_text="not ours")
    assert views.waiting() == (0, 0)
    booked = desk.statements.book(statement.id)
    assert views.waiting() == (0, 0)
    clock.go_on(days=(booked.due_on - desk.bench.today).days)
    assert views.waiting() == (0, 0)
    clock.go_on(days=1)
    assert views.waiting() == (1, 1)


def test_claims_on_no_statement_are_counted(desk: Desk, views: StatementViews) -> None:
    october(desk)
    assert views.missing("QC", "") == 0
    approved(desk, 7)
    assert views.missing("QC", "") == 1
    assert views.missing("QC", "") == len(desk.statements.not_on_statement("QC", ""))
    assert views.missing("QC", "S1") == 0


def test_likeness_says_what_agrees_and_never_that_it_is_sure(
    desk: Desk, views: StatementViews
) -> None:
    row = a_row(desk, views)
    claim = a_claim(opened_on=date(2026, 10, 1))
    plain = replace(
        row, maker_number="", claim_number="", vin="", plate="", dated_on=None, amount_fen=100_00
    )
    nothing = likeness(plain, claim, 900_00)
    assert (nothing.likeness, nothing.same, nothing.days) == (0, (), None)
    near = likeness(replace(plain, amount_fen=899_00), claim, 900_00)
    assert 0 < near.likeness < 30
    whole = replace(
        plain,
        claim_number=claim.claim_number,
        vin=claim.vehicle.vin[-8:],
        plate=claim.vehicle.plate,
        amount_fen=900_00,
        dated_on=date(2026, 10, 3),
    )
    best = likeness(whole, claim, 900_00)
    assert best.likeness == 99
    assert set(best.same) >= {alike.VIN, alike.AMOUNT}
    assert best.days == 2


def test_the_steps_follow_the_statement(
    desk: Desk, views: StatementViews, clock: FixedClock
) -> None:
    statement, _claims = october(desk)

    def current() -> list[Stage]:
        return [one.stage for one in views.view(statement.id).steps if one.current]

    assert current() == [Stage.MATCH]
    for line in views.line_ids(statement.id, Only.UNDECIDED):
        desk.statements.decide(line, Decision.NOT_OURS, reason_text="not ours")
    desk.statements.book(statement.id)
    assert current() == [Stage.SIGN]
    steps = {one.stage: one for one in views.view(statement.id).steps}
    assert steps[Stage.MATCH].by == ("S01",)
    assert steps[Stage.INVOICE].note == "by {day}"
    desk.statements.sign(statement.id, "Liu Fang")
    assert current() == [Stage.INVOICE]
    payable = views.view(statement.id).sums.payable_fen
    invoice = desk.invoices.save(number="26500001", statement_id=statement.id, amount_fen=payable)
    assert current() == [Stage.SEND]
    clock.go_on(days=1)
    desk.invoices.send(invoice.id)
    assert {one.stage: one for one in views.view(statement.id).steps}[
        Stage.SEND
    ].note == "sent on {day}"
    due = views.view(statement.id).sums.due_fen
    desk.receipts.book(statement_id=statement.id, amount_fen=due)
    assert current() == []
    assert all(one.done for one in views.view(statement.id).steps)
