"""Versions of a claim: frozen with all they used, drawn to the byte, compared field by field."""

import json
from datetime import date
from pathlib import Path

import pytest
from claim_table import RETURN, in_state
from fakes import FixedClock, a_picture
from stories import submitted, to_submit

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.policies.changes import RowChange
from warrantydesk.services.desk import Desk
from warrantydesk.services.sentences import said


def returned(desk: Desk, claim: Claim) -> None:
    desk.claims.answer(claim.id, AnswerKind.RETURN, (AnswerLine(reason_code=RETURN),))


def drawn(desk: Desk, claim: Claim, file: Path, version: int = 0) -> bytes:
    desk.papers.draw("claim_form", claim.id, file, version)
    return file.read_bytes()


def test_an_old_version_is_drawn_to_the_byte_whatever_happened_since(
    desk: Desk, tmp_path: Path, clock: FixedClock
) -> None:
    claim = submitted(desk)
    first = drawn(desk, claim, tmp_path / "v1.pdf", 1)
    returned(desk, claim)
    desk.claims.save_draft(claim.id, {"narrative": {"remark": "已补读数照片"}})
    assert drawn(desk, claim, tmp_path / "edited.pdf", 1) == first
    assert drawn(desk, claim, tmp_path / "newest.pdf") == first, "the edit has not gone out"
    clock.go_on(days=1)
    desk.claims.submit(claim.id)
    second = drawn(desk, claim, tmp_path / "v2.pdf", 2)
    assert second != first
    clock.go_on(days=900)
    assert drawn(desk, claim, tmp_path / "years.pdf", 1) == first
    assert drawn(desk, claim, tmp_path / "years2.pdf") == second
    assert desk.archive.verify() == []


def test_a_version_that_was_never_drawn_shows_what_went_out(
    desk: Desk, tmp_path: Path, clock: FixedClock
) -> None:
    claim = submitted(desk)
    before = desk.papers.prepare("claim_form", claim.id, 1)()
    returned(desk, claim)
    desk.claims.save_draft(claim.id, {"owner": {"name": "改名"}, "visit": {"mileage_km": 31_000}})
    dearer = RowChange(("labour_rate", "mid"), {"value": "99"})
    desk.policies.save_rows("QC", "rates", (dearer,), date(2026, 12, 1), "调价")
    clock.go_on(days=30)
    assert desk.papers.prepare("claim_form", claim.id, 1)() == before


def test_there_is_no_version_that_did_not_go_out(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused) as refusal:
        drawn(desk, claim, tmp_path / "v2.pdf", 2)
    assert refusal.value.codes == ("NOT_FOUND",)
    assert not (tmp_path / "v2.pdf").exists()


def test_a_version_holds_content_tables_and_attachments(desk: Desk, tmp_path: Path) -> None:
    claim = to_submit(desk)
    photo = desk.attachments.add(claim.id, "PH", a_picture(tmp_path / "pump.png"))
    desk.claims.submit(claim.id)
    (version,) = desk.claims.submissions(claim.id)
    content, tables = json.loads(version.content), json.loads(version.tables)
    assert content["part_lines"][0]["new_part_no"] == claim.part_lines[0].new_part_no
    assert [one["sha256"] for one in json.loads(version.enclosed)] == [photo.sha256]
    rows = tables["rows"]
    assert {row["part_no"] for row in rows["parts"]} >= {
        line.new_part_no for line in claim.part_lines
    }
    assert {row["code"] for row in rows["labour"]} == {"R1307010"}
    assert rows["rates"]
    assert tables["versions"]["QC"]["parts"] >= 1
    assert version.submitted_by == "S01"


def test_a_returned_claim_goes_out_again_only_when_corrected(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    returned(desk, claim)
    with pytest.raises(Refused) as refusal:
        desk.claims.submit(claim.id)
    assert refusal.value.codes == ("STATE",)
    desk.attachments.add(claim.id, "PH", a_picture(tmp_path / "pump.png"))
    again = desk.claims.submit(claim.id)
    assert (again.state, again.claim_number) == (State.SUBMITTED, claim.claim_number)
    found = desk.claims.differences(claim.id, 1, 2)
    assert [(one.path, one.old, one.new) for one in found.changes] == [("attachments", "0", "1")]


def test_two_versions_differ_where_something_was_corrected(desk: Desk) -> None:
    claim = submitted(desk)
    returned(desk, claim)
    lines = [{"main": True, "code": "R1307010", "hours": "1.5"}]
    desk.claims.save_draft(
        claim.id, {"narrative": {"cause": "水泵轴承卡滞，密封失效"}, "labour_lines": lines}
    )
    found = desk.claims.differences(claim.id, 1)
    changed = {one.path: one for one in found.changes}
    assert set(changed) == {"narrative.cause", "labour_lines[0].hours"}
    assert changed["narrative.cause"].new == "水泵轴承卡滞，密封失效"
    hours = changed["labour_lines[0].hours"]
    assert (hours.line, hours.old, hours.new) == (1, "2.1", "1.5")
    assert found.same > 10
    desk.claims.save_draft(claim.id, {"labour_lines": [{"main": True, "code": "R1307010"}]})
    assert [one.path for one in desk.claims.differences(claim.id, 1).changes] == ["narrative.cause"]


def test_what_moves_beside_the_content_is_no_difference(desk: Desk) -> None:
    claim = submitted(desk)
    desk.claims.record_maker_number(claim.id, "OEM-1")
    desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    assert desk.claims.differences(claim.id, 1).changes == ()


def test_a_batch_moves_all_or_none(desk: Desk, tmp_path: Path) -> None:
    first, second = submitted(desk), desk.claims.new(plate="京A12345")
    with pytest.raises(Refused) as refusal:
        desk.claims.batch((first.id, second.id, 99_999), Action.RECORD_APPROVAL)
    found = [(one.rule, one.field) for one in refusal.value.findings]
    assert found == [("STATE", "claim_ids[1]")] * 2 + [("NOT_FOUND", "claim_ids[2]")]
    assert second.claim_number in said(refusal.value.findings[0])
    assert desk.claims.get(first.id).state is State.SUBMITTED
    more = [desk.claims.new(plate="京A12345").id for _number in range(3)]
    with pytest.raises(Refused) as refusal:
        desk.claims.batch(tuple(more), Action.VOID)
    assert refusal.value.codes == ("INVALID",)
    moved = desk.claims.batch(tuple(more), Action.VOID, reason="重复开单")
    assert {one.state for one in moved.claims} == {State.VOID}


def test_a_block_is_let_pass_by_the_service_manager(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.TO_SUBMIT, tmp_path)
    switches = desk.bench.profile("QC").switches
    left = next(rule for rule, switch in switches.items() if switch.by_manager)
    kept = next(rule for rule, switch in switches.items() if not switch.by_manager)
    found = []
    for login, rule, reason in (
        ("S01", left, "客户出差"),
        ("S13", kept, "客户出差"),
        ("S13", left, " "),
    ):
        desk.people.act_as(login)
        with pytest.raises(Refused) as refusal:
            desk.claims.override(claim.id, rule, reason)
        found.append([(one.rule, one.field) for one in refusal.value.findings])
    assert found == [[("RIGHT", "")], [("INVALID", "rule")], [("INVALID", "reason")]]
    given = desk.claims.override(claim.id, left, "客户出差")
    assert (given.given_by, given.rule) == ("S13", left)
    voided = desk.claims.void_override(given.id, "写错了")
    assert voided.void_reason == "写错了"
