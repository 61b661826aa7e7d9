"""The pages of deductions and write-offs: rows, figures, the card, each step by its dialog."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from locks import past_locks
from PySide6.QtWidgets import QApplication
from settled import approved
from stories import acting, submitted
from tab_stage import Window

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.settlement.deduction import DeductionKind, DeductionState
from warrantydesk.domain.settlement.write_off import WriteOffState
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.deduction_ways import Outcome
from warrantydesk.ui import papers
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.deduction_card import (
    ACCEPT,
    ANSWER,
    CORRECT,
    DISPUTE,
    LINK,
    RECORD,
    VOID,
)
from warrantydesk.ui.tabs.settlement.deduction_page import DUE, PROPOSED, DeductionPage
from warrantydesk.ui.tabs.settlement.deduction_words import clock_words, mark_of, signed
from warrantydesk.ui.tabs.settlement.write_off_card import (
    APPROVE,
    PROPOSE,
    REFUSE,
    REVERSE,
    SECOND,
    SHEET,
)
from warrantydesk.ui.tabs.settlement.write_off_card import VOID as VOID_PROPOSAL
from warrantydesk.ui.tabs.settlement.write_off_page import PROPOSALS, WAITING, WriteOffPage


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def shell(
    qapp: QApplication, qtbot: Any, window: Window, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(window)
    yield made
    qtbot.waitUntil(made.jobs.idle)


@pytest.fixture
def claim(desk: Desk) -> Claim:
    return approved(desk, submitted(desk))


@pytest.fixture
def page(qtbot: Any, shell: Shell, desk: Desk, claim: Claim) -> DeductionPage:
    made = DeductionPage(shell, desk)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.refresh()
    return made


@pytest.fixture
def offs(qtbot: Any, shell: Shell, desk: Desk, claim: Claim) -> WriteOffPage:
    made = WriteOffPage(shell, desk)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.refresh()
    return made


def answered(dialog: FormDialog | None, **values: Any) -> FormDialog:
    """Fill a dialog in and press its verb."""
    assert dialog is not None
    for path, value in values.items():
        dialog.form.field(path).set_value(value)
    dialog.accept()
    return dialog


def test_a_deduction_is_recorded_by_its_dialog(page: DeductionPage, claim: Claim) -> None:
    dialog = page.do(RECORD)
    answered(dialog, kind=DeductionKind.FREIGHT, amount_fen=50_000_000)
    assert dialog is not None
    assert dialog.isVisible()  # V94 stands at the claim
    answered(dialog, claim_number=claim.claim_number)
    assert dialog.isVisible()  # more than was approved
    answered(dialog, amount_fen=8_600, notice_no="DK-7")
    assert not dialog.isVisible()
    (row,) = page.rows()
    assert (row.deduction.amount_fen, row.claim_number) == (8_600, claim.claim_number)
    assert page.card.entry == row
    assert page.frame.figures.figures()[0].value == "86.00"
    assert "−86.00" in page.card.amount.text()


def test_the_same_notice_is_told(page: DeductionPage, desk: Desk, claim: Claim) -> None:
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id, notice_no="DK-7")
    dialog = page.do(RECORD)
    assert dialog is not None
    dialog.form.field("notice_no").setText("DK-7")
    dialog.form.field("notice_no").edited.emit()
    assert one.number in dialog.note.text()
    dialog.reject()


def test_dispute_and_answer(
    page: DeductionPage, desk: Desk, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters: list[int] = []
    monkeypatch.setattr(DeductionPage, "show_letter", lambda _page, one: letters.append(one.id))
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    page.open_thing("deduction", one.number)
    assert page.card.main_verb() == DISPUTE
    answered(page.do(DISPUTE), text="运单附后")
    assert letters == [one.id]
    assert page.card.main_verb() == ANSWER
    answered(page.do(ANSWER), outcome=Outcome.WITHDRAWN, text="撤销")
    assert desk.deductions.get(one.id).state is DeductionState.WITHDRAWN
    assert page.card.main_verb() == ""
    steps = [(step.label, step.mark) for step in page.card.life.steps()]
    assert steps[-1] == ("Withdrawn", Mark.OK)


def test_accept_tie_correct_and_void(page: DeductionPage, desk: Desk, claim: Claim) -> None:
    other = approved(desk, submitted(desk))
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    page.open_thing("deduction", one.id)
    answered(page.do(LINK), claim_number=other.claim_number)
    assert desk.deductions.get(one.id).claim_id == other.id
    answered(page.do(ACCEPT), reason="确实超重")
    assert desk.deductions.get(one.id).state is DeductionState.ACCEPTED
    with desk.bench.change("test"):
        desk.stores.deductions.save(replace(desk.deductions.get(one.id), taken_on=desk.bench.today))
    page.refresh()
    dialog = answered(page.do(VOID), reason="记错")
    assert dialog.isVisible()  # a statement took it
    dialog.reject()
    answered(page.do(CORRECT))
    back = desk.stores.deductions.find(corrects=one.number)
    assert [found.amount_fen for found in back] == [-500]
    page.open_thing("deduction", back[0].id)
    answered(page.do(VOID), reason="记错")
    assert desk.deductions.get(back[0].id).void_reason == "记错"


def test_pills_show_what_is_due_and_what_is_not_entered(
    page: DeductionPage, desk: Desk, claim: Claim
) -> None:
    desk.claims.charge_back(claim.id, 900, date(2026, 11, 20), "K09", "审计", notice_no="SJ-1")
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    page.open_thing("deductions", DUE)
    assert [row.deduction.id for row in page.rows()] == [one.id]
    page.open_thing("deductions", PROPOSED)
    (row,) = page.rows()
    assert row.notice_no == "SJ-1"
    assert page.card.main_verb() == RECORD
    answered(page.do(RECORD))
    assert page.rows() == []
    assert desk.stores.deductions.find(kind=DeductionKind.AUDIT)[0].charge_back_id is not None


def test_search_and_kind_narrow_the_ledger(page: DeductionPage, desk: Desk, claim: Claim) -> None:
    for kind, notice in ((DeductionKind.FREIGHT, "DK-1"), (DeductionKind.CAMPAIGN, "DK-2")):
        desk.deductions.record(kind, 500, claim_id=claim.id, notice_no=notice)
    page.refresh()
    assert len(page.rows()) == 2
    page.kind.set_value(DeductionKind.CAMPAIGN)
    page.refresh()
    assert [row.deduction.notice_no for row in page.rows()] == ["DK-2"]
    page.kind.set_value("")
    assert page.take_scan("dk-1")
    assert [row.deduction.notice_no for row in page.rows()] == ["DK-1"]
    assert not page.take_scan("nothing of the kind")


def test_the_clock_is_louder_than_the_state(desk: Desk, claim: Claim) -> None:
    one = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    due = one.due_on
    assert due is not None
    looks = [
        (mark_of(one, due + timedelta(days=days)), clock_words(one, due + timedelta(days=days)))
        for days in (-5, -2, 0, 1)
    ]
    assert looks == [
        (Mark.TODO, "5 days to dispute"),
        (Mark.WARN, "2 days to dispute"),
        (Mark.WARN, "dispute today"),
        (Mark.OVERDUE, "too late since 2026-12-01"),
    ]
    assert (signed(500), signed(-500)) == ("−5.00", "+5.00")


def test_links_of_the_card_go_to_the_things(
    page: DeductionPage, desk: Desk, claim: Claim, window: Window
) -> None:
    desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    page.refresh()
    page.card.claim.click()
    assert window.opened == [("intake", "claim", claim.id)]


def test_ledgers_are_saved(
    page: DeductionPage,
    offs: WriteOffPage,
    desk: Desk,
    claim: Claim,
    shell: Shell,
    qtbot: Any,
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
    window: Window,
) -> None:
    desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    desk.write_offs.propose(claim.id, 100, reason_text="不追")
    for one, name in ((page, "deductions.xlsx"), (offs, "write_offs.xlsx")):
        file = tmp_path / name
        monkeypatch.setattr(shell, "pick_save", lambda *_args, file=file: str(file))
        one.export()
        qtbot.waitUntil(shell.jobs.idle)
        assert file.read_bytes()[:2] == b"PK"
    assert len(window.toasts) == 2


def test_a_write_off_is_proposed_approved_and_taken_back(
    offs: WriteOffPage, desk: Desk, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets: list[str] = []
    monkeypatch.setattr(WriteOffPage, "show_sheet", lambda _page, one: sheets.append(one.number))
    with past_locks(desk, "claim"):
        desk.stores.claims.save(
            replace(desk.stores.claims.get(claim.id), opened_on=date(2025, 11, 1))
        )
    offs.open_thing("write_offs", PROPOSALS)
    assert len(offs.rows()) == 1
    dialog = answered(offs.do(PROPOSE))
    assert dialog.isVisible()  # without a reason
    answered(dialog, reason_text="厂家不再受理")
    assert sheets == ["H0126-0001"]
    assert offs.rows() == []
    offs.open_thing("write_offs", WAITING)
    assert offs.card.main_verb() == SHEET  # the clerk has it signed
    dialog = answered(offs.do(APPROVE))
    assert dialog.isVisible()  # the proposer does not decide, and nobody else is taken for granted
    assert dialog.form.field("by").value() is None
    dialog.reject()
    acting(desk, "service_manager")
    assert offs.card.main_verb() == APPROVE
    answered(offs.do(APPROVE), text="同意")
    one = desk.stores.write_offs.get(1)
    assert one.state is WriteOffState.APPROVED
    offs.open_thing("write_off", one.number)
    assert offs.card.main_verb() == REVERSE
    answered(offs.do(REVERSE), reason="厂家补付")
    assert [row.write_off.amount_fen for row in offs.rows()] == [-one.amount_fen, one.amount_fen]
    offs.open_thing("write_off", one.id)
    assert offs.card.main_verb() == ""


def test_the_manager_approves_at_the_desk_of_the_clerk(
    offs: WriteOffPage, desk: Desk, claim: Claim
) -> None:
    one = desk.write_offs.propose(claim.id, 5_000, reason_text="不追")
    offs.open_thing("write_off", one.id)
    answered(offs.do(APPROVE), by="S13", text="同意")
    assert desk.write_offs.get(one.id).decided_by == "S13"
    assert desk.people.acting.login == "S01"


def test_a_write_off_is_refused_or_voided(offs: WriteOffPage, desk: Desk, claim: Claim) -> None:
    first = desk.write_offs.propose(claim.id, 5_000, reason_text="不追")
    offs.open_thing("write_off", first.id)
    answered(offs.do(VOID_PROPOSAL), reason="记错")
    assert desk.write_offs.get(first.id).state is WriteOffState.VOID
    second = desk.write_offs.propose(claim.id, 5_000, reason_text="不追")
    acting(desk, "service_manager")
    offs.open_thing("write_off", second.id)
    answered(offs.do(REFUSE), text="再追")
    assert desk.write_offs.get(second.id).decision_text == "再追"


def test_finance_agrees_above_the_limit(offs: WriteOffPage, desk: Desk, claim: Claim) -> None:
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(desk.stores.claims.get(claim.id), approved_fen=600_000))
    one = desk.write_offs.propose(claim.id, 600_000, reason_text="厂家破产")
    acting(desk, "service_manager")
    offs.open_thing("write_off", one.id)
    answered(offs.do(APPROVE))
    assert offs.card.main_verb() == SHEET
    assert [step.label for step in offs.card.life.steps()] == [
        "Proposed",
        "Service manager",
        "Finance",
    ]
    acting(desk, "finance")
    assert offs.card.main_verb() == SECOND
    answered(offs.do(SECOND))
    assert desk.write_offs.get(one.id).seconded_by == "S14"


def test_the_letter_of_a_refused_piece_is_its_own(
    page: DeductionPage, desk: Desk, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int]] = []
    monkeypatch.setattr(
        papers, "open_paper", lambda _shell, _desk, code, key: opened.append((code, key))
    )
    (piece, *_rest) = desk.stores.parts.find(claim_id=claim.id)
    of_piece = desk.deductions.record(DeductionKind.OLD_PART, 500, part_tag=piece.tag)
    of_claim = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    page.show_letter(of_piece)
    page.show_letter(of_claim)
    assert opened == [("dispute", piece.id), ("deduction_dispute", of_claim.id)]
