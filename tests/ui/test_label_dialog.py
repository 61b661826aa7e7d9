"""The label dialog: what is shown is sent, what breaks off goes on, a reprint says why."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import to_submit
from tab_stage import Window

from warrantydesk.documents.labels.mode_label import MODE_NAMES
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.old_part import TagState
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterSilent
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_order import MODES, PLACES, TAGS, TEST
from warrantydesk.ui.kit import driver_print, messages, paint, theme
from warrantydesk.ui.label_dialog import LabelDialog, open_labels
from warrantydesk.ui.label_dialog_batch import how_far
from warrantydesk.ui.label_dialog_preview import state_word
from warrantydesk.ui.label_dialog_run import PrintRun
from warrantydesk.ui.shell import Shell


class Port:
    """A printer that takes so many jobs and then answers no more."""

    def __init__(self, most: int = 10**6) -> None:
        self.most, self.jobs = most, []
        self.failure: Exception | None = None

    def deliver(self, drawn: Any, to: str) -> None:
        """Take the bytes, or do not answer."""
        if len(self.jobs) >= self.most:
            said = N_("The printer at {address} does not answer.")
            raise self.failure or Unavailable(said, address=to)
        self.jobs.append(drawn)


@pytest.fixture
def tags(desk: Desk) -> list[str]:
    return [piece.tag for piece in desk.shelf.pieces_of(to_submit(desk).id)]


@pytest.fixture
def dialog(desk: Desk, shell: Shell, qtbot: Any, tags: list[str]) -> LabelDialog:
    """A dialog for three tags with a network printer."""
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), transport="tcp:127.0.0.1:9", language="tspl"))
    made = LabelDialog(shell, desk, tags)
    qtbot.addWidget(made)
    made.show()
    return made


def port_of(desk: Desk, monkeypatch: pytest.MonkeyPatch, most: int = 10**6) -> Port:
    port = Port(most)
    monkeypatch.setattr(desk.labels, "deliver", port.deliver)
    return port


def states(desk: Desk, tags: list[str]) -> list[list[JobState]]:
    return [[job.state for job in desk.labels.jobs(tag)] for tag in tags]


def test_all_ticked_labels_are_sent_one_job_each(
    desk: Desk,
    dialog: LabelDialog,
    window: Window,
    tags: list[str],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = port_of(desk, monkeypatch)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert [job.tags for job in port.jobs] == [(tag,) for tag in tags]
    assert states(desk, tags) == [[JobState.SENT]] * 3
    assert window.toasts == ["3 labels sent. Scan one: that confirms it."]
    assert dialog.isHidden()


def test_a_batch_that_breaks_off_is_printed_on_once(
    desk: Desk,
    dialog: LabelDialog,
    window: Window,
    tags: list[str],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = port_of(desk, monkeypatch, most=1)
    dialog.print_button.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.banner.head.text() == "Last batch 09:00 broke off"
    assert dialog.banner.words.toolTip().startswith("The printer at")
    assert "1 of 3 sent to the printer, 2 not." in dialog.banner.words.toolTip()
    assert dialog.rest_button.text() == "Only the 2 unsent"
    assert states(desk, tags) == [[JobState.SENT], [JobState.FAILED], [JobState.QUEUED]]
    port.most = 10
    dialog.rest_button.click()
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert [job.tags[0] for job in port.jobs] == tags
    assert states(desk, tags) == [
        [JobState.SENT],
        [JobState.FAILED, JobState.SENT],
        [JobState.SENT],
    ]


def test_a_reprint_wants_a_reason_and_carries_its_mark(
    desk: Desk,
    dialog: LabelDialog,
    window: Window,
    shell: Shell,
    tags: list[str],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = port_of(desk, monkeypatch)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: bool(window.toasts))
    again = LabelDialog(shell, desk, tags[:1])
    qtbot.addWidget(again)
    again.show()
    assert not again.print_button.isEnabled()
    assert again.problem() == "No reason chosen for the reprint"
    again.form.reasons.set_value("smeared")
    again.form._take_reason("smeared")
    again.print_button.click()
    qtbot.waitUntil(lambda: len(window.toasts) == 2)
    first, second = desk.labels.jobs(tags[0])
    assert (second.reprint_of, second.reason) == (first.id, "smeared")
    assert port.jobs[-1].data != port.jobs[0].data


def test_the_clerks_own_words_are_a_reason(dialog: LabelDialog) -> None:
    dialog.form.reasons.set_value("other…")
    dialog.form._take_reason("other…")
    assert dialog.form.reason() == ""
    dialog.form.other.set_value("fell into oil")
    assert dialog.form.reason() == "fell into oil"
    dialog.form.reasons.set_value("smeared")
    assert dialog.form.reason() == "smeared: fell into oil"


def test_what_is_shown_is_what_is_sent(
    desk: Desk, dialog: LabelDialog, tags: list[str], qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: not dialog.preview.view.image().isNull())
    raster = desk.labels.raster(tags[0])
    image = dialog.preview.view.image()
    assert (image.width(), image.height()) == (raster.width, raster.height)
    row = raster.height // 2
    shown = [image.pixelIndex(x, row) for x in range(raster.width)]
    assert shown == [int(raster.pixel(x, row)) for x in range(raster.width)]


def test_another_stock_shows_its_own_dots(dialog: LabelDialog, qtbot: Any) -> None:
    for key, width in (("50x30", 399), ("100x50", 799), ("a4-3x8", 479)):
        dialog.form.stock.set_value(key)
        dialog.form._take_edit()
        qtbot.waitUntil(lambda width=width: dialog.preview.view.image().width() == width)


def test_a_sheet_goes_to_a_page_printer_only(dialog: LabelDialog) -> None:
    dialog.form.stock.set_value("a4-3x8")
    dialog.form._take_edit()
    assert "page printer" in dialog.problem()
    assert not dialog.print_button.isEnabled()
    sheet = dialog.form.sheet
    sheet.set_start(23)
    assert (sheet.start(), sheet.after(3)) == (23, 2)
    assert dialog.order().start == 23
    sheet.show_sheet(2, 2)
    assert sheet.start() == 4


def test_the_next_batch_begins_behind_the_last_on_the_sheet(
    desk: Desk,
    shell: Shell,
    window: Window,
    tags: list[str],
    qtbot: Any,
    tmp_path: Path,
) -> None:
    printers = desk.labels.printers
    to = f"file:{tmp_path / 'sheet.pdf'}"
    printers.save(replace(printers.kept(), transport=to, stock="a4-3x8"))
    first = LabelDialog(shell, desk, tags)
    qtbot.addWidget(first)
    first.form.sheet.set_start(23)
    first.print_button.click()
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    second = LabelDialog(shell, desk, tags)
    qtbot.addWidget(second)
    assert second.form.sheet.start() == 2


def test_a_click_on_the_sheet_chooses_where_to_begin(dialog: LabelDialog, qtbot: Any) -> None:
    dialog.form.stock.set_value("a4-2x2")
    dialog.form._take_edit()
    sheet = dialog.form.sheet
    middle = QPoint(sheet.width() * 3 // 4, sheet.height() * 3 // 4)
    with qtbot.waitSignal(sheet.edited):
        QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=middle)
    assert sheet.start() == 4
    QTest.keyClick(sheet, Qt.Key.Key_Left)
    assert sheet.start() == 3


def test_the_driver_gets_the_raster_at_its_exact_size(
    desk: Desk,
    shell: Shell,
    window: Window,
    tags: list[str],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed: list[tuple[Any, ...]] = []
    monkeypatch.setattr(driver_print, "printer_names", lambda: ["Office"])
    monkeypatch.setattr(
        driver_print, "raster_printer", lambda *asked: printed.append(asked) or "printer"
    )
    monkeypatch.setattr(driver_print, "print_raster", lambda *asked: printed.append(asked))
    raster = desk.labels.raster(tags[0])
    dialog = LabelDialog(shell, desk, tags[:1])
    qtbot.addWidget(dialog)
    dialog.form.way.set_value("driver:Office")
    dialog.form.copies.set_value(2)
    dialog.form._take_printer()
    dialog.print_button.click()
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert printed[0] == ("Office", 60, 40, 203)
    assert printed[1] == ("printer", raster.width, raster.height, raster.bits, 2)
    assert desk.labels.jobs(tags[0])[0].language == "driver"


def test_a_driver_that_fails_is_a_failed_job(
    desk: Desk, shell: Shell, tags: list[str], qtbot: Any
) -> None:
    printers = desk.labels.printers
    printer = replace(printers.kept(), transport="driver:no such printer")
    run = PrintRun(shell, desk, printer)
    with qtbot.waitSignal(run.ended):
        run.start(tags, printers.order(printer, TAGS))
    assert "no such printer" in run.error
    assert run.rest == tags
    assert states(desk, tags) == [[JobState.FAILED], [JobState.QUEUED], [JobState.QUEUED]]


def test_places_and_the_calibration_label_go_the_same_way(
    desk: Desk,
    shell: Shell,
    window: Window,
    qtbot: Any,
    tmp_path: Path,
) -> None:
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), transport=f"file:{tmp_path / 'printer'}"))
    dialog = LabelDialog(shell, desk, ["R2-3", "R2-4"], PLACES)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(shell.jobs.changed):
        dialog.test_button.click()
    qtbot.waitUntil(lambda: not dialog._running())
    assert [job.kind for job in desk.stores.print_jobs.of(TEST)] == [TEST]
    assert not dialog.isHidden() or not window.toasts
    dialog.print_button.click()
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert [job.state for job in desk.labels.jobs("P-R2-3")] == [JobState.SENT]


def test_labels_are_saved_as_files_and_count_as_printed(
    desk: Desk, dialog: LabelDialog, tags: list[str], tmp_path: Path
) -> None:
    for form in ("pdf", "zpl", "png"):
        with messages.answer_with(str(tmp_path / f"labels.{form}")):
            dialog._save_as(form)
    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "labels.zpl").read_bytes().count(b"^XA") == 3
    assert len(list((tmp_path / "labels.png").iterdir())) == 3
    assert desk.labels.times_printed(tags[0]) == 3
    assert dialog.batch.rows()[0].printed == 3


def test_space_ticks_and_arrows_walk(dialog: LabelDialog, tags: list[str]) -> None:
    batch = dialog.batch
    QTest.keyClick(batch, Qt.Key.Key_Space)
    assert [row.subject for row in batch.ticked_rows()] == tags[1:]
    assert dialog.print_button.text() == "Print 2 labels"
    QTest.keyClick(batch, Qt.Key.Key_Right)
    current = batch.current()
    assert current is not None
    assert current.subject == tags[1]
    batch.tick([])
    assert not dialog.print_button.isEnabled()


def test_what_was_never_printed_can_be_added(
    desk: Desk, shell: Shell, tags: list[str], qtbot: Any
) -> None:
    dialog = LabelDialog(shell, desk, tags[:1])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.add_link.text() == "2 not printed yet"
    dialog.add_link.click()
    assert [row.subject for row in dialog.batch.rows()] == tags
    assert not dialog.add_link.isVisible()


def test_the_journal_shows_the_newest_first(
    desk: Desk, dialog: LabelDialog, tags: list[str], tmp_path: Path
) -> None:
    desk.shelf.shelve(tags[0], "R2-3")
    for name in ("one.zpl", "two.zpl"):
        with messages.answer_with(str(tmp_path / name)):
            dialog._save_as("zpl")
    model = dialog.preview.journal.model()
    shown = [model.index(row, 5).data().replace(" ", "") for row in range(model.rowCount())]
    first, second = (job.sha256[:8] for job in desk.labels.jobs(tags[0]))
    assert shown == [second, first]
    assert first != second
    assert desk.shelf.by_tag(tags[0]).tag_state is TagState.CONFIRMED


def test_in_large_type_the_label_stays_dot_for_dot(
    qapp: QApplication, desk: Desk, shell: Shell, tags: list[str], qtbot: Any
) -> None:
    theme.apply(qapp, dark=False, scale=1.5)
    dialog = LabelDialog(shell, desk, tags)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.preview.view.image().isNull())
    dialog.resize(1334, 736)
    QApplication.processEvents()
    assert not dialog.preview.view.is_scaled()
    assert not dialog.preview.journal.isVisible()
    theme.apply(qapp, dark=False)
    dialog.resize(1180, 664)
    QApplication.processEvents()
    assert dialog.preview.journal.isVisible()


def test_an_unknown_tag_opens_nothing(desk: Desk, shell: Shell) -> None:
    with messages.answer_with() as told:
        assert open_labels(shell, desk, ["012600999909"]) is None
    assert told == ["No old part has the tag 012600999909."]
    with pytest.raises(Refused):
        LabelDialog(shell, desk, ["012600999909"])


def test_closing_while_printing_sends_no_more(
    desk: Desk, dialog: LabelDialog, tags: list[str], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = port_of(desk, monkeypatch)
    dialog.print_button.click()
    dialog._run.advanced.connect(lambda _report: dialog.reject())
    qtbot.waitUntil(lambda: not dialog._running())
    assert [job.tags[0] for job in port.jobs] == tags[:1]
    assert states(desk, tags) == [[JobState.SENT], [JobState.QUEUED], [JobState.QUEUED]]


def test_the_fields_at_the_right_are_never_cut(
    qapp: QApplication, desk: Desk, shell: Shell, qtbot: Any, tags: list[str]
) -> None:
    theme.apply(qapp, dark=False, scale=1.5)
    made = LabelDialog(shell, desk, tags)
    qtbot.addWidget(made)
    made.resize(1334, 736)
    made.show()
    made.form.show_again(2)
    QApplication.processEvents()
    assert made.form.minimumSizeHint().width() <= made.form.parentWidget().width()
    assert made.form.width() <= made.form.parentWidget().width()
    theme.apply(qapp, dark=False)


def test_the_status_gives_way_to_the_number(desk: Desk, tags: list[str]) -> None:
    for state, brief in ((JobState.SENT, "not scanned"), (JobState.CONFIRMED, "confirmed")):
        job = PrintJob("label", tags[0], "", "zpl", 1, "", 0, state=state)
        _mark, words, short = how_far(job)
        assert (short, len(short) < len(words)) == (brief, True)


def test_the_journal_shows_its_words_whole(dialog: LabelDialog) -> None:
    dialog.resize(1180, 664)
    QApplication.processEvents()
    room = dialog.preview.journal.viewport().width()
    by_key = {column.key: column for column in dialog.preview._model.columns}
    assert sum(column.width for column in by_key.values()) <= room
    wanted = max(paint.width_of(state_word(state)) for state in JobState)
    assert by_key["state"].width >= wanted + theme.h(0.74) + 6 + 16
    assert by_key["copies"].width >= paint.width_of("Copies", -1) + 16


def test_a_label_in_doubt_is_asked_for_before_the_rest_is_printed(
    desk: Desk,
    dialog: LabelDialog,
    window: Window,
    tags: list[str],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = port_of(desk, monkeypatch, most=1)
    silent = PrinterSilent(N_("The printer at {address} does not answer."), address="x")
    monkeypatch.setattr(port, "failure", silent)
    dialog.print_button.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert "of 1 nobody knows" in dialog.banner.words.toolTip()
    port.most = 10
    with messages.answer_with(None) as asked:
        dialog.rest_button.click()
    assert asked == [f"Did the label {tags[1]} come out?"]
    with messages.answer_with("yes"):
        dialog.rest_button.click()
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert [job.tags[0] for job in port.jobs] == [tags[0], tags[2]]
    assert states(desk, tags) == [[JobState.SENT]] * 3


def test_the_next_dialog_shows_what_broke_off_and_lets_it_go(
    desk: Desk,
    dialog: LabelDialog,
    shell: Shell,
    tags: list[str],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port_of(desk, monkeypatch, most=1)
    dialog.print_button.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    dialog.reject()
    later = LabelDialog(shell, desk, [])
    qtbot.addWidget(later)
    later.show()
    assert [row.subject for row in later.batch.rows()] == tags[1:]
    assert later.banner.isVisible()
    with messages.answer_with("wrong stock"):
        later.banner.drop.click()
    assert not later.banner.isVisible()
    assert not later.rest_button.isVisible()
    assert states(desk, tags) == [[JobState.SENT], [JobState.VOID], [JobState.VOID]]


def test_a_label_that_was_thrown_away_is_void_with_its_reason(
    desk: Desk, dialog: LabelDialog, tags: list[str], tmp_path: Path
) -> None:
    assert not dialog.preview.spoilt.isVisible()
    with messages.answer_with(str(tmp_path / "one.zpl")):
        dialog._save_as("zpl")
    assert dialog.preview.spoilt.isVisible()
    with messages.answer_with("torn"):
        dialog.preview.spoilt.click()
    (job,) = desk.labels.jobs(tags[0])
    assert (job.state, job.error) == (JobState.VOID, "torn")
    assert not dialog.preview.spoilt.isVisible()


def test_a_run_may_close_the_dialog_behind_a_question(
    desk: Desk, shell: Shell, tags: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_labels(shell, desk, tags)
    assert dialog is not None
    with messages.answer_with(str(tmp_path / "one.zpl")):
        dialog._save_as("zpl")

    def slow_answer(_question: str) -> str:
        dialog.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return "torn"

    monkeypatch.setattr(shell, "ask_text", slow_answer)
    dialog._void_label()
    (job,) = desk.labels.jobs(tags[0])
    assert (job.state, job.error) == (JobState.VOID, "torn")


def test_boxes_and_modes_have_their_dialogs(desk: Desk, shell: Shell, qtbot: Any) -> None:
    dialog = LabelDialog(shell, desk, list(MODE_NAMES), MODES)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Print mode cards"
    assert [row.subject for row in dialog.batch.rows()] == list(MODE_NAMES)
    assert [row.name for row in dialog.batch.rows()] == list(MODE_NAMES.values())
    qtbot.waitUntil(lambda: not dialog.preview.view.image().isNull())
