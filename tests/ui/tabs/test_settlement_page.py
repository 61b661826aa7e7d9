"""The page of a statement: figures, lines, reasons in their cell, suggestions, the next step."""

import re
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from settlement_stage import DEDUCTED, UNKNOWN, a_line, approved, october, shown_settlement, stated
from tab_stage import Window

from warrantydesk import i18n
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.domain.settlement.statement import (
    Decision,
    LineState,
    SettledLine,
    Statement,
    StatementState,
)
from warrantydesk.domain.settlement.statement_views import Only
from warrantydesk.services.change import Kind
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.deciding import LinePart
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.handing_on import hands_on_to
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.settlement.pages import PAGES, STATEMENTS
from warrantydesk.ui.tabs.settlement.statement_dialogs import SignDialog, SplitDialog
from warrantydesk.ui.tabs.settlement.statement_next import Move
from warrantydesk.ui.tabs.settlement.statement_page import StatementPage
from warrantydesk.ui.tabs.settlement.statement_shown import MISSING
from warrantydesk.ui.tabs.settlement.statement_words import month_text
from warrantydesk.ui.tabs.settlement.tab import SettlementTab

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def made(desk: Desk) -> tuple[Statement, list[Claim]]:
    return october(desk)


@pytest.fixture
def statement(made: tuple[Statement, list[Claim]]) -> Statement:
    return made[0]


@pytest.fixture
def tab(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window, statement: Statement
) -> Iterator[SettlementTab]:
    with shown_settlement(qapp, qtbot, desk, window) as shown:
        yield shown


@pytest.fixture
def page(tab: SettlementTab) -> StatementPage:
    page: StatementPage = tab.page()
    return page


def states(desk: Desk, statement: Statement) -> list[tuple[LineState, Decision]]:
    lines = desk.statements.lines(statement.id)
    return [(one.state, one.decision) for one in lines]


def write_reason(page: StatementPage, text: str, *, final: bool = False) -> None:
    QTest.keyClick(page.table, ENTER)
    field = page.table.editor()
    assert field is not None
    field.set_value(text)
    QTest.keyClick(field, ENTER, CONTROL if final else Qt.KeyboardModifier.NoModifier)


def test_the_figures_name_what_is_settled_expected_different_taken_and_to_be_invoiced(
    page: StatementPage, made: tuple[Statement, list[Claim]]
) -> None:
    expected = sum(claim.approved_fen or 0 for claim in made[1])
    settled = expected - 100_00 + UNKNOWN
    shown = [one.value for one in page.figures.figures()]
    assert shown == [
        f"{settled / 100:,.2f}",
        f"{expected / 100:,.2f}",
        f"+{(UNKNOWN - 100_00) / 100:,.2f}",
        "−50.00",
        f"{(settled + DEDUCTED) / 100:,.2f}",
    ]
    assert page.figures.figures()[2].note == "1 short, 1 without claim"


def test_problems_stand_first_and_chips_count_them(page: StatementPage) -> None:
    rows = [page.table._model.row_at(n) for n in range(page.table._model.rowCount())]
    assert [row.state for row in rows] == [
        LineState.SHORT,
        LineState.UNKNOWN_CLAIM,
        LineState.DEDUCTION,
        LineState.EXACT,
    ]
    counts = {pill.text(): pill.count() for pill in page.chips.pills()}
    assert counts["All"] == 4
    assert (counts["Paid short"], counts["Unknown claim"], counts["To be decided"]) == (1, 1, 2)
    assert counts["Not on a statement"] == 0


def test_a_chip_narrows_the_lines(page: StatementPage) -> None:
    page.chips._toggle(Only.EXACT)
    assert page.table._model.rowCount() == 1
    page.chips._toggle(Only.ALL)
    assert page.table._model.rowCount() == 4


def test_enter_writes_the_reason_and_goes_on_to_the_next_undecided_line(
    page: StatementPage, desk: Desk, statement: Statement, window: Window
) -> None:
    assert page.table.current_line().state is LineState.SHORT
    write_reason(page, "R15")
    line = desk.statements.lines(statement.id)[1]
    assert (line.decision, line.reason_code) == (Decision.CHASED, "R15")
    assert page.table.current_line().state is LineState.UNKNOWN_CLAIM
    assert window.toasts[-1] == "The rest is still asked for"
    write_reason(page, "not one of ours")
    assert states(desk, statement)[2] == (LineState.UNKNOWN_CLAIM, Decision.NOT_OURS)
    assert page.next_move.ready
    assert window.toasts[-1] == "Noted as not ours"  # with what takes it back


