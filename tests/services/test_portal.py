"""The portal aid and the maker's claim file: filed values, in the maker's order and form."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import OTHER_VIN
from locks import past_locks
from python_calamine import CalamineWorkbook
from stories import acting, drafted, submitted

from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.claim.states import Action
from warrantydesk.domain.errors import INVALID, RIGHT, STATE, Refused
from warrantydesk.domain.maker_fields import Form
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

GROUNDS = "读数在附件中，故障为材料缺陷。"


def values(desk: Desk, claim_id: int, form: Form = Form.SUBMIT) -> dict[str, str]:
    """Return the values of the portal's fields by key."""
    return {one.key: one.value for one in desk.portal.sheet(claim_id, form).fields}


def refusal(verb: Any) -> Refused:
    """Return what a verb refuses."""
    with pytest.raises(Refused) as caught:
        verb()
    return caught.value


def test_fields_come_in_the_portals_order_and_form(desk: Desk) -> None:
    claim = submitted(desk)
    sheet = desk.portal.sheet(claim.id)
    assert [page.title_en for page in sheet.pages][:3] == ["Document", "Vehicle", "Fault"]
    told = values(desk, claim.id)
    assert told["S201"] == claim.vehicle.vin
    assert told["S202"] == str(claim.visit.mileage_km)
    assert told["S203"] == f"{claim.vehicle.invoiced_on:%Y/%m/%d}"
    assert told["S703"] == f"{claim.total_fen // 100}.{claim.total_fen % 100:02d}"
    assert told["S401.1"] == claim.part_lines[0].new_part_no


def test_values_are_those_of_the_frozen_version(desk: Desk) -> None:
    claim = submitted(desk)
    before = values(desk, claim.id)
    reason = (AnswerLine(LineKind.CLAIM, reason_code="R01"),)
    desk.claims.answer(claim.id, AnswerKind.RETURN, reasons=reason)
    desk.claims.save_draft(claim.id, {"narrative": {"cause": "改过的原因，十五个字以上才算数"}})
    assert values(desk, claim.id) == before


def test_a_claim_that_was_never_filed_has_no_sheet(desk: Desk) -> None:
    claim = drafted(desk)
    error = refusal(lambda: desk.portal.sheet(claim.id))
    assert error.codes == (STATE,)


def test_ticks_are_kept_by_form_and_version(desk: Desk) -> None:
    claim = submitted(desk)
    assert desk.portal.tick(claim.id, Form.SUBMIT, "S201").done == 1
    assert desk.portal.tick(claim.id, Form.SUBMIT, "S201").done == 1
    assert desk.portal.tick(claim.id, Form.SUBMIT, "S202").done == 2
    assert desk.portal.tick(claim.id, Form.SUBMIT, "S201", ticked=False).done == 1
    desk.claims.move(claim.id, Action.WITHDRAW, "补照片")
    desk.claims.submit(claim.id, {one.rule: "已核对" for one in desk.claims.check(claim.id)})
    assert desk.portal.sheet(claim.id).number == 2
    assert desk.portal.sheet(claim.id).done == 0


def test_a_field_that_is_not_there_is_refused_and_finance_ticks_nothing(desk: Desk) -> None:
    claim = submitted(desk)
    error = refusal(lambda: desk.portal.tick(claim.id, Form.SUBMIT, "S999"))
    assert error.codes == (INVALID,)
    assert error.findings[0].field == "field"
    acting(desk, Role.FINANCE)
    assert refusal(lambda: desk.portal.tick(claim.id, Form.SUBMIT, "S201")).codes == (RIGHT,)


