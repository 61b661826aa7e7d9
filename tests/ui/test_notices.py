"""Notices between tabs and work: order, words, what a click does; the banner of a bad day."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from warrantydesk.ui.bad_day import BadDay, BadDayBanner, BadStep
from warrantydesk.ui.frame import Frame
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.notice_bar import NoticeBar
from warrantydesk.ui.notices import BAD_DAY


@pytest.fixture
def frame(qapp: QApplication, qtbot: Any) -> Frame:
    theme.apply(qapp, dark=False)
    made = Frame(Forgetful())
    qtbot.addWidget(made)
    made.show()
    return made


def a_day(clicked: list[str]) -> BadDay:
    steps = tuple(
        BadStep(f"the step with number {number}", "why it is safe") for number in range(1, 4)
    )
    acts = tuple((words, lambda words=words: clicked.append(words)) for words in ("Details", "Go"))
    return BadDay("The data is damaged", "What is safe.", steps, acts)


def test_the_worst_stands_on_top_and_a_key_takes_its_own_away(frame: Frame) -> None:
    notices = frame.notices
    assert notices.isHidden()
    notices.say("key", Mark.WARN, "Print the recovery sheet")
    notices.say("clock", Mark.BLOCK, "The clock was set back")
    notices.say("restored", Mark.OK, "Restored")
    notices.say_bad_day(a_day([]))
    assert notices.keys() == (BAD_DAY, "clock", "key", "restored")
    for key in (BAD_DAY, "clock", "key", "restored", "restored"):
        notices.drop(key)
    assert notices.isHidden()


def test_the_same_words_stay_and_do_the_new_thing(frame: Frame) -> None:
    done: list[str] = []
    frame.notices.say("k", Mark.WARN, "Text", "more", [("Do it", lambda: done.append("old"))])
    bar = frame.notices.bar("k")
    frame.notices.say("k", Mark.WARN, "Text", "more", [("Do it", lambda: done.append("new"))])
    assert frame.notices.bar("k") is bar
    assert isinstance(bar, NoticeBar)
    bar.findChildren(LinkButton)[0].click()
    assert done == ["new"]
    frame.notices.say("k", Mark.BLOCK, "Other")
    other = frame.notices.bar("k")
    assert isinstance(other, NoticeBar)
    assert other.said() == (Mark.BLOCK, "Other", "")


def test_the_banner_says_the_steps_and_folds_in_a_low_window(frame: Frame, qtbot: Any) -> None:
    clicked: list[str] = []
    frame.resize(1300, 760)
    frame.notices.say_bad_day(a_day(clicked))
    banner = frame.notices.bar(BAD_DAY)
    assert isinstance(banner, BadDayBanner)
    qtbot.waitUntil(lambda: banner.width() == frame.width())
    high = banner.height()
    assert all(box.isVisible() for box in banner.steps)
    frame.resize(640, 480)
    qtbot.waitUntil(lambda: banner.height() < high and banner.width() < 1000)
    assert not any(box.isVisible() for box in banner.steps)
    said = [words.text() for words in banner.findChildren(ElidedWords)]
    steps = "   ".join(f"{n} the step with number {n}" for n in (1, 2, 3))
    assert said == ["The data is damaged", steps]
    assert banner.toolTip().splitlines()[:2] == [
        "What is safe.",
        "1 the step with number 1: why it is safe",
    ]
    for button in banner.buttons:
        button.click()
    assert clicked == ["Details", "Go"]


def test_tabs_give_way_so_that_the_window_stays_as_high_as_it_is(frame: Frame, qtbot: Any) -> None:
    tall = QWidget()
    tall.setMinimumSize(100, 500)
    frame.stack.addWidget(tall)
    frame.resize(1000, 560)
    qtbot.waitUntil(lambda: frame.stack.height() > 0)
    before = frame.height()
    frame.notices.say_bad_day(a_day([]))
    qtbot.waitUntil(lambda: frame.notices.height() > 60)
    assert frame.height() == before
    assert frame.minimumSizeHint().height() < before
