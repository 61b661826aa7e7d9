"""At the foot of every paper stands place and head of the journal, and the journal knows it."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from returns import shipped
from stories import acting, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.services.ledger.lists import LISTS
from warrantydesk.services.papers import EVERY_PAPER, PAPERS, SHIPMENT_PAPERS
from warrantydesk.services.reports.registry import REPORTS
from warrantydesk.storage.verify import verify_folder

ANCHOR = re.compile(r"[0-9]{1,15}:[0-9a-f]{12}")
SUBJECTS = range(1, 5)
OF_NO_MORE = {"demand_answer", "authorisation_request", "escalation_sheet", "appeal_letter"}
"""Papers of a claim whose subject this desk has none of: their frame is that of the others."""


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """Give a desk with a claim that was sent and a list that has left."""
    submitted(desk)
    shipped(desk)
    return desk


def drawn(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Yield every paper that something at this desk may be drawn as."""
    for paper in EVERY_PAPER:
        for number in SUBJECTS:
            try:
                data = desk.papers.prepare(paper.code, number)()
            except Refused:
                continue
            yield paper.code, data
            break


def anchors(data: bytes) -> list[str]:
    """Return the anchor of each page, empty where a page has none."""
    found = []
    for page in PdfReader(BytesIO(data)).pages:
        text = " ".join(page.extract_text().split())
        found.append(next(iter(ANCHOR.findall(text)), ""))
    return found


def test_every_paper_has_an_anchor_that_verifies(worked: Desk) -> None:
    papers = dict(drawn(worked))
    expected = {paper.code for paper in (*PAPERS, *SHIPMENT_PAPERS)} - OF_NO_MORE
    assert sorted(expected - set(papers)) == []
    told = {code: anchors(data) for code, data in papers.items()}
    assert {code: each for code, each in told.items() if not all(each)} == {}
    folder = worked.folder.path
    worked.close()
    every = {one for each in told.values() for one in each}
    assert [one for anchor in sorted(every) for one in verify_folder(folder, anchor)] == []


@pytest.mark.parametrize("code", LISTS)
def test_every_list_on_paper_has_the_anchor(desk: Desk, tmp_path: Path, code: str) -> None:
    acting(desk, Role.SERVICE_MANAGER)
    file = tmp_path / "list.pdf"
    desk.ledger.export(code, file)
    assert set(anchors(file.read_bytes())) == {desk.archive.anchor}


@pytest.mark.parametrize("code", [report.code for report in REPORTS])
def test_every_report_has_the_anchor(desk: Desk, tmp_path: Path, code: str) -> None:
    acting(desk, Role.SERVICE_MANAGER)
    before = desk.archive.anchor
    file = tmp_path / "report.pdf"
    desk.reports.save(code, file)
    assert set(anchors(file.read_bytes())) == {before}


def test_a_reprint_of_a_sent_form_keeps_the_first_anchor(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    desk.papers.draw("claim_form", claim.id, first)
    desk.customers.save("顾客", "15400000042")
    desk.papers.draw("claim_form", claim.id, again)
    assert set(anchors(first.read_bytes())) == {desk.stores.submissions.find()[0].anchor}
    assert again.read_bytes() == first.read_bytes()
