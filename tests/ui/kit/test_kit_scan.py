"""The scanner: pace and content tell it from fingers; fields get their text back."""

import time
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from warrantydesk.ui.kit import sounds
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.scan_band import ScanBand
from warrantydesk.ui.kit.scan_line import PAUSE_S, ScanLine
from warrantydesk.ui.kit.sounds import Sound
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.kit.wedge import IdleClock, WedgeFilter

TAG = "012600421736"


class Bench:
    """A window with a field, a scanner's filter, and a clock that stands still."""

    def __init__(self, qtbot: Any) -> None:
        self.qtbot, self.now, self.scans = qtbot, 100.0, []
        self.window = QWidget()
        self.field, self.button, self.area = TextField(), QPushButton("x"), QPlainTextEdit()
        column = QVBoxLayout(self.window)
        for one in (self.field, self.button, self.area):
            column.addWidget(one)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.filter = WedgeFilter(lambda text: text.isdigit() and len(text) == 12, lambda: self.now)
        self.filter.scanned.connect(self.scans.append)
        QApplication.instance().installEventFilter(self.filter)

    def type(self, text: str, gap: float, target: QWidget | None = None) -> None:
        for character in text:
            self.now += gap
            self.qtbot.keyClicks(target or self.field, character)

    def end(self, key: Qt.Key = Qt.Key.Key_Return, target: QWidget | None = None) -> None:
        self.now += 0.01
        self.qtbot.keyClick(target or self.field, key)
        QApplication.processEvents()

    def compose(self, preedit: str, commit: str = "", target: QWidget | None = None) -> None:
        """Let an input method show what it composes, and write what it has finished."""
        self.now += 0.01
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(target or self.field, event)

    def scan(self, text: str = TAG, target: QWidget | None = None) -> None:
        self.type(text, 0.01, target)
        self.end(target=target)


@pytest.fixture
def bench(qtbot: Any) -> Any:
    made = Bench(qtbot)
    made.field.setText("before")
    made.field.setFocus()
    yield made
    QApplication.instance().removeEventFilter(made.filter)


def test_a_scan_is_heard_and_the_field_gets_its_text_back(bench: Bench) -> None:
    bench.field.setCursorPosition(3)
    bench.scan()
    assert bench.scans == [TAG]
    assert bench.field.text() == "before"
    assert bench.field.cursorPosition() == 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_each_end_counts(bench: Bench, key: Qt.Key) -> None:
    bench.type(TAG, 0.01)
    bench.end(key)
    assert bench.scans == [TAG]


def test_fingers_are_too_slow(bench: Bench) -> None:
    bench.field.clear()
    bench.type(TAG, 0.12)
    bench.end()
    assert bench.scans == []
    assert bench.field.text() == TAG


def test_a_scan_lasts_at_most_a_second_and_a_half(bench: Bench) -> None:
    bench.type(TAG * 2, 0.09)
    bench.end()
    assert bench.scans == []


def test_fast_fingers_that_write_no_code_are_left_alone(bench: Bench) -> None:
    bench.field.clear()
    bench.type("water", 0.01)
    bench.end()
    assert bench.scans == []
    assert bench.field.text() == "water"


def test_three_characters_are_none(bench: Bench) -> None:
    short = WedgeFilter(lambda text: True, lambda: bench.now)
    heard: list[str] = []
    short.scanned.connect(heard.append)
    QApplication.instance().installEventFilter(short)
    bench.scan("123")
    QApplication.instance().removeEventFilter(short)
    assert heard == []


def test_the_same_scan_twice_is_one_event(bench: Bench) -> None:
    bench.scan()
    bench.scan()
    assert bench.scans == [TAG]
    bench.now += 2.5
    bench.scan()
    assert bench.scans == [TAG, TAG]


def test_the_line_feed_after_the_return_is_swallowed(bench: Bench, qtbot: Any) -> None:
    pressed: list[int] = []
    bench.field.returnPressed.connect(lambda: pressed.append(1))
    bench.scan()
    bench.end(Qt.Key.Key_Enter)
    assert pressed == []
    bench.now += 1
    bench.end(Qt.Key.Key_Enter)
    assert pressed == [1]


