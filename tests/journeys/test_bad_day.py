"""A bad day: pages of the database are spoilt; banner, restore with five clicks, work goes on."""

import argparse
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock
from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from stories import acting, staffed, submitted

from warrantydesk.app import _Work
from warrantydesk.domain.backup import BackupReason
from warrantydesk.domain.errors import Unavailable
from warrantydesk.domain.person import Role
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.services.opening_trouble import Trouble
from warrantydesk.services.restore_choice import Choice, newest_read
from warrantydesk.ui.bad_day import BadDayBanner
from warrantydesk.ui.between import StagesDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.main_window import MainWindow
from warrantydesk.ui.notice_bar import NoticeBar
from warrantydesk.ui.notices import BAD_DAY
from warrantydesk.ui.restore_dialog import RestoreDialog
from warrantydesk.ui.restore_run import NOTICE, restoring_here
from warrantydesk.ui.trouble_dialog import WAYS, TroubleDialog, Way

LONG = 60_000
PAGE = 4096


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Give a shop with a claim in its backup, and one thing done after it."""
    folder = tmp_path / "desk"
    with Desk(folder, FixedClock()).open(create=True, demo=True) as desk:
        submitted(staffed(desk))
        desk.backups.keep(BackupReason.TIMED)
        desk.customers.save(name="贺䶮", phone="15400000042")
    return folder


@pytest.fixture
def started(
    qapp: QApplication, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Path], _Work]]:
    """Start the program as the clerk does, over a folder."""
    set_language("en")
    theme.apply(qapp, dark=False)
    monkeypatch.setattr(qapp, "exit", lambda code: None)
    made: list[_Work] = []

    def start(folder: Path) -> _Work:
        args = argparse.Namespace(data=folder, demo=False, lang="en")
        work = _Work(qapp, MainWindow(Forgetful()), args, "en")
        made.append(work)
        work.window.show()
        work.begin()
        return work

    yield start
    for work in made:
        work.end()


def spoil(folder: Path, table: str) -> bytes:
    """Overwrite a page of a table; return the bytes of the database as it is now."""
    file = folder / "claims.db"
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    db.close()
    data = bytearray(file.read_bytes())
    start = (int(root[0]) - 1) * PAGE
    data[start : start + 200] = b"\xff" * 200
    file.write_bytes(data)
    return bytes(data)


def dialog_of(kind: type[Any], qtbot: Any) -> Any:
    def found() -> Any:
        tops = QApplication.topLevelWidgets()
        return next((one for one in tops if isinstance(one, kind) and one.isVisible()), None)

    qtbot.waitUntil(lambda: found() is not None, timeout=LONG)
    return found()


def entry_of(window: MainWindow, text: str) -> QAction:
    menus = (entry.menu() for entry in window.menus.actions())
    entries = (entry for menu in menus if isinstance(menu, QMenu) for entry in menu.actions())
    return next(entry for entry in entries if entry.text() == text)


def bad_day_of(window: Any, qtbot: Any) -> BadDayBanner:
    """Return the banner of a bad day once it knows its three ways on."""

    def day() -> BadDayBanner | None:
        found = window.notices.bar(BAD_DAY)
        return found if isinstance(found, BadDayBanner) and len(found.buttons) == 3 else None

    qtbot.waitUntil(lambda: day() is not None, timeout=LONG)
    found = day()
    assert found is not None
    return found


def test_damage_is_told_and_the_clerk_is_back_at_work_after_five_clicks(
    shop: Path, started: Callable[[Path], _Work], qtbot: Any
) -> None:
    spoilt = spoil(shop, "print_job")
    work = started(shop)
    before = work.window
    day = bad_day_of(before, qtbot)
    assert [step.text for step in day.day.steps][2] == "Enter 1 entry again"
    assert before.desk.bench.is_frozen
    entry_of(before, "&Restore a backup…").trigger()  # the first two clicks: File, Restore
    dialog = dialog_of(RestoreDialog, qtbot)
    qtbot.waitUntil(dialog.yes.isEnabled, timeout=LONG)
    qtbot.waitUntil(lambda: bool(dialog.page.lost.rows()), timeout=LONG)
    dialog.list.select(dialog.shown().record.name)  # the third
    with answer_with(True) as asked:  # the fifth
        dialog.yes.click()  # the fourth
    assert len(asked) == 1
    qtbot.waitUntil(
        lambda: work.window is not before and work.window.desk is not None, timeout=LONG
    )
    bar = work.window.notices.bar(NOTICE)
    assert isinstance(bar, NoticeBar)
    assert not work.window.desk.bench.is_frozen
    assert work.window.desk.customers.save(name="杨𬭎", phone="15400000043").id
    former = [one for one in shop.parent.iterdir() if one.name.startswith("desk") and one != shop]
    assert [(one / "claims.db").read_bytes() for one in former] == [spoilt]


def choosing(way: Way, chosen: list[Any]) -> Callable[[], None]:
    """Press a way in the dialog of a desk that does not open, once it is there."""
    end = QDeadlineTimer(LONG)

    def press() -> None:
        if end.hasExpired():
            return
        tops = QApplication.topLevelWidgets()
        dialogs = [one for one in tops if isinstance(one, TroubleDialog) and one.isVisible()]
        if not dialogs:
            QTimer.singleShot(50, press)
            return
        chosen.append((dialogs[0].trouble, tuple(dialogs[0].ways)))
        dialogs[0].ways[way].click()

    return press


def restoring(file: str = "", key: str = "") -> Callable[[], None]:
    """Choose a backup in the dialog, its key typed where one is given, and restore it."""
    steps: list[str] = []

    def press() -> None:
        tops = QApplication.topLevelWidgets()
        dialogs = [one for one in tops if isinstance(one, RestoreDialog) and one.isVisible()]
        if dialogs and file and "picked" not in steps:
            steps.append("picked")
            with answer_with([file]):
                dialogs[0].pick_file()
        elif dialogs and key and "typed" not in steps and dialogs[0].page.key.isVisible():
            steps.append("typed")
            dialogs[0].page.key.fill(key)
        elif dialogs and dialogs[0].yes.isEnabled():
            with answer_with(True):
                dialogs[0].yes.click()
            return
        QTimer.singleShot(50, press)

    return press


def test_a_desk_that_does_not_open_is_looked_at_under_the_banner(
    shop: Path, started: Callable[[Path], _Work], qtbot: Any
) -> None:
    spoilt = spoil(shop, "print_job")
    (shop / "app.lock.owner").write_text("somebody@somewhere, 1", "utf-8")  # an unclean end
    chosen: list[Any] = []
    QTimer.singleShot(0, choosing(Way.LOOK, chosen))
    work = started(shop)
    assert chosen == [(Trouble.DAMAGED, WAYS[Trouble.DAMAGED])]
    assert isinstance(work.window.notices.bar(BAD_DAY), BadDayBanner)
    with pytest.raises(Unavailable):
        work.window.desk.customers.save(name="杨𬭎", phone="15400000043")
    assert (shop / "claims.db").read_bytes() == spoilt


def test_a_desk_that_does_not_open_is_restored_from_its_dialog(
    shop: Path, started: Callable[[Path], _Work], qtbot: Any
) -> None:
    (shop / "claims.db").write_bytes(b"")
    chosen: list[Any] = []
    QTimer.singleShot(0, choosing(Way.RESTORE, chosen))
    QTimer.singleShot(0, restoring())
    work = started(shop)
    assert chosen[0][0] is Trouble.DAMAGED
    assert work.window.desk.archive.all_ids()
    assert isinstance(work.window.notices.bar(NOTICE), NoticeBar)


def test_a_new_computer_begins_with_the_backup_on_a_stick_and_its_key(
    shop: Path, started: Callable[[Path], _Work], qtbot: Any, tmp_path: Path
) -> None:
    with Desk(shop, FixedClock()).open() as desk:
        acting(desk, Role.CLERK)
        kind = desk.labels.printers.kept()
        desk.labels.printers.save(replace(kind, name="Zebra", transport="tcp:127.0.0.1:9100"))
        kept = desk.backups.keep(BackupReason.BY_HAND)
        key = "-".join(desk.backups.key_groups())
    assert kept is not None
    stick = tmp_path / "stick"
    stick.mkdir()
    file = (shop / "backups" / kept.name).rename(stick / kept.name)
    chosen: list[Any] = []
    QTimer.singleShot(0, choosing(Way.RESTORE, chosen))
    QTimer.singleShot(0, restoring(str(file), key))
    work = started(tmp_path / "new computer" / "data")
    assert chosen == [(Trouble.EMPTY, (Way.BEGIN, Way.RESTORE, Way.FOLDER))]
    assert work.window.desk.archive.all_ids()
    assert work.window.desk.labels.printers.kept().name == "Zebra"


def test_a_restore_that_is_stopped_changed_nothing(
    shop: Path, started: Callable[[Path], _Work], qtbot: Any
) -> None:
    work = started(shop)
    before = work.window
    found = newest_read(shop)
    assert found is not None
    assert found.file is not None
    stopped = restoring_here(shop, Choice(found, found.file))

    def stop() -> None:
        tops = QApplication.topLevelWidgets()
        dialogs = [one for one in tops if isinstance(one, StagesDialog) and one.isVisible()]
        if dialogs:
            dialogs[0].stop.click()
        else:
            QTimer.singleShot(0, stop)

    QTimer.singleShot(0, stop)
    assert before.reopen is not None
    before.reopen(stopped)
    qtbot.waitUntil(
        lambda: work.window is not before and work.window.desk is not None, timeout=LONG
    )
    assert work.window.notices.bar(NOTICE) is None
    assert work.window.desk.stores.customers.find(phone="15400000042")


def test_a_tab_that_meets_a_spoilt_page_tells_of_the_bad_day(
    shop: Path,
    started: Callable[[Path], _Work],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Desk, "check_quietly", lambda self: [])  # a tab meets it first
    spoil(shop, "visit")
    work = started(shop)
    work.window.open_tab("archive", "", None)
    day = work.window.notices.bar
    qtbot.waitUntil(lambda: isinstance(day(BAD_DAY), BadDayBanner), timeout=LONG)
    assert work.window.desk.bench.is_frozen


def test_damage_that_shows_when_the_window_fills_itself_is_a_trouble_at_the_start(
    shop: Path, started: Callable[[Path], _Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish, met = MainWindow.furnish, []

    def stumble(self: MainWindow, *told: Any) -> None:
        met.append(self)
        if len(met) == 1:
            raise sqlite3.DatabaseError("database disk image is malformed")
        furnish(self, *told)

    monkeypatch.setattr(MainWindow, "furnish", stumble)
    chosen: list[Any] = []
    QTimer.singleShot(0, choosing(Way.LOOK, chosen))
    work = started(shop)
    assert chosen[0][0] is Trouble.DAMAGED
    assert met[0] is not met[1] is work.window
    assert work.window.desk.bench.is_frozen


def test_without_a_backup_what_can_be_read_is_saved_and_opened(
    shop: Path, started: Callable[[Path], _Work], qtbot: Any, tmp_path: Path
) -> None:
    shutil.rmtree(shop / "backups")
    spoilt = spoil(shop, "print_job")
    work = started(shop)
    before = work.window
    day = bad_day_of(before, qtbot)
    assert day.buttons[1].text() == "Save what can be read…"
    (tmp_path / "stick").mkdir()
    with answer_with(str(tmp_path / "stick"), True):
        day.buttons[1].click()
    qtbot.waitUntil(
        lambda: work.window is not before and work.window.desk is not None, timeout=LONG
    )
    assert work.window.desk.folder.path == tmp_path / "stick"
    assert work.window.desk.archive.all_ids()
    assert (shop / "claims.db").read_bytes() == spoilt


def test_what_can_be_read_is_saved_from_the_dialog_of_a_desk_that_does_not_open(
    shop: Path, started: Callable[[Path], _Work], tmp_path: Path
) -> None:
    spoilt = spoil(shop, "print_job")
    (shop / "app.lock.owner").write_text("somebody@somewhere, 1", "utf-8")  # an unclean end
    chosen: list[Any] = []
    QTimer.singleShot(0, choosing(Way.SALVAGE, chosen))
    with answer_with(str(tmp_path / "saved")):
        work = started(shop)
    assert work.window.desk.folder.path == tmp_path / "saved"
    assert isinstance(work.window.notices.bar("salvaged"), NoticeBar)
    assert work.window.desk.archive.all_ids()
    assert (shop / "claims.db").read_bytes() == spoilt
