"""The folder of a claim: opened from a hit, paged through, proved, saved, left again."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from stories import acting, drafted, submitted
from tab_stage import Window, stage_tab

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.dossier import PaperState
from warrantydesk.domain.person import Role
from warrantydesk.services.archive import ClaimList
from warrantydesk.services.desk import Desk
from warrantydesk.ui import other_programs
from warrantydesk.ui.kit import driver_print, messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.archive.folder import FolderPage
from warrantydesk.ui.tabs.archive.folder_story import HELD, open_story
from warrantydesk.ui.tabs.archive.folder_view import FIT, WHOLE
from warrantydesk.ui.tabs.archive.tab import ArchiveTab

LONG = 60_000


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def claim(desk: Desk, tmp_path: Path) -> Claim:
    """A claim that was sent, with an invoice and a photograph."""
    made = submitted(desk)
    photo = tmp_path / "泵.jpg"
    Image.new("RGB", (64, 48), "teal").save(photo)
    desk.attachments.add(made.id, "PH", photo, caption="水泵近景")
    return made


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[ArchiveTab]:
    made = stage_tab(ArchiveTab, qapp, qtbot, desk, window, 640)
    made.show()
    yield made
    for claim_id in desk.stores.claims.open_sittings():
        desk.claims.leave(claim_id)  # while the tab still hears of it
    made.hide()
    qtbot.waitUntil(made.shell.jobs.idle, timeout=LONG)


def opened(qtbot: Any, tab: ArchiveTab, claim: Claim) -> FolderPage:
    """Open a folder and wait until its pages are bound and the first is drawn."""
    tab.open_thing("folder", claim.id)
    page = tab.door.page
    assert page is not None
    qtbot.waitUntil(lambda: page.pages.dossier is not None, timeout=LONG)
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=LONG)
    return page


def place_of(page: FolderPage, state: PaperState) -> int:
    rows = page.papers.rows.items()
    return next(i for i, row in enumerate(rows) if row.paper and row.paper.state is state)


def test_enter_opens_the_folder_and_esc_comes_back_to_the_row(
    qtbot: Any, tab: ArchiveTab, desk: Desk
) -> None:
    claims = [drafted(desk) for _count in range(40)]
    tab.refresh()
    table = tab.found.table
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=LONG)
    table.select_row(30)
    table.setFocus()
    at, scrolled = tab.found.current_id(), table.verticalScrollBar().value()
    assert scrolled > 0
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert tab.door.is_open()
    page = tab.door.page
    assert page is not None
    assert page.claim is not None
    assert page.claim.id == at
    assert at in {claim.id for claim in claims}
    qtbot.keyClick(page.papers.rows, Qt.Key.Key_Escape)
    assert not tab.door.is_open()
    assert (tab.found.current_id(), table.verticalScrollBar().value()) == (at, scrolled)
    assert table.hasFocus()
    assert page.claim is None


def test_papers_stand_in_order_with_what_is_missing_among_them(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim
) -> None:
    page = opened(qtbot, tab, claim)
    rows = page.papers.rows.items()
    numbers = [row.number for row in rows if row.number]
    assert numbers == [f"{n:02}" for n in range(1, len(numbers) + 1)]
    contents = desk.dossiers.contents(claim.id)
    names = [row.name for row in rows]
    assert names[1:-1] == [paper.name for paper in contents.papers]
    assert (names[0], names[-1]) == ("Cover and course", "List of hashes")
    dossier = page.pages.dossier
    assert dossier is not None
    assert sum(row.paper.pages or 0 for row in rows if row.paper) == dossier.pages
    missing = [row for row in rows if row.paper and row.paper.state is PaperState.MISSING]
    assert [row.mark for row in missing] == [Mark.WARN] * len(contents.missing)
    assert page.missing.isVisible() == bool(missing)
    assert all(row.tail for row in rows)


def test_pages_are_turned_by_keys_over_the_end_of_a_paper(
    qtbot: Any, tab: ArchiveTab, claim: Claim
) -> None:
    page = opened(qtbot, tab, claim)
    rows = page.papers.rows
    first = rows.row()
    assert first.number == "01"
    pages = first.paper.pages
    assert f"page 1 of {pages}" in page.view.title()
    for _turn in range(pages):
        qtbot.keyClick(rows, Qt.Key.Key_PageDown)
    second = rows.row()
    assert second.number == "02"
    assert page.view.page() == 0
    qtbot.keyClick(rows, Qt.Key.Key_PageUp)
    assert rows.row().number == "01"
    assert page.view.page() == pages - 1
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(rows, Qt.Key.Key_Down, control)
    assert rows.row().number == "02"
    assert f"page {second.paper.first_page} of the dossier" in page.view.title()
    qtbot.keyClick(rows, Qt.Key.Key_Up, control)
    assert rows.row().number == "01"
    for _turn in range(2):  # before the cover there is nothing
        qtbot.keyClick(rows, Qt.Key.Key_Up, control)
        assert page.view.title().startswith("Cover and course")


def test_the_page_is_drawn_zoomed_and_turned(qtbot: Any, tab: ArchiveTab, claim: Claim) -> None:
    page = opened(qtbot, tab, claim)
    view, number = page.view, page.papers.rows.row().paper.first_page
    drawn = page.pages.page(number)
    assert drawn is not None
    assert drawn.height() > drawn.width() > 600
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.view.zoom() > 1
    view.set_zoom(WHOLE)
    assert view.view.zoom() < 1
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (view.view.zoom(), view.zoom.value()) == (1.0, FIT)
    qtbot.keyClick(view, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    turned = page.pages.page(number)
    assert turned is not None
    assert turned.width() > turned.height()


def test_a_paper_without_pages_says_why(qtbot: Any, tab: ArchiveTab, claim: Claim) -> None:
    page = opened(qtbot, tab, claim)
    page.papers.rows.select(place_of(page, PaperState.CONDITIONAL))
    assert "only where its condition holds" in page.view.why()
    page.acts.print_paper()
    assert page.view.why()


def test_the_course_tells_who_did_what_when(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim
) -> None:
    desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    page = opened(qtbot, tab, claim)
    steps = page.course.course.steps()
    labels = [step.label for step in steps]
    wanted = ["Taken in", "Inspected", "Repair finished", "Sent v1", "Approved"]
    assert [label for label in labels if label in wanted][:5] == wanted
    assert (steps[-1].label, steps[-1].note) == ("Approved", "Warranty clerk")
    assert steps[-1].time == "for 0 days"
    assert any("王敏" in step.note for step in steps)


def test_other_claims_of_the_car_are_a_click_away(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim, window: Window
) -> None:
    others = [drafted(desk), drafted(desk)]
    page = opened(qtbot, tab, claim)
    assert page.car.isVisible()
    page.acts.list_car()
    _tab, kind, shown = window.opened[-1]
    assert kind == "claims"
    assert isinstance(shown, ClaimList)
    assert list(shown.ids) == [others[1].id, others[0].id, claim.id]
    page.car.opened.emit(others[0].id)
    assert page.claim is not None
    assert page.claim.id == others[0].id


def test_what_agrees_with_the_journal_is_said_and_what_does_not(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim
) -> None:
    page = opened(qtbot, tab, claim)
    assert page.papers.proof().startswith("Journal at ")
    page.verify()
    qtbot.waitUntil(lambda: "agree" in page.papers.proof(), timeout=LONG)
    with closing(sqlite3.connect(desk.folder.database)) as other, other:
        for (name,) in other.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            other.execute(f"DROP TRIGGER {name}")
        other.execute("UPDATE claim SET total_fen = 1 WHERE id = ?", (claim.id,))
    with messages.answer_with() as asked:
        page.verify()
        qtbot.waitUntil(lambda: bool(asked), timeout=LONG)
    assert asked == [f"{claim.claim_number} is not as its journal says."]
    assert "changed outside the desk" in page.papers.proof()


def test_a_voided_file_leaves_its_paper_and_stays_struck(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim, window: Window
) -> None:
    page = opened(qtbot, tab, claim)
    rows = page.papers.rows
    photos = next(i for i, row in enumerate(rows.items()) if row.paper.attachment_ids)
    rows.select(photos)
    (file,) = page.acts.attached()
    with messages.answer_with(None):
        page.acts.void(file)
    assert desk.attachments.voided(claim.id) == []
    with messages.answer_with("拍错了车"):
        page.acts.void(file)
    assert window.toasts[-1] == "水泵近景 is void"
    last = rows.items()[-1]
    assert (last.name, last.tail) == ("水泵近景", "void")
    assert "拍错了车 · 王敏" in last.spoken()
    assert not any(file.id in row.paper.attachment_ids for row in rows.items()[:-1])
    rows.select(len(rows.items()) - 1)
    assert page.view.why() == "This file is void."
    desk.undo()
    assert desk.attachments.voided(claim.id) == []
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=LONG)
    assert all(row.voided is None for row in rows.items())


def test_who_may_not_void_is_told(qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim) -> None:
    page = opened(qtbot, tab, claim)
    (file,) = desk.attachments.of(claim.id)
    acting(desk, Role.READ_ONLY)
    with messages.answer_with("拍错了车") as asked:
        page.acts.void(file)
    assert "may not do this" in asked[-1]
    assert desk.attachments.voided(claim.id) == []


def test_the_dossier_becomes_a_file_and_is_opened(
    qtbot: Any,
    tab: ArchiveTab,
    claim: Claim,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed: list[Path] = []
    monkeypatch.setattr(other_programs, "hand_over", lambda path: handed.append(path) or True)
    page = opened(qtbot, tab, claim)
    shown = page.pages.dossier
    assert shown is not None
    file = tmp_path / "卷宗.pdf"
    with messages.answer_with(str(file), True) as asked:
        page.acts.save_dossier()
        qtbot.waitUntil(lambda: bool(handed), timeout=LONG)
    assert asked[-1] == f"卷宗.pdf is written: {shown.pages} pages."
    assert handed == [file]
    assert len(pypdf.PdfReader(file).pages) == shown.pages


def test_the_whole_dossier_goes_to_the_printer_and_into_its_journal(
    qtbot: Any,
    tab: ArchiveTab,
    desk: Desk,
    claim: Claim,
    window: Window,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(driver_print, "printer_names", lambda: ["HP"])
    monkeypatch.setattr(driver_print, "default_printer", lambda: "HP")
    monkeypatch.setattr(driver_print, "page_printer", lambda name: name)
    monkeypatch.setattr(driver_print, "print_pages", lambda _to, pages: sent.append(len(pages)))
    page = opened(qtbot, tab, claim)
    dossier = page.pages.dossier
    assert dossier is not None
    page.acts.print_all().accept()
    qtbot.waitUntil(lambda: bool(window.toasts), timeout=LONG)
    assert sum(sent) == dossier.pages
    last = desk.papers.printed(claim.id)[-1]
    assert (last.language, last.printer, last.sha256) == ("dossier", "HP", dossier.sha256)


def test_a_cancelled_dossier_leaves_nothing(
    qtbot: Any, tab: ArchiveTab, claim: Claim, tmp_path: Path
) -> None:
    file = tmp_path / "卷宗.pdf"
    with messages.answer_with(str(file)):
        job = tab.saving.save_of(claim.id)
    assert job is not None
    job.cancel()
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=LONG)
    assert list(tmp_path.glob("*.pdf*")) == []


def test_the_journal_reads_in_words_and_is_filtered(
    qtbot: Any, tab: ArchiveTab, desk: Desk
) -> None:
    claim = drafted(desk, narrative={"complaint": "水泵漏水"})
    desk.claims.leave(claim.id)
    desk.claims.save_draft(claim.id, {"narrative": {"complaint": "水泵渗漏"}})
    desk.claims.leave(claim.id)
    dialog = open_story(tab.shell, desk, claim)
    shown = dialog.shown()
    assert [one.seq for one in shown] == sorted((one.seq for one in shown), reverse=True)
    assert dialog.detail.text() == "Complaint: 水泵漏水 → 水泵渗漏"
    dialog.filter.setText("渗漏 王敏")
    assert len(dialog.shown()) == 1
    dialog.filter.setText("不存在")
    assert dialog.shown() == []
    assert dialog.detail.text() == ""
    dialog.switch.chosen.emit(HELD)
    assert dialog.stretches.isVisible()
    assert dialog.held.rows()[-1].holder == "Reception"
    dialog.done(0)


def test_a_narrow_window_keeps_marks_and_numbers(qtbot: Any, tab: ArchiveTab, claim: Claim) -> None:
    page = opened(qtbot, tab, claim)
    tab.resize(900, 500)
    QApplication.processEvents()
    assert page.papers.rows.width() < 80
    assert page.panes.is_narrow()
    page.panes.toggle_drawer()
    assert page.panes.drawer_is_open()
    qtbot.keyClick(page.papers.rows, Qt.Key.Key_Escape)
    assert tab.door.is_open()
    assert not page.panes.drawer_is_open()
    qtbot.keyClick(page.papers.rows, Qt.Key.Key_Escape)
    assert not tab.door.is_open()


def test_each_letter_of_the_folders_menus_opens_one_thing(
    qtbot: Any, tab: ArchiveTab, claim: Claim
) -> None:
    page = opened(qtbot, tab, claim)
    menu = QMenu()
    tab.fill_menu(menu)
    assert menu.actions() == page.actions()
    for one in (menu, page.head.more_menu, page.head.print_menu):
        keys = [entry.text().partition("&")[2][:1].upper() for entry in one.actions()]
        assert max(Counter(key for key in keys if key).values()) == 1


def test_a_claim_that_is_not_there_leaves_the_list(tab: ArchiveTab, claim: Claim) -> None:
    with messages.answer_with() as asked:
        tab.open_thing("folder", 10**6)
    assert asked == ["There is no such claim."]
    assert not tab.door.is_open()


def test_who_may_not_draw_papers_sees_the_list_and_why_there_are_no_pages(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim
) -> None:
    draft = drafted(desk, vehicle={"plate": "渝A8K213"})
    acting(desk, Role.READ_ONLY)
    tab.open_thing("folder", draft.id)
    page = tab.door.page
    assert page is not None
    assert "渝A·8**13" in page.head.claim._words.text()
    tab.open_thing("folder", claim.id)
    assert "may not do this" in page.view.why()
    page.papers.rows.step(1)
    assert "may not do this" in page.view.why()


def test_a_claim_without_papers_shows_its_cover(qtbot: Any, tab: ArchiveTab, desk: Desk) -> None:
    page = opened(qtbot, tab, drafted(desk))
    assert page.papers.rows.row().name == "Cover and course"
    assert page.view.title().startswith("Cover and course page 1 of ")
    assert page.missing.isVisible()


def test_a_paper_of_the_desk_is_seen_before_the_dossier_is_bound(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, prepare = Event(), desk.dossiers.prepare

    def held(claim_id: int) -> Any:
        work = prepare(claim_id)
        return lambda step: work(step) if gate.wait(LONG / 1000) else None

    monkeypatch.setattr(desk.dossiers, "prepare", held)
    tab.open_thing("folder", claim.id)
    page = tab.door.page
    assert page is not None
    try:
        qtbot.waitUntil(lambda: page.view.why() == "", timeout=LONG)
        assert page.view.view.count() == 2
        assert page.view.title() == f"{page.papers.rows.row().name} The dossier is being bound…"
    finally:
        gate.set()
    qtbot.waitUntil(lambda: page.pages.dossier is not None, timeout=LONG)
    assert "page 1 of " in page.view.title()


def test_a_fault_of_the_program_is_told_and_nothing_waits_for_it(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(step: Any) -> None:
        raise ArithmeticError

    monkeypatch.setattr(type(desk.dossiers), "prepare", lambda *_told: broken)
    heard: list[object] = []
    tab.shell.failed.connect(heard.append)
    tab.open_thing("folder", claim.id)
    qtbot.waitUntil(lambda: bool(heard), timeout=LONG)
    page = tab.door.page
    assert page is not None
    qtbot.waitUntil(lambda: page.view.why() == "The dossier was not bound.", timeout=LONG)


def test_f6_walks_round(qtbot: Any, tab: ArchiveTab, claim: Claim) -> None:
    page = opened(qtbot, tab, claim)
    rows = page.papers.rows
    rows.setFocus()
    seen = []
    for _pane in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [page.view.view, page.course.link, rows]
