"""What gives way where room is short: words of the ribbon, lines of text, rails, low windows."""

from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.ui.frame import Frame
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.findings_panel import FindingsPanel
from warrantydesk.ui.kit.jobs import Jobs
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.rail import RailTally
from warrantydesk.ui.kit.room import MARGIN
from warrantydesk.ui.kit.sections import RibbonItem, SectionRibbon
from warrantydesk.ui.kit.strip import AxisItem, ThreeAxisStrip
from warrantydesk.ui.kit.wrapping import wrapped
from warrantydesk.ui.status_marks import StatusMarks


def test_the_ribbon_keeps_as_many_words_as_fit(qtbot: Any) -> None:
    items = [RibbonItem(f"s{n}", f"Section number {n}") for n in range(10)]
    items[7] = RibbonItem("s7", "Section number 7", Mark.BLOCK, 2)
    ribbon = SectionRibbon(items)
    qtbot.addWidget(ribbon)
    ribbon.set_current("s9")
    ribbon.resize(ribbon.sizeHint().width() // 2, 33)
    worded = [item.key for item, _area, words in ribbon._places() if words]
    assert {"s9", "s7"} < set(worded)
    assert 3 <= len(worded) < 10
    assert ribbon._places()[-1][1].right() <= ribbon.width()
    ribbon.resize(ribbon.sizeHint().width() + 20, 33)
    assert all(words for _item, _area, words in ribbon._places())


def test_text_is_broken_and_cut_at_its_last_line(qtbot: Any) -> None:
    face = theme.font()
    text = "Only three characters where at least fifteen are wanted: say when and how often."
    assert wrapped("", face, 200, 2) == []
    assert wrapped("short", face, 200, 2) == ["short"]
    lines = wrapped(text, face, 200, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert len(wrapped(text, face, 200, 9, first=80)[0]) < len(wrapped(text, face, 200, 9)[0])
    assert " ".join(wrapped(text, face, 200, 9)) == text


def test_the_cost_of_a_finding_is_seen_whole(qtbot: Any) -> None:
    why = "A very long reason that goes on and on, line after line, and then on again. " * 2
    panel = FindingsPanel("What is missing")
    qtbot.addWidget(panel)
    panel.show_findings([FindingView("a", Mark.BLOCK, "The phone is missing", why, "s", "Lost.")])
    item = panel._list.items()[0]
    assert item.why(240)[-1] == "Lost."
    assert "Lost." in item.spoken()
    panel.resize(300, 300)
    panel.grab()


def test_a_short_strip_leaves_the_state_to_mark_and_clock(qtbot: Any) -> None:
    strip = ThreeAxisStrip()
    qtbot.addWidget(strip)
    axis = AxisItem(Mark.RUNNING, "Claim", "draft, not sent", "8 days")
    strip.set_items([axis, axis, AxisItem(Mark.TODO, "Money", "—")])
    wide = strip.sizeHint().width()
    strip.set_short(True)
    assert strip.sizeHint().width() < wide
    strip.grab()
    strip.set_short(False)
    assert strip.sizeHint().width() == wide


def test_a_tally_counts_and_is_spoken(qtbot: Any) -> None:
    tally = RailTally(Mark.WARN, "Warn")
    qtbot.addWidget(tally)
    tally.show_count(3)
    assert (tally.count(), tally.accessibleName()) == (3, "Warn 3")
    tally.grab()


def test_a_low_frame_says_so_once(qtbot: Any) -> None:
    frame = Frame(Forgetful())
    qtbot.addWidget(frame)
    frame.resize(1366, 728)
    frame.show()
    told: list[bool] = []
    frame.shortened.connect(told.append)
    frame.resize(1366, 500)
    frame.resize(1366, 490)
    assert told == [True]
    frame.resize(1366, 728)
    assert told == [True, False]


def test_marks_say_in_full_only_what_went_wrong(qtbot: Any) -> None:
    marks = StatusMarks(Jobs(), True, lambda: None, lambda: None)
    qtbot.addWidget(marks)
    marks.show_person("Wang Min", "Wang Min · warranty clerk")
    marks.show_state("sound", Mark.OK, "Data sound")
    sound = marks._states["sound"]
    assert (sound.word(), sound.toolTip()) == ("Data", "Data sound")
    marks.show_state("sound", Mark.BLOCK, "Data damaged: page 7")
    assert sound.word() == "Data damaged: page 7"
    marks.resize(300, 24)
    marks.grab()


def test_a_dialog_that_asks_is_no_larger_than_its_window(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 480)
    window.show()
    dialog = AskDialog("title", "yes", window)
    dialog.resize(1200, 900)
    dialog.show()
    assert (dialog.width(), dialog.height()) == (700 - MARGIN, 480 - MARGIN)