def test_control_enter_makes_the_amount_the_end_of_it(
    page: StatementPage, desk: Desk, statement: Statement
) -> None:
    write_reason(page, "agreed on the phone", final=True)
    line = desk.statements.lines(statement.id)[1]
    assert (line.decision, line.reason_text) == (Decision.TAKEN, "agreed on the phone")


def test_a_reason_that_is_missing_is_asked_for_and_esc_leaves_the_line_alone(
    page: StatementPage, desk: Desk, statement: Statement
) -> None:
    with messages.answer_with() as told:
        write_reason(page, "")
    assert told == ["Less was paid than was to come: say why."]
    QTest.keyClick(page.table, ENTER)
    field = page.table.editor()
    field.set_value("words")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert page.table.editor() is None
    assert states(desk, statement)[1] == (LineState.SHORT, Decision.NONE)


def test_an_exact_line_opens_its_claim(
    page: StatementPage, window: Window, made: tuple[Statement, list[Claim]]
) -> None:
    page.go_to(page.views.find_line(made[0].id, made[1][0].claim_number))
    QTest.keyClick(page.table, ENTER)
    assert window.opened == [("intake", "claim", made[1][0].id)]


def test_the_comparison_takes_amounts_once_they_come_to_the_line(
    page: StatementPage, desk: Desk, statement: Statement
) -> None:
    line = page.table.current_line()
    rows = page.compare.table.value()
    assert {row["settled_fen"] for row in rows} == {None}
    page.compare.table.put(0, {"settled_fen": 1_00})
    assert not desk.statements.lines(statement.id)[1].of_lines
    assert page.compare.note.text() == f"{(line.amount_fen - 1_00) / 100:,.2f} left to be given"
    page.compare.table.put(0, {"settled_fen": line.amount_fen})
    first = LineKind(rows[0]["kind"])
    given = (SettledLine(first, rows[0]["line"], line.amount_fen),)
    assert desk.statements.lines(statement.id)[1].of_lines == given


def test_an_unknown_line_shows_what_it_may_mean_and_is_matched_by_a_click(
    page: StatementPage, desk: Desk, window: Window
) -> None:
    claim = approved(desk, 7)
    amount = claim.approved_fen
    vin = claim.vehicle.vin
    other = stated(desk, [a_line(None, amount, vin=vin, claim_number="Q-9")], "JS-9")
    desk.statements.match(other.id)
    page.show_statement(other.id)
    line = page.table.current_line()
    if line.state is LineState.EXACT:  # found by VIN, amount and day
        desk.statements.reject(line.id, claim.id)
        page.show_statement(other.id)
    assert page.table.current_line().state is not LineState.EXACT
    desk.statements.assign(line.id, claim.id)
    assert page.table.current_line().own_number == claim.claim_number


def test_scans_go_to_the_line_of_a_claim_a_plate_or_a_vin(
    tab: SettlementTab, page: StatementPage, made: tuple[Statement, list[Claim]]
) -> None:
    claim = made[1][0]
    for text in (claim.claim_number, claim.vehicle.vin, claim.vehicle.vin[-8:].lower()):
        page.table.select_row(0)
        assert tab.take_scan(text)
        assert page.table.current_line().claim_id == claim.id
    assert tab.take_scan("渝A·0P911")
    assert page.table.current_line().state is LineState.UNKNOWN_CLAIM
    assert not tab.take_scan("C0126-999999")


@pytest.mark.parametrize(
    ("page", "thing"),
    [*((entry.key, None) for entry in PAGES), ("write_offs", "proposals"), ("receivables", "cash")],
)
def test_the_keyboard_of_every_page_goes_to_something_in_sight(
    tab: SettlementTab, page: str, thing: str | None
) -> None:
    tab.open_thing(page, None)
    if page == "receivables" and thing is not None:
        tab.page().show_view(thing)
    elif thing is not None:
        tab.open_thing(page, thing)
    held: QWidget = tab.page()
    while (part := hands_on_to(held) or held.focusProxy()) is not None:
        held = part
    assert held is not tab.page()
    assert held.isVisibleTo(tab)


