"""The smaller parts: chips, strip, lists, cards, panes, pictures, pages, meters, toast."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.chips import Chip, ChipRow, FilterChip
from warrantydesk.ui.kit.driver_print import (
    PrinterMissing,
    page_printer,
    print_pages,
    print_raster,
    raster_printer,
)
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.findings import FindingView, belongs, count_chips
from warrantydesk.ui.kit.gauge import Gauge, Tolerance
from warrantydesk.ui.kit.lifeline import LifeLine, LifeStep
from warrantydesk.ui.kit.lists import FindingsPanel, KeyValue, KeyValueCard, QueueList, QueueRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.meters import BoxCell, CountTile
from warrantydesk.ui.kit.page_view import PageView
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.photo_strip import Photo, PhotoStrip
from warrantydesk.ui.kit.pictures import png_of, read_picture
from warrantydesk.ui.kit.raster_view import RasterView, raster_image
from warrantydesk.ui.kit.segments import tristate_areas, tristate_at
from warrantydesk.ui.kit.strip import AxisItem, ThreeAxisStrip
from warrantydesk.ui.kit.toast import Toast
from warrantydesk.ui.kit.tokens import Tone

CHIPS = [Chip("mine", "Mine", 6), Chip("wait", "Waiting", 3), Chip("back", "Returned", 1)]


def test_an_exclusive_row_holds_one_value(qtbot: Any) -> None:
    row = ChipRow(CHIPS)
    qtbot.addWidget(row)
    assert row.value() == "mine"
    with qtbot.waitSignal(row.chosen) as chosen:
        row.pills()[1].click()
    assert chosen.args == ["wait"]
    assert [pill.isChecked() for pill in row.pills()] == [False, True, False]
    row.set_chips([Chip("mine", "Mine", 7), Chip("wait", "Waiting", 0), Chip("back", "Returned")])
    assert row.value() == "wait"
    assert row.pills()[0].count() == 7


def test_several_can_be_chosen(qtbot: Any) -> None:
    row = ChipRow(CHIPS, exclusive=False)
    qtbot.addWidget(row)
    row.pills()[0].click()
    row.pills()[2].click()
    row.pills()[0].click()
    assert row.values() == ["back"]


def test_what_does_not_fit_goes_into_the_menu(qtbot: Any) -> None:
    row = ChipRow(CHIPS)
    qtbot.addWidget(row)
    row.show()
    row.resize(row.sizeHint())
    assert not any(pill.isHidden() for pill in row.pills())
    row.resize(row.pills()[0].sizeHint().width() + 60, 24)
    assert [pill.isHidden() for pill in row.pills()] == [False, True, True]


def test_a_closable_chip_closes_at_its_cross(qtbot: Any) -> None:
    chip = FilterChip("2026", closable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    with qtbot.waitSignal(chip.closed):
        qtbot.mouseClick(
            chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 6, chip.height() // 2)
        )


def test_the_strip_has_three_places_to_click(qtbot: Any) -> None:
    strip = ThreeAxisStrip()
    qtbot.addWidget(strip)
    strip.resize(600, 32)
    strip.set_items(
        [
            AxisItem(Mark.RUNNING, "Claim", "submitted", "3 days left"),
            AxisItem(Mark.WARN, "Parts", "1 due", "today", Tone.WARN),
            AxisItem(Mark.TODO, "Money", "—"),
        ]
    )
    strip.show()
    with qtbot.waitSignal(strip.axis_clicked) as clicked:
        qtbot.mouseClick(strip._axes[1], Qt.MouseButton.LeftButton)
    assert clicked.args == [1]
    assert strip._axes[0].accessibleName() == "Claim: submitted 3 days left"
    assert sum(axis.width() for axis in strip._axes) == 600
    strip.resize(200, 32)
    assert all(axis.width() > 20 for axis in strip._axes)


def test_the_queue_keeps_its_row_by_key(qtbot: Any) -> None:
    queue = QueueList()
    qtbot.addWidget(queue)
    rows = [QueueRow(1, "8K213", "leaks", Mark.RUNNING), QueueRow(2, "2F660", "stops")]
    queue.show_rows(rows)
    with qtbot.waitSignal(queue.chosen) as chosen:
        queue.setCurrentIndex(queue.model().index(1, 0))
    assert chosen.args == [2]
    with qtbot.assertNotEmitted(queue.chosen, wait=0):
        queue.show_rows([QueueRow(3, "new"), *rows])
    assert queue.current_key() == 2
    assert not queue.select(99)
    assert queue.model().index(1, 0).data() == "8K213, leaks"
    queue.resize(60, 200)
    queue.grab()
    with qtbot.assertNotEmitted(queue.chosen, wait=0):
        queue.clear_choice()
    assert queue.current_key() is None


def test_the_keyboard_that_arrives_in_a_list_chooses_nothing(qtbot: Any) -> None:
    queue = QueueList()
    qtbot.addWidget(queue)
    queue.show_rows([QueueRow(1, "one"), QueueRow(2, "two")])
    chosen: list[Any] = []
    opened: list[Any] = []
    queue.chosen.connect(chosen.append)
    queue.opened.connect(opened.append)
    with qtbot.waitActive(queue):
        queue.show()
        queue.activateWindow()
    queue.setFocus()
    assert (chosen, opened) == ([], [])
    qtbot.keyClick(queue, Qt.Key.Key_Return)
    assert (chosen, opened) == ([1], [1])
    qtbot.keyClick(queue, Qt.Key.Key_Down)
    assert (chosen, opened) == ([1, 2], [1])
    second = queue.visualRect(queue.currentIndex()).center()
    qtbot.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert opened == [1, 2]


def test_a_double_click_presses_a_button_once(qtbot: Any) -> None:
    pressed: list[int] = []
    button = Button("Finish", clicked=lambda: pressed.append(1))
    qtbot.addWidget(button)
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert pressed == [1]


def test_blocks_come_first_and_a_click_jumps(qtbot: Any) -> None:
    panel = FindingsPanel("What is missing")
    qtbot.addWidget(panel)
    findings = [
        FindingView("a", Mark.INFO, "soon"),
        FindingView("b", Mark.WARN, "short", "why", "s"),
        FindingView("c", Mark.BLOCK, "none"),
        FindingView("d", Mark.BLOCK, "none either"),
    ]
    panel.show_findings(findings, {"s": "Story"})
    assert [one.path for one in panel.findings()] == ["c", "d", "b", "a"]
    assert [text for text, _tone in count_chips(findings)] == ["2 blocks", "1 warning", "1 note"]
    panel.resize(340, 300)
    panel.show()
    with qtbot.waitSignal(panel.jumped) as jumped:
        panel._list.clicked.emit(panel._list.model().index(2, 0))
    assert jumped.args == ["b"]
    panel.show_findings([])
    assert not panel._clear.isHidden()


@pytest.mark.parametrize(
    ("path", "owner", "yes"),
    [("a.b", "a.b", True), ("a[2].c", "a", True), ("a.b", "a", True), ("ab", "a", False)],
)
def test_paths_belong_to_their_owners(path: str, owner: str, yes: bool) -> None:
    assert belongs(path, owner) is yes


def test_a_card_shows_values_with_their_marks(qtbot: Any) -> None:
    card = KeyValueCard("Appointment")
    qtbot.addWidget(card)
    card.show_rows([KeyValue("Claim", "C1"), KeyValue("Related", "missing", Mark.WARN)])
    card.show_rows([KeyValue("Claim", "C2")])
    assert card.body.rows() == [KeyValue("Claim", "C2")]
    card.set_chips([("2 unread", Tone.ACCENT)])
    card.set_chips([])
    card.grab()


class TestPanes:
    def _panes(self, qtbot: Any) -> ThreePanes:
        panes = ThreePanes(QWidget(), QWidget(), QWidget())
        qtbot.addWidget(panes)
        panes.resize(1366, 600)
        panes.show()
        return panes

    def test_a_narrow_window_has_a_rail_and_a_drawer(self, qtbot: Any) -> None:
        panes = self._panes(qtbot)
        assert not panes.is_narrow()
        with qtbot.waitSignal(panes.narrowed):
            panes.resize(911, 500)
        assert panes.splitter.sizes()[0] < 70
        assert not panes.drawer_is_open()
        panes.toggle_drawer()
        assert panes.drawer_is_open()
        assert panes.right is not None
        assert panes.right.isVisible()
        assert panes.close_drawer()
        assert not panes.close_drawer()
        panes.resize(1366, 600)
        assert panes.right.isVisible()
        assert panes.splitter.sizes()[0] > 150

    def test_the_drawer_leaves_the_foot_free(self, qtbot: Any) -> None:
        panes = self._panes(qtbot)
        foot = QWidget()
        foot.setFixedHeight(46)
        qtbot.addWidget(foot)
        panes.set_foot(foot)
        panes.resize(911, 500)
        panes.toggle_drawer()
        assert panes._drawer.geometry().bottom() < 500 - 46

    def test_sizes_are_remembered(self, qtbot: Any) -> None:
        memory = Forgetful()
        panes = self._panes(qtbot)
        panes.remember(memory, "intake")
        panes.splitter.setSizes([300, 700, 364])
        panes.splitter.splitterMoved.emit(300, 1)
        other = self._panes(qtbot)
        other.remember(memory, "intake")
        assert other.splitter.sizes() == panes.splitter.sizes()


def _bits(width: int, height: int) -> bytes:
    stride = (width + 7) // 8
    return bytes((row * 37 + column) % 256 for row in range(height) for column in range(stride))


def test_a_raster_is_shown_dot_for_dot(qtbot: Any) -> None:
    view = RasterView(exact=True)
    qtbot.addWidget(view)
    bits = _bits(479, 319)
    view.show_raster(479, 319, bits)
    view.resize(view.sizeHint())
    shown = view.grab().toImage().copy(view.paper())
    wanted = raster_image(479, 319, bits)
    for x, y in ((0, 0), (100, 7), (478, 318), (33, 200)):
        assert shown.pixelColor(x, y) == wanted.pixelColor(x, y)
    assert not view.is_scaled()
    view.resize(200, 150)
    assert view.is_scaled()
    view.grab()


def test_a_raster_of_the_wrong_size_is_refused() -> None:
    with pytest.raises(ValueError, match="479"):
        raster_image(479, 319, b"\0")


def test_labels_print_dot_for_dot(qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "label.pdf"
    printer = raster_printer("", 60, 40, 203, to_file=str(path))
    assert printer.resolution() == 203
    print_raster(printer, 479, 319, _bits(479, 319), copies=2)
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 2
    assert b"/Width 479" in data


def test_pages_print_at_their_size_with_an_offset(qtbot: Any, tmp_path: Path) -> None:
    page = QImage(400, 566, QImage.Format.Format_RGB32)
    page.fill(QColor("black"))
    path = tmp_path / "pages.pdf"
    print_pages(page_printer("", to_file=str(path)), [page, page], copies=2, x_mm=1.5)
    assert path.read_bytes().count(b"/Type /Page\n") == 4


def test_an_unknown_printer_is_a_sentence(qtbot: Any) -> None:
    with pytest.raises(PrinterMissing, match="Nowhere"):
        page_printer("Nowhere")


def _page() -> QImage:
    page = QImage(210, 297, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    return page


def test_pages_turn_and_zoom(qtbot: Any) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show()
    view.show_pages([_page(), _page(), _page()])
    with qtbot.waitSignal(view.page_changed):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page() == 1
    view.step_zoom(1)
    assert view.zoom() == 1.25
    assert view.page() == 1
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom() == 1.0
    view.go_to(99)
    assert view.page() == 2


def _picture(width: int = 640, height: int = 480) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


class TestPhotos:
    def _strip(self, qtbot: Any) -> PhotoStrip:
        strip = PhotoStrip()
        qtbot.addWidget(strip)
        strip.resize(320, 200)
        return strip

    def test_pictures_are_read_small(self, qtbot: Any, tmp_path: Path) -> None:
        data = png_of(_picture())
        assert read_picture(data, 320).width() == 320
        path = tmp_path / "a.png"
        path.write_bytes(data)
        assert read_picture(path).width() == 640
        assert read_picture(b"no picture").isNull()

    def test_a_pasted_picture_is_added(self, qtbot: Any) -> None:
        strip = self._strip(qtbot)
        QGuiApplication.clipboard().setImage(_picture(8, 8))
        with qtbot.waitSignal(strip.added) as added:
            qtbot.keyClick(strip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert added.args[0][0].startswith(b"\x89PNG")

    def test_dropped_files_are_added(self, qtbot: Any, tmp_path: Path) -> None:
        strip = self._strip(qtbot)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
        drop = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        with qtbot.waitSignal(strip.added) as added:
            strip.dropEvent(drop)
        assert added.args[0] == [str(tmp_path / "a.jpg")]
        strip.set_addable(False)
        assert not strip.paste()

    def test_files_are_picked_through_the_seam(self, qtbot: Any) -> None:
        strip = self._strip(qtbot)
        with messages.answer_with(["/a.png"]), qtbot.waitSignal(strip.added) as added:
            strip.pick()
        assert added.args[0] == ["/a.png"]

    def test_a_picture_opens_large_and_zooms(self, qtbot: Any) -> None:
        strip = self._strip(qtbot)
        photos = [Photo(png_of(_picture()), "left"), Photo(b"broken", "right")]
        strip.show_photos(photos)
        strip.grab()
        with qtbot.waitSignal(strip.opened) as opened:
            qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
        assert opened.args == [0]
        window = strip.view(0)
        qtbot.keyClick(window, Qt.Key.Key_Plus)
        assert window.zoom() > 1
        qtbot.keyClick(window, Qt.Key.Key_Right)
        assert (window.number(), window.zoom()) == (1, 1.0)
        window.grab()
        window.close()


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("<=0.05", "0.12", "above the limit +0.07"),
        ("<=0.05", "0.05", ""),
        (">=12.4", "12.1", "below the limit −0.3"),
        ("9..14", "11.6", ""),
        ("9..14", "8", "below the limit −1"),
        ("", "8", ""),
    ],
)
def test_readings_are_judged_by_their_tolerance(text: str, value: str, verdict: str) -> None:
    assert Tolerance.parse(text).verdict(Decimal(value)) == verdict


def test_limits_are_written_short() -> None:
    assert Tolerance.parse("<=0.05").text() == "≤ 0.05"
    assert Tolerance.parse("9..14").text() == "9–14"


@pytest.mark.parametrize("text", ["<=0.05", ">=3", "9..14", "<=0", ""])
def test_the_marker_stays_on_the_track(qtbot: Any, text: str) -> None:
    tolerance = Tolerance.parse(text)
    for value in ("-40", "0", "11", "900"):
        start, end = tolerance.span(Decimal(value))
        assert start < float(value) < end
    gauge = Gauge(text)
    qtbot.addWidget(gauge)
    gauge.show_value(Decimal(1))
    gauge.grab()


def test_answers_are_found_under_the_mouse() -> None:
    area = QRectF(10, 0, 300, 28)
    for number, cell in enumerate(tristate_areas(area), 1):
        assert tristate_at(area, cell.center()) == number
    assert tristate_at(area, QPointF(2, 2)) is None


def test_a_life_line_reads_as_a_sentence(qtbot: Any) -> None:
    steps = [LifeStep(Mark.OK, "in", "09:48"), LifeStep(Mark.TODO, "sent")]
    level, upright = LifeLine(steps), LifeLine(steps, upright=True)
    for line in (level, upright):
        qtbot.addWidget(line)
        line.grab()
        assert line.accessibleName() == "in 09:48; sent"
    assert upright.height() > 2 * 19


def test_tiles_and_cells_speak(qtbot: Any) -> None:
    tile, cell = CountTile("Same problem"), BoxCell()
    for widget in (tile, cell):
        qtbot.addWidget(widget)
    tile.show_count(3, 4, "×", Mark.WARN, "with today")
    cell.show_cell(4, "kept", None, "R2-3, 4 pieces, nothing due")
    assert tile.accessibleName() == "Same problem 3/4 × with today"
    assert cell.accessibleName() == "R2-3, 4 pieces, nothing due"
    tile.grab()
    cell.grab()


def test_a_toast_can_be_taken_back_once(qtbot: Any) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 300)
    host.show()
    toast = Toast(host)
    undone: list[int] = []
    toast.show_text("Voided", lambda: undone.append(1))
    assert toast.isVisible()
    assert "Undo" in toast.undo_words()
    host.resize(500, 200)
    assert host.rect().contains(toast.geometry())
    toast.click()
    toast.click()
    assert undone == [1]
    assert toast.isHidden()
    toast.show_text("Saved")
    assert toast.undo_words() == ""
    toast._timer.timeout.emit()
    assert toast.isHidden()


def test_an_empty_state_offers_the_next_thing(qtbot: Any) -> None:
    pressed: list[int] = []
    state = EmptyState(
        "Nothing due", "next: 26 November", button="New", clicked=lambda: pressed.append(1)
    )
    qtbot.addWidget(state)
    from warrantydesk.ui.kit.buttons import Button

    state.findChild(Button).click()
    assert pressed == [1]
    state.show_text("All done", mark=Mark.OK)
    assert state.text() == "All done"
    state.grab()
