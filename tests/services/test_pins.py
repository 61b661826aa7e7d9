"""PINs: who may set them, what wrong ones do, and that no file holds one."""

import json
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock
from stories import acting

from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import READONLY, Refused, Unavailable
from warrantydesk.domain.person import Person, Role
from warrantydesk.services.desk import Desk

PIN, OTHER, WRONG = "385214", "902761", "111999"


def events(desk: Desk) -> list[tuple[str, str, str]]:
    """Return kind, who acted and whom it was about, oldest first."""
    return [(one.kind, one.login, one.subject) for one in desk.stores.desk_events.find()]


def refusal(verb: Any) -> Any:
    with pytest.raises(Refused) as caught:
        verb()
    return caught.value.findings[0]


def wrong(desk: Desk, times: int, login: str = "S01") -> Any:
    found = None
    for _time in range(times):
        found = refusal(lambda: desk.people.check_pin(login, WRONG))
    return found


def test_without_a_pin_nobody_is_asked(desk: Desk) -> None:
    assert not desk.people.has_pins()
    desk.people.check_pin("S13", "anything")
    assert desk.people.switch("S13").login == desk.people.acting.login == "S13"


def test_with_one_only_the_right_pin_lets_a_person_act(desk: Desk) -> None:
    desk.people.set_pin("S01", PIN)
    assert desk.people.has_pins()
    assert desk.people.has_pin("S01")
    acting(desk, Role.FINANCE)
    assert refusal(lambda: desk.people.switch("S01", WRONG)).rule == "RIGHT"
    assert desk.people.acting.login == "S14"
    assert desk.people.switch("S01", f" {PIN} ").login == "S01"
    assert ("switched", "S01", "S01") in events(desk)


def test_ones_own_change_needs_the_present_pin(desk: Desk) -> None:
    desk.people.set_pin("S01", PIN)
    assert refusal(lambda: desk.people.set_pin("S01", OTHER)).field == "own_pin"
    assert refusal(lambda: desk.people.set_pin("S01", "", WRONG)).field == "own_pin"
    desk.people.set_pin("S01", OTHER, PIN)
    desk.people.check_pin("S01", OTHER)
    desk.people.set_pin("S01", "", OTHER)
    assert not desk.people.has_pin("S01")


def test_anothers_pin_is_set_by_a_service_manager_only(desk: Desk) -> None:
    assert refusal(lambda: desk.people.set_pin("S06", PIN)).rule == "RIGHT"
    assert events(desk)[-1] == (EventKind.REFUSED, "S01", "S06")
    acting(desk, Role.SERVICE_MANAGER).people.set_pin("S06", PIN)
    found = desk.people.pin_of("S06")
    assert found is not None
    assert found.set_by == "S13"


@pytest.mark.parametrize("pin", ["12345", "000000", "123456", "abc123"])
def test_a_weak_pin_is_refused_at_its_field(desk: Desk, pin: str) -> None:
    found = refusal(lambda: desk.people.set_pin("S01", pin))
    assert (found.rule, found.field) == ("INVALID", "pin")
    assert not desk.people.has_pins()


def test_nobody_unknown_or_gone_gets_a_pin(desk: Desk) -> None:
    assert refusal(lambda: desk.people.set_pin("S99", PIN)).rule == "NOT_FOUND"
    acting(desk, Role.SERVICE_MANAGER).people.leave("S06", "moved away")
    assert refusal(lambda: desk.people.set_pin("S06", PIN)).rule == "STATE"


def test_five_wrong_pins_block_even_the_right_one(desk: Desk, clock: FixedClock) -> None:
    desk.people.set_pin("S01", PIN)
    assert wrong(desk, 4).values["n"] == 1
    wrong(desk, 1)
    blocked = refusal(lambda: desk.people.check_pin("S01", PIN))
    assert blocked.values["until"] == "09:05"
    clock.go_on(minutes=5)
    desk.people.check_pin("S01", PIN)
    found = desk.people.pin_of("S01")
    assert found is not None
    assert found.failures == 0


def test_the_next_block_is_twice_as_long(desk: Desk, clock: FixedClock) -> None:
    desk.people.set_pin("S01", PIN)
    wrong(desk, 5)
    clock.go_on(minutes=5)
    wrong(desk, 5)
    clock.go_on(minutes=9)
    assert refusal(lambda: desk.people.check_pin("S01", PIN)).values["until"] == "09:15"


def test_wrong_pins_survive_a_restart(desk: Desk, clock: FixedClock) -> None:
    desk.people.set_pin("S01", PIN)
    wrong(desk, 4)
    desk.close()
    with Desk(desk.folder.path, clock).open() as again:
        assert wrong(again, 1).values["until"] == "09:05"


def test_a_manager_releases_a_blocked_pin(desk: Desk) -> None:
    desk.people.set_pin("S01", PIN)
    wrong(desk, 5)
    assert refusal(lambda: desk.people.release("S01")).rule == "RIGHT"
    acting(desk, Role.SERVICE_MANAGER).people.release("S01")
    desk.people.check_pin("S01", PIN)
    assert refusal(lambda: desk.people.release("S01")).rule == "STATE"
    kinds = [kind for kind, _login, _subject in events(desk)]
    assert kinds.count(EventKind.WRONG_PIN) == 5
    assert kinds.count(EventKind.BLOCKED) == kinds.count(EventKind.RELEASED) == 1


