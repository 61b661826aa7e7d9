"""The dialog in which a person's data is taken out, over a real desk."""

from pathlib import Path
from typing import Any

import pytest
from people_planted import Planted, plant
from PySide6.QtWidgets import QApplication
from stories import acting, drafted
from tab_stage import Window

from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.redaction_dialog import (
    RedactionDialog,
    open_redaction,
    open_redaction_of_claim,
)
from warrantydesk.ui.shell import Shell


@pytest.fixture
def shell(qapp: QApplication) -> Shell:
    """Give a shell without a window."""
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(Window())
    return made


@pytest.fixture
def one(desk: Desk, tmp_path: Path) -> Planted:
    """Give a person with a filed claim."""
    return plant(desk, 5, tmp_path)


def filled(dialog: RedactionDialog, **values: object) -> RedactionDialog:
    """Fill in what the dialog asks for."""
    for path, value in values.items():
        dialog.form.field(path).set_value(value)
    return dialog


def test_the_name_is_typed_before_anything_goes(
    qtbot: Any, desk: Desk, shell: Shell, one: Planted
) -> None:
    dialog = open_redaction_of_claim(shell, desk, one.claim_id)
    assert dialog is not None
    dialog.accept()
    assert {found.path for found in dialog.form.findings_of("why")} == {"reason", "despite_reason"}
    filled(dialog, reason="客户申请", despite_reason="坚持", name="别人")
    dialog.accept()
    (found,) = dialog.form.findings_of("sure")
    assert (found.path, found.text) == ("name", "This is not the name shown above.")
    assert desk.claims.get(one.claim_id).owner.name == one.name
    filled(dialog, name=one.name).accept()
    dialog.reject()
    qtbot.waitUntil(lambda: not desk.stores.db.is_lent and shell.jobs.idle())
    (made,) = desk.privacy.all()
    assert (made.customer_id, made.done_by) == (one.customer_id, "S13")
    assert desk.claims.get(one.claim_id).owner.name == ""
    assert desk.people.acting.login == "S01"


def test_a_claim_without_a_customer_goes_by_itself(qtbot: Any, desk: Desk, shell: Shell) -> None:
    claim = drafted(desk)
    dialog = open_redaction_of_claim(shell, desk, claim.id)
    assert dialog is not None
    filled(dialog, reason="客户申请", despite_reason="坚持", name="贺䶮").accept()
    dialog.reject()
    qtbot.waitUntil(lambda: not desk.stores.db.is_lent and shell.jobs.idle())
    assert desk.privacy.all()[0].claim_ids == (claim.id,)


def test_who_may_not_look_is_told(desk: Desk, shell: Shell, one: Planted) -> None:
    acting(desk, Role.FINANCE)
    with answer_with() as said:
        assert open_redaction(shell, desk, one.customer_id) is None
    assert len(said) == 1