def test_the_appeal_has_a_form_of_its_own(desk: Desk) -> None:
    claim = submitted(desk)
    assert refusal(lambda: desk.portal.sheet(claim.id, Form.APPEAL)).codes == (STATE,)
    desk.claims.record_maker_number(claim.id, "W2611-90417")
    lines = (AnswerLine(LineKind.PART, 1, 0, "D01"),)
    desk.claims.answer(claim.id, AnswerKind.APPROVAL, lines=lines)
    desk.claims.prepare_appeal(claim.id, grounds=GROUNDS)
    told = values(desk, claim.id, Form.APPEAL)
    assert told["A101"] == "W2611-90417"
    assert told["A201"] == "02 金额异议"
    assert "配件 1" in told["A202"]
    assert told["A204"].startswith(GROUNDS)
    asked = desk.answered.of(claim.id).appeal.asked_fen
    assert told["A203"] == f"{asked // 100}.{asked % 100:02d}"


def test_a_long_text_says_how_much_of_it_the_portal_takes(desk: Desk) -> None:
    claim = submitted(desk)
    story = next(one for one in desk.portal.sheet(claim.id).fields if one.key == "S302")
    assert story.max_len == 300
    assert not story.is_too_long


@pytest.mark.parametrize("ending", ["xlsx", "csv", "txt"])
def test_filed_claims_leave_in_the_makers_layout(desk: Desk, tmp_path: Path, ending: str) -> None:
    claims = [submitted(desk), submitted(desk, OTHER_VIN)]
    file = tmp_path / f"claims.{ending}"
    written = desk.portal.export_batch(file, tuple(one.id for one in claims))
    lines = sum(
        len(one.part_lines) + len(one.labour_lines) + len(one.other_lines) for one in claims
    )
    assert (written.claims, written.rows) == (2, lines)
    if ending == "xlsx":
        rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        assert rows[0][:2] == ["站代码", "站内单号"]
        numbers = {row[1] for row in rows[1:]}
    else:
        text = file.read_text(encoding="utf-8-sig")
        numbers = {one.claim_number for one in claims if one.claim_number in text}
    assert numbers == {one.claim_number for one in claims}
    job = desk.stores.print_jobs.find(language="claim_file")[-1]
    assert (job.copies, job.printer) == (2, file.name)


def test_one_claim_that_was_never_filed_stops_the_whole_file(desk: Desk, tmp_path: Path) -> None:
    filed, draft = submitted(desk), drafted(desk, OTHER_VIN)
    file = tmp_path / "claims.csv"
    error = refusal(lambda: desk.portal.export_batch(file, (filed.id, draft.id)))
    assert error.codes == (STATE,)
    assert [one.values["number"] for one in error.findings] == [draft.claim_number]
    assert not file.exists()
    assert not desk.stores.print_jobs.find(language="claim_file")


def test_a_file_of_another_kind_is_refused_at_its_field(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    error = refusal(lambda: desk.portal.export_batch(tmp_path / "claims.pdf", (claim.id,)))
    assert (error.codes, error.findings[0].field) == ((INVALID,), "file")


def test_who_pays_gets_a_file_of_its_own(desk: Desk, tmp_path: Path) -> None:
    ours, tyres = submitted(desk), submitted(desk, OTHER_VIN)
    with past_locks(desk, "claim"):
        desk.stores.claims.save(replace(tyres, payer="QE5048"))
    file = tmp_path / "claims.csv"
    error = refusal(lambda: desk.portal.export_batch(file, (ours.id, tyres.id)))
    assert (error.codes, error.findings[0].field) == ((INVALID,), "claim_ids")
    assert not file.exists()
    assert desk.portal.waiting_by_payer() == {"": (ours.id,), "QE5048": (tyres.id,)}
    assert desk.portal.export_batch(file).claims == 1
    assert ours.claim_number in file.read_text(encoding="utf-8-sig")
    assert desk.portal.export_batch(file, payer="QE5048").claims == 1
    assert tyres.claim_number in file.read_text(encoding="utf-8-sig")


def test_without_names_all_submitted_claims_are_meant(desk: Desk, tmp_path: Path) -> None:
    submitted(desk)
    drafted(desk, OTHER_VIN)
    assert desk.portal.export_batch(tmp_path / "claims.csv").claims == 1