def test_a_key_that_wanders_to_the_parent_counts_once(bench: Bench) -> None:
    bench.button.setFocus()
    bench.scan(target=bench.button)
    assert bench.scans == [TAG]


def test_a_story_gets_its_text_back_too(bench: Bench) -> None:
    bench.area.setPlainText("it leaks")
    bench.area.setFocus()
    bench.scan(target=bench.area)
    assert bench.scans == [TAG]
    assert bench.area.toPlainText() == "it leaks"


def test_the_line_takes_what_is_typed(qtbot: Any) -> None:
    line = ScanLine("Scan", hint="Ctrl+F")
    qtbot.addWidget(line)
    line.setText(" ０１２６ ")
    with qtbot.waitSignal(line.scanned) as taken:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert taken.args == ["0126"]
    line.clear()
    with qtbot.assertNotEmitted(line.scanned, wait=0):
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_each_outcome_looks_and_sounds_its_own_way(qtbot: Any, monkeypatch: Any) -> None:
    heard: list[Sound] = []
    monkeypatch.setattr("warrantydesk.ui.kit.scan_band.play", heard.append)
    band = ScanBand("Scan the next piece")
    qtbot.addWidget(band)
    band.resize(900, 80)
    pictures = []
    for tone in (Tone.OK, Tone.DANGER, Tone.WARN):
        band.show_result(tone, "same words")
        pictures.append(band.grab().toImage())
    band.show_result(Tone.WARN, "not known", sound=Sound.UNKNOWN)
    assert heard == [Sound.OK, Sound.WRONG, Sound.WARN, Sound.UNKNOWN]
    assert pictures[0] != pictures[1] != pictures[2]


def test_a_low_band_shows_the_whole_detail(qtbot: Any) -> None:
    band = ScanBand("Scan")
    qtbot.addWidget(band)
    band.resize(911, 50)
    band.set_short(True)
    band.show()
    for detail, beside in (("R2-3", True), ("A claim. To receive it: Alt+1 or “Receive”", False)):
        band.show_result(Tone.WARN, "Not for this step: C0126-000137", detail)
        band.layout().activate()
        QApplication.processEvents()
        assert band.detail.width() >= band.detail.sizeHint().width()
        assert band.headline.width() >= band.headline.sizeHint().width()
        assert (band.detail.y() < band.headline.geometry().bottom()) is beside


def test_the_band_cools_down(qtbot: Any) -> None:
    band = ScanBand("Scan")
    qtbot.addWidget(band)
    band.show_result(Tone.OK, "shelved")
    assert band.tone() is Tone.OK
    band._fade.timeout.emit()
    assert band.tone() is Tone.NEUTRAL
    assert band.headline.text() == "shelved"


def test_undo_is_offered_once(qtbot: Any) -> None:
    band = ScanBand("Scan")
    qtbot.addWidget(band)
    undone: list[int] = []
    band.show_result(Tone.OK, "shelved", undo=lambda: undone.append(1))
    band._back.click()
    band._back.click()
    assert undone == [1]


def test_sounds_can_be_off(monkeypatch: Any) -> None:
    started: list[Any] = []
    monkeypatch.setattr(
        "warrantydesk.ui.kit.sounds.QProcess.startDetached",
        lambda *call: (started.append(call), (True, 1))[1],
    )
    monkeypatch.setattr("warrantydesk.ui.kit.sounds._player", lambda: "aplay")
    sounds.play(Sound.OK)
    assert started == []
    sounds.set_sounds(True)
    sounds.play(Sound.OK)
    assert started[0][1][0].endswith("ok.wav")


def test_only_waiting_counts_for_the_pace(bench: Bench) -> None:
    pace = IdleClock()
    time.sleep(0.12)
    assert pace() == 0.0
    loop = QEventLoop()
    QTimer.singleShot(120, loop.quit)
    loop.exec()
    assert pace() > 0.06


