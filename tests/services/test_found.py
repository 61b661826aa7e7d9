"""Whatever a person remembers of a claim finds it, from the change that says it on."""

from pathlib import Path

import pytest
from returns import listed
from stories import drafted, submitted

from warrantydesk.domain.care import Channel, Party
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.services.desk import Desk

WORDS = {
    "vehicle": {"gearbox_no": "GB-7741902"},
    "codes": {"fault_code": "P0A2F", "campaign_no": "SC-2026-09", "maker_claim_number": "Q26-77"},
    "narrative": {
        "complaint": "冷车异响",
        "cause": "轴承磨损",
        "correction": "更换水泵总成",
        "remark": "客户赶时间",
    },
}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("gb7741902", "gearbox_no"),
        ("p0a2f", "fault_code"),
        ("SC-2026", "campaign_no"),
        ("q2677", "maker_claim_number"),
        ("冷车", "complaint"),
        ("磨损", "cause"),
        ("水泵总", "correction"),
        ("赶时间", "remark"),
    ],
)
def test_fields_of_the_claim(desk: Desk, asked: str, field: str) -> None:
    claim = drafted(desk, **WORDS)
    assert desk.archive.search(asked) == [claim.id]
    assert desk.archive.found_in(claim.id, asked)[0] == field


def test_a_file_by_its_name_and_its_caption(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    file = tmp_path / "泵-左侧.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    kept = desk.attachments.add(claim.id, "PH", file, caption="叶轮裂纹")
    assert desk.archive.search("左侧.png") == desk.archive.search("裂纹") == [claim.id]
    assert desk.archive.found_in(claim.id, "裂纹") == ("caption", "叶轮裂纹")
    desk.attachments.void(kept.id, "拍错了")
    assert desk.archive.search("裂纹") == desk.archive.search("左侧.png") == []


def test_a_contact_note_until_it_is_struck_out(desk: Desk) -> None:
    claim = drafted(desk)
    note = desk.care.note(Party.CUSTOMER, Channel.PHONE, "车主要求先出险", claim_id=claim.id)
    assert desk.archive.search("先出险") == [claim.id]
    assert desk.archive.found_in(claim.id, "先出险")[0] == "note"
    desk.care.void_note(note.id, "记错")
    assert desk.archive.search("先出险") == []


def test_an_answer_by_its_notice_and_its_reason(desk: Desk) -> None:
    claim = submitted(desk)
    why = AnswerLine(LineKind.CLAIM, reason_code="R01", reason_text="请补充里程照片")
    desk.claims.answer(claim.id, AnswerKind.RETURN, (why,), notice_no="TZ-2026-118")
    assert desk.archive.search("tz2026118") == desk.archive.search("里程照片") == [claim.id]
    assert desk.archive.found_in(claim.id, "里程照片")[0] == "answer"


def test_the_return_list_of_a_piece(desk: Desk) -> None:
    shipment, tags = listed(desk)
    claim_id = desk.shelf.by_tag(tags[0]).claim_id
    assert desk.archive.search(shipment.number) == [claim_id]
    desk.shipments.take_off(shipment.id, tags, "下批再返")
    assert desk.archive.search(shipment.number) == []
    assert [one for one in desk.archive.verify() if one.kind == "search"] == []
