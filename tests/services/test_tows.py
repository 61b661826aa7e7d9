"""Tows of a visit with their signed sheet."""

from datetime import timedelta
from typing import Any

import pytest
from builders import OTHER_VIN
from stories import acting, drafted, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

WAY: dict[str, Any] = {"carrier": "顺达救援", "from_place": "G2 K1120", "to_place": "本站"}


def test_a_tow_is_entered_changed_and_voided(desk: Desk) -> None:
    claim = drafted(desk)
    visit_id = claim.visit.id
    tow = desk.tows.save(visit_id, km=38, claim_id=claim.id, amount_fen=45_000, **WAY)
    changed = desk.tows.save(
        visit_id, km=40, customer_signed=True, id=tow.id, version=tow.version, **WAY
    )
    assert (changed.id, changed.km, changed.customer_signed) == (tow.id, 40, True)
    with pytest.raises(Refused) as refusal:
        desk.tows.save(visit_id, km=1, id=tow.id, version=tow.version, **WAY)
    assert refusal.value.codes == ("VERSION",)
    desk.tows.void(tow.id, "电话误报")
    assert desk.tows.of_visit(visit_id) == []
    with pytest.raises(Refused) as refusal:
        desk.tows.void(tow.id, "noch einmal")
    assert refusal.value.codes == ("STATE",)


def test_what_cannot_be_is_refused_at_its_field(desk: Desk) -> None:
    claim, other = drafted(desk), drafted(desk, OTHER_VIN)
    now = desk.bench.now
    for wrong, field in (
        ({"carrier": " "}, "carrier"),
        ({"km": -1}, "km"),
        ({"amount_fen": -1}, "amount_fen"),
        ({"started_at": now, "ended_at": now - timedelta(hours=1)}, "ended_at"),
        ({"started_at": now + timedelta(hours=1)}, "started_at"),
        ({"claim_id": other.id}, "claim_id"),
    ):
        with pytest.raises(Refused) as refusal:
            desk.tows.save(claim.visit.id, **{"km": 1, **WAY, **wrong})
        found = [(one.rule, one.field) for one in refusal.value.findings]
        assert found == [("INVALID", field)]


def test_a_file_of_another_visit_proves_nothing(desk: Desk, tmp_path: Any) -> None:
    claim, other = drafted(desk), drafted(desk, OTHER_VIN)
    file = tmp_path / "sheet.txt"
    file.write_text("signed", encoding="utf-8")
    foreign = desk.attachments.add(other.id, "SI", file)
    with pytest.raises(Refused) as refusal:
        desk.tows.save(claim.visit.id, km=1, attachment_id=foreign.id, **WAY)
    assert [one.field for one in refusal.value.findings] == ["attachment_id"]


def test_filed_visits_and_technicians_enter_none(desk: Desk) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused) as refusal:
        desk.tows.save(claim.visit.id, km=1, **WAY)
    assert refusal.value.codes == ("STATE",)
    acting(desk, Role.TECHNICIAN)
    with pytest.raises(Refused) as refusal:
        desk.tows.save(claim.visit.id, km=1, **WAY)
    assert refusal.value.codes == ("RIGHT",)
