"""Papers of customer care: what they say of what is on file."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from documents.papers.paper_facts import pages
from fakes import NINE
from stories import drafted

from warrantydesk.domain.care import Channel, Party
from warrantydesk.domain.errors import Refused
from warrantydesk.services.desk import Desk


def said(file: Path) -> str:
    return " ".join(" ".join(page.split()) for page in pages(file.read_bytes()))


def test_the_reminder_names_what_the_customer_has_to_bring(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk, type="SPARE_PART")
    file = tmp_path / "reminder.pdf"
    desk.papers.draw("missing_papers", claim.id, file)
    text = said(file)
    assert "Original parts sale receipt" in text
    assert "Job card" not in text  # made in the house
    assert claim.owner.name in text
    desk.attachments.tick(claim.id, "PO")
    desk.papers.draw("missing_papers", claim.id, file)
    wanted, here = said(file).split("Here already")
    assert "Original parts sale receipt" not in wanted
    assert "Original parts sale receipt" in here


def test_the_sheet_of_a_complaint_tells_what_was_said_since(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    before = NINE - timedelta(hours=1)
    phone, customer = Channel.PHONE, Party.CUSTOMER
    desk.care.note(customer, phone, "预约", claim_id=claim.id, at=before)
    made = desk.complaints.open("等了三天没有人打电话", claim_id=claim.id)
    desk.care.note(customer, phone, "致歉", claim_id=claim.id)
    desk.care.note(Party.MAKER, phone, "问厂家", claim_id=claim.id)
    desk.complaints.solve(made.id, "免费洗车")
    file = tmp_path / "complaint.pdf"
    job = desk.papers.draw_complaint(made.id, file)
    assert job.subject == made.number
    text = said(file)
    for words in (made.number, "等了三天没有人打电话", "致歉", "免费洗车", "2026-11-27"):
        assert words in text
    assert "问厂家" not in text
    assert "预约" not in text


def test_the_list_of_a_day_stands_by_the_hour(desk: Desk, tmp_path: Path) -> None:
    book = desk.appointments.book
    late = book(NINE + timedelta(hours=5), "异响", plate="京B00002", phone="15400000009")
    book(NINE + timedelta(hours=1), "首保", plate="京B00001")
    gone = book(NINE + timedelta(hours=2), "召回", plate="京B00003")
    desk.appointments.cancel(gone.id, "改期")
    book(NINE + timedelta(days=1), "二保", plate="京B00004")
    desk.appointments.arrive(late.id)
    file = tmp_path / "day.pdf"
    job = desk.papers.draw_appointments(date(2026, 11, 24), file)
    assert job.subject == "2026-11-24"
    text = said(file)
    assert text.index("京B00001") < text.index("京B00002")
    assert "2 appointments" in text
    assert "14:00" in text
    assert "Tuesday" in text
    assert "京B00003" not in text
    assert "京B00004" not in text


def test_a_day_without_appointments_says_so(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "day.pdf"
    desk.papers.draw_appointments(date(2026, 12, 1), file)
    assert "Nobody is booked on this day." in said(file)
    with pytest.raises(Refused):
        desk.papers.prepare("appointments", 0)
