"""Records are proposed, held, approved by the manager and disposed of, by the dialog."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders import OTHER_VIN, VIN
from fakes import FixedClock
from PySide6.QtWidgets import QApplication, QDialog
from stories import drafted, put_into
from tab_stage import Window

from warrantydesk.domain.claim import State
from warrantydesk.domain.disposal import DisposalState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.disposals_dialog import DisposalsDialog, open_disposals
from warrantydesk.ui.disposals_dialog_acts import CarryOutDialog, DecisionDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.shell import Shell


@pytest.fixture
def dialog(
    qapp: QApplication, qtbot: Any, desk: Desk, clock: FixedClock
) -> Iterator[DisposalsDialog]:
    """Give the dialog over two claims whose time is over."""
    theme.apply(qapp, dark=False)
    for vin in (VIN, OTHER_VIN):
        claim = drafted(desk, vin)
        desk.visits.finish(claim.visit.id)
        desk.claims.leave(claim.id)
        put_into(desk, claim.id, State.CLOSED)
    clock.go_on(days=2193)
    shell = Shell()
    shell.attach(Window())
    made = open_disposals(shell, desk)
    yield made
    qtbot.waitUntil(shell.jobs.idle)


def child(kind: type[QDialog]) -> Any:
    """Return the newest open dialog of a kind."""
    return [one for one in QApplication.topLevelWidgets() if type(one) is kind and one.isVisible()][
        -1
    ]


def test_what_is_due_stands_there_and_is_proposed(dialog: DisposalsDialog, desk: Desk) -> None:
    assert [one.claim_number for one in dialog.model.rows()] == ["C0126-000001", "C0126-000002"]
    assert dialog.propose.isVisibleTo(dialog)
    assert not dialog.approve.isVisibleTo(dialog)
    with answer_with("年度清理"):
        dialog.propose.click()
    (made,) = desk.disposals.all()
    assert (made.note, dialog.disposal) == ("年度清理", made)
    assert dialog.approve.isVisibleTo(dialog)
    assert not dialog.carry_out.isVisibleTo(dialog)
    dialog.list.select(0)
    assert not dialog.propose.isEnabled()


def test_today_s_line_opens_the_list_that_waits(dialog: DisposalsDialog, desk: Desk) -> None:
    made = desk.disposals.propose()
    (item,) = (one for one in desk.today.all() if one.code == "law_disposal")
    assert item.target.key == made.id
    again = open_disposals(dialog.shell, desk, made.id)
    assert again.disposal == made
    again.reject()


def test_a_list_goes_to_its_end(qtbot: Any, dialog: DisposalsDialog, desk: Desk) -> None:
    with answer_with(""):
        dialog.propose.click()
    (made,) = desk.disposals.all()
    dialog.lines.select_row(1)
    with answer_with("仲裁未结"):
        dialog.hold.click()
    assert [one.kept for one in dialog.listed.rows()] == ["", "仲裁未结"]
    dialog.approve.click()
    decision = child(DecisionDialog)
    assert decision.form.field("by").value() == "S13"
    decision.accept()
    assert desk.disposals.get(made.id).decided_by == "S13"
    dialog.carry_out.click()
    last = child(CarryOutDialog)
    last.form.field("witness").set_value("傅晓棠")
    last.form.field("number").set_value("D0132-9999")
    last.accept()
    (found,) = last.form.findings_of("witness")
    assert found.path == "number"
    last.form.field("number").set_value(made.number)
    last.accept()
    qtbot.waitUntil(lambda: desk.disposals.get(made.id).done_at is not None)
    qtbot.waitUntil(lambda: not desk.stores.db.is_lent)
    done = desk.disposals.get(made.id)
    assert (done.state, done.witness) == (DisposalState.DONE, "傅晓棠")
    assert dialog.certificate.isVisibleTo(dialog)
    assert not dialog.void.isVisibleTo(dialog)


def test_a_refusal_needs_its_reason(dialog: DisposalsDialog, desk: Desk) -> None:
    with answer_with(""):
        dialog.propose.click()
    (made,) = desk.disposals.all()
    dialog.refuse.click()
    decision = child(DecisionDialog)
    decision.accept()
    assert decision.isVisible()
    decision.form.field("text").set_value("再留一年")
    decision.accept()
    assert desk.disposals.get(made.id).state is DisposalState.REFUSED


def test_a_mistake_is_voided(dialog: DisposalsDialog, desk: Desk) -> None:
    with answer_with("", "重复提出"):
        dialog.propose.click()
        dialog.void.click()
    (made,) = desk.disposals.all()
    assert (made.state, made.void_reason) == (DisposalState.VOID, "重复提出")
