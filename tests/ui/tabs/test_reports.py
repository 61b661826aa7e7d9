"""The tab of reports: chosen, asked, drawn, followed to the claims, saved; never in the way."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from builders import a_vin
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from report_tables import a_chart, a_table
from shiboken6 import delete
from stories import acting, submitted
from tab_stage import Window, stage_tab

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.person import Role
from warrantydesk.domain.report import Asked, ChartKind, ReportGroup, ReportTable, Suggestion
from warrantydesk.domain.report_period import Period
from warrantydesk.i18n import _
from warrantydesk.services.archive import ClaimList
from warrantydesk.services.desk import Desk
from warrantydesk.services.reports import service
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.report_menu import name_reports
from warrantydesk.ui.tabs.reports.side import ReportSide
from warrantydesk.ui.tabs.reports.tab import ReportsTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def claims(desk: Desk) -> list[Claim]:
    """Give two claims that were filed today."""
    return [submitted(desk, a_vin(number, "LX0DL31C")) for number in (1, 2)]


@pytest.fixture
def tab(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window, claims: list[Claim]
) -> Iterator[ReportsTab]:
    made = stage_tab(ReportsTab, qapp, qtbot, desk, window, 690)
    made.show()
    made.show_report("by_type")
    settle(made, qtbot)
    yield made
    made.shell.jobs.cancel_all()


def settle(tab: ReportsTab, qtbot: Any) -> None:
    qtbot.waitUntil(tab.shell.jobs.idle)


def texts(tab: ReportsTab) -> list[list[str]]:
    view = tab.page.grid.view
    model: Any = view.model()
    return [[column.say(row) for column in model.columns] for row in model.rows()]


def test_a_report_is_shown_as_chart_table_and_cards(tab: ReportsTab) -> None:
    assert texts(tab)[0][:2] == ["General repair", "2"]
    assert tab.page.grid.total.texts()[1] == "2"
    assert tab.page.finding.text().startswith("General repair")
    assert [slot.key for slot in tab.page.chart.picture().slots] == ["REPAIR"]
    assert tab.page.head.title.text() == "Claims by type"
    assert tab.side.cards()


def test_a_report_that_is_asked_for_before_the_first_look_finds_its_days_and_the_list(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window, claims: list[Claim]
) -> None:
    made = stage_tab(ReportsTab, qapp, qtbot, desk, window, 690)
    made.open_thing("report", "by_part")
    settle(made, qtbot)
    assert made.page.head.title.text() == "Claims by part"
    assert made.list.list.current_key() == "by_part"
    assert made.table is not None
    assert made.table.code == "by_part"


def test_every_report_is_in_the_list_and_the_filter_narrows_it(tab: ReportsTab, desk: Desk) -> None:
    listed = [line.key for line in tab.list.list.items() if line.key]
    assert listed == [one.code for one in desk.reports.all()]
    tab.list.begin_filter()
    QTest.keyClicks(tab.list.filter, "by mod")
    assert [line.key for line in tab.list.list.items()] == ["", "by_model"]


def test_the_first_report_found_is_opened_by_enter(tab: ReportsTab, qtbot: Any) -> None:
    QTest.keyClicks(tab.list.filter, "by mod")
    QTest.keyClick(tab.list.filter, Qt.Key.Key_Return)
    settle(tab, qtbot)
    assert tab.table is not None
    assert tab.table.code == "by_model"


def test_a_number_leads_to_the_claims_behind_it(
    tab: ReportsTab, window: Window, claims: list[Claim], qtbot: Any
) -> None:
    tab.page.grid.view.select_row(0)
    tab.page.grid.view.setFocus()
    QTest.keyClick(tab.page.grid.view, Qt.Key.Key_Return)
    settle(tab, qtbot)
    ((where, kind, found),) = window.opened
    assert (where, kind) == ("archive", "claims")
    assert isinstance(found, ClaimList)
    assert list(found.ids) == sorted((one.id for one in claims), reverse=True)
    assert "General repair" in found.title


def test_a_click_on_a_number_follows_it_and_beside_it_does_not(
    tab: ReportsTab, window: Window, qtbot: Any
) -> None:
    view = tab.page.grid.view
    for column, opened in ((0, 0), (1, 1)):
        place = view.visualRect(view.model().index(0, column)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle(tab, qtbot)
        assert len(window.opened) == opened


def test_chart_and_table_show_the_same_row(tab: ReportsTab) -> None:
    heard: list[str] = []
    tab.page.grid.chosen.connect(heard.append)
    tab.page.chart.setFocus()
    QTest.keyClick(tab.page.chart, Qt.Key.Key_Home)
    assert tab.page.grid.current_key() == "REPAIR"
    assert heard == ["REPAIR"]


def test_what_was_asked_is_remembered_for_each_report(tab: ReportsTab, qtbot: Any) -> None:
    head = tab.page.head
    head.period.set_value(Period.LAST_YEAR)
    head.period.edited.emit()
    settle(tab, qtbot)
    assert texts(tab) == []
    tab.show_report("by_part")
    settle(tab, qtbot)
    assert head.wish().period is Period.HALF_YEAR
    head.choices["parts"].set_value("causal")
    head.choices["parts"].edited.emit()
    settle(tab, qtbot)
    again = ReportsTab(tab.shell, tab.desk)
    again.show()
    settle(again, qtbot)
    assert again.report() == tab.report()
    assert again.page.head.choices["parts"].value() == "causal"
    again.show_report("by_type")
    settle(again, qtbot)
    assert again.page.head.wish().period is Period.LAST_YEAR
    again.close()
    again.deleteLater()


def test_own_days_are_typed(tab: ReportsTab, qtbot: Any) -> None:
    head = tab.page.head
    assert head.first.isHidden()
    head.period.set_value(Period.OWN)
    head.period.edited.emit()
    settle(tab, qtbot)
    assert not head.first.isHidden()
    head.first.setText("2026-11-25")
    head.last.setText("2026-11-30")
    head.last.editingFinished.emit()
    settle(tab, qtbot)
    assert texts(tab) == []
    assert tab.reading.asked is not None
    assert (tab.reading.asked.first, tab.reading.asked.last) == (
        date(2026, 11, 25), date(2026, 11, 30)
    )  # fmt: skip


def test_days_the_wrong_way_round_are_said_and_the_report_stays(
    tab: ReportsTab, qtbot: Any
) -> None:
    head = tab.page.head
    head.period.set_value(Period.OWN)
    head.first.setText("2026-11-30")
    head.last.setText("2026-11-01")
    head.last.editingFinished.emit()
    settle(tab, qtbot)
    assert head.wrong.text() == "The first day is after the last one."
    assert not head.wrong.isHidden()
    assert head.first.shown_state()[0] is Mark.BLOCK
    assert texts(tab)[0][1] == "2"
    head.first.setText("neither a day")
    head.first.editingFinished.emit()
    assert head.wrong.text().startswith("Not a date")
    head.first.setText("2026-10-01")
    head.first.editingFinished.emit()
    settle(tab, qtbot)
    assert head.first.shown_state()[0] is None
    assert head.wrong.isHidden()


def test_a_change_is_said_and_read_at_the_next_look(
    tab: ReportsTab, desk: Desk, qtbot: Any
) -> None:
    submitted(desk, a_vin(7, "LX0DL31C"))
    settle(tab, qtbot)
    assert texts(tab)[0][1] == "2"
    assert not tab.page.head.stale.isHidden()
    tab.hide()
    tab.show()
    settle(tab, qtbot)
    assert texts(tab)[0][1] == "3"
    assert tab.page.head.stale.isHidden()


def test_a_long_report_is_not_read_again_by_itself(tab: ReportsTab, desk: Desk, qtbot: Any) -> None:
    tab.reading.took_s = 9.0
    submitted(desk, a_vin(7, "LX0DL31C"))
    tab.hide()
    tab.show()
    settle(tab, qtbot)
    assert texts(tab)[0][1] == "2"
    QTest.mouseClick(tab.page.head.stale, Qt.MouseButton.LeftButton)
    settle(tab, qtbot)
    assert texts(tab)[0][1] == "3"


@pytest.mark.parametrize(("button", "ending"), [("pdf", ".pdf"), ("book", ".xlsx")])
def test_the_report_is_saved_and_entered(
    tab: ReportsTab, window: Window, tmp_path: Path, qtbot: Any, button: str, ending: str
) -> None:
    file = tmp_path / f"r{ending}"
    with messages.answer_with(file):
        getattr(tab.page.head, button).click()
        settle(tab, qtbot)
    assert file.stat().st_size > 1000
    assert window.toasts == [f"Saved as r{ending}"]
    assert [job.printer for job in tab.desk.stores.print_jobs.find()] == [f"file:r{ending}"]
    assert tab.page.head.stale.isHidden()


def test_tab_leaps_over_nothing_between_list_and_table(tab: ReportsTab) -> None:
    tab.setFocus()
    found = [QApplication.focusWidget()]
    assert found == [tab.list.list]
    while found[-1] is not tab.page.grid.view and len(found) < 40:
        QTest.keyClick(found[-1], Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    head = tab.page.head
    assert {head.pdf, head.book, head.period, tab.page.chart} <= set(found)


def test_the_keyboard_goes_round_the_panes(tab: ReportsTab) -> None:
    tab.list.list.setFocus()
    panes = [tab.page.chart, tab.page.grid.view, tab.list.list]
    for pane in panes:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        assert pane.hasFocus()


def test_nobody_is_shown_what_they_may_not_see(tab: ReportsTab, desk: Desk, qtbot: Any) -> None:
    tab.show_report("by_technician")
    settle(tab, qtbot)
    acting(desk, Role.RECEPTION)
    tab.refresh()
    settle(tab, qtbot)
    assert "by_technician" not in [line.key for line in tab.list.list.items()]
    assert tab.table is not None
    assert tab.table.code != "by_technician"


GATE = Event()


def _waits(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    while not GATE.wait(0.005):
        tick(1, 2)
    return a_table(code="waits")


WAITS = Report("waits", "Waits", ReportGroup.MONEY, _waits)


@pytest.fixture
def slow(tab: ReportsTab, monkeypatch: pytest.MonkeyPatch) -> ReportsTab:
    """Give the tab with a report that waits until it is let go."""
    GATE.clear()
    monkeypatch.setattr(service, "REPORTS", (*service.REPORTS, WAITS))
    tab.refresh()
    return tab


def test_while_a_report_is_read_the_window_takes_keys(slow: ReportsTab, qtbot: Any) -> None:
    settle(slow, qtbot)
    slow.show_report("waits")
    QTest.keyClicks(slow.list.filter, "by ty")
    assert [line.key for line in slow.list.list.items()] == ["", "by_type"]
    assert slow.reading.is_reading()
    qtbot.waitUntil(lambda: not slow.page.veil.isHidden())
    assert "Waits" in slow.page.veil.words()
    assert texts(slow)[0][1] == "2"  # the last report stays
    GATE.set()
    settle(slow, qtbot)
    assert texts(slow)[0][0] == "旧件无标签或脱落"
    assert slow.page.veil.isHidden()


def test_escape_stops_a_report_and_the_last_one_stays(slow: ReportsTab, qtbot: Any) -> None:
    settle(slow, qtbot)
    slow.show_report("waits")
    qtbot.waitUntil(lambda: not slow.page.veil.isHidden())
    slow.page.grid.view.setFocus()
    QTest.keyClick(slow.page.grid.view, Qt.Key.Key_Escape)
    settle(slow, qtbot)
    assert slow.page.veil.isHidden()
    assert texts(slow)[0][1] == "2"
    assert slow.page.head.stale.text() == "Not read: F5"
    assert slow.page.head.title.text() == "Claims by type"  # what is shown has its own name
    assert slow.list.list.current_key() == "by_type"


def test_another_report_stops_the_one_that_is_read(slow: ReportsTab, qtbot: Any) -> None:
    settle(slow, qtbot)
    slow.show_report("waits")
    slow.show_report("by_model")
    settle(slow, qtbot)
    assert slow.table is not None
    assert slow.table.code == "by_model"


@pytest.mark.parametrize("rows", [0, 1, 40])
@pytest.mark.parametrize("kind", list(ChartKind))
def test_any_report_fits_the_page(tab: ReportsTab, kind: ChartKind, rows: int) -> None:
    first = a_table().rows[0]
    found = a_table(
        rows=tuple(replace(first, key=f"r{number}") for number in range(rows)),
        chart=a_chart(kind, rows),
    )
    tab.page.show_table(found)
    tab.grab()
    assert len(texts(tab)) == rows
    assert tab.page.grid.total.isHidden() is (rows == 0)
    assert tab.page.upper.isHidden() is (rows == 0)


def test_suggestions_lead_to_where_they_are_done(qtbot: Any) -> None:
    asked: list[Any] = []
    side = ReportSide(asked.append, lambda: asked.append("learning"), lambda *to: asked.append(to))
    qtbot.addWidget(side)
    leads = Suggestion("Call the owners", leads_to=("policies", "campaign", "QC-S26-03"))
    side.show_table(a_table(suggestions=(*a_table().suggestions, leads)))
    buttons = {one.text(): one for one in side.findChildren(QAbstractButton)}
    for text in ("Look at check V43…", "What refusals teach…", "See to it"):
        buttons[text].click()
    assert asked == ["V43", "learning", leads.leads_to]
    side.show_table(None)
    assert side.cards() == []


def test_the_menu_names_every_report_in_its_group(tab: ReportsTab, desk: Desk, qtbot: Any) -> None:
    opened: list[Any] = []

    class Desks:
        def __init__(self) -> None:
            self.desk = desk

        def open_tab(self, *what: Any) -> None:
            opened.append(what)

    menu = QMenu(tab)
    name_reports(Desks(), menu)
    entries = [one for one in menu.actions() if not one.isSeparator()]
    assert [one.text() for one in entries] == [_(one.title) for one in desk.reports.all()]
    entries[-1].trigger()
    assert opened == [("reports", "report", desk.reports.all()[-1].code)]


def test_a_report_that_comes_after_the_lock_took_its_page_apart_is_left(
    tab: ReportsTab, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: failed.append(error))
    taken: list[ReportTable] = []
    reading, report = tab.reading, service.REPORTS[0]
    asked = Asked(date(2026, 1, 1), date(2026, 11, 24))
    reading.read(report, asked, lambda table: taken.append(table), failed.append)
    delete(tab.page.veil)
    settle(tab, qtbot)
    assert (taken, failed) == ([], [])
