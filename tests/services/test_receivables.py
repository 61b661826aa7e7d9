"""Receivables by age with their reasons, notes, expected cash, what the manager is told."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import a_vin
from claim_table import REFUSAL, RETURN
from fakes import FixedClock
from settled import approved, confirmed
from stories import acting, put_into, submitted, to_submit

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.claim.states import Action
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.account import balance_of
from warrantydesk.domain.settlement.cash import CashKind
from warrantydesk.domain.settlement.receivable import Age, By, NoteReason, Stage
from warrantydesk.domain.settlement.statement import LineState, Statement, StatementLine
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.moving import moved
from warrantydesk.services.settlement.receivable_lists import Listed

TODAY = date(2026, 11, 24)


def filed(desk: Desk, serial: int) -> Claim:
    return submitted(desk, a_vin(serial, "LX0DL31C"))


def an_approved(desk: Desk, serial: int) -> Claim:
    return approved(desk, filed(desk, serial))


def matched(desk: Desk, claim: Claim) -> Statement:
    """Put a claim on a statement that is not confirmed."""
    stores = desk.stores
    with desk.bench.change("test"):
        made = stores.statements.add(Statement("J0126-0001", "QC", maker_number="M-1"))
        stores.statement_lines.add(
            StatementLine(
                made.id, 1, amount_fen=1, state=LineState.SHORT, claim_id=claim.id, expected_fen=2
            )
        )
        return moved(desk.bench, made)


def sent_past_the_checks(desk: Desk, serial: int, **fields: int) -> Claim:
    """File the claim of a car that came before, without the link that the checks ask for."""
    claim = to_submit(desk, a_vin(serial, "LX0DL31C"))
    sent = {"state": State.SUBMITTED, "submitted_at": desk.bench.now}
    with desk.bench.change("test"):
        return desk.stores.claims.save(replace(claim, **(sent | fields)))


def stages(desk: Desk) -> dict[int, Stage]:
    return {one.claim_id: one.stage for one in desk.receivables.list()}


def balances(desk: Desk) -> int:
    """Add up what may still come of every claim, claim by claim."""
    store = desk.stores.accounts
    total = 0
    for claim in desk.stores.claims.find():
        appealed = store.sums([claim.id])[0].appealed_fen
        total += balance_of(claim, store.of(claim.id), appealed).receivable_fen
    return total


def many(desk: Desk, clock: FixedClock) -> dict[str, Claim]:
    """Make a claim in each stage, one after the other, ten days apart."""
    made = {"short": an_approved(desk, 1)}
    clock.go_on(days=40)
    made["to_invoice"] = an_approved(desk, 2)
    clock.go_on(days=30)
    made["approved"], made["on_statement"] = an_approved(desk, 3), an_approved(desk, 4)
    made["disputed"] = desk.claims.answer(
        filed(desk, 5).id, AnswerKind.REJECTION, (AnswerLine(reason_code=REFUSAL),)
    )
    desk.claims.appeal(made["disputed"].id, grounds="读数与照片齐全，请复核。")
    clock.go_on(days=20)
    made["filed"] = filed(desk, 6)
    made["gone"] = desk.claims.answer(
        filed(desk, 7).id, AnswerKind.REJECTION, (AnswerLine(reason_code=REFUSAL),)
    )
    confirmed(desk, [(made["to_invoice"].id, made["to_invoice"].total_fen)], number="J0126-0007")
    one = confirmed(desk, [(made["short"].id, 30_000)], number="J0126-0008")
    desk.invoices.save("26000001", statement_id=one.id, issued_on=desk.bench.today)
    desk.receipts.book(desk.statements.sums(one.id).due_fen, one.id)
    matched(desk, made["on_statement"])
    return made


def test_each_claim_stands_in_its_stage_and_the_sums_are_those_of_the_balances(
    desk: Desk, clock: FixedClock
) -> None:
    made = many(desk, clock)
    wanted = {claim.id: Stage(name) for name, claim in made.items() if name != "gone"}
    assert stages(desk) == wanted
    for by in By:
        table = desk.receivables.ages(by=by)
        assert table.total.amount_fen == balances(desk)
        assert sum(row.amount_fen for row in table.rows) == balances(desk)
        assert table.total.claims == len(wanted)
    rows = desk.receivables.list()
    assert sum(row.receivable_fen for row in rows) == balances(desk)
    assert [row.days for row in rows] == sorted((row.days for row in rows), reverse=True)


def test_the_age_counts_from_the_first_filing(desk: Desk, clock: FixedClock) -> None:
    claim = filed(desk, 1)
    desk.claims.answer(claim.id, AnswerKind.RETURN, (AnswerLine(reason_code=RETURN),))
    clock.go_on(days=20)
    desk.claims.save_draft(claim.id, {"narrative": {"remark": "已补读数照片"}})
    desk.claims.submit(claim.id)
    (row,) = desk.receivables.list()
    assert (row.days, row.first_on, row.age) == (20, TODAY, Age.UP_TO_30)
    assert [one.claim_id for one in desk.receivables.list(older_than_days=19)] == [claim.id]
    assert desk.receivables.list(older_than_days=20) == ()


@pytest.mark.parametrize(("days", "age"), [(15, "0-15"), (16, "16-30"), (90, "61-90"), (91, "90+")])
def test_an_age_begins_at_midnight_of_this_desk(
    desk: Desk, clock: FixedClock, days: int, age: str
) -> None:
    filed(desk, 1)
    clock.go_on(days=days, hours=-8)  # the small hours of that day
    (row,) = desk.receivables.list()
    cells = desk.stores.receivables.ages
    assert (row.days, row.age) == (days, age)
    assert desk.receivables.ages().total.counts[list(Age).index(Age(age))] == 1
    assert cells is not None


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"brand": "XX"}, 0),
        ({"payer": ""}, 1),
        ({"payer": "V017"}, 0),
        ({"clerk": "S01"}, 1),
        ({"clerk": "S02"}, 0),
        ({"stage": Stage.FILED}, 1),
        ({"stage": Stage.SHORT}, 0),
        ({"age": Age.UP_TO_15}, 1),
        ({"age": Age.OVER_90}, 0),
    ],
)
def test_the_list_narrows(desk: Desk, change: dict[str, object], found: int) -> None:
    filed(desk, 1)
    assert len(desk.receivables.list(**change)) == found  # type: ignore[arg-type]


def test_old_money_wants_words_and_words_end(desk: Desk, clock: FixedClock) -> None:
    claim = an_approved(desk, 1)
    clock.go_on(days=30)
    assert desk.receivables.list(unexplained=True) == ()
    clock.go_on(days=1)
    assert [one.claim_id for one in desk.receivables.list(unexplained=True)] == [claim.id]
    until = desk.bench.today + timedelta(days=3)
    note = desk.receivables.note(claim.id, "厂家说下月付", NoteReason.NEXT_PAYMENT, until)
    (row,) = desk.receivables.list()
    assert (row.note, row.note_code, row.until_on, row.explained) == (
        *("厂家说下月付", "next_payment"),
        until,
        True,
    )
    clock.go_on(days=4)
    assert not desk.receivables.list()[0].explained
    desk.receivables.note(claim.id, "再催过了")
    assert desk.receivables.list()[0].explained
    clock.go_on(days=400)
    assert desk.receivables.list()[0].explained
    newest = desk.receivables.notes(claim.id)[0]
    desk.receivables.void_note(newest.id, "写错单")
    assert desk.receivables.ages().total.unexplained == 1
    assert [one.id for one in desk.receivables.notes(claim.id)] == [newest.id, note.id]


def test_money_whose_day_is_still_to_come_needs_no_words(desk: Desk, clock: FixedClock) -> None:
    claim = an_approved(desk, 1)
    clock.go_on(days=31)
    made = confirmed(
        desk, [(claim.id, claim.total_fen)], confirmed_on=desk.bench.today, number="J0126-0001"
    )
    assert made.due_on is not None
    assert desk.receivables.list()[0].explained
    clock.set(clock.now() + (made.due_on - desk.bench.today) + timedelta(days=1))
    assert not desk.receivables.list()[0].explained


def test_notes_are_refused_where_they_say_nothing(desk: Desk, clock: FixedClock) -> None:
    claim = an_approved(desk, 1)

    def refusal(call: Callable[[], object]) -> tuple[str, str]:
        with pytest.raises(Refused) as no:
            call()
        return no.value.findings[0].rule, no.value.findings[0].field

    note = desk.receivables.note
    yesterday = desk.bench.today - timedelta(days=1)
    assert refusal(lambda: note(claim.id, " ")) == ("INVALID", "text")
    assert refusal(lambda: note(claim.id, "x", until_on=yesterday)) == ("INVALID", "until_on")
    for_ever = desk.bench.today + timedelta(days=400)
    assert refusal(lambda: note(claim.id, "x", until_on=for_ever)) == ("INVALID", "until_on")
    assert refusal(lambda: note(claim.id, "x", NoteReason.REPORTED)) == ("INVALID", "reason_code")
    assert refusal(lambda: note(99, "x"))[0] == "NOT_FOUND"
    made = note(claim.id, "已催")
    assert refusal(lambda: desk.receivables.void_note(made.id, ""))[0] == "INVALID"
    desk.receivables.void_note(made.id, "重复")
    assert refusal(lambda: desk.receivables.void_note(made.id, "重复"))[0] == "STATE"
    gone = desk.claims.answer(
        filed(desk, 2).id, AnswerKind.REJECTION, (AnswerLine(reason_code=REFUSAL),)
    )
    assert refusal(lambda: note(gone.id, "x")) == ("STATE", "claim_id")
    acting(desk, Role.FINANCE)
    assert refusal(lambda: note(claim.id, "x"))[0] == "RIGHT"
    assert desk.receivables.balance(claim.id).notes[0].void_reason == "重复"


def test_words_for_several_claims_are_written_for_all_or_none_and_taken_back(desk: Desk) -> None:
    one, two = an_approved(desk, 1), an_approved(desk, 2)
    gone = desk.claims.answer(
        filed(desk, 3).id, AnswerKind.REJECTION, (AnswerLine(reason_code=REFUSAL),)
    )
    with pytest.raises(Refused, match="STATE"):
        desk.receivables.explain([one.id, gone.id], "已催")
    assert desk.receivables.notes(one.id) == ()
    with pytest.raises(Refused, match="INVALID"):
        desk.receivables.explain([], "已催")
    made = desk.receivables.explain([one.id, two.id, one.id], "已催")
    assert [note.claim_id for note in made] == [one.id, two.id]
    desk.undo()
    assert [desk.receivables.notes(claim.id)[0].void_reason for claim in (one, two)] == [
        "undone",
        "undone",
    ]


def test_expected_cash_follows_the_clocks(desk: Desk, clock: FixedClock) -> None:
    claims = [an_approved(desk, serial) for serial in range(1, 5)]
    for number, claim in enumerate(claims[:3], 1):
        confirmed(desk, [(claim.id, claim.total_fen)], number=f"J0126-000{number}")
    one, two, three = sorted(desk.statements.all(), key=lambda found: found.id)
    desk.invoices.save("26000002", statement_id=two.id, issued_on=TODAY)
    desk.invoices.save("26000003", statement_id=three.id, issued_on=TODAY)
    sent = desk.stores.invoices.find(number="26000002")[0]
    desk.invoices.send(sent.id, TODAY)
    desk.statements.remit(three.id, TODAY)
    found = desk.receivables.calendar(days=200)
    items = {item.statement: item for day in found.days for item in day.items}
    assert items["J0126-0003"].kind is CashKind.REMITTED
    assert items["J0126-0003"].due_on == date(2026, 11, 27)
    assert items["J0126-0002"].kind is CashKind.INVOICED
    assert items["J0126-0002"].due_on == TODAY + timedelta(days=30)
    assert items["J0126-0001"].kind is CashKind.TO_INVOICE
    assert items["J0126-0001"].due_on == desk.statements.get(one.id).due_on + timedelta(days=30)
    assert items[""].kind is CashKind.NEXT_STATEMENT
    assert items[""].net_fen == claims[3].total_fen
    assert found.net_fen == balances(desk)
    sums = desk.statements.sums(two.id)
    assert (items["J0126-0002"].net_fen, items["J0126-0002"].gross_fen) == (
        sums.payable_fen,
        sums.due_fen,
    )
    clock.go_on(days=40)
    later = desk.receivables.calendar()
    assert [item.statement for day in later.days if day.overdue for item in day.items] == [
        *("J0126-0003", "J0126-0002")
    ]


def test_dear_claims_and_parts_that_fail_again_are_reported_by_name(
    desk: Desk, clock: FixedClock
) -> None:
    first = filed(desk, 1)
    clock.go_on(days=20)
    again = sent_past_the_checks(desk, 1, total_fen=600_000)
    found = {one.pattern.value: one for one in desk.receivables.abnormal()}
    assert set(found) == {"dear_claim", "same_part"}
    assert found["dear_claim"].claim_ids == (again.id,)
    assert found["same_part"].claim_ids == (first.id, again.id)
    desk.receivables.report(found["same_part"].claim_ids, "请看同件两次")
    after = {one.pattern.value: one for one in desk.receivables.abnormal()}
    assert (after["same_part"].reported_by, after["same_part"].reported_on) == (
        *("S01", "2026-12-14"),
    )
    assert after["dear_claim"].reported_by == "S01"
    clock.go_on(days=31)
    assert len(desk.receivables.list(unexplained=True)) == 2  # a report explains nothing


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda desk: desk.receivables.ages(on=date.min), "on"),
        (lambda desk: desk.receivables.abnormal(first=date.min), "first"),
        (lambda desk: desk.receivables.abnormal(last=date.max), "last"),
        (lambda desk: desk.receivables.list(most=0), "most"),
        (lambda desk: desk.receivables.list(older_than_days=-1), "older_than_days"),
        (lambda desk: desk.receivables.calendar(days=367), "days"),
    ],
)
def test_questions_beyond_the_calendar_are_refused_at_their_field(
    desk: Desk, call: Callable[[Desk], object], field: str
) -> None:
    with pytest.raises(Refused) as no:
        call(desk)
    assert (no.value.findings[0].rule, no.value.findings[0].field) == ("INVALID", field)


def test_what_is_long_apart_is_no_repeat(desk: Desk, clock: FixedClock) -> None:
    filed(desk, 1)
    clock.go_on(days=91)
    sent_past_the_checks(desk, 1)
    assert desk.receivables.abnormal() == ()
    with pytest.raises(Refused, match="INVALID"):
        desk.receivables.abnormal(first=TODAY, last=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="INVALID"):
        desk.receivables.abnormal(factor=1)


@pytest.mark.parametrize("what", Listed)
def test_lists_leave_as_workbook_csv_and_paper(
    desk: Desk, clock: FixedClock, tmp_path: Path, what: Listed
) -> None:
    many(desk, clock)
    sizes = []
    for ending, sign in ((".xlsx", b"PK"), (".csv", b"\xef\xbb\xbf"), (".pdf", b"%PDF")):
        file = tmp_path / f"list{ending}"
        done = desk.receivables.export(what, file)
        assert file.read_bytes().startswith(sign)
        sizes.append(done.rows)
    assert len(set(sizes)) == 1
    with pytest.raises(Refused, match="INVALID"):
        desk.receivables.export(what, tmp_path / "list.doc")


def test_the_paper_of_ages_has_the_sums_of_the_screen(
    desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    many(desk, clock)
    file = tmp_path / "ages.csv"
    desk.receivables.export(Listed.AGES, file)
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    total = f"{desk.receivables.ages().total.amount_fen / 100:.2f}"
    by_kind: dict[str, int] = {}
    for row in rows[1:-1]:
        by_kind[row[0]] = by_kind.get(row[0], 0) + round(float(row[7]) * 100)
    assert rows[-1][7] == total
    assert set(by_kind.values()) == {desk.receivables.ages().total.amount_fen}


def test_the_balance_of_a_claim_names_every_fen(desk: Desk, clock: FixedClock) -> None:
    made = many(desk, clock)
    found = desk.receivables.balance(made["short"].id)
    assert found.approved_fen == found.paid_fen + found.outstanding_fen
    assert (found.paid_fen, found.settled_fen) == (30_000, 30_000)
    assert found.expected_fen == found.outstanding_fen == found.receivable_fen
    assert (found.statement, found.state) == ("J0126-0008", "SHORT")
    asked = desk.receivables.balance(made["disputed"].id)
    assert (asked.open_fen, asked.refused_fen) == (asked.claimed_fen, 0)


def test_a_claim_closes_when_nothing_of_it_is_due(desk: Desk) -> None:
    claim = an_approved(desk, 1)

    def owed() -> list[str]:
        with pytest.raises(Refused) as no:
            desk.claims.move(claim.id, Action.CLOSE)
        return [one.message for one in no.value.findings if one.field == "money"]

    assert owed() == ["The maker's payment is not booked yet."]
    statement = confirmed(desk, [(claim.id, claim.total_fen)])
    desk.invoices.save("26000009", statement_id=statement.id, issued_on=TODAY)
    half = desk.statements.sums(statement.id).due_fen // 2
    desk.receipts.book(half, statement.id)
    assert "neither paid" in owed()[0]
    desk.receipts.book(desk.statements.sums(statement.id).left_fen, statement.id)
    with pytest.raises(Refused) as no:
        desk.claims.move(claim.id, Action.CLOSE)
    assert [one for one in no.value.findings if one.field == "money"] == []


def test_the_paid_column_follows_statements(desk: Desk) -> None:
    claim = an_approved(desk, 1)
    assert desk.answered.of(claim.id).paid_fen is None
    statement = confirmed(desk, [(claim.id, claim.total_fen)])
    assert desk.answered.of(claim.id).paid_fen == 0
    desk.invoices.save("26000009", statement_id=statement.id, issued_on=TODAY)
    desk.receipts.book(desk.statements.sums(statement.id).due_fen, statement.id)
    view = desk.answered.of(claim.id)
    assert view.paid_fen == claim.total_fen
    assert [one.paid_fen for one in view.amounts] == [one.approved_fen for one in view.amounts]
    assert view.statement == statement.number


def test_lines_that_a_statement_names_are_paid_alone(desk: Desk) -> None:
    claim = an_approved(desk, 1)
    part = next(one for one in desk.claims.amounts(claim.id) if one.kind is LineKind.PART)
    statement = confirmed(desk, [(claim.id, part.claimed_fen)])
    from warrantydesk.domain.settlement.statement import SettledLine

    with desk.bench.change("test"):
        (line,) = desk.stores.statement_lines.find(statement_id=statement.id)
        named = (SettledLine(LineKind.PART, part.line, part.claimed_fen),)
        desk.stores.statement_lines.save(replace(line, of_lines=named))
        refresh_accounts(desk.bench, [claim.id])
    desk.invoices.save("26000009", statement_id=statement.id, issued_on=TODAY)
    desk.receipts.book(desk.statements.sums(statement.id).due_fen, statement.id)
    paid = {(one.kind, one.line): one.paid_fen for one in desk.claims.amounts(claim.id)}
    assert paid[part.kind, part.line] == part.claimed_fen
    assert {fen for key, fen in paid.items() if key != (part.kind, part.line)} == {None}


def test_a_closed_claim_whose_receipt_was_taken_back_stands_again(desk: Desk) -> None:
    claim = an_approved(desk, 1)
    statement = confirmed(desk, [(claim.id, claim.total_fen)])
    desk.invoices.save("26000009", statement_id=statement.id, issued_on=TODAY)
    receipt = desk.receipts.book(desk.statements.sums(statement.id).due_fen, statement.id)
    put_into(desk, claim.id, State.CLOSED)
    assert desk.receivables.list() == ()
    number = getattr(receipt, "id", None) or desk.stores.receipts.find()[0].id
    desk.receipts.reverse(number, "银行退回")
    assert [one.claim_id for one in desk.receivables.list()] == [claim.id]
    assert desk.receivables.ages().total.amount_fen == balances(desk) == claim.total_fen