def test_the_number_of_any_paper_of_money_brings_its_page_to_the_front(
    tab: SettlementTab, page: StatementPage, desk: Desk, made: tuple[Statement, list[Claim]]
) -> None:
    kept = desk.deductions.record(
        DeductionKind.FREIGHT, 500, claim_id=made[1][0].id, notice_no="KK-118"
    )
    for text in (kept.number, "kk-118"):
        tab.open_thing("statement", made[0].id)
        assert tab.take_scan(text)
        assert tab.front_key() == "deductions"
        assert tab.page().card.entry.deduction.id == kept.id


def test_the_number_of_a_statement_brings_it_to_the_front(
    qtbot: Any, tab: SettlementTab, page: StatementPage, desk: Desk
) -> None:
    other = stated(desk, [a_line(None, 5_00)], "JS-2609-QC")
    assert tab.take_scan("js-2609-qc")
    assert page.shown_id() == other.id
    qtbot.waitUntil(lambda: tab.side.list.current_key() == other.id)  # a worker reads the list
    assert page.next_move.move is Move.MATCH


def test_matching_runs_in_the_background(
    page: StatementPage, desk: Desk, qtbot: Any, window: Window
) -> None:
    other = stated(desk, [a_line(None, 5_00)], "JS-2609-QC")
    page.show_statement(other.id)
    page.do_next()
    qtbot.waitUntil(lambda: page.next_move.move is Move.BOOK)
    assert window.toasts[-1] == "1 line to decide"
    assert not page.next_move.ready


def test_a_statement_is_confirmed_after_asking_and_then_signed(
    page: StatementPage, desk: Desk, qtbot: Any, statement: Statement, window: Window
) -> None:
    write_reason(page, "R15")
    write_reason(page, "not ours")
    with messages.answer_with(True):
        page.do_next()
    qtbot.waitUntil(lambda: page.next_move.move is Move.SIGN)
    assert desk.statements.get(statement.id).state is StatementState.CONFIRMED
    assert not page.compare.split.isVisibleTo(page)
    assert page.receipt.isVisibleTo(page)
    dialog = SignDialog(page.shell, desk, desk.statements.get(statement.id))
    dialog.form.field("name").set_value("Liu Fang")
    dialog.accept()
    assert desk.statements.get(statement.id).signed_by == "Liu Fang"
    assert page.next_move.move is Move.INVOICE
    assert [one.mark for one in page.steps.line.steps()][:4] == [
        Mark.OK,
        Mark.OK,
        Mark.OK,
        Mark.RUNNING,
    ]


def test_next_step_goes_to_the_undecided_line_while_one_is_left(page: StatementPage) -> None:
    page.table.select_row(3)
    page.do_next()
    assert page.table.current_line().state is LineState.SHORT


def test_a_line_is_split_once_its_parts_come_to_it(
    page: StatementPage, desk: Desk, statement: Statement, made: tuple[Statement, list[Claim]]
) -> None:
    line = page.table.current_line()
    dialog = SplitDialog(page.shell, desk, line)
    first, second = (claim.claim_number for claim in made[1])
    amount = line.amount_fen
    dialog.table.set_value([{"number": "C0", "amount_fen": amount}])
    dialog.accept()
    assert dialog.result() == 0
    assert dialog.note.text() == "There is no claim C0."  # a table has no line below it
    rows = [{"number": first, "amount_fen": 5_00}, {"number": second, "amount_fen": amount - 5_00}]
    dialog.table.set_value(rows)
    dialog.table.edited.emit()
    assert dialog.left_fen() == 0
    dialog.accept()
    parts = [one for one in desk.statements.lines(statement.id) if one.parent_id == line.id]
    assert [(one.claim_id, one.amount_fen) for one in parts] == [
        (made[1][0].id, 5_00),
        (made[1][1].id, amount - 5_00),
    ]
    assert LinePart(made[1][0].id, 5_00).amount_fen == 5_00


