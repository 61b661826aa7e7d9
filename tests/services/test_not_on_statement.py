"""Approved claims that no statement names appear by age."""

from datetime import date

import pytest
from builders import OTHER_VIN
from matching_stage import a_line, filed, stated

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.statement import Decision
from warrantydesk.services.desk import Desk


def test_approved_claims_on_no_statement_stand_by_age(desk: Desk) -> None:
    old = filed(desk, 1, day=date(2026, 9, 1))
    young = filed(desk, 2, 50_000, vin=OTHER_VIN, day=date(2026, 11, 20), payer="V017")
    filed(desk, 3, state=State.SUBMITTED, approved_fen=None)
    filed(desk, 4, settled=100_000)
    named = filed(desk, 5)
    statement = stated(desk, a_line(maker_number="QC-2026-00005", amount_fen=100_000))
    desk.statements.match(statement.id)
    found = desk.statements.not_on_statement()
    today = desk.bench.today
    assert [(one.claim_id, one.days, one.expected_fen, one.is_late) for one in found] == [
        (old.id, (today - date(2026, 9, 1)).days, 100_000, True),
        (young.id, (today - date(2026, 11, 20)).days, 50_000, False),
    ]
    older = desk.statements.not_on_statement(older_than_days=45)
    assert [one.claim_id for one in older] == [old.id]
    assert [one.claim_id for one in desk.statements.not_on_statement(payer="V017")] == [young.id]
    assert desk.statements.not_on_statement("XX") == []
    (line,) = desk.statements.lines(statement.id)
    desk.statements.unmatch(line.id)
    assert named.id in [one.claim_id for one in desk.statements.not_on_statement()]


def test_money_that_is_not_ours_settles_no_claim(desk: Desk) -> None:
    claim = filed(desk, 1)
    statement = stated(desk, a_line(maker_number="QC-2026-00001", amount_fen=5))
    desk.statements.match(statement.id)
    (line,) = desk.statements.lines(statement.id)
    desk.statements.decide(line.id, Decision.NOT_OURS)
    assert [one.claim_id for one in desk.statements.not_on_statement()] == [claim.id]


def test_an_age_is_a_number_of_days(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.statements.not_on_statement(older_than_days=-1)
    assert refusal.value.findings[0].field == "older_than_days"
