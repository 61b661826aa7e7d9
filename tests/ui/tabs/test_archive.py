"""The archive tab: typed, ticked, looked at, handed on."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import VIN
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from stories import acting, drafted, submitted
from tab_stage import Window, stage_tab

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.services.archive import ClaimList
from warrantydesk.services.desk import Desk
from warrantydesk.ui import other_programs
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.archive.hits import Hits
from warrantydesk.ui.tabs.archive.tab import ArchiveTab

COMPLAINTS = ("水泵渗漏冷却液", "前轮异响\n过坎明显", "空调不制冷，风量正常，水温也正常，水泵声大")


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def claims(desk: Desk) -> list[Claim]:
    """Three claims of one car."""
    return [drafted(desk, narrative={"complaint": text}) for text in COMPLAINTS]


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[ArchiveTab]:
    made = stage_tab(ArchiveTab, qapp, qtbot, desk, window, 640)
    yield made
    for claim_id in desk.stores.claims.open_sittings():
        desk.claims.leave(claim_id)  # while the tab still hears of it
    made.hide()
    qtbot.waitUntil(made.shell.jobs.idle, timeout=20_000)


def shown(tab: ArchiveTab) -> ArchiveTab:
    tab.show()
    QApplication.processEvents()
    return tab


def found(tab: ArchiveTab) -> list[int]:
    model = tab.found.model
    return [model.id_at(row) for row in range(model.rowCount())]


def search(tab: ArchiveTab, text: str) -> list[int]:
    tab.found.line.ask_for(text)
    return found(tab)


def typed(tab: ArchiveTab, text: str) -> None:
    """Type through an input method, as Chinese is typed."""
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(tab.found.line, done)


def in_view(qtbot: Any, tab: ArchiveTab, claim: Claim) -> None:
    """Wait until the folder of a claim is shown and its sheets are drawn."""
    qtbot.waitUntil(lambda: tab._in_view == claim.id)
    qtbot.waitUntil(
        lambda: any(thumb.images for thumb in tab.preview.folder.thumbs.thumbs()), timeout=20_000
    )


def test_an_empty_archive_says_what_comes(tab: ArchiveTab, window: Window) -> None:
    shown(tab)
    assert tab.found._stack.currentWidget() is tab.found._empty
    assert not tab.preview.claim.isVisible()
    tab.found._empty.findChild(Button).click()
    assert window.opened == [("intake", "", None)]


def test_typing_searches_after_a_pause(qtbot: Any, tab: ArchiveTab, claims: list[Claim]) -> None:
    shown(tab)
    assert found(tab) == [claim.id for claim in reversed(claims)]
    typed(tab, "渗漏")
    assert tab.found.line.is_waiting()
    qtbot.waitUntil(lambda: found(tab) == [claims[0].id])
    assert tab.found.told().startswith("1 claim of 3, in 0.0")
    assert tab.found.filters.texts() == ["Text: 渗漏"]


def test_what_is_still_composed_is_not_searched(
    qtbot: Any, tab: ArchiveTab, claims: list[Claim]
) -> None:
    line = shown(tab).found.line
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("yixiang", []))
    assert not line.is_waiting()
    assert len(found(tab)) == 3
    typed(tab, "异响")
    qtbot.waitUntil(lambda: found(tab) == [claims[1].id])


@pytest.mark.parametrize("text", [VIN, VIN[-6:], "15400000042", "hy", "贺䶮"])
def test_every_claim_of_the_car_is_found(tab: ArchiveTab, claims: list[Claim], text: str) -> None:
    assert len(search(shown(tab), text)) == 3


def test_a_vin_scanned_into_the_line_is_looked_for(tab: ArchiveTab, claims: list[Claim]) -> None:
    line = shown(tab).found.line
    tab.found.table.setFocus()
    assert not tab.take_scan(VIN)
    line.setFocus()
    assert tab.take_scan(VIN)
    assert line.text() == VIN
    assert set(found(tab)) == {claim.id for claim in claims if claim.vehicle.vin == VIN}
    assert not tab.take_scan("012600000136")


def test_nothing_found_offers_to_clear(tab: ArchiveTab, claims: list[Claim]) -> None:
    assert search(shown(tab), "不存在") == []
    assert tab.found._stack.currentWidget() is tab.found._nothing
    assert not tab.preview.claim.isVisible()
    tab.found.cleared.emit()
    assert len(found(tab)) == 3
    assert tab.found.line.text() == ""


def test_keys_lead_from_the_line_to_the_claim(
    qtbot: Any, tab: ArchiveTab, claims: list[Claim], window: Window
) -> None:
    line, table = shown(tab).found.line, tab.found.table
    line.setFocus()
    typed(tab, "异响")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert table.hasFocus()
    assert found(tab) == [claims[1].id]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert tab.door.is_open()
    tab.door.close_folder()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""


def test_space_folds_the_preview(qtbot: Any, tab: ArchiveTab, claims: list[Claim]) -> None:
    shown(tab).found.table.setFocus()
    assert tab.preview.isVisible()
    qtbot.keyClick(tab.found.table, Qt.Key.Key_Space)
    assert not tab.preview.isVisible()
    qtbot.keyClick(tab.found.table, Qt.Key.Key_Space)
    assert tab.preview.isVisible()
    tab.fold_facets()
    assert not tab.facets.isVisible()


def test_ticks_narrow_and_pills_take_them_away(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claims: list[Claim]
) -> None:
    desk.claims.void(claims[0].id, "重复")
    shown(tab)
    assert tab.facets.tick("state", "VOID").count() == 1
    qtbot.mouseClick(tab.facets.tick("state", "VOID"), Qt.MouseButton.LeftButton)
    assert found(tab) == [claims[0].id]
    tab.facets.tick("state", "DRAFT").click()
    tab.facets.tick("year", "2026").click()
    tab.facets.tick("month", "2026-11").click()
    assert len(found(tab)) == 3
    assert tab.found.filters.texts() == ["Void", "Draft", "2026", "2026-11"]
    tab.found.filters.closed.emit(("state", "DRAFT"))
    assert found(tab) == [claims[0].id]
    tab.facets.tick("year", "2026").click()
    assert tab.found.filters.texts() == ["Void"]
    tab.found.filters.cleared.emit()
    assert len(found(tab)) == 3
    assert not tab.facets.tick("state", "VOID").isChecked()


def test_a_facet_folds(tab: ArchiveTab, claims: list[Claim]) -> None:
    shown(tab)
    assert tab.facets.tick("state", "DRAFT").isVisible()
    tab.facets.head("state").click()
    assert not tab.facets.tick("state", "DRAFT").isVisible()


def test_heads_sort_and_keep_the_claim(tab: ArchiveTab, desk: Desk, claims: list[Claim]) -> None:
    shown(tab).found.table.select_row(1)
    tab.found.table._sort(0)
    assert found(tab) == [claim.id for claim in claims]
    assert tab.found.current_id() == claims[1].id
    desk.claims.void(claims[2].id, "重复")
    tab.found.table._sort(6)
    search(tab, "水泵")
    assert found(tab) == [claims[0].id, claims[2].id]


def test_limits_are_said(
    tab: ArchiveTab, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(tab)
    for place in ("services.archive_hits", "ui.tabs.archive.hits"):
        monkeypatch.setattr(f"warrantydesk.{place}.LIMIT", 2)
    monkeypatch.setattr(Hits, "is_small", lambda _hits: True)
    assert search(tab, VIN) == [claim.id for claim in reversed(claims)]
    assert tab.found.note() == ""
    tab.found.table._sort(0)
    assert found(tab) == [claims[1].id, claims[2].id]
    assert "among the newest 2 hits" in tab.found.note()
    assert len(search(tab, "")) == 3
    assert tab.found.note() == ""
    tab.found.table._sort(0)
    monkeypatch.setattr(type(tab.desk.archive), "one_sign_reach", 2)
    search(tab, "泵")
    assert "newest 2 claims" in tab.found.note()


def test_many_hits_come_from_a_worker(
    qtbot: Any, tab: ArchiveTab, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warrantydesk.ui.tabs.archive.hits.FIRST", 2)
    monkeypatch.setattr(Hits, "is_small", lambda _hits: False)
    shown(tab)
    newest = [claim.id for claim in reversed(claims)]
    assert found(tab) == newest
    assert search(tab, VIN) == newest[:2]
    assert tab.found.told().startswith("2+ claims")
    tab.found.table.select_row(1)
    qtbot.waitUntil(lambda: found(tab) == newest)
    assert tab.found.current_id() == newest[1]
    assert tab.found.told().startswith("3 claims")
    tab.found.table._sort(0)
    assert found(tab) == newest
    assert "sorted" in tab.found.note()
    qtbot.waitUntil(lambda: found(tab) == newest[::-1])
    assert tab.found.note() == ""
    assert tab.found.current_id() == newest[1]


def test_a_hit_shows_where_it_lies(tab: ArchiveTab, desk: Desk, claims: list[Claim]) -> None:
    desk.claims.save_draft(claims[1].id, {"narrative": {"cause": "轴承磨损，故障码 P0A2F"}})
    column = next(one for one in shown(tab).found.model.columns if one.key == "complaint")
    search(tab, "p0a2f")
    assert column.say(tab.found.table.row()).endswith("P0A2F · 前轮异响 过坎明显")
    search(tab, "水泵声")
    assert column.say(tab.found.table.row()) == "…也正常，水泵声大"
    assert column.copied(tab.found.table.row()) == COMPLAINTS[2]


def test_rows_are_copied(qtbot: Any, tab: ArchiveTab, claims: list[Claim]) -> None:
    table = shown(tab).found.table
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[0] for line in lines] == [c.claim_number for c in reversed(claims)]
    assert "前轮异响 过坎明显" in lines[1]


def test_plates_are_masked_and_who_only_reads_sees_no_found_text(
    tab: ArchiveTab, desk: Desk, claims: list[Claim]
) -> None:
    desk.claims.save_draft(claims[2].id, {"vehicle": {"plate": "渝A8K213"}})
    column = next(one for one in shown(tab).found.model.columns if one.key == "plate")
    assert column.say(tab.found.table.row()) == "渝A·8**13"
    assert column.copied(tab.found.table.row()) == "渝A·8**13"
    assert column.exported(tab.found.table.row()) == "渝A·8K213"
    acting(desk, Role.READ_ONLY)
    tab.refresh()
    assert column.say(tab.found.table.row()) == "渝A·8**13"
    assert column.exported(tab.found.table.row()) == "渝A·8**13"
    search(tab, "15400000042")
    complaint = next(one for one in tab.found.model.columns if one.key == "complaint")
    assert "15400000042" not in complaint.say(tab.found.table.row())


def test_what_the_maker_approved_and_paid_stands_under_the_life(
    qtbot: Any, tab: ArchiveTab, desk: Desk
) -> None:
    claim = submitted(desk)
    shown(tab)
    in_view(qtbot, tab, claim)
    amounts = tab.preview.claim.amounts()
    assert [one.text() for one in amounts[1:]] == ["—", "—"]
    desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    tab.refresh()
    in_view(qtbot, tab, claim)
    assert [one.text() for one in amounts] == [f"¥{yuan(claim.total_fen)}"] * 2 + ["¥0.00"]


def test_the_folder_of_a_claim(qtbot: Any, tab: ArchiveTab, desk: Desk) -> None:
    claim = submitted(desk)
    desk.attachments.add_bytes(claim.id, "INV", b"%PDF-1.7", "发票.pdf")
    shown(tab)
    in_view(qtbot, tab, claim)
    steps = tab.preview.claim.life.steps()
    assert [step.mark for step in steps] == [Mark.OK] * 5 + [Mark.RUNNING, Mark.TODO]
    captions = [thumb.caption for thumb in tab.preview.folder.thumbs.thumbs()]
    assert [caption.rstrip("0123456789 ") for caption in captions] == [
        "Work order",
        "Inspection",
        "Claim form",
    ]
    rows = tab.preview.folder.files.items()
    place = next(i for i, row in enumerate(rows) if row.attachment_id)
    assert rows[place].text == "发票.pdf"
    assert rows[place - 1].mark is Mark.DONE
    assert any(row.mark is Mark.WARN and row.note == "missing" for row in rows)


def test_changes_arrive(qtbot: Any, tab: ArchiveTab, desk: Desk, claims: list[Claim]) -> None:
    shown(tab)
    in_view(qtbot, tab, claims[2])
    desk.attachments.add_bytes(claims[2].id, "INV", b"%PDF-1.7", "发票.pdf")
    qtbot.waitUntil(lambda: any(row.attachment_id for row in tab.preview.folder.files.items()))
    new = drafted(desk)
    assert found(tab)[0] == new.id
    assert tab.found.current_id() == claims[2].id


def test_a_file_goes_to_another_program_after_a_question(
    qtbot: Any,
    tab: ArchiveTab,
    desk: Desk,
    claims: list[Claim],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed: list[Path] = []
    monkeypatch.setattr(other_programs, "hand_over", lambda path: handed.append(path) or True)
    kept = desk.attachments.add_bytes(claims[2].id, "INV", b"%PDF-1.7", "发票.pdf")
    shown(tab)
    with messages.answer_with(False, True) as asked:
        tab.files.open_file(claims[2].id, kept.id)
        assert handed == []
        tab.files.open_file(claims[2].id, kept.id)
    assert asked == ["Open 发票.pdf with another program?"] * 2
    assert [path.name for path in handed] == ["发票.pdf"]
    assert handed[0].read_bytes() == b"%PDF-1.7"
    monkeypatch.setattr(other_programs, "hand_over", lambda path: False)
    with messages.answer_with(True) as asked:
        tab.files.open_file(claims[2].id, kept.id)
    assert asked[-1] == "No program on this computer opens 发票.pdf."


def test_photographs_open_here(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claims: list[Claim], tmp_path: Path
) -> None:
    from PIL import Image

    path = tmp_path / "泵.jpg"
    Image.new("RGB", (64, 48), "teal").save(path)
    kept = desk.attachments.add(claims[2].id, "PH", path, caption="水泵")
    shown(tab).files.open_file(claims[2].id, kept.id)
    qtbot.waitUntil(lambda: tab.files.window is not None)
    assert tab.files.window._photos[0][1] == "水泵"
    assert tab.files.window._image.width() == 64
    tab.files.window.close()


def test_files_are_copied_to_a_folder(
    qtbot: Any,
    tab: ArchiveTab,
    desk: Desk,
    claims: list[Claim],
    tmp_path: Path,
    window: Window,
) -> None:
    shown(tab)
    with messages.answer_with(str(tmp_path)) as asked:
        tab.files.copy_files(claims[2].id)
    assert asked[-1].endswith("has no files yet.")
    desk.attachments.add_bytes(claims[2].id, "INV", b"%PDF-1.7", "发票.pdf")
    with messages.answer_with(str(tmp_path)):
        tab.files.copy_files(claims[2].id)
        qtbot.waitUntil(lambda: bool(window.toasts))
    assert (tmp_path / claims[2].claim_number / "发票.pdf").read_bytes() == b"%PDF-1.7"
    assert window.toasts[0].startswith("1 file copied to ")


def test_the_journal_is_walked_on_request(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claims: list[Claim]
) -> None:
    shown(tab)
    in_view(qtbot, tab, claims[2])
    line = tab.preview.journal
    assert line.text().startswith("Journal at ")
    line.asked.emit()
    qtbot.waitUntil(lambda: line.text().startswith("Journal unbroken"))
    tab.found.table.select_row(1)
    qtbot.waitUntil(lambda: tab._in_view == claims[1].id)
    assert line.text().startswith("Journal unbroken")


def test_other_tabs_open_claims_and_searches(tab: ArchiveTab, claims: list[Claim]) -> None:
    shown(tab).open_thing("search", "异响")
    assert found(tab) == [claims[1].id]
    tab.open_thing("claim", claims[0].id)
    assert tab.found.current_id() == claims[0].id
    assert len(found(tab)) == 3
    tab.open_thing("claim", 10**6)
    assert tab.found.current_id() is not None


def test_a_narrow_window_keeps_the_filters_as_a_menu(tab: ArchiveTab, claims: list[Claim]) -> None:
    shown(tab).resize(900, 500)
    QApplication.processEvents()
    assert tab.facets._rail.isVisible()
    action = next(one for one in tab.facets.menu().actions() if one.text().startswith("2026"))
    action.setChecked(True)
    assert tab.found.filters.texts() == ["2026"]
    tab.fold_preview()
    assert tab.panes.drawer_is_open()
    tab.resize(1366, 640)
    QApplication.processEvents()
    assert not tab.facets._rail.isVisible()


def test_a_search_that_waits_is_done_before_the_tab_is_left(
    tab: ArchiveTab, claims: list[Claim]
) -> None:
    shown(tab).found.line.setText("异响")
    tab.hide()
    assert found(tab) == [claims[1].id]


def test_a_list_of_claims_is_a_filter_that_closes(
    tab: ArchiveTab, claims: list[Claim], desk: Desk
) -> None:
    shown(tab)
    both = ClaimList("Returned in March", array("q", [claims[1].id, claims[0].id]))
    tab.open_thing("claims", both)
    assert found(tab) == [claims[1].id, claims[0].id]
    assert tab.found.filters.texts() == ["Returned in March"]
    assert search(tab, "渗漏") == [claims[0].id]
    assert search(tab, "空调") == []
    tab.asking.drop("list")
    assert found(tab) == [claims[2].id]


def test_operators_narrow_and_are_marked(tab: ArchiveTab, claims: list[Claim]) -> None:
    shown(tab)
    assert search(tab, "水泵 -渗漏") == [claims[2].id]
    assert search(tab, '"前轮异响 过坎"') == [claims[1].id]
    assert tab.hits.words == ("前轮异响 过坎",)
    assert search(tab, "-水泵") == [claims[1].id]


def test_counts_follow_the_words_not_the_facets(tab: ArchiveTab, claims: list[Claim]) -> None:
    shown(tab)
    assert tab.facets.tick("year", "2026").count() == 3
    assert tab.values.told() == ""
    search(tab, "水泵")
    assert tab.facets.tick("year", "2026").count() == 2
    assert tab.values.told() == "The numbers count the 2 claims that have these words."
    tab.facets.tick("amount", "0").click()
    assert tab.facets.tick("year", "2026").count() == 2
    assert search(tab, "不存在") == []
    assert tab.facets.tick("year", "2026").count() == 0


def test_a_search_is_kept_and_comes_back(
    tab: ArchiveTab, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(tab)
    search(tab, "水泵")
    tab.facets.tick("year", "2026").click()
    monkeypatch.setattr(tab.shell, "ask_text", lambda *_asked: "Pumps")
    tab.asking.kept.keep()
    tab.clear()
    assert len(found(tab)) == 3
    entries = [action.text() for action in tab.asking.kept.menu(tab).actions()]
    assert entries == ["Pumps", "", "Keep this search…", "Rename", "Take off the list"]
    tab.asking.kept.menu(tab).actions()[0].trigger()
    assert found(tab) == [claims[2].id, claims[0].id]
    assert tab.found.filters.texts() == ["2026", "Text: 水泵"]
    kept = tab.desk.searches.list()[0]
    monkeypatch.setattr(tab.shell, "ask_text", lambda *_asked: "Water pumps")
    tab.asking.kept.rename(kept)
    tab.asking.kept.void(tab.desk.searches.list()[0])
    assert tab.desk.searches.list() == []
