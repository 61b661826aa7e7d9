"""The Policies tab over a desk: looked at, compared, written, withdrawn, read, tried."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import a_picture
from policies_stage import BULLETIN, COMING, coming_wear, days, shown_policies, wear_rows
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import acting, drafted, repairing
from tab_stage import Window

from warrantydesk.domain.coverage.answer import VERDICT_NAMES, Verdict
from warrantydesk.domain.person import Role
from warrantydesk.domain.policies.compare import RowState
from warrantydesk.i18n import _
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.policies import bulletin_verbs
from warrantydesk.ui.tabs.policies.shown_rows import ALL, DIFFERENT
from warrantydesk.ui.tabs.policies.tab import PoliciesTab

BATTERY = "3703010-A03"


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


def shown(tab: PoliciesTab) -> list[str]:
    """Return the codes of the rows in the middle."""
    table = tab.middle.tables.table
    assert table is not None
    model = table.model_rows
    return [model.row_at(number).row["code"] for number in range(model.rowCount())]


def status(tab: PoliciesTab, table: str) -> str:
    return next(line.status for line in tab.left.list.items() if line.key == table)


def test_all_tables_stand_in_their_groups_with_their_versions(wear: PoliciesTab) -> None:
    lines = wear.left.list.items()
    assert [line.title for line in lines if not line.key] == [
        "Rules", "Prices and times", "Deadlines and checks", "Notices"
    ]  # fmt: skip
    assert status(wear, "policies") == "v1"
    assert status(wear, "wear") == "v2 from 12-01"
    assert wear.left.list.current_key() == "wear"


def test_what_is_coming_lies_beside_what_is_in_force(wear: PoliciesTab) -> None:
    page = wear.middle.tables
    assert page.head.chips() == ["v1 in force", "v2 in 7 days"]
    assert page.ribbon.picked() == (1, 2)
    assert shown(wear) == ["brake_lining", "battery_12v", "hepa"]
    assert page.bar.states() == DIFFERENT
    assert page.text.title() == "Brake lining (pads and shoes)"
    assert page.text.texts[0].marked() == ["5,000"]
    assert page.text.texts[1].marked() == ["10,000"]


def test_the_chips_and_the_search_leave_rows(wear: PoliciesTab) -> None:
    bar = wear.middle.tables.bar
    bar.chips.set_value(RowState.ADDED)
    bar.narrowed.emit()
    assert shown(wear) == ["hepa"]
    bar.chips.set_value(ALL)
    bar.search.setText("oil")
    bar.narrowed.emit()
    assert shown(wear) == ["oil_filter"]


def test_f3_goes_from_difference_to_difference(wear: PoliciesTab) -> None:
    page = wear.middle.tables
    page.bar.chips.set_value(ALL)
    page.bar.narrowed.emit()
    assert page.table is not None
    page.table.select_row(0)
    found = []
    for _step in range(4):
        page.step(1)
        row = page.current()
        assert row is not None
        found.append(row.row["code"])
    assert found == ["brake_lining", "battery_12v", "hepa", "hepa"]


def test_one_version_alone_shows_all_its_rows(wear: PoliciesTab) -> None:
    wear.middle.tables.ribbon.compared.emit(2)
    wear.pick(0, 1)
    assert len(shown(wear)) == 14
    assert not wear.middle.tables.bar.chips.isVisible()
    wear.middle.tables.ribbon.compared.emit(2)
    assert wear.middle.tables.ribbon.picked() == (1, 2)


def test_the_right_side_says_what_changed_and_who_has_read_it(
    wear: PoliciesTab, desk: Desk
) -> None:
    side = wear.side
    assert [line.mark for line in side.changed.lines()] == [Mark.REFUSED, Mark.OK, Mark.INFO]
    assert desk.people.acting.name not in [
        one.name for one in side.readers.readers() if one.read_at
    ]
    side.readers.copy_missing()
    copied = QGuiApplication.clipboard().text()
    assert desk.people.acting.name in copied
    assert copied.startswith("Please read v2: ")
    wear.mark_read()
    assert desk.policies.readings("QC", "table", "wear", 2)[0].login == "S01"
    assert side.readers.readers()[0].name == desk.people.acting.name
    assert not side.readers.mark.isVisible()


def test_the_badge_counts_what_was_not_read(tab: PoliciesTab, desk: Desk) -> None:
    before = tab.badge()[0]
    coming_wear(desk)
    acting(desk, Role.TECHNICIAN)
    assert tab.badge() == (before + 1, False)


def test_claims_in_transit_are_named(wear: PoliciesTab, desk: Desk) -> None:
    claim = drafted(desk, visit={"arrived_at": desk.bench.now.isoformat()})
    wear.refresh()
    assert claim.claim_number not in wear.middle.tables.text.transit.text()
    desk.bench.clock.go_on(days=10)  # type: ignore[attr-defined]
    later = drafted(desk, visit={"arrived_at": desk.bench.now.isoformat()})
    wear.pick(1, 2)
    assert later.claim_number in wear.middle.tables.text.transit.text()


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


def test_years_without_a_calendar_are_said(tab: PoliciesTab) -> None:
    tab.show_profile("LAW")
    tab.show_table("holidays")
    headlines = tab.middle.tables.years.headlines()
    assert headlines[0] == "2027: no calendar yet, weekends only"
    assert tab.middle.tables.years.isVisible()
    assert status(tab, "holidays") == "2027 not published"


def test_a_profile_goes_out_and_comes_back_after_a_look(
    tab: PoliciesTab, desk: Desk, tmp_path: Path, window: Window
) -> None:
    file = tmp_path / "QC.zip"
    with messages.answer_with(str(file)):
        tab.export_profile()
    assert file.exists()
    with messages.answer_with("zip", [str(file)]):
        picked = tab.verbs._pick_profile()
    assert picked == file
    same = tab.verbs.profile_dialog(file)
    assert same is not None
    assert not same.yes.isEnabled()
    coming_wear(desk)
    desk.policies.withdraw("QC", "wear", 1, "tried")
    dialog = tab.verbs.profile_dialog(file)
    assert dialog is not None
    first = dialog.tables()[0]
    assert (first.title, first.changed, first.removed) == ("Wear classes", 2, 1)
    assert dialog.yes.isEnabled()
    tab.verbs.take_profile(file, dialog)
    assert window.toasts[-1] == "1 table has a new version."
    assert len(desk.policies.versions("QC", "wear")) == 3


def test_a_file_that_is_no_profile_is_refused_with_a_sentence(
    tab: PoliciesTab, tmp_path: Path
) -> None:
    wrong = tmp_path / "letter.zip"
    wrong.write_bytes(b"no zip at all")
    with messages.answer_with() as asked:
        assert tab.verbs.profile_dialog(wrong) is None
    assert "letter.zip" in asked[0]


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
    dialog.accept()
    assert window.toasts[-1] == "Bulletin QB26-20 is saved."
    assert page.select("QB26-20")
    assert page.current() is not None


def test_a_bulletins_file_is_opened_only_after_a_question(
    tab: PoliciesTab, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(bulletin_verbs, "hand_over", lambda path: opened.append(path) or True)
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


def test_a_version_leads_to_its_bulletin(wear: PoliciesTab) -> None:
    text = wear.middle.tables.text
    assert text.bulletin.text() == f"Open bulletin {BULLETIN}"
    text.bulletin.click()
    assert wear.middle.bulletins is not None
    assert wear.middle.currentWidget() is wear.middle.bulletins
    assert wear.middle.bulletins.code() == BULLETIN


def test_bulletins_and_campaigns_can_be_seen_as_rows(tab: PoliciesTab) -> None:
    for table in ("bulletins", "campaigns"):
        tab.show_table(table)
        assert tab.middle.opened() is None
        tab.fold_pages()
        opened = tab.middle.opened()
        assert opened is not None
        assert opened.table == table
        tab.fold_pages()


def test_the_box_decides_under_both_versions_and_says_which_one_holds(wear: PoliciesTab) -> None:
    trial = wear.side.trial
    assert trial.note.text() == "Fill in day and mileage of the visit."
    facts: dict[str, Any] = {
        "part_no": BATTERY,
        "delivered_on": date(2026, 2, 15),
        "visit_on": date(2026, 12, 3),
        "mileage_km": 9_000,
    }
    trial.fill(facts)
    words = [box.words() for box in trial.boxes]
    assert words[0] is not None
    assert words[1] is not None
    assert words[0].verdict == _(VERDICT_NAMES[Verdict.COVERED])
    assert words[1].verdict == _(VERDICT_NAMES[Verdict.NOT_COVERED])
    assert [words[0].applies, words[1].applies] == [False, True]
    assert "CN43.19-wear" in words[1].reason
    trial.fill({**facts, "visit_on": date(2026, 11, 25)})
    applies = [box.words().applies for box in trial.boxes]  # type: ignore[union-attr]
    assert applies == [True, False]


def test_a_fact_that_cannot_be_is_said_and_nothing_decided(wear: PoliciesTab) -> None:
    trial = wear.side.trial
    trial.fill({"visit_on": date(2026, 12, 3), "mileage_km": 1})
    trial.facts.field("mileage_km").setText("-1")
    trial.decide()
    assert trial.note.mark() is Mark.BLOCK
    assert [box.isVisibleTo(trial) for box in trial.boxes] == [False, False]


def test_the_facts_of_a_claim_fill_the_box(wear: PoliciesTab, desk: Desk) -> None:
    claim = repairing(desk)
    with messages.answer_with(claim.claim_number.lower()):
        wear.facts_of_claim()
    field = wear.side.trial.facts.field
    assert field("mileage_km").value() == claim.visit.mileage_km
    assert wear.side.trial.boxes[0].words() is not None
    with messages.answer_with("C0126-999999") as asked:
        wear.facts_of_claim()
    assert len(asked) == 2


def test_a_narrow_window_keeps_every_table_on_a_rail(wear: PoliciesTab, qtbot: Any) -> None:
    wear.resize(900, 480)
    QApplication.processEvents()
    assert wear.panes.is_narrow()
    texts = [action.text() for action in wear.left.menu().actions()]
    assert any(text.startswith("Wear classes") for text in texts)
    wear.begin_trial()
    assert wear.panes.drawer_is_open()
    page = wear.middle.tables
    assert page.text.isHidden()
    assert page.table is not None
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert not page.text.isHidden()


def test_things_are_opened_by_name(tab: PoliciesTab) -> None:
    tab.open_thing("table", "LAW:clauses")
    assert tab.book.profile == "LAW"
    assert tab.middle.opened() is not None
    tab.show_profile("QC")
    tab.open_thing("bulletin", "QB26-14")
    assert tab.middle.bulletins is not None
    assert tab.middle.bulletins.code() == "QB26-14"
    tab.open_thing("campaign", "QC-R26-01")
    assert tab.middle.campaigns is not None


def test_a_table_without_rows_says_what_to_do(tab: PoliciesTab, desk: Desk) -> None:
    desk.policies.save_version("QC", "narratives", [], COMING)
    tab.show_table("narratives")
    tab.pick(0, 2)
    page = tab.middle.tables
    assert page.empty.isVisible()
    assert page.empty.text() == "This table is empty."
