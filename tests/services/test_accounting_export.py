"""The file for the accounting system: as the profile describes it, sums of 0, marked once."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from settled import approved, confirmed
from stories import acting, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.accounting import (
    AccountingColumn,
    AccountingLayout,
    amount_text,
)
from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.accounting import AccountingRows, data_of

NUMBER = "26442000001234567890"


def refused(verb: Any, *given: Any, **named: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        verb(*given, **named)
    return [(one.rule, one.field) for one in refusal.value.findings]


def read(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))


@pytest.fixture
def invoice(desk: Desk) -> Invoice:
    """Give an invoice over a confirmed statement."""
    claim = approved(desk, submitted(desk))
    statement = confirmed(desk, [(claim.id, claim.total_fen)])
    return desk.invoices.save(NUMBER, statement_id=statement.id, buyer="启程汽车")


def voucher_fen(rows: list[dict[str, str]]) -> int:
    """Return debits less credits: amounts are unsigned, the posting key says their side."""
    signed = [(row["记账码"] in ("01", "40"), Decimal(row["金额"])) for row in rows]
    return int(100 * sum(fen if debit else -fen for debit, fen in signed))


def test_the_lines_of_an_invoice_come_to_nothing(
    desk: Desk, invoice: Invoice, tmp_path: Path
) -> None:
    written = desk.invoices.export(tmp_path / "sap.csv")
    rows = read(tmp_path / "sap.csv")
    assert (written.invoices, written.rows, written.total_fen) == (1, 3, invoice.total_fen)
    assert voucher_fen(rows) == 0
    assert [row["记账码"] for row in rows] == ["01", "50", "50"]
    customer, revenue, tax = rows
    assert Decimal(customer["金额"]) * 100 == invoice.total_fen
    assert (customer["客户"], revenue["客户"]) == ("0000100200", "")
    assert (revenue["科目"], tax["科目"]) == ("6001010100", "2221010200")
    assert (customer["参照"], len(customer["参照"])) == (NUMBER[-16:], 16)
    assert {row["凭证日期"] for row in rows} == {"20261124"}


def test_given_once_unless_it_is_said_again(desk: Desk, invoice: Invoice, tmp_path: Path) -> None:
    desk.invoices.export(tmp_path / "1.csv")
    assert desk.invoices.get(invoice.id).exported_on == desk.bench.today
    assert refused(desk.invoices.export, tmp_path / "2.csv") == [("STATE", "")]
    day = desk.bench.today
    assert refused(desk.invoices.export, tmp_path / "2.csv", first=day) == [("STATE", "again")]
    assert not (tmp_path / "2.csv").exists()
    assert desk.invoices.export(tmp_path / "2.csv", first=day, again=True).invoices == 1


def test_what_cannot_be_written_marks_nothing(desk: Desk, invoice: Invoice, tmp_path: Path) -> None:
    inside = desk.bench.stores.db.folder.path / "sap.csv"
    assert refused(desk.invoices.export, inside) == [("INVALID", "file")]
    assert desk.invoices.get(invoice.id).exported_on is None
    assert refused(desk.invoices.export, tmp_path / "sap.doc") == [("INVALID", "file")]
    assert refused(desk.invoices.export, tmp_path / "a.csv", "oracle") == [("INVALID", "layout")]
    acting(desk, "technician")
    assert refused(desk.invoices.export, tmp_path / "a.csv") == [("RIGHT", "")]


def test_a_red_invoice_is_posted_the_other_way(
    desk: Desk, invoice: Invoice, tmp_path: Path
) -> None:
    desk.invoices.credit(invoice.id, "26442000007777777777", "抬头错")
    desk.invoices.export(tmp_path / "sap.csv")
    rows = [row for row in read(tmp_path / "sap.csv") if row["凭证分组"] == "2"]
    assert [row["记账码"] for row in rows] == ["11", "40", "40"]
    assert voucher_fen(rows) == 0


def test_a_rate_without_tax_code_is_named(desk: Desk, invoice: Invoice, tmp_path: Path) -> None:
    desk.invoices.save(id=invoice.id, tax_percent=Decimal("9"))
    assert refused(desk.invoices.export, tmp_path / "sap.csv") == [("INVALID", "layout")]


def test_the_plain_list_as_csv_and_workbook(desk: Desk, invoice: Invoice, tmp_path: Path) -> None:
    desk.invoices.save(id=invoice.id, buyer="=HYPERLINK(1)")
    desk.invoices.export(tmp_path / "list.csv", "ledger")
    (row,) = read(tmp_path / "list.csv")
    assert row["购方"] == "'=HYPERLINK(1)"
    assert Decimal(row["价税合计"]) * 100 == invoice.total_fen
    desk.invoices.export(tmp_path / "list.xlsx", "ledger", again=True)
    assert (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")


def a_layout(**fields: Any) -> AccountingLayout:
    column = AccountingColumn("金额", {"customer": "{posting.amount_fen}"}, "amount")
    layout = AccountingLayout(
        "x", "x", "x", "invoice", "utf-16", ";", "\n", False, False, ",", True, {}, {}, (column,)
    )
    return replace(layout, **fields)


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        (a_layout(), "1238,05-"),
        (a_layout(decimal="."), "1238.05-"),
        (a_layout(minus_behind=False), "-1238,05"),
    ],
)
def test_amounts_as_the_layout_writes_them(layout: AccountingLayout, text: str) -> None:
    assert amount_text(layout, -123_805) == text
    rows = AccountingRows(layout, ("金额",), ((text, "-汉"),), ())
    assert data_of(rows, ".csv").decode("utf-16") == f"{text};'-汉\n"


def test_gb18030_without_a_mark() -> None:
    rows = AccountingRows(a_layout(encoding="gb18030", has_header=True), ("䶮",), (("1",),), ())
    assert data_of(rows, ".txt").decode("gb18030") == "䶮\n1\n"


def test_invoices_and_receipts_as_one_account(desk: Desk, invoice: Invoice, tmp_path: Path) -> None:
    booked = desk.receipts.book(1_000, invoice.shares[0].statement_id, bank_ref="B1")
    told = desk.invoices.ledger(tmp_path / "account.xlsx")
    assert (told.rows, told.invoiced_fen, told.received_fen) == (2, invoice.total_fen, 1_000)
    assert told.balance_fen == invoice.total_fen - 1_000
    desk.receipts.reverse(booked.id, "别家的")
    later = desk.invoices.ledger(tmp_path / "account.xlsx", first=date(2026, 11, 25))
    assert (later.rows, later.balance_fen) == (0, invoice.total_fen)
    assert refused(desk.invoices.ledger, tmp_path / "a.csv") == [("INVALID", "file")]