def test_a_window_that_is_busy_in_the_middle_of_a_scan_still_hears_it(bench: Bench) -> None:
    idle = 0.0
    busy = WedgeFilter(lambda text: text == TAG, lambda: bench.now, lambda: idle)
    heard: list[str] = []
    busy.scanned.connect(heard.append)
    QApplication.instance().installEventFilter(busy)
    bench.type(TAG[:5], 0.01)
    bench.now += 3
    bench.type(TAG[5:], 0.01)
    bench.end()
    QApplication.instance().removeEventFilter(busy)
    assert heard == [TAG]


def test_what_an_input_method_commits_counts_as_keys(bench: Bench) -> None:
    for digit in "０１２６０":
        bench.compose("", digit)
    bench.type(TAG[5:9], 0.01)
    bench.compose("736")
    bench.compose("", "736")
    bench.end()
    assert bench.scans == [TAG]
    assert bench.field.text() == "before"


def test_what_is_still_being_composed_belongs_to_the_scan(bench: Bench) -> None:
    bench.type(TAG[:9], 0.01)
    bench.compose("736")
    bench.end()
    assert bench.scans == [TAG]


def test_the_line_takes_what_is_being_composed(bench: Bench, qtbot: Any) -> None:
    line = ScanLine("Scan", big=True)
    qtbot.addWidget(line)
    taken: list[str] = []
    line.scanned.connect(taken.append)
    bench.compose("", "Ｒ", line)
    qtbot.keyClicks(line, "2-")
    bench.compose("3", "", line)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.clear()
    qtbot.keyClicks(line, "R9")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert taken == ["R2-3", "R9"]
    assert line.inputMethodHints() & Qt.InputMethodHint.ImhLatinOnly
    assert not line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_the_short_codes_of_the_card_come_faster_than_fingers(bench: Bench) -> None:
    heard: list[str] = []
    cards = WedgeFilter(
        lambda text: False, lambda: bench.now, cards=lambda text: text in ("M3", "MU")
    )
    cards.scanned.connect(heard.append)
    QApplication.instance().installEventFilter(cards)
    for text, gap in (("M3", 0.01), ("M9", 0.01), ("MU", 0.09), ("MU", 0.02)):
        bench.now += 5
        bench.type(text, gap)
        bench.end()
    QApplication.instance().removeEventFilter(cards)
    assert heard == ["M3", "MU"]


def test_backspace_in_the_empty_line_takes_back_once_and_never_while_erasing(
    qtbot: Any, monkeypatch: Any
) -> None:
    now = [100.0]
    monkeypatch.setattr("warrantydesk.ui.kit.scan_line.time.monotonic", lambda: now[0])
    line = ScanLine("Scan", big=True)
    qtbot.addWidget(line)
    asked: list[int] = []
    line.taken_back.connect(lambda: asked.append(1))
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert asked == [1]
    qtbot.keyClicks(line, "C0")
    for _press in range(4):
        qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert (line.text(), asked) == ("", [1])
    now[0] += PAUSE_S
    held = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_Backspace,
        Qt.KeyboardModifier.NoModifier,
        "\b",
        autorep=True,
    )
    QApplication.sendEvent(line, held)
    assert asked == [1]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert asked == [1, 1]


def test_in_a_dialog_a_scan_is_the_answer(bench: Bench, qtbot: Any) -> None:
    dialog = QDialog(bench.window)
    asked = TextField(parent=dialog)
    dialog.open()
    asked.setFocus()
    bench.scan(target=asked)
    assert (bench.scans, asked.text()) == ([], TAG)
    dialog.close()
    bench.field.setFocus()
    bench.now += 5
    bench.scan()
    assert bench.scans == [TAG]


def test_a_field_that_its_own_key_has_ended_is_not_asked_again(bench: Bench) -> None:
    escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier(0), "\x1b")
    assert not bench.filter.eventFilter(bench.field, escape)
    delete(bench.field)
    assert not bench.filter.eventFilter(bench.window, escape)


def test_a_scan_outlives_the_field_it_began_in(bench: Bench) -> None:
    bench.field.setFocus()
    bench.type(TAG[:5], 0.01)
    delete(bench.field)
    bench.type(TAG[5:], 0.01, bench.button)
    bench.end(target=bench.button)
    assert bench.scans == [TAG]
