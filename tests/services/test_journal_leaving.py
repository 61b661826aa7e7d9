"""The journal as a file: what leaves the desk names no customer, the window does."""

from pathlib import Path

import pytest
from stories import acting

from warrantydesk.domain.journal_line import JournalAsked
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

NAME, PHONE, PLATE = "欧阳芷若", "13911110001", "苏B7K2Q9"


@pytest.mark.parametrize("ending", ["csv", "pdf"])
def test_no_name_of_a_customer_leaves_with_the_journal(
    desk: Desk, tmp_path: Path, ending: str
) -> None:
    buyer = desk.customers.save(NAME, PHONE, address="江北路八号")
    car = desk.vehicles.save("LX0DL31C8RB018252", "QC", plate=PLATE, customer_id=buyer.id)
    desk.visits.open(car.id, buyer.id, desk.bench.now, 1000, "异响")
    acting(desk, Role.SERVICE_MANAGER)
    asked = JournalAsked()
    file = tmp_path / f"journal.{ending}"
    desk.journal.exporting(asked, file)()
    if ending == "csv":
        told = file.read_text("utf-8-sig")
    else:
        import pypdf

        told = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert "#" + str(buyer.id) in told
    assert [value for value in (NAME, PHONE, PLATE) if value in told] == []
    assert NAME in {line.name for line in desk.journal.lines(asked, None, 200)}
