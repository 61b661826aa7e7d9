"""The ledger and the due-back calendar in the window."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from stories import repairing
from tab_stage import Window

from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.tag import spoken
from warrantydesk.services.desk import Desk
from warrantydesk.services.ledger.calendar import DueKind
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.calendar_dialog import CalendarDialog
from warrantydesk.ui.tabs.shelf.calendar_grid import mark_of
from warrantydesk.ui.tabs.shelf.ledger_columns import stock_columns
from warrantydesk.ui.tabs.shelf.ledger_export import export_list, lists_menu
from warrantydesk.ui.tabs.shelf.ledger_frame import DAYS, MOVEMENTS, STOCK
from warrantydesk.ui.tabs.shelf.ledger_page import LedgerDialog
from warrantydesk.ui.tabs.shelf.ledger_period import (
    LAST_MONTH,
    MONTH,
    OWN,
    QUARTER,
    YEAR,
    days_of,
)


@pytest.fixture
def pump(desk: Desk, clock: FixedClock) -> OldPart:
    """A pump that came in yesterday and was shelved today; two seals are still expected."""
    claim = repairing(desk)
    piece = desk.shelf.receive(claim.id, 1)
    clock.go_on(days=1)
    return desk.shelf.shelve(piece.tag, "R2-3")


@pytest.fixture
def dialog(desk: Desk, shell: Shell, qtbot: Any, pump: OldPart) -> LedgerDialog:
    made = LedgerDialog(shell, desk)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    qtbot.waitUntil(lambda: made.account is not None)
    return made


def test_a_ledger_that_is_closed_while_it_reads_is_done(
    desk: Desk, shell: Shell, qtbot: Any, pump: OldPart
) -> None:
    dialog = LedgerDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()
    with qtbot.captureExceptions() as errors:
        dialog.reject()
        QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
        qtbot.waitUntil(shell.jobs.idle)
    assert not isValid(dialog)
    assert errors == []


def words(dialog: LedgerDialog) -> list[list[str]]:
    """Return what the table shows."""
    model = dialog.frame.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (MONTH, date(2026, 11, 1), date(2026, 11, 24)),
        (LAST_MONTH, date(2026, 10, 1), date(2026, 10, 31)),
        (QUARTER, date(2026, 10, 1), date(2026, 11, 24)),
        (YEAR, date(2026, 1, 1), date(2026, 11, 24)),
    ],
)
def test_the_days_of_a_period(period: str, first: date, last: date) -> None:
    assert days_of(period, date(2026, 11, 24)) == (first, last)


def test_the_month_before_january_is_december() -> None:
    assert days_of(LAST_MONTH, date(2026, 1, 31)) == (date(2025, 12, 1), date(2025, 12, 31))


def test_the_ledger_opens_with_this_month_newest_first(dialog: LedgerDialog) -> None:
    totals = dialog.frame.totals
    assert [totals.text(key) for key in ("opening", "came", "went", "closing")] == [
        "0",
        "+1",
        "−0",
        "1",
    ]
    assert [row[2] for row in words(dialog)] == ["Put on the shelf", "Received from the workshop"]


def test_views_show_stock_days_and_groups(dialog: LedgerDialog, pump: OldPart) -> None:
    view = dialog.frame.view
    view.choose(STOCK)
    assert [(row[1], row[3]) for row in words(dialog)] == [(spoken(pump.tag), "R2-3")]
    view.choose(DAYS)
    assert [row[1:] for row in words(dialog)] == [["1", "—", "1"]]
    view.choose("supplier_code")
    assert [row[1:5] for row in words(dialog)] == [["—", "1", "—", "1"]]
    view.choose(MOVEMENTS)
    assert len(words(dialog)) == 2


def test_the_day_since_a_piece_is_here_is_not_cut(dialog: LedgerDialog) -> None:
    dialog.frame.view.choose(STOCK)
    columns = stock_columns(dialog.names, date(2026, 11, 24))
    state = next(one for one in columns if one.key == "state")
    assert dialog.account is not None
    assert state.second is not None
    (line,) = dialog.account.stock
    assert width_for([state.second(line)]) <= state.width


def test_days_of_choice_and_filters_ask_anew(
    dialog: LedgerDialog, qtbot: Any, desk: Desk, pump: OldPart
) -> None:
    before = dialog.account
    dialog.frame.start.set_value(desk.bench.today)
    dialog.frame.start.edited.emit()
    qtbot.waitUntil(lambda: dialog.account is not before)
    assert dialog.frame.period.value() == OWN
    assert [row[2] for row in words(dialog)] == ["Put on the shelf"]
    before = dialog.account
    dialog.frame.search.set_value("nothing like this")
    dialog.ask()
    qtbot.waitUntil(lambda: dialog.account is not before)
    assert words(dialog) == []
    assert dialog.frame.totals.text("closing") == "0"


def test_sorting_by_a_column(dialog: LedgerDialog) -> None:
    dialog.frame.table.model().sort_by(("at", False))  # type: ignore[attr-defined]
    assert [row[2] for row in words(dialog)] == ["Received from the workshop", "Put on the shelf"]


def test_a_closed_ledger_reads_no_further(desk: Desk, shell: Shell, qtbot: Any) -> None:
    made = LedgerDialog(shell, desk)
    qtbot.addWidget(made)
    job = made._job
    made.reject()
    assert job is not None
    assert job.is_cancelled()
    qtbot.waitUntil(shell.jobs.idle)


def test_the_ledger_is_saved_where_the_clerk_says(
    dialog: LedgerDialog,
    qtbot: Any,
    shell: Shell,
    window: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "ledger.xlsx"
    monkeypatch.setattr(messages, "pick_save", lambda *_args: str(file))
    dialog.save()
    qtbot.waitUntil(shell.jobs.idle)
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert window.toasts == ["Saved as ledger.xlsx, 2 rows"]
    assert file.read_bytes().startswith(b"PK")


def test_a_place_that_cannot_be_written_is_told(
    desk: Desk, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "pick_save", lambda *_args: str(desk.folder.path / "a.csv"))
    monkeypatch.setattr(shell, "tell", lambda text, *_args, **_more: told.append(text))
    export_list(shell, desk, "claims")
    assert "data folder" in told[0]


def test_every_list_stands_in_the_menu(desk: Desk, shell: Shell, qtbot: Any) -> None:
    from PySide6.QtWidgets import QMenu

    menu = QMenu()
    qtbot.addWidget(menu)
    lists_menu(shell, desk, menu)
    assert len(menu.actions()) == len(desk.ledger.lists())


@pytest.fixture
def calendar(desk: Desk, shell: Shell, qtbot: Any, pump: OldPart) -> CalendarDialog:
    made = CalendarDialog(shell, desk)
    qtbot.addWidget(made)
    made.resize(1200, 620)
    made.show()
    return made


def test_the_calendar_opens_on_the_next_day_with_something(
    calendar: CalendarDialog, pump: OldPart
) -> None:
    assert calendar.grid.day == pump.return_by
    assert [mark.piece.tag for mark in calendar.model.rows() if mark.piece] == [pump.tag]
    assert calendar.sum.text() == "1 piece due, ¥468.00"
    assert calendar.late.isHidden()


def test_a_reminder_is_not_what_the_calendar_opens_on(
    desk: Desk, shell: Shell, qtbot: Any, pump: OldPart
) -> None:
    asked = desk.bench.today - timedelta(days=6)
    desk.shelf.request(pump.tag, desk.bench.today + timedelta(days=9), "T-1", asked)
    dialog = CalendarDialog(shell, desk)
    qtbot.addWidget(dialog)
    assert dialog.grid.day == desk.bench.today + timedelta(days=9)
    dialog.take_day(desk.bench.today + timedelta(days=1))
    assert [mark.kind for mark in dialog.model.rows()] == [DueKind.REMINDER1]


def test_arrows_walk_into_the_next_month(calendar: CalendarDialog, pump: OldPart) -> None:
    assert pump.return_by is not None
    calendar.grid.setFocus()
    QTest.keyClick(calendar.grid, Qt.Key.Key_Right)
    assert calendar.grid.day == pump.return_by + timedelta(days=1)
    assert calendar.model.rows() == []
    calendar.turn(1)
    assert calendar.grid.day == date(2027, 1, 1)
    assert calendar.month.text() == "2027-01"
    calendar.turn(-1)
    assert calendar.month.text() == "2026-12"
    QTest.keyClick(calendar.grid, Qt.Key.Key_Home)
    assert calendar.month.text() == "2026-11"


def test_a_click_chooses_a_day(calendar: CalendarDialog) -> None:
    day = date(2026, 12, 4)
    spot = calendar.grid.area_of(day).center().toPoint()
    QTest.mouseClick(calendar.grid, Qt.MouseButton.LeftButton, pos=spot)
    assert calendar.grid.day == day


def test_what_is_late_is_counted_and_listed(
    desk: Desk, shell: Shell, qtbot: Any, pump: OldPart, clock: FixedClock, window: Window
) -> None:
    clock.go_on(days=40)
    made = CalendarDialog(shell, desk)
    qtbot.addWidget(made)
    made.show()
    assert made.late.text() == "1 thing is late"
    assert pump.return_by is not None
    assert mark_of(made.days[pump.return_by], made.today) is Mark.OVERDUE
    made.show_late()
    (mark,) = made.model.rows()
    assert mark.kind is DueKind.RETURN
    made.table.opened.emit(mark)
    assert window.opened == [("shelf", "tag", pump.tag)]


def test_the_calendar_is_saved_as_pdf(
    calendar: CalendarDialog, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "due.pdf"
    monkeypatch.setattr(messages, "pick_save", lambda *_args: str(file))
    calendar.save_calendar()
    assert file.read_bytes().startswith(b"%PDF")
    assert window.toasts == ["Saved as due.pdf"]
