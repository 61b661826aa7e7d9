"""Lists that leave a whole shop: every type, sums as SQL has them, days, brands, given claims."""

import csv
import re
import zipfile
from array import array
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from warrantydesk.demo import build
from warrantydesk.domain.claim.states import STATE_NAMES, State
from warrantydesk.domain.errors import INVALID, Refused
from warrantydesk.domain.listing import Holds
from warrantydesk.domain.masks import masked_plate
from warrantydesk.services.desk import Desk
from warrantydesk.services.ledger import drawing
from warrantydesk.services.ledger.account import Only
from warrantydesk.services.ledger.lists import LISTS
from warrantydesk.services.settlement.month_figures import asking_month

NEW = (
    *("claims", "part_lines", "labour_lines", "inspections", "settlement", "invoices", "receipts"),
    "contacts",
)
KINDS: dict[Holds, tuple[type, ...]] = {
    Holds.TEXT: (str,),
    Holds.COUNT: (int, float),
    Holds.MONEY: (int, float),
    Holds.HUNDREDTHS: (int, float),
    Holds.DAY: (date,),
    Holds.MOMENT: (datetime,),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Build a shop once; nobody changes it."""
    place = tmp_path_factory.mktemp("shop") / "data"
    build(place, 120, 5)
    with Desk(place).open() as opened:
        opened.people.act_as("S01")
        yield opened


def table(file: Path) -> list[list[Any]]:
    """Read a workbook as a spreadsheet does."""
    return CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()


def texts(file: Path) -> list[list[str]]:
    """Read a CSV file as a spreadsheet does."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def place(name: str, title: str) -> int:
    """Return where a column of a list stands."""
    return [column.title for column in LISTS[name].columns].index(title)


def column(name: str, title: str, rows: list[list[Any]]) -> list[Any]:
    """Return the cells of a column below the heads."""
    at = place(name, title)
    return [row[at] for row in rows[1:]]


@pytest.mark.parametrize("name", NEW)
def test_every_cell_is_what_its_column_holds_and_none_is_a_formula(
    shop: Desk, tmp_path: Path, name: str
) -> None:
    file = tmp_path / f"{name}.xlsx"
    done = shop.ledger.export(name, file)
    assert done.rows > 0
    with zipfile.ZipFile(file) as package:
        for part in package.namelist():
            assert not re.search(rb"<f[ >/]", package.read(part)), part
        # Excel calls a package broken whose parts claim a size beyond 4 GB for no reason.
        assert all(one.extract_version < 45 for one in package.infolist())
    rows = table(file)[1 : done.rows + 1]
    for number, head in enumerate(LISTS[name].columns):
        found = [row[number] for row in rows if row[number] not in ("", None)]
        wanted = KINDS[head.holds]
        assert all(isinstance(cell, wanted) for cell in found), head.title
    xml = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
    assert '<pane ySplit="1"' in xml
    assert re.search(rf'<autoFilter ref="A1:[A-Z]+{done.rows + 1}"/>', xml)
    widths = re.findall(r'<col min="\d+" max="\d+" width="(\d+)"', xml)
    assert [int(width) for width in widths] == [one.width for one in LISTS[name].columns]


@pytest.mark.parametrize("name", [name for name in NEW if LISTS[name].summed])
def test_the_last_row_adds_up_in_workbook_and_on_paper(
    shop: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = tmp_path / f"{name}.xlsx"
    done = shop.ledger.export(name, file)
    rows = table(file)
    assert rows[-1][0] == "Total"
    for number in LISTS[name].summed:
        cells = [row[number] for row in rows[1 : done.rows + 1] if row[number] != ""]
        assert rows[-1][number] == pytest.approx(sum(cells), abs=0.001), number
    plain = texts_of(shop, tmp_path, name)
    assert len(plain) == 1 + done.rows  # a list for other programs ends with its rows


def texts_of(shop: Desk, folder: Path, name: str, **wanted: Any) -> list[list[str]]:
    """Write a list as CSV and read it back."""
    file = folder / f"{name}.csv"
    shop.ledger.export(name, file, **wanted)
    return texts(file)


def fen(cells: list[str]) -> int:
    """Add up written amounts."""
    return sum(round(float(cell) * 100) for cell in cells if cell)


def test_the_sums_of_claims_are_those_of_the_database(shop: Desk, tmp_path: Path) -> None:
    rows = texts_of(shop, tmp_path, "claims")
    sql = """SELECT sum(c.total_fen), sum(coalesce(a.paid_fen, 0)),
        sum(coalesce(a.deducted_fen, 0)), sum(coalesce(a.written_off_fen, 0)) FROM claim c
        LEFT JOIN claim_account a ON a.claim_id = c.id WHERE c.state <> 'VOID'"""
    ((total, paid, deducted, written),) = shop.stores.db.query(sql)
    titles = ("Amount ¥", "Paid ¥", "Deducted ¥", "Written off ¥")
    found = [fen(column("claims", title, rows)) for title in titles]
    assert found == [total, paid, deducted, written]
    outstanding = fen(column("claims", "Outstanding ¥", rows))
    approved = fen(column("claims", "Approved ¥", rows))
    assert outstanding == approved - paid - deducted - written
    assert len(rows) - 1 == shop.stores.db.query("SELECT count(*) FROM claim")[0][0]


def test_what_of_a_part_was_paid_is_what_the_month_says(shop: Desk, tmp_path: Path) -> None:
    month = date(2026, 10, 1)
    figures = asking_month(shop.bench, "QC", "2026-10", 0)(shop.stores.db.query)
    rows = texts_of(
        shop,
        tmp_path,
        "part_lines",
        start=month,
        until=date(2026, 10, 31),
        only=Only(brand="QC", by="submitted", states=tuple(s for s in State if s != State.VOID)),
    )
    ours = [row for row in rows[1:] if row[place("part_lines", "Paid by")] == "Claim"]
    for title, wanted in (
        ("Amount ¥", sum(one.claimed_fen for one in figures.by_part)),
        ("Paid ¥", sum(one.paid_fen for one in figures.by_part)),
    ):
        at = place("part_lines", title)
        assert fen([row[at] for row in ours]) == wanted, title
    assert ours


def test_the_money_of_the_statements_is_that_of_the_database(shop: Desk, tmp_path: Path) -> None:
    rows = texts_of(shop, tmp_path, "settlement")
    sql = """SELECT sum(l.amount_fen) FROM statement_line l JOIN statement s
        ON s.id = l.statement_id WHERE l.void_reason = '' AND s.void_reason = ''
        AND l.state <> 'SPLIT'"""
    assert fen(column("settlement", "Settled ¥", rows)) == shop.stores.db.query(sql)[0][0]
    received = texts_of(shop, tmp_path, "receipts")
    ((money,),) = shop.stores.db.query("SELECT sum(amount_fen) FROM receipt")
    assert fen(column("receipts", "Received ¥", received)) == money
    invoiced = texts_of(shop, tmp_path, "invoices")
    sql = "SELECT sum(amount_fen + tax_fen) FROM invoice WHERE void_reason = ''"
    assert fen(column("invoices", "With tax ¥", invoiced)) == shop.stores.db.query(sql)[0][0]
    assert set(column("invoices", "Tax rate %", invoiced)) == {"13.00"}


@pytest.mark.parametrize("by", list(LISTS["claims"].days))
def test_the_day_that_counts_is_asked_for_and_said(shop: Desk, tmp_path: Path, by: str) -> None:
    start, until = date(2026, 3, 1), date(2026, 9, 30)
    title = LISTS["claims"].days[by]
    every = column("claims", title, texts_of(shop, tmp_path, "claims"))
    within = [day for day in every if day and start <= date.fromisoformat(day) <= until]
    rows = texts_of(shop, tmp_path, "claims", start=start, until=until, only=Only(by=by))
    assert column("claims", title, rows) == within
    assert within
    writing = shop.ledger.exporting("claims", tmp_path / "a.csv", start, until, Only(by=by))
    assert writing.around.head.period == f"{title}: 2026-03-01 to 2026-09-30"


def test_state_and_maker_narrow_a_list(shop: Desk, tmp_path: Path) -> None:
    wanted = (State.CLOSED, State.APPROVED)
    rows = texts_of(shop, tmp_path, "claims", only=Only(states=wanted))
    assert set(column("claims", "State", rows)) == {STATE_NAMES[state] for state in wanted}
    lines = texts_of(shop, tmp_path, "settlement", only=Only(states=("EXACT",)))
    assert set(column("settlement", "State", lines)) == {"exact"}


@pytest.mark.parametrize(
    ("name", "wanted", "field"),
    [
        ("claims", {"only": Only(by="tuesday")}, "only.by"),
        ("claims", {"only": Only(brand="nobody")}, "only.brand"),
        ("receipts", {"only": Only(by="opened")}, "only.by"),
        ("claims", {"only": Only(states=("HAPPY",))}, "only.states"),
        ("receipts", {"only": Only(states=("CLOSED",))}, "only.states"),
        ("receipts", {"claim_ids": [1]}, "claim_ids"),
    ],
)
def test_what_a_list_cannot_be_asked_for_is_said(
    shop: Desk, tmp_path: Path, name: str, wanted: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as no:
        shop.ledger.exporting(name, tmp_path / "a.csv", **wanted)
    assert no.value.codes == (INVALID,)
    assert [found.field for found in no.value.findings] == [field]


def test_given_claims_come_in_their_own_order_and_no_others(shop: Desk, tmp_path: Path) -> None:
    ids = array("q", (9, 3, 77, 12))
    numbers = dict(shop.stores.db.query("SELECT id, claim_number FROM claim"))
    wanted = [numbers[one] for one in ids]
    rows = texts_of(shop, tmp_path, "claims", claim_ids=ids)
    assert column("claims", "Claim", rows) == wanted
    lines = texts_of(shop, tmp_path, "part_lines", claim_ids=ids)
    seen = list(dict.fromkeys(column("part_lines", "Claim", lines)))
    assert seen == [number for number in wanted if number in seen]
    assert len(texts_of(shop, tmp_path, "claims", claim_ids=array("q"))) == 1


def test_many_claims_are_read_page_by_page(
    shop: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warrantydesk.storage import claim_lists

    whole = texts_of(shop, tmp_path, "part_lines")
    monkeypatch.setattr(claim_lists, "AT_ONCE", 7)
    told: list[tuple[int, int]] = []
    writing = shop.ledger.exporting("part_lines", tmp_path / "b.csv")
    writing(lambda done, total: told.append((done, total)))
    assert texts(tmp_path / "b.csv") == whole
    assert (7, 120) in told
    assert {total for _done, total in told[:-1]} == {120}  # one measure all the way
    assert told[-1] == (len(whole) - 1, len(whole) - 1)


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".pdf"])
def test_a_list_that_is_cancelled_leaves_nothing(shop: Desk, tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    writing = shop.ledger.exporting("claims", folder / f"a{ending}")
    calls: list[int] = []

    def stop(done: int, total: int) -> None:
        calls.append(done)
        if len(calls) > 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        writing(stop)
    assert list(folder.iterdir()) == []


def test_words_about_persons_are_hidden_from_who_may_not_note_them(
    shop: Desk, tmp_path: Path
) -> None:
    seen = texts_of(shop, tmp_path, "contacts")
    assert any(column("contacts", "What was said", seen))
    finance = next(one for one in shop.people.all() if "finance" in one.roles)
    shop.people.act_as(finance.login)
    try:
        hidden = texts_of(shop, tmp_path, "contacts")
    finally:
        shop.people.act_as("S01")
    assert len(hidden) == len(seen)
    for title in ("Spoken with", "What was said"):
        assert set(column("contacts", title, hidden)) <= {"", "***"}
        assert set(column("contacts", title, seen)) - {"", "***"}


@pytest.mark.parametrize("code", ["contacts", "claims", "settlement"])
def test_plates_in_a_file_are_masked_before_who_sees_them_so_on_the_screen(
    shop: Desk, tmp_path: Path, code: str
) -> None:
    seen = column(code, "Plate", texts_of(shop, tmp_path, code))
    finance = next(one for one in shop.people.all() if "finance" in one.roles)
    shop.people.act_as(finance.login)
    try:
        masked = column(code, "Plate", texts_of(shop, tmp_path, code))
    finally:
        shop.people.act_as("S01")
    assert masked == [masked_plate(plate) for plate in seen]
    assert masked != seen


def test_a_paper_of_claims_has_every_claim(
    shop: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_ON_PAPER", 50)
    with pytest.raises(Refused):
        shop.ledger.export("claims", tmp_path / "long.pdf")
    assert not (tmp_path / "long.pdf").exists()
    done = shop.ledger.export("claims", tmp_path / "a.pdf", claim_ids=range(1, 41))
    assert done.rows == 40
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
