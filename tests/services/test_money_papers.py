"""Papers of money: every figure on paper and in the workbook is that of the desk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from money_months import answered, by_chance, filed, received
from python_calamine import CalamineWorkbook
from settled import confirmed

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.receipt import Receipt
from warrantydesk.domain.settlement.statement import (
    Decision,
    LineOf,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.papers import MONTH_PAPERS, STATEMENT_PAPERS

OCTOBER = "2026-10"
SHEET = STATEMENT_PAPERS[0].code
NOBODY = 2**40


def pages(data: bytes) -> list[str]:
    found = pypdf.PdfReader(BytesIO(data)).pages
    return [" ".join(page.extract_text().split()) for page in found]


def sheets(file: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(file)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def sheet(book: dict[str, list[list[Any]]], title: str) -> list[list[Any]]:
    """Return a sheet by its title, which Excel cuts."""
    return book[title[:28].strip()]


def refusal(deed: Callable[[], object]) -> tuple[str, ...]:
    with pytest.raises(Refused) as no:
        deed()
    return tuple(no.value.codes)


def month_paper(desk: Desk, code: str) -> list[str]:
    return pages(desk.papers.prepare(code, desk.papers.month_subject("QC", OCTOBER))())


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("paper", [paper.code for paper in MONTH_PAPERS])
def test_every_paper_of_an_empty_month_is_drawn(
    desk: Desk, tmp_path: Path, paper: str, language: str
) -> None:
    set_language(language)
    assert len(month_paper(desk, paper)) == 1
    for ending, sign in ((".pdf", b"%PDF"), (".xlsx", b"PK")):
        file = tmp_path / f"{paper}{ending}"
        desk.papers.draw_month(paper, "QC", OCTOBER, file)
        assert file.read_bytes().startswith(sign)


def test_summary_on_paper_and_in_the_workbook_are_the_desks_own(desk: Desk, tmp_path: Path) -> None:
    by_chance(desk, 3, date(2026, 10, 1), 31)
    figures = desk.months.figures_of("QC", OCTOBER)
    filed_sums = figures.filed
    assert filed_sums.claims == 12
    text = " ".join(month_paper(desk, "parts_summary"))
    file = tmp_path / "summary.xlsx"
    desk.papers.draw_month("parts_summary", "QC", OCTOBER, file)
    book = sheets(file)
    total = book["By claim type"][-1]
    amounts = (
        *(filed_sums.claimed_fen, filed_sums.approved_fen, filed_sums.refused_fen),
        *(filed_sums.open_fen, filed_sums.paid_fen, filed_sums.deducted_fen),
        *(filed_sums.written_off_fen, filed_sums.outstanding_fen),
    )
    assert [round(cell * 100) for cell in total[2:]] == list(amounts)
    assert [round(cell * 100) for cell in book["By model"][-1][2:]] == list(amounts)
    assert all(yuan(fen) in text for fen in amounts)
    parts = {row[0]: row for row in book["By part"][1:-1]}
    for part in figures.by_part:
        assert [round(cell * 100) for cell in parts[part.part_no][4:7]] == [
            part.claimed_fen,
            part.approved_fen,
            part.paid_fen,
        ]


def test_settlement_summary_ends_with_what_is_invoiced(desk: Desk, tmp_path: Path) -> None:
    by_chance(desk, 5, date(2026, 10, 1), 31, claims=20)
    figures = desk.months.figures_of("QC", OCTOBER)
    payable = sum(one.payable_fen for one in figures.statements if one.confirmed_on)
    assert payable
    file = tmp_path / "settlement.xlsx"
    desk.papers.draw_month("settlement_summary", "QC", OCTOBER, file)
    book = sheets(file)
    assert round(book["By model"][-1][-1] * 100) == payable
    assert round(book["Statements"][-1][-1] * 100) == payable
    assert dict(row[:2] for row in book["Settlement summary"])["To be invoiced, net ¥"] == yuan(
        payable
    )


def test_reconciliation_names_its_differences(desk: Desk) -> None:
    claim = answered(desk, filed(desk, date(2026, 9, 20), 10_000, 1), date(2026, 10, 8), 9_000)
    statement = confirmed(
        desk,
        [(claim.id, 9_000), (None, 700)],
        period=OCTOBER,
        confirmed_on=date(2026, 10, 20),
        total_fen=9_750,
    )
    for _again in range(3):  # the third leaves 0.77 for nothing
        received(desk, statement.id, claim.id, 3_000, date(2026, 10, 25))
    text = " ".join(month_paper(desk, "reconciliation"))
    assert "Received and not allocated to a statement yet: 0.77 yuan." in text
    number = statement.maker_number
    assert f"Statement {number}: the maker's total differs from its lines by 0.50 yuan." in text
    assert f"Statement {number}: 7.00 yuan belong to no claim of this desk." in text
    assert "Z0126-9003" in text
    flow = desk.months.figures_of("QC", OCTOBER).flow
    for fen in (flow.opening_fen, -flow.refused_fen, -flow.paid_fen, flow.closing_fen):
        assert yuan(fen) in text


def test_finances_own_balance_stands_on_the_reconciliation(desk: Desk) -> None:
    warnings = desk.months.check("QC", OCTOBER)["warnings"]
    reasons = {**dict.fromkeys(warnings, "见说明"), "finance_differs": "预付款"}
    desk.months.close("QC", OCTOBER, reasons, "", 12_300)
    text = " ".join(month_paper(desk, "reconciliation"))
    assert "Invoiced and not received at the end 0.00 123.00 123.00" in text
    assert "Finance's balance of the payers differs by 123.00 yuan: 预付款" in text
    assert "预付款" in " ".join(month_paper(desk, "month_sheet"))


def test_what_puts_a_closed_month_right_is_named(desk: Desk) -> None:
    with desk.bench.change("test"):
        desk.stores.receipts.add(
            Receipt("Z0126-9001", "QC", date(2026, 10, 9), -4_500, corrects="2026-09 Z0126-0007")
        )
        desk.stores.receipts.add(Receipt("Z0126-9002", "QC", date(2026, 11, 9), 1, corrects="x"))
    (one,) = desk.months.figures_of("QC", OCTOBER).corrections
    assert (one.kind, one.corrects, one.amount_fen) == ("receipt", "2026-09 Z0126-0007", -4_500)
    for paper in ("reconciliation", "month_sheet"):
        text = " ".join(month_paper(desk, paper))
        assert "Z0126-9001 Receipt 2026-09 Z0126-0007 −45.00" in text


def test_sheet_of_the_close_shows_it_as_it_was(desk: Desk) -> None:
    claim = filed(desk, date(2026, 10, 5), 10_000, 1)
    with desk.bench.change("test"):
        void = filed_void(desk)
    assert "The month is not closed yet." in " ".join(month_paper(desk, "month_sheet"))
    warnings = desk.months.check("QC", OCTOBER)["warnings"]
    made = desk.months.close("QC", OCTOBER, dict.fromkeys(warnings, "与厂家核对过"), "结清")
    answered(desk, claim, date(2026, 11, 3), 0)
    text = " ".join(month_paper(desk, "month_sheet"))
    assert "与厂家核对过" in text
    assert "Remark: 结清" in text
    assert f"Anchor of the journal: {made.anchor}" in text
    assert void in text
    assert yuan(desk.months.figures_of("QC", OCTOBER).filed.open_fen) in text


def filed_void(desk: Desk) -> str:
    """Write a void statement of the month and return its number."""
    number = "J0126-0077"
    desk.stores.statements.add(
        Statement(
            number,
            "QC",
            period=OCTOBER,
            state="VOID",  # type: ignore[arg-type] # as it lies in the table
            void_reason="重复",
            made_at=desk.stores.claims.find()[0].submitted_at,
        )
    )
    return number


def differing(desk: Desk) -> Statement:
    """Write a statement with a line of every kind that its sheet shows."""
    short, exact = (
        answered(desk, filed(desk, date(2026, 10, 2), 10_000, n), date(2026, 10, 8), 9_000)
        for n in (1, 2)
    )
    answered(desk, filed(desk, date(2026, 10, 3), 5_000, 3), date(2026, 10, 9), 4_321)
    made = confirmed(desk, [(exact.id, 9_000)], period=OCTOBER, state="DIFF", confirmed_on=None)
    with desk.bench.change("test"):
        (line,) = desk.stores.statement_lines.find(statement_id=made.id)
        desk.stores.statement_lines.save(replace(line, expected_fen=9_000))
        for row in (
            StatementLine(
                made.id,
                8,
                maker_number="W-88121",
                amount_fen=8_000,
                expected_fen=9_000,
                state=LineState.SHORT,
                claim_id=short.id,
                reason_text="工时重复",
                decision=Decision.CHASED,
            ),
            StatementLine(made.id, 9, amount_fen=699, state=LineState.UNKNOWN_CLAIM),
            StatementLine(
                made.id, 10, kind=LineOf.DEDUCTION, text="超重运费", amount_fen=-120,
                state=LineState.DEDUCTION, deduction_kind="freight",
            ),
        ):  # fmt: skip
            desk.stores.statement_lines.add(row)
    return desk.stores.statements.get(made.id)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_difference_sheet_names_every_difference(desk: Desk, tmp_path: Path, language: str) -> None:
    set_language(language)
    statement = differing(desk)
    text = " ".join(pages(desk.papers.prepare(SHEET, statement.id)()))
    for told in ("W-88121", "C0126-900001", "工时重复", "−10.00", "6.99", "超重运费", "−1.20"):
        assert told in text
    assert "C0126-900003" in text  # approved, and on no statement
    assert "43.21" in text
    assert "C0126-900002" not in text  # exact


def test_difference_sheet_in_excel_comes_to_the_same(desk: Desk, tmp_path: Path) -> None:
    statement = differing(desk)
    file = tmp_path / "sheet.xlsx"
    desk.papers.draw_statement(SHEET, statement.id, file)
    book = sheets(file)
    total = book["Difference by kind"][-1]
    assert [round(cell * 100) for cell in total[2:]] == [18_000, 17_699, -301]
    assert round(sheet(book, "Lines that do not simply agree")[-1][8] * 100) == -1_000
    assert round(sheet(book, "Money for unknown claims")[-1][8] * 100) == 699
    assert round(sheet(book, "Deductions and other money beside the claims")[-1][-1] * 100) == -120
    assert round(sheet(book, "Approved claims on no statement")[-1][-1] * 100) == 4_321


def test_two_hundred_differing_lines_go_over_pages_under_their_heads(desk: Desk) -> None:
    statement = differing(desk)
    with desk.bench.change("test"):
        desk.stores.statement_lines.add_many(
            [
                StatementLine(
                    statement.id,
                    row,
                    maker_number=f"W-{row}",
                    amount_fen=row,
                    state=LineState.UNKNOWN_CLAIM,
                )
                for row in range(100, 300)
            ]
        )
    found = pages(desk.papers.prepare(SHEET, statement.id)())
    assert len(found) > 3
    assert sum("Payer's number" in page for page in found) == len(found)
    assert all(f"W-{row}" in " ".join(found) for row in range(100, 300))


def test_what_cannot_be_drawn_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    papers = desk.papers
    assert refusal(lambda: papers.draw_statement(SHEET, NOBODY, file)) == ("NOT_FOUND",)
    assert refusal(lambda: papers.draw_month("no_such", "QC", OCTOBER, file)) == ("NOT_FOUND",)
    assert refusal(lambda: papers.draw_month("month_sheet", "QC", "2026-00", file)) == ("INVALID",)
    assert refusal(lambda: papers.prepare("month_sheet", NOBODY)) == ("NOT_FOUND",)
    desk.people.act_as("S18")
    assert refusal(lambda: papers.draw_month("month_sheet", "QC", OCTOBER, file)) == ("RIGHT",)
    assert not file.exists()


def test_a_drawn_paper_stands_in_the_print_journal(desk: Desk, tmp_path: Path) -> None:
    desk.papers.draw_month("reconciliation", "QC", OCTOBER, tmp_path / "first.pdf")
    (job,) = desk.stores.print_jobs.of("QC-2026-10")
    assert (job.language, job.kind) == ("reconciliation", "paper")
    assert "Reprint R1" in " ".join(month_paper(desk, "reconciliation"))
