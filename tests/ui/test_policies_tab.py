"""The Policies tab over a desk: looked at, compared, read."""

from collections.abc import Iterator
from typing import Any

import pytest
from policies_stage import BULLETIN, COMING, coming_wear, shown_policies
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from stories import acting, drafted
from tab_stage import Window

from warrantydesk.domain.person import Role
from warrantydesk.domain.policies.compare import RowState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.policies import middle
from warrantydesk.ui.tabs.policies.shown_rows import ALL, DIFFERENT
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
    assert status(wear, "wear") == "v2 · 12-01"
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


def test_years_without_a_calendar_are_said(tab: PoliciesTab) -> None:
    tab.show_profile("LAW")
    tab.show_table("holidays")
    headlines = tab.middle.tables.years.headlines()
    assert headlines[0] == "2027: no calendar yet, weekends only"
    assert tab.middle.tables.years.isVisible()
    assert status(tab, "holidays") == "2027 not published"


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


def test_a_long_table_says_that_it_is_being_read(
    tab: PoliciesTab, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middle, "LONG", 100)
    tab.show_table("parts")
    page = tab.middle.tables
    assert tab.middle.opened() is None
    assert page.empty.isVisible()
    tab.show_table("labour")
    qtbot.waitUntil(lambda: tab.middle.opened() is not None, timeout=20_000)
    opened = tab.middle.opened()
    assert opened is not None
    assert opened.table == "labour"
    assert page.table is not None
    assert page.table.isVisible()
    tab.refresh()
    assert tab.middle.opened() is not None


def test_a_table_without_rows_says_what_to_do(tab: PoliciesTab, desk: Desk) -> None:
    desk.policies.save_version("QC", "narratives", [], COMING)
    tab.show_table("narratives")
    tab.pick(0, 2)
    page = tab.middle.tables
    assert page.empty.isVisible()
    assert page.empty.text() == "This table is empty."
