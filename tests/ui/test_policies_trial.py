"""The Policies tab: the box to try it, what is new, narrow windows, letters."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from policies_stage import COMING, coming_wear, days, shown_policies, wear_rows
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from stories import acting, repairing
from tab_stage import Window

from warrantydesk.domain.coverage.answer import VERDICT_NAMES, Verdict
from warrantydesk.domain.person import Role
from warrantydesk.i18n import _
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.policies.tab import PoliciesTab

BATTERY = "3703010-A03"
LETTER = re.compile(r"(?<!&)&(\w)")


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
    assert "Art. 19, 9(6)" in words[1].reason
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


def test_what_is_new_opens_beside_what_was_read_last(
    tab: PoliciesTab, desk: Desk, window: Window
) -> None:
    coming_wear(desk)
    acting(desk, Role.TECHNICIAN)
    for one in desk.policies.changed_since_read():
        if one.kind == "bulletin":
            desk.policies.mark_read(one.profile, one.kind, one.key, one.number)
    tab.show_table("parts")
    tab.next_unread()
    assert tab.left.list.current_key() == "wear"
    assert tab.middle.tables.ribbon.picked() == (1, 2)
    tab.mark_read()
    acting(desk, Role.CLERK)
    rows = wear_rows(desk, 2)
    rows[0]["months"] = "5"
    desk.policies.save_version("QC", "wear", rows, COMING + days(1))
    desk.policies.save_version("QC", "wear", rows[:-1], COMING + days(2))
    acting(desk, Role.TECHNICIAN)
    tab.next_unread()
    assert tab.middle.tables.ribbon.picked() == (2, 4)
    tab.mark_read()
    tab.next_unread()
    assert window.toasts[-1] == "You have read everything."


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_letter_of_the_tab_opens_one_thing(
    qapp: QApplication, desk: Desk, language: str
) -> None:
    from warrantydesk.ui.stage import Stage

    coming_wear(desk)
    stage = Stage(desk, language)
    stage.open("policies")
    tab: Any = stage.window.front()
    for table in ("wear", "bulletins", "campaigns"):
        tab.show_table(table)
        stage.settle()
        texts = [action.text() for action in stage.window.menus.actions()]
        texts += [
            button.text()
            for button in stage.window.findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled()
        ]
        found = [match[1].upper() for text in texts if (match := LETTER.search(text))]
        assert len(found) == len(set(found)), (table, sorted(found))
    stage.close()


def test_a_part_that_the_maker_does_not_have_is_remarked(tab: PoliciesTab) -> None:
    tab.show_table("wear")
    facts = {"delivered_on": date(2026, 2, 15), "visit_on": date(2026, 11, 24), "mileage_km": 9_000}
    tab.side.trial.fill({**facts, "part_no": "NONE-1"})
    assert tab.side.trial.remarks.text().startswith("Part NONE-1 is not in the maker's table")
    tab.side.trial.fill({**facts, "part_no": BATTERY})
    assert "maker's table" not in tab.side.trial.remarks.text()


def test_all_facts_fit_the_side(tab: PoliciesTab) -> None:
    facts = tab.side.trial.facts
    facts.fold()
    QApplication.processEvents()
    assert tab.side.trial.geometry().right() < tab.side.width()
