"""The page of months: what stands in the way, where it leads, the close with its reasons."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from money_months import filed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tab_stage import Window

from warrantydesk.domain.settlement.statement import LineState, Statement, StatementLine
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.papers import PaperDialog
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.month_dialog import MonthDialog
from warrantydesk.ui.tabs.settlement.month_page import MonthPage

OCTOBER = "2026-10"


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def page(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[MonthPage]:
    theme.apply(qapp, dark=False)
    shell = Shell()
    shell.attach(window)
    made = MonthPage(shell, desk)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    filed(desk, date(2026, 10, 5), 10_000, 1)
    made.show()
    yield made
    shell.jobs.cancel_all()
    qtbot.waitUntil(shell.jobs.idle)


def looked(page: MonthPage, qtbot: Any) -> MonthPage:
    """Read the page and wait for the look of its worker."""
    page.refresh()
    qtbot.waitUntil(lambda: page.close_look is not None)
    return page


def rows(page: MonthPage) -> list[Any]:
    model = page.checks.model()
    return [model.row_at(number) for number in range(model.rowCount())]


def open_statement(desk: Desk) -> str:
    with desk.bench.change("test"):
        made = desk.stores.statements.add(Statement("J0126-9001", "QC", period=OCTOBER))
        desk.stores.statement_lines.add(
            StatementLine(made.id, 7, amount_fen=500, state=LineState.SHORT)
        )
    return made.number


def paper_in_front(qtbot: Any) -> PaperDialog:
    """Return the preview that was opened; it goes with the test."""
    found = (one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog))
    (paper,) = (one for one in found if one.isVisible())
    qtbot.addWidget(paper)
    return paper


def test_the_last_month_that_is_over_comes_in_front(page: MonthPage, qtbot: Any) -> None:
    looked(page, qtbot)
    assert page.month == OCTOBER
    assert page.title.text() == OCTOBER
    assert page.chip.text() == "to be closed"
    assert [row.value for row in page.claims.rows()][:2] == ["1", "100.00"]
    assert page.flow.rows()[-1].value == "100.00"
    assert page.close_button.isEnabled()
    assert page.note.mark() is Mark.WARN


def test_what_blocks_stands_first_and_leads_to_its_statement(
    page: MonthPage, qtbot: Any, desk: Desk, window: Window
) -> None:
    number = open_statement(desk)
    looked(page, qtbot)
    assert not page.close_button.isEnabled()
    assert page.note.mark() is Mark.BLOCK
    assert [row.code for row in rows(page)[:2]] == ["statements_open", "lines_undecided"]
    for row in rows(page)[:2]:
        page.checks.acted.emit(row)
        assert window.opened.pop() == ("settlement", "statement", number)


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("receivables_unexplained", ("settlement", "receivables", None)),
        ("days_unclosed", ("today", "", None)),
    ],
)
def test_other_checks_lead_to_their_page(
    page: MonthPage, qtbot: Any, window: Window, code: str, target: tuple[str, str, Any]
) -> None:
    looked(page, qtbot)
    (row,) = [one for one in rows(page) if one.code == code]
    page.jump(row)
    assert window.opened == [target]


def test_a_month_is_closed_with_its_reasons(
    page: MonthPage, qtbot: Any, desk: Desk, window: Window
) -> None:
    looked(page, qtbot)
    qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MonthDialog)]
    dialog.accept()
    assert dialog.isVisible()
    assert not desk.months.closes("QC")
    warnings = desk.months.check("QC", OCTOBER)["warnings"]
    for code in warnings:
        dialog.form.field(f"acknowledged.{code}").set_value("与厂家核对过")
    dialog.form.field("note").set_value("结清")
    dialog.accept()
    (close,) = desk.months.closes("QC")
    assert (close.month, close.note) == (OCTOBER, "结清")
    assert {one.acknowledged for one in close.checks if one.code in warnings} == {"与厂家核对过"}
    assert window.toasts == ["The month 2026-10 is closed"]
    qtbot.waitUntil(page.shell.jobs.idle)
    paper_in_front(qtbot).reject()
    page.open_thing("month", OCTOBER)
    assert page.chip.text().startswith("closed")
    assert not page.close_button.isVisibleTo(page)
    assert page.note.mark() is Mark.OK


def test_a_paper_of_the_month_is_saved_as_a_workbook(
    page: MonthPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked(page, qtbot)
    page.open_month_paper("reconciliation")
    qtbot.waitUntil(page.shell.jobs.idle)
    paper = paper_in_front(qtbot)
    asked: list[str] = []

    def picked(_parent: Any, _title: str, name: str, _kinds: str = "") -> str:
        asked.append(name)
        return str(tmp_path / name)

    monkeypatch.setattr(messages, "pick_save", picked)
    button = next(one for one in paper.findChildren(Button) if "Excel" in one.text())
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["QC-2026-10-reconciliation.xlsx"]
    assert (tmp_path / asked[0]).read_bytes().startswith(b"PK")


def test_a_month_that_is_not_over_cannot_be_closed(page: MonthPage, qtbot: Any) -> None:
    page.open_thing("month", "2026-11")
    qtbot.waitUntil(lambda: page.close_look is not None)
    assert page.chip.text() == "not over yet"
    assert not page.close_button.isEnabled()


def test_a_look_that_comes_late_shows_nothing_of_another_month(page: MonthPage, qtbot: Any) -> None:
    page.refresh()
    page.open_thing("month", "2026-09")
    qtbot.waitUntil(page.shell.jobs.idle)
    assert page.title.text() == "2026-09"
    assert page.claims.rows()[0].value == "0"
