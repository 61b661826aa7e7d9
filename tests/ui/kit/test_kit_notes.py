"""Notes, terms and tiles of side cards: what they say, how high they are, what they ask for."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.findings_panel import FindingsPanel
from warrantydesk.ui.kit.left_row import Left, LeftRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.meters import CountTile
from warrantydesk.ui.kit.note_list import Note, NoteList
from warrantydesk.ui.kit.rail import RailTally

LONG = "A sentence that is so long that it needs more than one line of a narrow card."


def notes(qtbot: Any, *told: Note, width: int = 240) -> NoteList:
    """Return a list of notes, shown."""
    made = NoteList("notes")
    qtbot.addWidget(made)
    made.setFixedWidth(width)
    made.show()
    made.show_notes(told)
    QApplication.processEvents()
    return made


def test_a_list_of_notes_is_as_high_as_its_words_and_gone_without_any(qtbot: Any) -> None:
    made = notes(qtbot, Note(Mark.WARN, LONG), Note(Mark.INFO, "short"))
    narrow = made.height()
    made.setFixedWidth(600)
    QApplication.processEvents()
    assert made.height() < narrow
    assert made.verticalScrollBar().maximum() == 0
    made.show_notes([])
    assert made.isHidden()


def test_a_note_with_an_answer_keeps_to_one_line_and_says_all_of_it(qtbot: Any) -> None:
    told = Note(Mark.OK, LONG, "pays", "Art. 19", hint="the whole text")
    made = notes(qtbot, told)
    assert made.height() < theme.h(1.2)
    assert told.spoken() == f"{LONG} pays Art. 19\nthe whole text"
    assert not made.grab().isNull()


def test_enter_and_click_ask_for_what_a_note_leads_to(qtbot: Any) -> None:
    made = notes(qtbot, Note(Mark.INFO, "nowhere"), Note(Mark.WARN, "there", key="go"))
    asked: list[str] = []
    made.asked.connect(asked.append)
    for place in (0, 1):
        index = made.model().index(place, 0)
        made.setCurrentIndex(index)
        qtbot.keyClick(made, Qt.Key.Key_Return)
        made.clicked.emit(index)
    assert asked == ["go", "go"]


def test_a_bar_shows_what_is_left_and_none_once_it_is_over(qtbot: Any) -> None:
    row = LeftRow()
    qtbot.addWidget(row)
    row.resize(300, row.height())
    row.show_term("Repair", "to 2028", [Left("9 left", 0.5), Left("3 over", 0.0, Mark.OVERDUE)])
    assert row.accessibleName() == "Repair, to 2028, 9 left, 3 over"
    picture = row.grab().toImage()
    y = theme.h(1.22) + theme.h(0.37) // 2

    def at(x: float) -> QColor:
        return picture.pixelColor(round(x * picture.devicePixelRatio()), y)

    third = (300 - 20) / 3
    look = theme.tokens()
    assert at(third + 10 + third * 0.25) == look.ok
    assert at(third + 10 + third * 0.75) == look.track
    assert at(2 * (third + 10) + third * 0.25) == look.track


def test_a_tall_tile_says_its_state_in_words(qtbot: Any) -> None:
    tile = CountTile("Same problem")
    qtbot.addWidget(tile)
    tile.show_count(4, 4, "×", Mark.WARN)
    low = tile.height()
    tile.show_foot("1 more: limit", tall=True)
    assert tile.height() > low
    assert tile.accessibleName() == "Same problem 4/4 × 1 more: limit"
    loud = tile.grab().toImage()
    tile.set_faint(True)
    assert tile.grab().toImage() != loud
    tile.show_foot("", tall=False)
    assert tile.height() == low


def test_a_tally_can_show_any_short_text(qtbot: Any) -> None:
    tally = RailTally(Mark.INFO, "")
    qtbot.addWidget(tally)
    tally.show_state(Mark.BLOCK, "Limits", "5/4")
    assert tally.accessibleName() == tally.toolTip() == "Limits 5/4"
    assert not tally.grab().isNull()


def test_folded_findings_keep_their_counts_and_ask_to_be_shown(qtbot: Any) -> None:
    panel = FindingsPanel("What is missing")
    qtbot.addWidget(panel)
    panel.resize(300, 400)
    panel.show()
    panel.show_findings([FindingView("a", Mark.BLOCK, "A")] * 5)
    three, one = panel.least_height(3), panel.least_height(1)
    assert one < three < panel.least_height(9)
    panel.set_folded(True)
    assert not panel._list.isVisible()
    assert panel.least_height(3) < one
    with qtbot.waitSignal(panel.asked):
        panel._show.click()
    panel.set_folded(False)
    assert panel._list.isVisible()
    assert not panel._show.isVisible()
