"""Statements by hand: keyed in beside a file, rows put right, dismissed, taken back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from stories import acting

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.statement import (
    LineOf,
    LineState,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.services.desk import Desk

TEXT = "索赔单号\t结算金额\nC0126-000001\t100\nC0126-000002\t待定\n1.2E+9\t50"


def refusal(call: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Refused) as error:
        call()
    one = error.value.findings[0]
    return one.rule, one.field


def lines_of(desk: Desk, statement_id: int) -> list[StatementLine]:
    return desk.statements.lines(statement_id)


def keyed(desk: Desk, **told: Any) -> Statement:
    return desk.statements.key("PDF-1", period="2026-10", total_fen=12000, **told)


def test_a_statement_is_keyed_in_beside_its_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "结算单.pdf"
    file.write_bytes(b"%PDF-1.7 statement")
    made = keyed(desk, file=file)
    kept = desk.statements.files(made.id)
    assert [(one.file_name, one.claim_id) for one in kept] == [("结算单.pdf", None)]
    assert desk.attachments.read(kept[0].id) == b"%PDF-1.7 statement"
    assert (made.sha256, made.file_name) == (kept[0].sha256, "结算单.pdf")
    assert refusal(lambda: desk.statements.key("PDF-2", file=file)) == ("INVALID", "file")
    assert refusal(lambda: desk.statements.key("pdf 1")) == ("INVALID", "maker_number")
    assert refusal(lambda: desk.statements.key("PDF-3", file=tmp_path / "x"))[0] == "NOT_FOUND"
    assert len(desk.stores.statements.find()) == 1
    assert desk.archive.verify() == []


def test_lines_are_keyed_in_net_or_with_tax(desk: Desk) -> None:
    made = keyed(desk)
    net = desk.statements.add_line(made.id, 10000, claim_number="ｃ0126-000001", text="一般")
    assert (net.row, net.claim_number, net.amount_fen) == (0, "C0126-000001", 10000)
    taxed = desk.statements.add_line(made.id, 11300, vin="LVVD-1", tax_percent=Decimal(13))
    assert (taxed.amount_fen, taxed.tax_fen, taxed.vin) == (10000, 1300, "LVVD1")
    less = desk.statements.add_line(made.id, -500, kind=LineOf.DEDUCTION, reason_code="K06")
    assert (less.deduction_kind, less.reason_code) == ("other", "K06")
    assert desk.statements.sums(made.id).payable_fen == 19500
    right = desk.statements.correct_line(net.id, amount_fen=9000)
    assert (right.amount_fen, right.claim_number) == (9000, "C0126-000001")
    desk.statements.dismiss_line(taxed.id, "stands twice")
    assert desk.statements.sums(made.id).payable_fen == 8500


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "claim_number"),
        ({"claim_number": "　"}, "claim_number"),
        ({"claim_number": "x" * 201}, "claim_number"),
        ({"claim_number": "C1", "amount_fen": 10**13}, "amount_fen"),
        ({"claim_number": "C1", "dated_on": date(2026, 12, 24)}, "dated_on"),
        ({"claim_number": "C1", "reason_code": "ZZ9"}, "reason_code"),
        ({"claim_number": "C1", "tax_percent": Decimal(100)}, "tax_percent"),
        ({"kind": LineOf.DEDUCTION, "deduction_kind": "rounding"}, "deduction_kind"),
    ],
)
def test_a_line_that_says_nothing_is_refused(desk: Desk, told: dict[str, Any], field: str) -> None:
    made = keyed(desk)
    given = {"amount_fen": 100, **told}
    assert refusal(lambda: desk.statements.add_line(made.id, **given)) == ("INVALID", field)
    assert lines_of(desk, made.id) == []


def test_a_row_that_was_not_readable_is_keyed_in_or_dismissed(desk: Desk) -> None:
    found = desk.statements.read(text=TEXT)
    plain, no_amount, no_number = lines_of(desk, found.id)
    assert found.unread_lines == 2
    assert refusal(lambda: desk.statements.correct_line(plain.id, amount_fen=1))[0] == "STATE"
    assert refusal(lambda: desk.statements.dismiss_line(plain.id, "no"))[0] == "STATE"
    right = desk.statements.correct_line
    assert refusal(lambda: right(no_amount.id, text="x")) == ("INVALID", "amount_fen")
    first = right(no_amount.id, amount_fen=7000)
    assert (first.state, first.amount_fen, first.row) == (LineState.NEW, 7000, 3)
    second = right(no_number.id, maker_number="1200000001", claim_number="")
    assert (second.state, second.amount_fen, second.maker_number) == (
        LineState.NEW,
        5000,
        "1200000001",
    )
    assert second.raw == "1.2E+9 | 50"
    again = right(second.id, amount_fen=5100)  # keyed in once, it may be put right again
    assert again.amount_fen == 5100
    other = desk.statements.read(text=f"{TEXT}\n")
    unread = lines_of(desk, other.id)[1]
    assert refusal(lambda: desk.statements.dismiss_line(unread.id, " ")) == ("INVALID", "reason")
    desk.statements.dismiss_line(unread.id, "a note of the maker")
    assert [one.id for one in lines_of(desk, other.id)] != [unread.id]
    assert refusal(lambda: right(unread.id, amount_fen=1))[0] == "STATE"


def test_the_head_is_put_right_while_it_is_open(desk: Desk) -> None:
    found = desk.statements.read(text=TEXT)
    head = desk.statements.correct_head(found.id, "N-7", "2026-09", total_fen=15000, note="fax")
    assert (head.maker_number, head.period, head.total_fen, head.note) == (
        *("N-7", "2026-09", 15000, "fax"),
    )
    wrong = desk.statements.correct_head
    assert refusal(lambda: wrong(found.id, period="09/2026")) == ("INVALID", "period")
    keyed(desk)
    assert refusal(lambda: wrong(found.id, "PDF-1")) == ("INVALID", "maker_number")


def test_nothing_is_changed_once_it_is_void(desk: Desk) -> None:
    made = keyed(desk)
    line = desk.statements.add_line(made.id, 100, claim_number="C0126-000001")
    assert refusal(lambda: desk.statements.void(made.id, "")) == ("INVALID", "reason")
    assert desk.statements.void(made.id, "keyed twice").state is StatementState.VOID
    for verb in (
        lambda: desk.statements.add_line(made.id, 100, claim_number="C0126-000001"),
        lambda: desk.statements.correct_line(line.id, amount_fen=1),
        lambda: desk.statements.dismiss_line(line.id, "x"),
        lambda: desk.statements.correct_head(made.id, note="x"),
        lambda: desk.statements.void(made.id, "x"),
    ):
        assert refusal(verb)[0] == "STATE"


def test_only_the_clerk_keys_in(desk: Desk) -> None:
    made = keyed(desk)
    line = desk.statements.add_line(made.id, 100, claim_number="C0126-000001")
    acting(desk, Role.FINANCE)
    for verb in (
        lambda: desk.statements.key("PDF-2"),
        lambda: desk.statements.add_line(made.id, 100, claim_number="C0126-000001"),
        lambda: desk.statements.correct_line(line.id, amount_fen=1),
        lambda: desk.statements.dismiss_line(line.id, "x"),
        lambda: desk.statements.void(made.id, "x"),
    ):
        assert refusal(verb)[0] == "RIGHT"
    assert refusal(lambda: desk.statements.void(99, "x"))[0] == "NOT_FOUND"
