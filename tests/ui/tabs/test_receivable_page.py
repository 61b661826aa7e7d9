"""The page of receivables: bars and rows narrow the claims, words are kept, reports are noted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import a_vin
from fakes import FixedClock
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from settled import approved, confirmed
from settlement_stage import shown_settlement
from stories import submitted, to_submit
from tab_stage import Window

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.domain.settlement.receivable import Age, By, NoteReason, Stage
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.receivable_lists import Listed
from warrantydesk.ui.claim_head import axes
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.settlement.receivable_block import AgeBlock, DeductionBlock
from warrantydesk.ui.tabs.settlement.receivable_frame import ABNORMAL, CASH
from warrantydesk.ui.tabs.settlement.receivable_page import UNEXPLAINED, ReceivablePage
from warrantydesk.ui.tabs.settlement.tab import SettlementTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def claims(desk: Desk, clock: FixedClock) -> list[Claim]:
    """Give an old approved claim, one on a confirmed statement, one filed today."""
    old = approved(desk, submitted(desk, a_vin(1, "LX0DL31C")))
    clock.go_on(days=40)
    settled = approved(desk, submitted(desk, a_vin(2, "LX0DL31C")))
    confirmed(desk, [(settled.id, settled.total_fen)])
    return [old, settled, submitted(desk, a_vin(3, "LX0DL31C"))]


@pytest.fixture
def tab(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window, claims: list[Claim]
) -> Iterator[SettlementTab]:
    with shown_settlement(qapp, qtbot, desk, window) as shown:
        yield shown


@pytest.fixture
def page(tab: SettlementTab, qtbot: Any) -> ReceivablePage:
    tab.open_thing("receivables", "")
    qtbot.waitUntil(tab.shell.jobs.idle)
    shown: ReceivablePage = tab.page()
    return shown


def listed(page: ReceivablePage) -> list[int]:
    model: Any = page.claims.model()
    return [row.claim_id for row in model.rows()]


def settle(page: ReceivablePage, qtbot: Any) -> None:
    qtbot.waitUntil(page.shell.jobs.idle)


def test_the_title_states_the_finding_and_the_bars_the_sums(
    page: ReceivablePage, claims: list[Claim]
) -> None:
    assert "older than 30 days" in page.frame.finding.text()
    sums = {bar.age: (bar.amount_fen, bar.claims) for bar in page.frame.chart.bars()}
    assert sums[Age.UP_TO_60] == (claims[0].total_fen, 1)
    assert sums[Age.UP_TO_15] == (claims[1].total_fen + claims[2].total_fen, 2)
    assert page.frame.silent.mark() is Mark.WARN
    assert listed(page) == [one.id for one in claims]


def test_a_bar_narrows_the_claims_and_lets_them_go_again(
    page: ReceivablePage, qtbot: Any, claims: list[Claim]
) -> None:
    chart = page.frame.chart
    chart.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(chart, key)
    settle(page, qtbot)
    assert chart.age() is Age.UP_TO_60
    assert listed(page) == [claims[0].id]
    assert page.frame.release.isVisible()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect().center())
    settle(page, qtbot)
    assert chart.age() is None
    assert len(listed(page)) == 3
    assert not page.frame.release.isVisible()


@pytest.mark.parametrize(
    ("by", "key", "count"),
    [(By.STAGE, "filed", 1), (By.CLERK, "S01", 3), (By.PAYER, "", 3)],
)
def test_a_row_of_the_groups_narrows_the_claims(
    page: ReceivablePage, qtbot: Any, by: By, key: str, count: int
) -> None:
    page.frame.by.choose(by)
    assert page.groups.select_where(lambda row: row.key == key)
    settle(page, qtbot)
    assert len(listed(page)) == count
    page.show_all()
    settle(page, qtbot)
    assert len(listed(page)) == 3


@pytest.mark.parametrize(
    ("key", "wanted"), [("unexplained", [0]), ("approved", [0]), ("age:0-15", [1, 2])]
)
def test_today_opens_the_page_at_what_it_speaks_of(
    tab: SettlementTab, qtbot: Any, claims: list[Claim], key: str, wanted: list[int]
) -> None:
    tab.open_thing("receivables", key)
    qtbot.waitUntil(tab.shell.jobs.idle)
    assert listed(tab.page()) == [claims[place].id for place in wanted]


def test_what_is_old_is_explained_in_words(
    page: ReceivablePage, qtbot: Any, desk: Desk, window: Window, claims: list[Claim]
) -> None:
    page.open_thing("receivable", claims[0].claim_number)
    settle(page, qtbot)
    dialog = page.explain()
    assert dialog is not None
    dialog.accept()
    assert dialog.isVisible()  # without words
    dialog.form.field("text").set_value("厂家说下月付")
    dialog.form.field("reason_code").set_value(NoteReason.NEXT_PAYMENT)
    dialog.accept()
    settle(page, qtbot)
    assert desk.receivables.notes(claims[0].id)[0].text == "厂家说下月付"
    assert window.toasts == ["1 receivable explained"]
    assert page.frame.silent.mark() is Mark.DONE
    page.open_thing("receivables", UNEXPLAINED)
    settle(page, qtbot)
    assert listed(page) == []


def test_expected_cash_opens_its_statement(
    page: ReceivablePage, qtbot: Any, window: Window, desk: Desk
) -> None:
    page.open_thing("receivables", CASH)
    settle(page, qtbot)
    model: Any = page.cash.model()
    assert [row.kind for row in model.rows()] == ["to_invoice", "next_statement"]
    page.cash.select_row(0)
    QTest.keyClick(page.cash, Qt.Key.Key_Return)
    (statement,) = desk.statements.all()
    assert window.opened[-1] == ("settlement", "statement", statement.id)


def test_a_view_that_is_read_late_does_not_speak_over_the_one_in_front(
    page: ReceivablePage, qtbot: Any
) -> None:
    page.refresh()
    page.open_thing("receivables", CASH)
    settle(page, qtbot)
    assert page.frame.finding.text().startswith("Next: ")


def test_what_strikes_is_reported_with_name_and_day(
    page: ReceivablePage, qtbot: Any, desk: Desk
) -> None:
    dear = to_submit(desk, a_vin(9, "LX0DL31C"))
    sent = {"state": State.SUBMITTED, "submitted_at": desk.bench.now, "total_fen": 900_000}
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(dear, **sent))
    page.open_thing("receivables", ABNORMAL)
    settle(page, qtbot)
    dialog = page.report()
    assert dialog is not None
    dialog.form.field("text").set_value("请看总成更换")
    dialog.accept()
    settle(page, qtbot)
    model: Any = page.odd.model()
    assert [row.reported_by for row in model.rows()] == ["S01"]
    assert page.explain() is None


def test_a_list_is_saved_where_the_clerk_says(
    page: ReceivablePage, tmp_path: Path, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ages.pdf"
    monkeypatch.setattr(messages, "pick_save", lambda *_asked: str(file))
    page.save(Listed.AGES)
    assert file.read_bytes().startswith(b"%PDF")
    assert window.toasts[-1].startswith("Saved as ages.pdf")


def test_the_blocks_tell_what_is_owed_and_open_the_page(
    page: ReceivablePage, tab: SettlementTab, qtbot: Any, desk: Desk, window: Window
) -> None:
    desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=desk.archive.all_ids()[0])
    ages, deductions = AgeBlock(page.shell, desk), DeductionBlock(page.shell, desk)
    for block in (ages, deductions):
        qtbot.addWidget(block)
        block.refresh()
    settle(page, qtbot)
    total = desk.receivables.ages().total
    assert [bar.amount_fen for bar in ages.bars.bars()] == list(total.ages)
    assert deductions.lines.lines() == [(Mark.TODO, "Freight 1", 500)]
    QTest.keyClick(ages.bars, Qt.Key.Key_Space)
    assert window.opened[-1] == ("settlement", "receivables", "age:0-15")


def test_the_money_axis_follows_the_money(desk: Desk, claims: list[Claim]) -> None:
    def axis(claim: Claim) -> tuple[str, str]:
        found = axes(desk, desk.claims.get(claim.id))[2]
        return found.state, found.clock

    fen = f"¥{claims[1].total_fen / 100:,.2f}"
    assert axis(claims[0])[0] == "approved"
    assert axis(claims[2])[0] == "claimed"
    (statement,) = desk.statements.all()
    assert axis(claims[1]) == (f"on statement {statement.number}", fen)
    desk.invoices.save("26000001", statement_id=statement.id, issued_on=desk.bench.today)
    assert axis(claims[1]) == (f"invoiced with {statement.number}", fen)
    desk.receipts.book(desk.statements.sums(statement.id).due_fen, statement.id)
    assert axis(claims[1]) == ("paid on 2027-01-03", fen)
    assert axes(desk, desk.claims.get(claims[1].id))[2].mark is Mark.OK


def test_the_groups_stand_in_the_order_of_the_way(page: ReceivablePage) -> None:
    model: Any = page.groups.model()
    assert [row.key for row in model.rows()] == [Stage.FILED, Stage.APPROVED, Stage.TO_INVOICE]


def test_the_groups_are_stages_at_once_where_a_stage_is_asked_for(
    tab: SettlementTab, page: ReceivablePage, qtbot: Any
) -> None:
    page.frame.by.set_value(By.CLERK)
    page._show_groups()
    tab.open_thing("receivables", str(Stage.FILED))
    shown = [page.groups.model().row_at(n).key for n in range(page.groups.model().rowCount())]
    assert shown
    assert set(shown) <= {str(one) for one in Stage}
    page.groups.grab()
    qtbot.waitUntil(tab.shell.jobs.idle)
