"""What is done in the Policies tab: written, corrected, withdrawn, brought and taken out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import a_picture
from policies_stage import BULLETIN, COMING, coming_wear, days, shown_policies, wear_rows
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from stories import acting
from tab_stage import Window

from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui import other_programs
from warrantydesk.ui.kit import messages
from warrantydesk.ui.tabs.policies import actions, rows_dialog
from warrantydesk.ui.tabs.policies.profile_dialog import ProfileDialog
from warrantydesk.ui.tabs.policies.tab import PoliciesTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[PoliciesTab]:
    with shown_policies(qapp, qtbot, desk, window) as made:
        yield made


@pytest.fixture
def wear(tab: PoliciesTab, desk: Desk) -> PoliciesTab:
    """Give the tab on the wear table, whose second version begins in a week."""
    coming_wear(desk)
    tab.show_table("wear")
    return tab


def test_a_new_version_is_written_and_a_wrong_cell_keeps_what_was_typed(
    tab: PoliciesTab, desk: Desk, window: Window
) -> None:
    tab.show_table("wear")
    opened = tab.middle.opened()
    assert opened is not None
    dialog = tab.verbs.version_dialog(opened)
    assert dialog is not None
    dialog.effective_from.set_value(COMING)
    dialog.editor.put(0, {"months": "-3"})
    dialog.check()
    assert [(one.row, one.column) for one in dialog.troubles()] == [(0, "months")]
    assert not dialog.yes.isEnabled()
    dialog.accept()
    assert len(desk.policies.versions("QC", "wear")) == 1
    assert dialog.editor.rows()[0]["months"] == "-3"
    dialog.editor.put(0, {"months": "9"})
    dialog.check()
    dialog.accept()
    saved = desk.policies.versions("QC", "wear")[-1]
    assert (saved.number, saved.effective_from) == (2, COMING)
    assert wear_rows(desk, 2)[0]["months"] == "9"
    assert window.toasts[-1].startswith("Version 2 of Wear classes holds from 2026-12-01")
    assert tab.middle.tables.ribbon.picked() == (1, 2)


def test_rows_are_added_taken_out_and_found(tab: PoliciesTab) -> None:
    tab.show_table("wear")
    opened = tab.middle.opened()
    assert opened is not None
    dialog = tab.verbs.version_dialog(opened)
    assert dialog is not None
    before = dialog.editor.count()
    dialog.editor.add_row({"code": "x"}, edit=False)
    assert dialog.editor.rows()[-1]["code"] == "x"
    dialog.search.setFocus()
    dialog.search.setText("wiper")
    assert dialog.editor.go_to_next("wiper")
    dialog.remove.click()
    codes = [row["code"] for row in dialog.editor.rows()]
    assert "wiper" not in codes
    assert dialog.editor.count() == before
    dialog.effective_from.setText("nonsense")
    dialog.check()
    assert not dialog.yes.isEnabled()


def test_a_version_is_corrected_in_its_place(wear: PoliciesTab, desk: Desk) -> None:
    opened = wear.middle.opened()
    assert opened is not None
    dialog = wear.verbs.correction_dialog(opened)
    assert dialog is not None
    assert dialog.effective_from.value() == COMING
    assert dialog.bulletin.value() == BULLETIN
    dialog.editor.put(0, {"months": "8"})
    dialog.check()
    assert dialog.troubles() == ()
    dialog.accept()
    assert [bool(one.void_reason) for one in desk.policies.versions("QC", "wear")] == [
        False, True, False
    ]  # fmt: skip
    assert wear.middle.tables.ribbon.picked() == (1, 3)


def test_a_version_is_withdrawn_with_a_reason(
    wear: PoliciesTab, desk: Desk, window: Window
) -> None:
    opened = wear.middle.opened()
    assert opened is not None
    with messages.answer_with(None):
        wear.verbs.withdraw(opened)
    assert not desk.policies.versions("QC", "wear")[1].void_reason
    with messages.answer_with("came too early"):
        wear.verbs.withdraw(opened)
    assert desk.policies.versions("QC", "wear")[1].void_reason == "came too early"
    assert window.toasts[-1] == "Version 2 of Wear classes is withdrawn."
    wear.pick(0, 2)
    assert not wear.middle.tables.withdraw_button.isEnabled()
    assert wear.middle.tables.foot.note.text() == "Withdrawn: came too early"
    wear.pick(0, 1)
    assert wear.middle.tables.foot.note.text().startswith("The visit's date picks")


def test_who_may_not_write_is_told_and_loses_nothing(wear: PoliciesTab, desk: Desk) -> None:
    acting(desk, Role.TECHNICIAN)
    opened = wear.middle.opened()
    assert opened is not None
    dialog = wear.verbs.version_dialog(opened)
    assert dialog is not None
    dialog.effective_from.set_value(COMING + days(3))
    dialog.editor.put(0, {"months": "9"})
    dialog.accept()
    assert dialog.saved is None
    assert "may not" in dialog.note.text()
    assert len(desk.policies.versions("QC", "wear")) == 2


def test_open_points_are_choices(tab: PoliciesTab, desk: Desk) -> None:
    tab.show_profile("LAW")
    tab.show_table("open_points")
    opened = tab.middle.opened()
    assert opened is not None
    dialog = tab.verbs.version_dialog(opened)
    assert dialog is not None
    columns = {one.key: one for one in dialog.editor.model().columns}  # type: ignore[attr-defined]
    number = next(i for i, r in enumerate(dialog.editor.rows()) if r["code"] == "rest_day")
    row = dialog.editor.rows()[number]
    assert [value for value, _text in columns["value"].offered(row)] == [
        "BORDERLINE", "EXTEND", "IGNORE"
    ]  # fmt: skip
    assert not columns["name_zh"].is_editable(row)
    dialog.editor.put(number, {"value": "EXTEND"})
    dialog.accept()
    assert dialog.saved is not None
    assert {r["code"]: r["value"] for r in desk.bench.law().rows("open_points")}[
        "rest_day"
    ] == "EXTEND"


def test_a_profile_goes_out_and_comes_back_after_a_look(
    tab: PoliciesTab, desk: Desk, tmp_path: Path, window: Window, qtbot: Any
) -> None:
    file = tmp_path / "QC.zip"
    with messages.answer_with("zip", str(file)):
        tab.export_profile()
    assert file.exists()
    with messages.answer_with("zip", [str(file)]):
        tab.profiles.bring()
    assert not looked_at(tab, qtbot).yes.isEnabled()
    coming_wear(desk)
    desk.policies.withdraw("QC", "wear", 1, "tried")
    tab.profiles.look_at(file)
    dialog = looked_at(tab, qtbot)
    first = dialog.tables()[0]
    assert (first.title, first.changed, first.removed) == ("Wear classes", 2, 1)
    assert dialog.yes.isEnabled()
    dialog.accept()
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=20_000)
    assert window.toasts[-1] == "1 table has a new version."
    assert len(desk.policies.versions("QC", "wear")) == 3


def looked_at(tab: PoliciesTab, qtbot: Any) -> ProfileDialog:
    """Return the comparison of a profile once it is there."""
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=20_000)
    assert tab.profiles.dialog is not None
    return tab.profiles.dialog


def test_another_day_is_compared_with_what_holds_then(
    tab: PoliciesTab, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    folder = tmp_path / "QC"
    with messages.answer_with("folder", str(tmp_path)):
        tab.export_profile()
    assert (folder / "wear.csv").exists()
    coming_wear(desk)
    tab.profiles.look_at(folder)
    dialog = looked_at(tab, qtbot)
    assert not dialog.yes.isEnabled()
    dialog.effective_from.setText((COMING + days(30)).isoformat())
    dialog.effective_from.edited.emit()
    assert dialog.note.text() == "Comparing with what holds on that day…"
    qtbot.waitUntil(dialog.yes.isEnabled, timeout=20_000)
    assert [one.title for one in dialog.tables() if one.differs] == ["Wear classes"]
    dialog.reject()


def test_a_file_that_is_no_profile_is_refused_with_a_sentence(
    tab: PoliciesTab, tmp_path: Path, qtbot: Any
) -> None:
    wrong = tmp_path / "letter.zip"
    wrong.write_bytes(b"no zip at all")
    with messages.answer_with() as asked:
        tab.profiles.look_at(wrong)
        qtbot.waitUntil(tab.shell.jobs.idle, timeout=20_000)
    assert tab.profiles.dialog is None
    assert "letter.zip" in asked[0]


def test_a_long_table_is_written_in_the_background(
    tab: PoliciesTab, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_dialog, "LARGE", 5)
    monkeypatch.setattr(actions, "LARGE", 5)
    tab.show_table("wear")
    opened = tab.middle.opened()
    assert opened is not None
    dialog = tab.verbs.version_dialog(opened)
    assert dialog is not None
    dialog.effective_from.set_value(COMING)
    dialog.editor.put(0, {"months": "-3"})
    dialog.accept()
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=20_000)
    assert [(one.row, one.column) for one in dialog.troubles()] == [(0, "months")]
    assert len(desk.policies.versions("QC", "wear")) == 1
    dialog.editor.put(0, {"months": "9"})
    dialog.accept()
    assert not dialog.yes.isEnabled()
    assert dialog.note.text() == "Writing…"
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=20_000)
    assert [one.number for one in desk.policies.versions("QC", "wear")] == [1, 2]
    assert wear_rows(desk, 2)[0]["months"] == "9"


def test_what_is_wrong_is_said_with_titles_and_the_row_that_is_seen(tab: PoliciesTab) -> None:
    tab.show_table("policies")
    opened = tab.middle.opened()
    assert opened is not None
    dialog = tab.verbs.version_dialog(opened)
    assert dialog is not None
    number = next(i for i, row in enumerate(dialog.editor.rows()) if row["code"] == "QC-VEH")
    dialog.editor.put(number, {"months": "12"})
    dialog.check()
    assert dialog.troubles()[0].text == (
        f"Warranty terms line {number + 1}: Months 12 of QC-VEH is below the statutory minimum "
        "of 36 (Art. 18)."
    )
    assert not dialog.there.isHidden()
    columns = {one.key: one for one in dialog.editor.model().columns}  # type: ignore[attr-defined]
    assert ("statutory", "law") in columns["layer"].offered({})


def test_what_was_typed_is_not_closed_away_unasked(tab: PoliciesTab) -> None:
    tab.show_table("wear")
    opened = tab.middle.opened()
    assert opened is not None
    dialog = tab.verbs.version_dialog(opened)
    assert dialog is not None
    dialog.show()
    dialog.editor.put(0, {"months": "9"})
    with messages.answer_with(False) as asked:
        dialog.reject()
    assert asked == ["Close without saving what you wrote?"]
    assert dialog.isVisible()
    with messages.answer_with(True):
        dialog.reject()
    assert not dialog.isVisible()


def test_bulletins_are_read_written_and_given_files(
    tab: PoliciesTab, desk: Desk, tmp_path: Path, window: Window
) -> None:
    tab.show_table("bulletins")
    page = tab.middle.bulletins
    assert page is not None
    assert page.code() == BULLETIN
    assert page.texts[1].toPlainText().startswith("HV cover unchanged")
    unread = tab.book.unread_bulletins()
    assert BULLETIN in unread
    tab.mark_read()
    assert tab.book.unread_bulletins() == unread - {BULLETIN}
    picture = a_picture(tmp_path / "annex.png")
    with messages.answer_with([str(picture)]):
        tab.middle.bulletin_verbs.add_file(BULLETIN)
    assert [file.file_name for file in desk.policies.bulletin_files("QC", BULLETIN)] == [
        "annex.png"
    ]
    assert len(page.file_links()) == 1
    dialog = tab.middle.bulletin_verbs.dialog()
    assert not dialog.yes.isEnabled()
    for name, text in (("code", "QB26-20"), ("title_zh", "新公告"), ("text_zh", "正文")):
        dialog.form.field(name).set_value(text)
        dialog.form.field(name).edited.emit()
    assert dialog.yes.isEnabled()
    dialog.form.field("topic").set_value("brake")
    assert dialog.form.field("topic").currentText() == "brakes"
    with messages.answer_with(False) as asked:
        dialog.reject()
    assert asked == ["Close without saving what you wrote?"]
    dialog.accept()
    assert window.toasts[-1] == "Bulletin QB26-20 is saved."
    assert desk.policies.bulletins("QC")[0].topic == "brake"
    assert page.select("QB26-20")
    assert page.current() is not None


def test_a_bulletins_file_is_opened_only_after_a_question(
    tab: PoliciesTab, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(other_programs, "hand_over", lambda path: opened.append(path) or True)
    kept = desk.policies.add_bulletin_file("QC", BULLETIN, a_picture(tmp_path / "annex.png"))
    tab.show_table("bulletins")
    page = tab.middle.bulletins
    assert page is not None
    with messages.answer_with(False):
        page.file_opened.emit(kept.id)
    assert not opened
    with messages.answer_with(True):
        page.file_opened.emit(kept.id)
    assert opened[0].exists()


def test_amounts_are_written_in_yuan_and_kept_in_fen(tab: PoliciesTab, desk: Desk) -> None:
    tab.show_table("parts")
    opened = tab.middle.opened()
    assert opened is not None
    dialog = tab.verbs.version_dialog(opened)
    assert dialog is not None
    before = desk.policies.rows("QC", "parts", 1)
    assert dialog.editor.rows() == before
    model: Any = dialog.editor.model()
    price = next(one for one in model.columns if one.key == "list_price_fen")
    assert price.say(model.rows[0]) == "14,800.00"
    dialog.editor.put(0, {"list_price_fen": 1_500_050})
    dialog.accept()
    assert desk.policies.rows("QC", "parts", 2)[0]["list_price_fen"] == "1500050"


def test_rows_come_from_a_file_that_is_dropped_or_from_the_clipboard(
    tab: PoliciesTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warrantydesk.ui import imports

    asked: list[Any] = []
    monkeypatch.setattr(
        imports, "import_into", lambda *told, **more: asked.append((told[2:], more))
    )
    tab.show_table("wear")
    opened = tab.middle.opened()
    assert opened is not None
    tab.middle.tables.dropped.emit("prices.xlsx")
    QGuiApplication.clipboard().setText("code\tmonths\nwiper\t2")
    tab.verbs.import_pasted(opened)
    subject = ("policy_table", "QC", "wear")
    assert asked == [
        (subject, {"file": Path("prices.xlsx")}),
        (subject, {"pasted": "code\tmonths\nwiper\t2"}),
    ]
    QGuiApplication.clipboard().clear()
    with messages.answer_with() as told:
        tab.verbs.import_pasted(opened)
        tab.verbs.undo_import(opened)
    assert told == [
        "There is no table on the clipboard: copy its rows first.",
        "Nothing was imported into Wear classes.",
    ]