def test_a_desk_that_cannot_be_written_to_counts_all_the_same(desk: Desk) -> None:
    desk.people.set_pin("S01", PIN)
    desk.freeze(Unavailable("nothing is written", READONLY))
    wrong(desk, 5)
    assert "until" in refusal(lambda: desk.people.check_pin("S01", PIN)).values


def test_a_locked_desk_has_nobody_who_acts(desk: Desk) -> None:
    desk.people.set_pin("S01", PIN)
    desk.people.lock()
    assert desk.people.acting.login == ""
    assert refusal(lambda: desk.claims.new(vin="LVVDB11BXMD100001")).rule == "RIGHT"
    desk.people.unlock("S01", PIN)
    assert desk.people.acting.login == "S01"
    kinds = [kind for kind, _login, _subject in events(desk)]
    assert kinds[0] == EventKind.LOCKED
    assert kinds[-1] == EventKind.UNLOCKED


def test_undo_survives_a_lock_by_the_same_person_only(desk: Desk) -> None:
    claim = desk.claims.new(vin="LVVDB11BXMD100001")
    desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 28_400}})
    assert desk.undo_name is not None
    desk.people.lock()
    desk.people.unlock("S01")
    assert desk.undo_name is not None
    desk.people.lock()
    desk.people.unlock("S13")
    assert desk.undo_name is None


def test_a_second_person_acts_and_both_names_stand_in_the_journal(desk: Desk) -> None:
    with desk.people.in_place("S13"):
        desk.people.save("S20", "石磊", (Role.TECHNICIAN,))
    assert desk.people.acting.login == "S01"
    assert events(desk)[-1] == (EventKind.APPROVED, "S13", "S01")
    with desk.people.in_place("S01"):
        pass
    assert len(events(desk)) == 1  # nobody is a second person to himself


def test_what_failed_was_not_approved(desk: Desk) -> None:
    with pytest.raises(Refused), desk.people.in_place("S13"):
        desk.people.save("S20", "", (Role.TECHNICIAN,))
    assert desk.people.acting.login == "S01"
    assert events(desk) == []


def test_who_leaves_needs_a_reason_and_stays_in_the_books(desk: Desk) -> None:
    manager = acting(desk, Role.SERVICE_MANAGER).people
    assert refusal(lambda: manager.leave("S06", " ")).field == "reason"
    assert refusal(lambda: manager.leave("S13", "tired")).rule == "STATE"
    assert manager.leave("S06", "moved to 成都").left_reason == "moved to 成都"
    assert [one.login for one in manager.gone()] == ["S06"]
    assert manager.name_of("S06") == "钱立冬"
    assert refusal(lambda: manager.act_as("S06")).rule == "RIGHT"
    manager.save("S06", "钱立冬", (Role.TECHNICIAN,))
    assert manager.gone() == []


def test_the_last_service_manager_does_not_leave(desk: Desk) -> None:
    acting(desk, Role.SERVICE_MANAGER).people.save("S20", "石磊", (Role.SERVICE_MANAGER,))
    desk.people.leave("S20", "back to Wuhan")
    assert [one.login for one in desk.people.all() if one.may_act_as(Role.SERVICE_MANAGER)] == [
        "S13"
    ]


def test_the_key_of_the_backups_takes_a_forgotten_pin_away(desk: Desk) -> None:
    acting(desk, Role.SERVICE_MANAGER).people.set_pin("S13", PIN)
    desk.people.lock()
    key, another = BackupKey(bytes(range(16))), BackupKey(bytes(range(1, 17)))
    (desk.folder.path / "backup.key").write_text(f"{key}\n", encoding="ascii")
    assert refusal(lambda: desk.people.reset_pin("S13", str(another))).field == "key"
    assert refusal(lambda: desk.people.reset_pin("S13", "12")).field == "key"
    desk.people.reset_pin("S13", str(key).replace("-", " "))
    assert not desk.people.has_pins()
    last = desk.stores.desk_events.find()[-1]
    assert (last.kind, json.loads(last.detail)) == (EventKind.RELEASED, {"by": "key"})


def test_a_desk_without_its_key_says_so(desk: Desk) -> None:
    desk.people.set_pin("S01", PIN)
    with pytest.raises(Unavailable):
        desk.people.reset_pin("S01", str(BackupKey(bytes(16))))


def test_no_file_of_the_desk_holds_a_pin(desk: Desk) -> None:
    desk.people.set_pin("S01", PIN)
    refusal(lambda: desk.people.set_pin("S01", OTHER, WRONG))
    desk.people.set_pin("S01", OTHER, PIN)
    desk.people.check_pin("S01", OTHER)
    desk.close()
    found = [
        (path.name, pin)
        for path in Path(desk.folder.path).rglob("*")
        if path.is_file()
        for pin in (PIN, OTHER, WRONG)
        if pin.encode() in path.read_bytes()
    ]
    assert found == []


def test_one_person_alone_is_asked_nothing(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk").open(create=True) as desk:
        assert desk.people.acting == desk.people.all()[0] != Person("", "", ())
        assert not desk.people.has_pins()
        assert desk.stores.desk_events.find() == []