def test_claims_on_no_statement_are_listed(page: StatementPage, desk: Desk, window: Window) -> None:
    claim = approved(desk, 8)
    page.chips._toggle(MISSING)
    assert [one.claim_number for one in page.missing.claims()] == [claim.claim_number]
    QTest.keyClick(page.missing, ENTER)
    assert window.opened == [("intake", "claim", claim.id)]


def test_the_list_says_how_far_each_statement_is(tab: SettlementTab, statement: Statement) -> None:
    (row,) = tab.side.list.items()
    assert (row.title, row.second, row.mark) == ("JS-2610-QC", "2 lines to decide", Mark.WARN)
    assert row.status_second == "Oct"
    assert tab.badge() == (1, False)


def test_a_month_is_written_short() -> None:
    assert [month_text(text) for text in ("2026-10", "2026-13", "")] == ["Oct", "2026-13", ""]


def test_without_a_statement_the_page_says_how_one_comes(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window
) -> None:
    with shown_settlement(qapp, qtbot, desk, window) as tab:
        page: StatementPage = tab.page()
        assert page.start.isVisible()
        assert page.start.empty.text() == "No statement yet"
        assert page.take_scan("C0126-000001") is False


def test_the_pages_are_reached_by_their_keys_and_keep_their_statement(
    tab: SettlementTab, page: StatementPage, statement: Statement
) -> None:
    keys = [entry.key for entry in PAGES]
    assert keys[0] == STATEMENTS
    assert [button.key for button in tab.side.switch.buttons()] == keys
    for number, key in enumerate(keys, 1):
        QTest.keyClick(tab, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        assert tab.front_key() == key
    tab.side.list.setCurrentIndex(tab.side.list.model().index(0, 0))
    tab.open_thing("statement", statement.number)
    assert tab.page() is page
    assert page.shown_id() == statement.id


def test_arrows_walk_over_the_pages(tab: SettlementTab) -> None:
    first, second, third = tab.side.switch.buttons()[:3]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert tab.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Down)
    QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Left)
    assert tab.focusWidget() is third


def test_narrow_the_list_is_a_rail_and_the_cards_are_in_the_drawer(
    tab: SettlementTab, page: StatementPage
) -> None:
    tab.resize(900, 500)
    assert tab.panes.is_narrow()
    assert page.panes.is_narrow()
    assert not tab.side.bring.isVisible()
    assert not any(block.isVisible() for block in tab.side.blocks)
    assert not page.steps.isVisible()
    page.tally.click()
    assert page.steps.isVisible()
    assert page.tally.accessibleName() == "to do 2"
    tab.resize(1366, 640)
    assert tab.side.bring.isVisible()
    assert page.steps.isVisible()


def test_an_imported_statement_is_shown_and_matched(
    tab: SettlementTab, page: StatementPage, desk: Desk, qtbot: Any, statement: Statement
) -> None:
    other = stated(desk, [a_line(None, 5_00)], "JS-2609-QC", batch_id=4)
    page.actions_of._brought(SimpleNamespace(id=4))
    qtbot.waitUntil(page.shell.jobs.idle)
    assert page.shown_id() == other.id
    assert page.table.current_line().state is LineState.UNKNOWN_CLAIM
    assert page.is_open()
    page.show_statement(statement.id)
    assert tab.side.list.current_key() == statement.id


