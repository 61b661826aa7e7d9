"""Inspections: answered, signed and then frozen; a correction is a new version."""

from decimal import Decimal

import pytest
from stories import acting, appraising, inspected, state_of_everything

from warrantydesk.domain.claim import Action, State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.inspection import Answer, CauseClass, Conclusion, Inspection
from warrantydesk.domain.person import Role
from warrantydesk.domain.template import TemplateItem
from warrantydesk.services.desk import Desk


def opened(desk: Desk) -> Inspection:
    inspection = desk.inspections.of_claim(appraising(desk).id)
    assert inspection
    return inspection


def a_measure(desk: Desk, inspection: Inspection) -> TemplateItem:
    """Return an item with an upper or lower limit for the claim's class of model."""
    view = desk.inspections.view(inspection.id)
    return next(
        item
        for item in view.items
        if item.kind == "measure" and item.tolerances.get(view.model_class)
    )


def test_answers_are_kept_and_changed(desk: Desk) -> None:
    inspection = opened(desk)
    desk.inspections.answer(inspection.id, "I001", Answer.NA)
    desk.inspections.answer(inspection.id, "I001", Answer.NOT_OK, note="  刮痕 ")
    answer = desk.inspections.view(inspection.id).answers["I001"]
    assert (answer.answer, answer.note, answer.by) == (Answer.NOT_OK, "刮痕", "S01")
    acting(desk, Role.TECHNICIAN).inspections.answer(inspection.id, "I001", Answer.OK)
    assert desk.inspections.view(inspection.id).answers["I001"].by == "S06"
    assert desk.archive.verify() == []


def test_every_item_of_the_template_takes_an_answer(desk: Desk) -> None:
    inspection = opened(desk)
    view = desk.inspections.view(inspection.id)
    while waiting := [item for item in view.items if not view.is_answered(item)]:
        for item in waiting:  # an answer may bring further items
            choice = item.choices[0][0] if item.choices else ""
            value = Decimal("1.5") if item.kind == "measure" else None
            desk.inspections.answer(inspection.id, item.code, Answer.NOT_OK, value, choice)
        view = desk.inspections.view(inspection.id)
    assert len(view.answers) == len(view.items)


def test_signing_freezes_and_a_correction_makes_a_new_version(desk: Desk) -> None:
    inspection = opened(desk)
    desk.inspections.answer(inspection.id, "I001", Answer.OK, note="first")
    acting(desk, Role.TECHNICIAN).inspections.sign(inspection.id, Role.TECHNICIAN)
    with pytest.raises(Refused):
        desk.inspections.answer(inspection.id, "I001", Answer.NOT_OK)
    second = acting(desk, Role.CLERK).inspections.correct(inspection.id)
    assert (second.number, desk.inspections.of_claim(inspection.claim_id)) == (2, second)
    desk.inspections.answer(second.id, "I001", Answer.NOT_OK, note="second")
    notes = [
        desk.inspections.view(version.id).answers["I001"].note
        for version in desk.inspections.versions(inspection.claim_id)
    ]
    assert notes == ["first", "second"]
    assert desk.inspections.view(inspection.id).signed
    assert not desk.inspections.view(second.id).signed
    assert desk.archive.verify() == []


def test_a_claim_is_decided_by_technician_and_clerk(desk: Desk) -> None:
    inspection = opened(desk)
    with pytest.raises(Refused):
        desk.claims.move(inspection.claim_id, Action.DECIDE_CLAIM)
    desk.inspections.sign(inspection.id, Role.CLERK, CauseClass.QUALITY, Conclusion.CLAIM)
    with pytest.raises(Refused):
        desk.claims.move(inspection.claim_id, Action.DECIDE_CLAIM)
    acting(desk, Role.TECHNICIAN).inspections.sign(inspection.id, Role.TECHNICIAN)
    acting(desk, Role.CLERK).claims.move(inspection.claim_id, Action.DECIDE_CLAIM)
    assert desk.claims.get(inspection.claim_id).state is State.REPAIRING


def test_a_correction_must_be_signed_anew(desk: Desk) -> None:
    claim = inspected(desk)
    inspection = desk.inspections.of_claim(claim.id)
    assert inspection
    desk.inspections.correct(inspection.id)
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.DECIDE_CLAIM)
    assert refusal.value.findings[0].field == "inspection"


def test_a_later_signer_adds_but_changes_nothing(desk: Desk) -> None:
    inspection = opened(desk)
    acting(desk, Role.TECHNICIAN).inspections.sign(
        inspection.id, Role.TECHNICIAN, CauseClass.QUALITY
    )
    acting(desk, Role.CLERK)
    before = state_of_everything(desk)
    with pytest.raises(Refused) as refusal:
        desk.inspections.sign(inspection.id, Role.CLERK, CauseClass.USE, Conclusion.CLAIM)
    assert refusal.value.codes == ("STATE",)
    assert state_of_everything(desk) == before
    desk.inspections.sign(inspection.id, Role.CLERK, conclusion=Conclusion.CLAIM)
    now = desk.inspections.of_claim(inspection.claim_id)
    assert now
    assert (now.cause_class, now.conclusion) == (CauseClass.QUALITY, Conclusion.CLAIM)


def test_a_reading_outside_its_tolerance_is_not_signed_as_ok(desk: Desk) -> None:
    inspection = opened(desk)
    item = a_measure(desk, inspection)
    desk.inspections.answer(inspection.id, item.code, Answer.OK, Decimal(-100_000))
    far = Decimal(100_000)
    if not desk.inspections.view(inspection.id).excess(item):
        desk.inspections.answer(inspection.id, item.code, Answer.OK, far)
    assert desk.inspections.view(inspection.id).excess(item)
    with pytest.raises(Refused) as refusal:
        desk.inspections.sign(inspection.id, Role.CLERK, CauseClass.QUALITY, Conclusion.CLAIM)
    assert refusal.value.findings[0].field == f"items.{item.code}"
    desk.inspections.answer(inspection.id, item.code, Answer.NOT_OK, far)
    desk.inspections.sign(inspection.id, Role.CLERK, CauseClass.QUALITY, Conclusion.CLAIM)


def test_a_signature_holds_the_name_as_it_was(desk: Desk) -> None:
    claim = inspected(desk)
    inspection = desk.inspections.of_claim(claim.id)
    assert inspection
    acting(desk, Role.SERVICE_MANAGER).people.save("S06", "另一个名字", (Role.TECHNICIAN,))
    names = [s.name for s in desk.inspections.view(inspection.id).signatures]
    assert names == ["钱立冬", "王敏"]


def test_a_refused_case_asks_what_only_a_refusal_asks(desk: Desk) -> None:
    inspection = opened(desk)
    claimed = {item.code for item in desk.inspections.view(inspection.id).items}
    desk.inspections.judge(inspection.id, conclusion=Conclusion.NOT_COVERED)
    refused = {item.code for item in desk.inspections.view(inspection.id).items}
    extra = {
        item.code
        for item in desk.profiles.of("QC").template
        if "not_covered" in item.applies_when and not item.system_branch
    }
    assert refused - claimed == extra
