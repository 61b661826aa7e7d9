"""Added work: marked by the clerk, allowed by the service manager, judged by V45."""

import pytest
from builders import repair_changes
from stories import acting, drafted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.add_ons import AddedKind
from warrantydesk.services.desk import Desk


def v45(desk: Desk, claim_id: int) -> list[str]:
    return [found.field for found in desk.claims.check(claim_id) if found.rule == "V45"]


def test_an_added_line_waits_for_the_service_manager(desk: Desk) -> None:
    claim = drafted(desk, **repair_changes())
    desk.add_ons.mark_add_on(claim.id, AddedKind.PART, 2, "密封垫老化", "电话同意")
    waiting = [one for one in desk.add_ons.added_lines(claim.id) if one.waits]
    assert [(one.kind, one.line) for one in waiting] == [(AddedKind.PART, 2)]
    assert v45(desk, claim.id) == ["part_lines[1].add_on.authorised_by"]
    with pytest.raises(Refused) as refusal:
        desk.add_ons.authorise_add_on(claim.id, AddedKind.PART, 2)
    assert refusal.value.codes == ("RIGHT",)
    acting(desk, Role.SERVICE_MANAGER)
    allowed = desk.add_ons.authorise_add_on(claim.id, AddedKind.PART, 2).part_lines[1].add_on
    assert (allowed.authorised_by, allowed.authorised_at) == ("S13", desk.bench.now)
    assert (allowed.reason, allowed.customer_agreed) == ("密封垫老化", "电话同意")
    assert v45(desk, claim.id) == []


def test_what_began_before_it_was_allowed_is_found(desk: Desk) -> None:
    claim = drafted(desk, **repair_changes())
    began = desk.bench.now
    desk.bench.clock.go_on(hours=1)  # type: ignore[attr-defined]
    acting(desk, Role.SERVICE_MANAGER)
    desk.add_ons.authorise_add_on(claim.id, AddedKind.LABOUR, 1, "加做", begun_at=began)
    assert v45(desk, claim.id) == ["labour_lines[0].add_on.authorised_at"]


def test_the_mark_is_taken_back_until_the_manager_allowed_it(desk: Desk) -> None:
    claim = drafted(desk, **repair_changes())
    desk.add_ons.mark_add_on(claim.id, AddedKind.LABOUR, 1, "加做")
    back = desk.add_ons.mark_add_on(claim.id, AddedKind.LABOUR, 1, added=False)
    assert not back.labour_lines[0].add_on.added
    acting(desk, Role.SERVICE_MANAGER).add_ons.authorise_add_on(
        claim.id, AddedKind.LABOUR, 1, "加做"
    )
    acting(desk, Role.CLERK)
    with pytest.raises(Refused) as refusal:
        desk.add_ons.mark_add_on(claim.id, AddedKind.LABOUR, 1, added=False)
    assert refusal.value.codes == ("STATE",)


@pytest.mark.parametrize(("line", "reason", "field"), [(9, "加做", "line"), (1, " ", "reason")])
def test_what_is_missing_is_said_at_its_field(
    desk: Desk, line: int, reason: str, field: str
) -> None:
    claim = drafted(desk, **repair_changes())
    with pytest.raises(Refused) as refusal:
        desk.add_ons.mark_add_on(claim.id, AddedKind.PART, line, reason)
    assert [(one.rule, one.field) for one in refusal.value.findings] == [("INVALID", field)]


def test_an_edit_of_the_lines_keeps_the_mark(desk: Desk) -> None:
    claim = drafted(desk, **repair_changes())
    desk.add_ons.mark_add_on(claim.id, AddedKind.PART, 2, "密封垫老化")
    assert desk.undo() is None  # the edit before it would take the mark with it
    assert desk.claims.get(claim.id).part_lines[1].add_on.added