def test_the_lines_of_a_claim_are_neither_added_nor_taken_away(page: StatementPage) -> None:
    table = page.compare.table
    rows = table.value()
    QGuiApplication.clipboard().setText("\n".join(["1.00"] * (len(rows) + 1)))
    table.setCurrentIndex(table.model().index(0, 0))
    for key, held in (
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.keyClick(table, key, held)
        assert table.value() == rows


def test_chosen_lines_are_decided_together_and_taken_back_together(
    page: StatementPage, desk: Desk, statement: Statement, window: Window
) -> None:
    page.table.selectAll()
    with messages.answer_with("agreed with the maker"):
        page.decide(Decision.NOT_OURS)
    decided = (Decision.NOT_OURS, "agreed with the maker")
    lines = desk.statements.lines(statement.id)
    assert [(one.decision, one.reason_text) == decided for one in lines] == [
        False,
        True,
        True,
        False,
    ]
    assert "2 lines are decided" in window.toasts
    desk.undo()
    assert states(desk, statement)[1:3] == [
        (LineState.SHORT, Decision.NONE),
        (LineState.UNKNOWN_CLAIM, Decision.NONE),
    ]


def test_chosen_together_a_line_that_was_decided_keeps_its_decision(
    page: StatementPage, desk: Desk, statement: Statement
) -> None:
    write_reason(page, "asked again")
    page.table.selectAll()
    with messages.answer_with("of another station"):
        page.decide(Decision.NOT_OURS)
    assert states(desk, statement)[1:3] == [
        (LineState.SHORT, Decision.CHASED),
        (LineState.UNKNOWN_CLAIM, Decision.NOT_OURS),
    ]


def test_a_line_without_claim_lies_beside_the_likeliest_one(
    page: StatementPage, desk: Desk
) -> None:
    claim = approved(desk, 7)
    vin = claim.vehicle.vin
    other = stated(desk, [a_line(None, 5_00, vin=vin, claim_number="Q-9")], "JS-9")
    desk.statements.match(other.id)
    page.show_statement(other.id)
    assert page.compare.title.text() == f"{claim.claim_number} may be meant"
    (row,) = page.suggest.candidate_rows()
    row.match.click()
    line = page.table.current_line()
    assert (line.own_number, line.state) == (claim.claim_number, LineState.SHORT)
    assert page.compare.title.text() == f"{claim.claim_number} line by line"


def test_the_keys_of_statements_rest_on_other_pages(tab: SettlementTab) -> None:
    def resting() -> set[bool]:
        return {one.isEnabled() for one in tab._of_statements}

    assert resting() == {True}
    tab.open_thing("invoices", "")
    assert resting() == {False}
    tab.open_thing("statements", "")
    assert resting() == {True}


def test_menus_hold_what_can_be_done_with_a_line_and_with_the_statement(
    tab: SettlementTab, page: StatementPage
) -> None:
    line = [entry.text() for entry in page._line_menu.actions()]
    more = [entry.text() for entry in page._more_menu.actions()]
    assert "Split or &join…" in line
    assert "&Void the statement…" in more
    assert not set(line) & set(more)


def test_a_matching_that_is_cancelled_leaves_everything_as_it_was(
    page: StatementPage, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = stated(desk, [a_line(None, 5_00)], "JS-2609-QC")

    def endless(step: Any) -> None:
        with desk.bench.change("match", Kind.STATEMENTS):
            desk.stores.statements.save(replace(other, note="half done"))
            while True:
                step(0, 1)

    monkeypatch.setattr(desk.statements, "matching", lambda _statement_id: endless)
    job = page.actions_of.match(other.id)
    job.cancel()
    qtbot.waitUntil(page.shell.jobs.idle)
    assert desk.statements.get(other.id) == other
    page.show_statement(other.id)
    assert page.next_move.move is Move.MATCH


def test_a_reason_is_chosen_from_the_list_by_arrow_and_enter(
    page: StatementPage, desk: Desk, statement: Statement
) -> None:
    QTest.keyClick(page.table, ENTER)
    field = page.table.editor()
    popup = field.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    first = field.offered()[0].text
    QTest.keyClick(popup, ENTER)
    line = desk.statements.lines(statement.id)[1]
    assert (line.reason_code, line.decision) == (first, Decision.CHASED)
    assert not popup.isVisible()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_letter_of_the_menu_opens_one_thing(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window, language: str
) -> None:
    i18n.set_language(language)
    with shown_settlement(qapp, qtbot, desk, window) as tab:
        texts = [entry.text() for entry in tab.actions()]
    found = [match[1].upper() for text in texts if (match := re.search(r"(?<!&)&(\w)", text))]
    assert len(found) > 15
    assert len(found) == len(set(found))


def test_the_keyboard_begins_in_the_lines_and_esc_comes_back_to_them(
    tab: SettlementTab, page: StatementPage
) -> None:
    tab.setFocus()
    assert tab.focusWidget() is page.table
    page.foot.sheet.setFocus()
    QTest.keyClick(page.foot.sheet, Qt.Key.Key_Escape)
    assert tab.focusWidget() is page.table
    tab.resize(900, 500)
    page.tally.click()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.steps.isVisible()
