"""Masks as the desk applies them: who sees what in lists, records and files, and what is noted."""

import pytest
from stories import acting, submitted

from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import NOT_FOUND, RIGHT, Refused
from warrantydesk.domain.masks import Record
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

PHONE, PLATE = "13800000042", "渝A·6KX15"
HIDDEN = ("138****0042", "渝A·6**15")


def listed(desk: Desk) -> tuple[str, str]:
    return desk.masks.listed_phone(PHONE), desk.masks.listed_plate(PLATE)


def shown(desk: Desk, claim_id: int) -> tuple[str, str]:
    masks = desk.masks
    phone = masks.shown_phone(Record.CLAIM, claim_id, PHONE)
    return phone, masks.shown_plate(Record.CLAIM, claim_id, PLATE)


def reveals(desk: Desk) -> list[tuple[str, str, str]]:
    found = desk.stores.desk_events.find(kind=EventKind.REVEALED)
    return [(one.login, one.subject, one.detail) for one in found]


@pytest.mark.parametrize("role", Role)
def test_lists_are_masked_before_everybody(desk: Desk, role: Role) -> None:
    acting(desk, role)
    assert listed(desk) == HIDDEN


def test_a_service_manager_alone_shows_lists_in_full(desk: Desk) -> None:
    acting(desk, Role.CLERK)
    with pytest.raises(Refused) as no:
        desk.masks.mask_lists(False)
    assert no.value.codes == (RIGHT,)
    acting(desk, Role.SERVICE_MANAGER)
    desk.masks.mask_lists(False)
    assert listed(desk) == (PHONE, PLATE)
    acting(desk, Role.FINANCE)
    assert listed(desk) == HIDDEN
    acting(desk, Role.SERVICE_MANAGER)
    desk.masks.mask_lists(True)
    assert listed(desk) == HIDDEN


@pytest.mark.parametrize("role", Role)
def test_who_sees_an_opened_record_and_a_file_in_full(desk: Desk, role: Role) -> None:
    claim = submitted(desk)
    acting(desk, role)
    hidden = role in (Role.FINANCE, Role.READ_ONLY)
    wanted = HIDDEN if hidden else (PHONE, PLATE)
    assert shown(desk, claim.id) == wanted
    assert (desk.masks.filed_phone(PHONE), desk.masks.filed_plate(PLATE)) == wanted
    assert desk.masks.is_hidden(Record.CLAIM, claim.id) is hidden


def test_a_reveal_is_noted_once_a_record_a_sitting(desk: Desk) -> None:
    one, other = submitted(desk), submitted(desk, "LX0DL31C8RB018252")
    acting(desk, Role.FINANCE)
    login = desk.people.acting.login
    for _twice in range(2):
        desk.masks.reveal(Record.CLAIM, one.id)
    assert shown(desk, one.id) == (PHONE, PLATE)
    assert shown(desk, other.id) == HIDDEN
    detail = f'{{"id": {one.id}, "kind": "claim"}}'
    assert reveals(desk) == [(login, one.claim_number, detail)]
    acting(desk, Role.CLERK)
    desk.masks.reveal(Record.CLAIM, other.id)
    assert len(reveals(desk)) == 1, "who sees it anyway reveals nothing"
    acting(desk, Role.FINANCE)
    assert shown(desk, one.id) == HIDDEN, "the sitting is over"
    desk.masks.reveal(Record.CLAIM, one.id)
    desk.bench.note(EventKind.UNLOCKED)
    assert shown(desk, one.id) == (PHONE, PLATE)
    desk.bench.note(EventKind.LOCKED)
    assert shown(desk, one.id) == HIDDEN
    assert len(reveals(desk)) == 2


def test_the_journal_of_a_reveal_holds_no_personal_value(desk: Desk) -> None:
    claim = submitted(desk)
    acting(desk, Role.READ_ONLY)
    desk.masks.reveal(Record.CLAIM, claim.id)
    visit = desk.claims.get(claim.id).visit
    desk.masks.reveal(Record.VISIT, visit.id)
    told = desk.stores.db.query("SELECT after FROM journal WHERE tbl = 'desk_event'")
    for value in (claim.owner.phone, claim.vehicle.vin, claim.owner.name):
        assert value
        assert not any(value in text for (text,) in told)


@pytest.mark.parametrize("kind", Record)
def test_a_record_that_is_not_there(desk: Desk, kind: Record) -> None:
    acting(desk, Role.READ_ONLY)
    with pytest.raises(Refused) as no:
        desk.masks.reveal(kind, 10**6)
    assert no.value.codes == (NOT_FOUND,)
    assert reveals(desk) == []


def test_a_full_plate_or_phone_still_finds(desk: Desk) -> None:
    claim = submitted(desk)
    acting(desk, Role.FINANCE)
    assert desk.archive.search(claim.owner.phone) == [claim.id]
