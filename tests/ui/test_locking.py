"""A locked desk shows nothing of anybody, and lets its person go on where the work was."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import VIN
from fakes import FixedClock
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget
from stories import drafted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import READONLY, Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.ui.auto_lock import AutoLock
from warrantydesk.ui.dealer_dialog import DealerDialog
from warrantydesk.ui.kept_writing import KeptDialog
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.item_list import ITEM
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.pin_field import PinField
from warrantydesk.ui.lock_page import LockPage
from warrantydesk.ui.main_window import MainWindow
from warrantydesk.ui.stage import Stage

PIN, OTHER = "385214", "902761"
NO_KEY = Qt.KeyboardModifier.NoModifier
_TEXTS = ("text", "toPlainText", "windowTitle", "toolTip", "accessibleName", "title")


@pytest.fixture
def claim(desk: Desk) -> Claim:
    """Give a claim with everything by which a person is known, and a desk with a PIN."""
    made = drafted(desk)
    desk.people.set_pin("S01", PIN)
    return desk.claims.get(made.id)


@pytest.fixture
def stage(qtbot: Any, desk: Desk, claim: Claim) -> Iterator[Stage]:
    made = Stage(desk, "en")
    yield made
    with messages.answer_with():  # a desk that a test froze would say so, and wait to be read
        made.close()


def page_of(stage: Stage) -> LockPage:
    locking = stage.window.locking
    assert locking is not None
    assert locking.page is not None
    return locking.page


def locked(stage: Stage, qtbot: Any) -> LockPage:
    """Lock the window and wait until everything is taken apart."""
    assert stage.window.locking is not None
    stage.window.locking.lock()
    qtbot.waitUntil(lambda: stage.window.is_locked() and page_of(stage).isEnabled(), timeout=20_000)
    return page_of(stage)


def unlocked(stage: Stage, login: str, pin: str) -> None:
    page = page_of(stage)
    page.who.set_value(login)
    page.who.edited.emit()
    page.pin.setText(pin)
    QTest.keyClick(page.pin if page.pin.isEnabled() else page, Qt.Key.Key_Return)
    stage.settle()


def shown_texts(window: MainWindow) -> Iterator[str]:
    """Yield every text that any widget or model of the program holds, seen or not."""
    models: list[QAbstractItemModel] = []
    for widget in QApplication.allWidgets():
        if _is_of_another(window, widget):
            continue
        for name in _TEXTS:
            found = getattr(widget, name, None)
            if callable(found):
                yield str(found())
        for action in widget.actions():
            yield action.text()
        if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
            models.append(widget.model())
    for model in models:
        yield from _cells(model)
    yield QGuiApplication.clipboard().text()


def _is_of_another(window: MainWindow, widget: QWidget) -> bool:
    """Tell whether a widget is left from the window of a test before."""
    top = widget
    while (above := top.parentWidget()) is not None:
        top = above
    return isinstance(top, MainWindow) and top is not window


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    is_list = isinstance(model, QAbstractListModel)
    columns = 1 if is_list else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), 200)):
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, ITEM):
                yield str(model.index(row, column, QModelIndex()).data(role))


def planted_in(claim: Claim) -> set[str]:
    owner, vehicle = claim.owner, claim.vehicle
    return {owner.name, owner.phone, vehicle.vin, vehicle.plate} - {""}


def found_of(stage: Stage, claim: Claim) -> set[str]:
    wanted = planted_in(claim)
    return {value for text in shown_texts(stage.window) for value in wanted if value in text}


def test_a_locked_desk_holds_no_value_of_a_person(
    stage: Stage, qtbot: Any, desk: Desk, claim: Claim
) -> None:
    window = stage.window
    stage.open("archive", "search", claim.vehicle.vin)
    stage.open("inspection", "claim", claim.id)
    stage.open("intake", "claim", claim.id)
    window._scan.setText(claim.owner.phone)
    window.show_toast(f"{claim.owner.name} called", None)
    window.setWindowTitle(f"Desk · {claim.vehicle.plate}")
    QGuiApplication.clipboard().setText(claim.vehicle.vin)
    assert found_of(stage, claim) == planted_in(claim)
    locked(stage, qtbot)
    assert found_of(stage, claim) == set()
    assert window.built_tabs() == []
    assert desk.people.acting.login == ""


def test_what_another_program_copied_stays_on_the_clipboard(
    stage: Stage, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    inactive = Qt.ApplicationState.ApplicationInactive
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: inactive)
    copied = QMimeData()
    copied.setText("a line of another program")
    QGuiApplication.clipboard().setMimeData(copied)
    locked(stage, qtbot)
    assert QGuiApplication.clipboard().text() == "a line of another program"


def test_the_same_person_goes_on_where_the_work_was(
    stage: Stage, qtbot: Any, desk: Desk, claim: Claim
) -> None:
    stage.open("intake", "claim", claim.id)
    stage.jump("visit.mileage_km")
    locked(stage, qtbot)
    unlocked(stage, "S01", PIN)
    front: Any = stage.window.front()
    assert (front.KEY, front.page.claim.id) == ("intake", claim.id)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "visit.mileage_km"
    assert desk.people.acting.login == "S01"


def test_what_was_typed_last_is_saved_before_the_desk_locks(
    stage: Stage, qtbot: Any, desk: Desk, claim: Claim
) -> None:
    stage.open("intake", "claim", claim.id)
    stage.jump("visit.mileage_km")
    field: Any = QApplication.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, "28412")
    locked(stage, qtbot)
    assert desk.claims.get(claim.id).visit.mileage_km == 28_412


def test_what_cannot_be_saved_is_kept_for_who_wrote_it(
    stage: Stage, qtbot: Any, desk: Desk, claim: Claim
) -> None:
    stage.open("intake", "claim", claim.id)
    stage.jump("visit.mileage_km")
    field: Any = QApplication.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, "28412")
    desk.freeze(Unavailable("nothing is written", READONLY))
    with messages.answer_with() as asked:
        locked(stage, qtbot)
    assert asked  # it was said that this could not be saved
    unlocked(stage, "S01", PIN)
    assert stage.window.locking is not None
    stage.window.locking._show_kept("S01")
    kept = next(one for one in QApplication.topLevelWidgets() if isinstance(one, KeptDialog))
    assert "28412" in kept.text.toPlainText().replace(",", "")


def test_another_person_starts_at_today(stage: Stage, qtbot: Any, claim: Claim) -> None:
    stage.open("intake", "claim", claim.id)
    page = locked(stage, qtbot)
    page.who.set_value("S14")
    page.who.edited.emit()
    assert not page.pin.isEnabled()  # who has no PIN is not asked for one
    unlocked(stage, "S14", "")
    front = stage.window.front()
    assert front is not None
    assert front.KEY == "today"
    assert stage.window.built_tabs()[0][1] is front


def test_a_wrong_pin_says_how_many_tries_are_left(stage: Stage, qtbot: Any) -> None:
    page = locked(stage, qtbot)
    unlocked(stage, "S01", "111999")
    assert stage.window.is_locked()
    assert "4" in page.said.text()
    assert page.pin.text() == ""
    unlocked(stage, "S01", PIN)
    assert not stage.window.is_locked()


def test_nothing_opens_while_the_desk_is_locked(
    stage: Stage, qtbot: Any, desk: Desk, claim: Claim
) -> None:
    page = locked(stage, qtbot)
    before = len(desk.stores.desk_events.find())
    for sign in f"{VIN}385214":
        QTest.keyClick(page.pin, sign, NO_KEY)
    QTest.keyClick(page.pin, Qt.Key.Key_Return, NO_KEY)
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(stage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    stage.scan(VIN)
    stage.open("intake", "claim", claim.id)
    stage.window.act_as("S13")
    assert stage.window.built_tabs() == []
    assert page.pin.text() == ""
    assert desk.people.acting.login == ""
    assert len(desk.stores.desk_events.find()) == before


def test_a_dialog_closes_and_what_was_written_in_it_is_kept(
    stage: Stage, qtbot: Any, desk: Desk, claim: Claim
) -> None:
    dialog = DealerDialog(stage.shell, desk)
    dialog.open()
    field: Any = dialog.form.field("address")
    field.setFocus()
    QTest.keyClicks(field, f"{claim.vehicle.plate} road")
    locked(stage, qtbot)
    assert found_of(stage, claim) == set()
    unlocked(stage, "S01", PIN)
    assert "kept_writing" in stage.window.notices.keys()  # noqa: SIM118 - no mapping
    assert stage.window.locking is not None
    stage.window.locking._show_kept("S01")
    kept = next(one for one in QApplication.topLevelWidgets() if isinstance(one, KeptDialog))
    assert f"{claim.vehicle.plate} road" in kept.text.toPlainText()
    assert "kept_writing" not in stage.window.notices.keys()  # noqa: SIM118 - no mapping


def test_a_question_that_was_open_is_answered_with_cancel_first(
    stage: Stage, qtbot: Any, claim: Claim
) -> None:
    stage.open("intake", "claim", claim.id)
    assert stage.window.locking is not None
    stage.window.locking.lock()
    assert not messages.ask(stage.window, f"Void {claim.vehicle.vin}?", "Void")
    assert stage.window.built_tabs() != []  # the code that asked still has its tab
    qtbot.waitUntil(lambda: stage.window.built_tabs() == [], timeout=20_000)
    assert found_of(stage, claim) == set()


def test_the_desk_locks_once_a_long_write_has_ended(stage: Stage, qtbot: Any, desk: Desk) -> None:
    assert stage.window.locking is not None
    desk.bench.lend()
    stage.window.locking.lock()
    stage.settle()
    assert not stage.window.is_locked()
    desk.bench.take_back()
    qtbot.waitUntil(stage.window.is_locked, timeout=20_000)


def test_a_desk_with_pins_begins_locked(qtbot: Any, desk_folder: Path, clock: FixedClock) -> None:
    from warrantydesk.app import _recall_person

    with Desk(desk_folder, clock).open() as desk:
        desk.people.act_as("S01")
        desk.people.set_pin("S01", PIN)
        _recall_person(desk, Forgetful())
        begun = Stage(desk, "en")
        assert begun.window.is_locked()
        assert begun.window.built_tabs() == []
        unlocked(begun, "S01", PIN)
        front = begun.window.front()
        assert front is not None
        assert front.KEY == "today"
        begun.close()


def test_one_person_without_a_pin_meets_no_lock(tmp_path: Path, qtbot: Any) -> None:
    from warrantydesk.app import _recall_person

    with Desk(tmp_path / "desk").open(create=True) as desk:
        _recall_person(desk, Forgetful())
        alone = Stage(desk, "en")
        assert alone.window.locking is not None
        assert not alone.window.locking.idle.is_counting()
        with messages.answer_with() as asked:
            alone.window.locking.lock()
            alone.window.act_as("clerk")
            alone.settle()
        assert asked == []
        assert not alone.window.is_locked()
        assert desk.stores.desk_events.find() == []
        alone.close()


def test_without_pins_another_person_sits_down_in_one_click(qtbot: Any, desk: Desk) -> None:
    stage = Stage(desk, "en")
    with messages.answer_with() as asked:
        stage.window.act_as("S13")
    assert asked == []
    assert desk.people.acting.login == "S13"
    stage.close()


def test_with_one_the_pin_comes_between(stage: Stage, desk: Desk) -> None:
    stage.window.act_as("S13")
    with messages.answer_with(None):
        stage.window.act_as("S01")
    assert desk.people.acting.login == "S13"
    with messages.answer_with(PIN) as asked:
        stage.window.act_as("S01")
    assert desk.people.acting.login == "S01"
    assert "王敏" in asked[0]


def test_a_pin_set_by_another_is_to_be_made_ones_own(stage: Stage, qtbot: Any, desk: Desk) -> None:
    with desk.people.in_place("S13"):
        desk.people.set_pin("S14", OTHER)
    locked(stage, qtbot)
    unlocked(stage, "S14", OTHER)
    assert "own_pin" in stage.window.notices.keys()  # noqa: SIM118 - notices are no mapping
    desk.people.set_pin("S14", "113355", OTHER)
    assert "own_pin" not in stage.window.notices.keys()  # noqa: SIM118 - as above


def idle(minutes: int, qtbot: Any) -> tuple[AutoLock, list[float], list[bool]]:
    """Give a clock of idle minutes, the seconds it sees, and how often it was due."""
    seconds, due = [0.0], []
    made = AutoLock(lambda: seconds[0])
    made.due.connect(lambda: due.append(True))
    made.begin(minutes)
    return made, seconds, due


@pytest.mark.parametrize(
    "touch",
    [
        lambda widget: QTest.keyClick(widget, Qt.Key.Key_A),
        lambda widget: QTest.mouseClick(widget, Qt.MouseButton.LeftButton),
        lambda widget: QTest.mouseMove(widget),
    ],
)
def test_five_idle_minutes_are_counted_from_the_last_touch(
    qtbot: Any, touch: Callable[[QWidget], None]
) -> None:
    clock, seconds, due = idle(5, qtbot)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    seconds[0] = 299.0
    clock.look()
    touch(widget)
    QApplication.processEvents()
    seconds[0] = 598.0
    clock.look()
    assert due == []
    seconds[0] = 600.0
    clock.look()
    assert due == [True]
    clock.stop()


def typed(field: PinField, clock: list[float], text: str, gap_s: float) -> None:
    for sign in text:
        clock[0] += gap_s
        QTest.keyClick(field, sign)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_scanner_is_not_taken_for_a_pin_but_quick_fingers_are(qtbot: Any) -> None:
    seconds = [0.0]
    field = PinField(lambda: seconds[0])
    qtbot.addWidget(field)
    entered: list[str] = []
    field.returnPressed.connect(lambda: entered.append(field.value()))
    typed(field, seconds, "6901234567892", 0.012)
    assert entered == []
    assert field.text() == ""
    typed(field, seconds, PIN, 0.07)
    assert entered == [PIN]


def test_locking_and_unlocking_stand_in_the_journal(stage: Stage, qtbot: Any, desk: Desk) -> None:
    locked(stage, qtbot)
    unlocked(stage, "S01", PIN)
    kinds = [one.kind for one in desk.stores.desk_events.find()]
    assert kinds == [EventKind.LOCKED, EventKind.UNLOCKED]
