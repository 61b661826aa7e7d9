"""Inputs: what they take, what they keep, what they never emit."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from warrantydesk import i18n
from warrantydesk.ui.kit.inputs import (
    AreaField,
    CheckField,
    ChoiceField,
    CodeField,
    DateField,
    DateTimeField,
    Field,
    MoneyField,
    NumberField,
    PickField,
    SuggestField,
    Suggestion,
    TextField,
)
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.segments import Segment, Segmented, TriState
from warrantydesk.ui.kit.typed import date_of, moment_of

CHINA = timezone(timedelta(hours=8))
TODAY = date(2026, 11, 24)


def _samples() -> list[tuple[Field, Any, Any]]:
    return [
        (TextField(), "one", "two"),
        (CodeField(), "ABC1", "XYZ2"),
        (AreaField(), "one", "two"),
        (NumberField(), 28400, 0),
        (MoneyField(), 82255, 1),
        (DateField(), date(2026, 3, 1), date(2027, 1, 2)),
        (
            DateTimeField(),
            datetime(2026, 3, 1, 8, 41, tzinfo=CHINA),
            datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        ),
        (ChoiceField([("a", "One"), ("b", "Two")]), "a", "b"),
        (CheckField("x"), True, False),
        (Segmented([Segment("a", "One"), Segment("b", "Two")]), "a", "b"),
        (TriState(), 1, 3),
        (SuggestField(lambda text: []), "one", "two"),
    ]


def test_filling_is_not_editing(qtbot: Any) -> None:
    for field, one, two in _samples():
        emitted: list[int] = []
        field.edited.connect(lambda seen=emitted: seen.append(1))
        for value in (one, two, None, one):
            field.set_value(value)
        assert not emitted, type(field)
        assert field.value() == one, type(field)


def test_nothing_is_none_or_empty(qtbot: Any) -> None:
    for field, one, _two in _samples():
        field.set_value(one)
        field.set_value(None)
        assert field.value() in (None, "", False), type(field)


def test_a_finding_is_told_to_screen_readers(qtbot: Any) -> None:
    for field, _one, _two in _samples():
        field.set_state(Mark.WARN, "look here")
        assert field.shown_state() == (Mark.WARN, "look here")
        assert isinstance(field, QWidget)
        assert field.accessibleDescription() == "look here"
        field.grab()


def test_typing_is_editing(qtbot: Any) -> None:
    field = TextField()
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field, "pump")
    assert field.value() == "pump"


def test_an_equal_value_leaves_the_cursor(qtbot: Any) -> None:
    field = NumberField()
    qtbot.keyClicks(field, "28400")
    field.setCursorPosition(2)
    field.set_value(28400)
    assert field.text() == "28400"
    assert field.cursorPosition() == 2


def test_composition_is_not_disturbed(qtbot: Any) -> None:
    field = TextField()
    emitted: list[int] = []
    field.edited.connect(lambda: emitted.append(1))
    QApplication.sendEvent(field, QInputMethodEvent("shui", []))
    assert field.value() == ""
    event = QInputMethodEvent()
    event.setCommitString("水泵")
    QApplication.sendEvent(field, event)
    assert field.value() == "水泵"
    assert emitted


def test_codes_are_made_plain(qtbot: Any) -> None:
    field = CodeField()
    field.setText("ｌhc８b")
    assert field.value() == "LHC8B"
    field.editingFinished.emit()
    assert field.text() == "LHC8B"
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhLatinOnly


@pytest.mark.parametrize(
    ("typed", "value"),
    [("28400", 28400), ("28,400", 28400), ("２８４００", 28400), ("", None), ("−5", -5)],
)
def test_numbers_as_people_type_them(qtbot: Any, typed: str, value: int | None) -> None:
    field = NumberField()
    field.setText(typed)
    assert field.value() == value
    assert field.problem() is None


def test_money_counts_fen(qtbot: Any) -> None:
    field = MoneyField()
    field.setText("¥1,234.5")
    assert field.value() == 123450
    field.editingFinished.emit()
    assert field.text() == "1,234.50"
    field.setText("0.005")
    assert field.value() is None
    assert field.problem() == "At most 2 decimals"


def test_wrong_text_is_kept_and_explained(qtbot: Any) -> None:
    field = NumberField(least=0, most=100)
    for text, words in (("abc", "abc"), ("101", "100"), ("1.5", "Whole")):
        field.setText(text)
        field.editingFinished.emit()
        assert field.text() == text
        assert words in (field.problem() or "")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("20261124", date(2026, 11, 24)),
        ("２０２６－１１－２４", date(2026, 11, 24)),
        ("2026年11月24日", date(2026, 11, 24)),
        ("26/1/5", date(2026, 1, 5)),
        ("11-24", date(2026, 11, 24)),
        ("1.5", date(2027, 1, 5)),
    ],
)
def test_dates_as_people_type_them(typed: str, value: date) -> None:
    assert date_of(typed, TODAY) == value


@pytest.mark.parametrize("typed", ["2026-13-01", "2026-02-30", "soon", "2-30", "13-1"])
def test_no_dates(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        date_of(typed, TODAY)


@pytest.mark.parametrize("typed", ["2026-11-24 08:41", "20261124 0841", "11-24　08：41", "08:41"])
def test_minutes_as_people_type_them(typed: str) -> None:
    moment = moment_of(typed, TODAY)
    assert (moment.date(), moment.hour, moment.minute) == (TODAY, 8, 41)


def test_minutes_are_instants_of_the_desk(qtbot: Any) -> None:
    i18n.set_zone(CHINA)
    field = DateTimeField()
    field.set_value(datetime(2026, 11, 24, 0, 41, 30, tzinfo=UTC))
    assert field.text() == "2026-11-24 08:41"
    assert field.value() == datetime(2026, 11, 24, 0, 41, tzinfo=UTC)


def test_a_date_can_be_picked(qtbot: Any) -> None:
    field = DateField()
    with qtbot.waitSignal(field.edited):
        field.pick(TODAY)
    assert field.value() == TODAY


def test_a_value_outside_the_list_is_not_lost(qtbot: Any) -> None:
    field = ChoiceField([("a", "One")])
    field.set_value("old")
    assert field.value() == "old"
    field.set_choices([("a", "One"), ("old", "Old one")])
    assert field.shown() == "Old one"


def test_the_counter_says_how_much_is_wanted(qtbot: Any) -> None:
    field = AreaField(least=15)
    field.set_value("早上冷车")
    assert field.counter() == "4 of at least 15 characters"
    field.set_value("早上冷车启动后前面滴水，一周大约一杯")
    assert field.counter() == "18 characters"


def test_an_area_grows_with_its_text(qtbot: Any) -> None:
    field = AreaField()
    before = field.height()
    field.set_value("\n".join("abcdef"))
    assert field.height() > before


def test_an_area_has_a_bar_only_beside_more_lines_than_it_shows(qtbot: Any) -> None:
    field = AreaField(most_lines=3)
    qtbot.addWidget(field)
    field.set_value("the water pump leaks at the shaft seal")
    field.show()
    seen = set()
    for width in range(90, 320):
        field.resize(width, field.height())
        qtbot.wait(1)  # a bar that comes and goes without end would hold the window here
        is_long = field.document().size().height() > 3
        assert field.verticalScrollBar().isVisible() is is_long
        assert not field.horizontalScrollBar().isVisible()
        seen.add((is_long, field.height()))
    assert {is_long for is_long, _height in seen} == {True, False}
    assert len(seen) > 2  # narrower is higher


def test_suggestions_follow_the_text(qtbot: Any) -> None:
    stock = [Suggestion("1130100", "Pump", 7), Suggestion("2901", "Damper", 8)]
    field = SuggestField(lambda text: [one for one in stock if one.text.startswith(text)])
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "11")
    assert [one.key for one in field.offered()] == [7]
    with qtbot.waitSignal(field.picked) as taken:
        field.completer().activated.emit("1130100")
    assert taken.args[0].key == 7
    assert field.value() == "1130100"


def test_an_entry_is_picked_by_any_words_of_its_name(qtbot: Any) -> None:
    field = PickField()
    qtbot.addWidget(field)
    field.set_choices([("OL104", "OL104 机油压力低"), ("AC105", "AC105 鼓风机不转、异响")])
    qtbot.keyClicks(field, "ac ")
    assert [one.key for one in field.offered()] == ["AC105"]
    assert field.problem()
    assert field.text() == "ac "
    field.setText("ac105 鼓")
    field.textEdited.emit(field.text())
    assert [one.key for one in field.offered()] == ["AC105"]
    field.setText("AC105")
    field.editingFinished.emit()
    assert (field.value(), field.text(), field.problem()) == (
        "AC105",
        "AC105 鼓风机不转、异响",
        None,
    )
    field.set_value("XX999")
    assert (field.value(), field.problem()) == ("XX999", None)
    field.set_value(None)
    assert field.value() is None
    field.offer("")
    assert len(field.offered()) == 2


def test_the_three_answers_have_keys(qtbot: Any) -> None:
    field = TriState()
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field, Qt.Key.Key_2)
    assert field.value() == 2
    assert field.shown() == "not ok"


def test_arrows_choose_a_segment(qtbot: Any) -> None:
    field = Segmented([Segment("a", "One"), Segment("b", "Two")])
    qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    assert field.value() == "b"
