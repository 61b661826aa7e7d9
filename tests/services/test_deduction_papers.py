"""Papers and ledgers of deductions and write-offs: what they say, and that their sums agree."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from python_calamine import CalamineWorkbook
from settled import approved
from stories import acting, submitted

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.services.desk import Desk


@pytest.fixture
def claim(desk: Desk) -> Claim:
    return approved(desk, submitted(desk))


def text_of(file: Path) -> str:
    """Return the text of a PDF without its blanks."""
    pages = pypdf.PdfReader(BytesIO(file.read_bytes())).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_the_letter_names_deduction_claim_and_reasons(
    desk: Desk, claim: Claim, tmp_path: Path
) -> None:
    one = desk.deductions.record(
        DeductionKind.FREIGHT, 8_600, claim_id=claim.id, reason_code="K06", notice_no="DK-7"
    )
    fields = {found.field for found in desk.papers.missing("deduction_dispute", one.id)}
    assert fields == {"dispute"}
    desk.deductions.dispute(one.id, "Waybill enclosed")
    assert not desk.papers.missing("deduction_dispute", one.id)
    file = tmp_path / "letter.pdf"
    job = desk.papers.draw_deduction(one.id, file)
    assert job.subject == one.number
    said = text_of(file)
    for words in (one.number, "DK-7", "K06", claim.claim_number, "Waybillenclosed", "86.00"):
        assert words in said
    with pytest.raises(Refused) as no:
        desk.papers.draw_deduction(99, file)
    assert no.value.codes == ("NOT_FOUND",)


def test_the_sheet_shows_the_account_and_who_signs(
    desk: Desk, claim: Claim, tmp_path: Path
) -> None:
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(claim, approved_fen=600_000))
    one = desk.write_offs.propose(claim.id, reason_text="Maker is insolvent")
    file = tmp_path / "sheet.pdf"
    desk.papers.draw_write_off(one.id, file)
    said = text_of(file)
    for words in (one.number, claim.claim_number, "6,000.00", "Makerisinsolvent", "Finance"):
        assert words in said
    acting(desk, "service_manager").write_offs.approve(one.id, "agreed")
    acting(desk, "finance").write_offs.second(one.id)
    acting(desk, "clerk").papers.draw_write_off(one.id, file)
    assert "许蔚然" in text_of(file)
    assert "傅晓棠" in text_of(file)


def test_sums_of_screen_paper_and_workbook_are_equal(
    desk: Desk, claim: Claim, tmp_path: Path
) -> None:
    for amount in (8_605, 1_210):
        desk.deductions.record(DeductionKind.FREIGHT, amount, claim_id=claim.id)
    desk.deductions.record(DeductionKind.INCENTIVE, -500, claim_id=claim.id)
    gone = desk.deductions.record(DeductionKind.CAMPAIGN, 777, claim_id=claim.id)
    desk.deductions.void(gone.id, "typed twice")
    shown = desk.deductions.sums(desk.deductions.ledger()).total_fen
    assert shown == 8_605 + 1_210 - 500
    book, paper = tmp_path / "ledger.xlsx", tmp_path / "ledger.pdf"
    assert desk.ledger.export("deductions", book).rows == 4
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert rows[-1][0] == "Total"
    amounts = [row[20] for row in rows[1:]]
    assert round(float(amounts[-1]) * 100) == -shown
    assert sum(round(float(one or 0) * 100) for one in amounts[:-1]) == -shown
    assert round(float(rows[-1][21]) * 100) == -777
    desk.ledger.export("deductions", paper)
    assert "−93.15" in text_of(paper)


def test_the_ledger_of_write_offs_tells_approved_from_the_rest(
    desk: Desk, claim: Claim, tmp_path: Path
) -> None:
    small = desk.write_offs.propose(claim.id, 2_000, reason_text="small")
    desk.write_offs.approve(small.id)
    desk.write_offs.propose(claim.id, 3_000, reason_text="waits")
    book = tmp_path / "write_offs.xlsx"
    desk.ledger.export("write_offs", book)
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert (rows[-1][16], rows[-1][17]) == (20.0, 30.0)
