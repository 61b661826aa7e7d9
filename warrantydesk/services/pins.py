"""PINs: who proves to be who, who is blocked, how one hands over to another.

Roles guide honest people: whoever has the data folder has the data. What was done under a name
stands in the journal either way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from warrantydesk.domain.backup_key import BackupKey, key_of
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import (
    INVALID,
    NOT_FOUND,
    RIGHT,
    STATE,
    Refused,
    Unavailable,
    refused,
)
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.pin import PersonPin, blocked_for, weakness
from warrantydesk.domain.text import clean, digits
from warrantydesk.i18n import N_, local
from warrantydesk.services import setting_table
from warrantydesk.services.bench import NOBODY, Bench, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.pin_hashes import fits, hashed
from warrantydesk.storage.backup_key_file import key_if_readable

_MINUTES = 5
"""Until the service manager chooses other minutes after which the desk locks."""


class Pins:
    """The PINs of the desk's people; without one nobody is asked anything."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._left = ""
        """Login of who locked the desk: nobody has acted since."""
        self._unwritten: dict[int, PersonPin] = {}
        """What a desk that cannot be written to counts all the same, by person."""

    def act_as(self, login: str) -> Person:
        """Let the person of ``login`` act from now on; Refused(RIGHT) for an unknown login.

        No PIN is asked: this is for whoever has the data folder anyway.
        """
        person = self._active(login)
        if person.login != (self._bench.person.login or self._left):
            self._bench.history.clear()  # nobody takes back what another person did
        self._bench.person, self._left = person, ""
        return person

    def has_pins(self) -> bool:
        """Tell whether any active person has a PIN: only then is anything locked."""
        found = self._bench.stores.person_pins.find()
        having = {one.person_id for one in found if one.hash}
        return bool(having) and any(
            person.active and person.id in having for person in self._bench.stores.people.find()
        )

    def has_pin(self, login: str) -> bool:
        """Tell whether the person of a login has a PIN."""
        return self.pin_of(login) is not None

    def pin_of(self, login: str) -> PersonPin | None:
        """Return what is kept of a person's PIN, None where none is set."""
        person = self._bench.stores.people.by_login(clean(login))
        return None if person is None else self._kept(person)

    def is_blocked(self, login: str) -> bool:
        """Tell whether a person's PIN is not looked at for now."""
        kept = self.pin_of(login)
        return kept is not None and kept.is_blocked(self._bench.now)

    def last_here(self, login: str) -> datetime | None:
        """Return when a person last sat down at the desk, None where nobody noted it."""
        kinds = (EventKind.SWITCHED, EventKind.UNLOCKED)
        found = self._bench.stores.desk_events.newest_about(login, kinds)
        return found.at if found is not None else None

    def lock_minutes(self) -> int:
        """Return after how many minutes without a touch the desk locks by itself."""
        return int(setting_table.kept(self._bench.stores, setting_table.LOCK_MINUTES, _MINUTES))

    def may_set_pin(self, login: str) -> bool:
        """Tell whether the acting person sets the PIN of a login: one's own, or as manager."""
        acting = self._bench.person
        return acting.login == login or acting.may_act_as(Role.SERVICE_MANAGER)

    def set_pin(self, login: str, pin: str, own_pin: str = "") -> None:
        """Set a PIN of 6 to 12 digits, or take it away with an empty one.

        One's own needs the present one as ``own_pin``; that of another a service manager sets.
        Raises Refused(INVALID) at ``pin`` for one that is guessed easily.
        """
        person = self._known(login)
        self._bench.allow("people.set_pin")
        if not self.may_set_pin(person.login):
            self._bench.note(
                EventKind.REFUSED, verb="people.set_pin", code=RIGHT, subject=person.login
            )
            raise refused(RIGHT, N_("Only a service manager sets the PIN of another person."))
        if not person.active:
            raise refused(STATE, N_("{name} does not act here any more."), name=person.name)
        if self._bench.person.login == person.login:
            self._check(person, own_pin, "own_pin")
        pin = digits(pin)
        if pin and (problem := weakness(pin, person.login, person.phone)):
            raise refused_by(INVALID, [problem])
        self._keep(person, pin)

    def check_pin(self, login: str, pin: str) -> None:
        """Look whether a person's PIN is right; anything is where none is set.

        Raises Refused(RIGHT) at ``pin``: wrong, with the tries that are left, or blocked.
        """
        self._check(self._active(login), pin)

    def switch(self, login: str, pin: str = "") -> Person:
        """Let a person act from now on who has proved by PIN to be that person."""
        self.check_pin(login, pin)
        before = self._bench.person.login
        person = self.act_as(login)
        if person.login != before:
            self._bench.note(
                EventKind.SWITCHED, subject=person.login, detail={"from": before or "-"}
            )
        return person

    @contextmanager
    def in_place(self, login: str) -> Iterator[None]:
        """Let a second person act at the desk of the first, who acts again afterwards.

        What was done stands under the second name; that the first one sat there is noted.
        """
        before = self._bench.person
        second = self.act_as(login)
        try:
            yield
            if second.login != before.login:
                self._bench.note(EventKind.APPROVED, subject=before.login)
        finally:
            if second.login != before.login:
                self._bench.history.clear()
            self._bench.person = before

    def lock(self) -> None:
        """Let nobody act until somebody unlocks the desk."""
        if self._bench.person.login:
            self._bench.note(EventKind.LOCKED, subject=self._bench.person.login)
            self._left, self._bench.person = self._bench.person.login, NOBODY

    def stand_back(self) -> None:
        """Let nobody act at the start of a desk with PINs."""
        self._bench.person = NOBODY

    def unlock(self, login: str, pin: str = "") -> Person:
        """Let a person act again who has proved by PIN to be that person."""
        self.check_pin(login, pin)
        person = self.act_as(login)
        self._bench.note(EventKind.UNLOCKED, subject=person.login)
        return person

    def release(self, login: str) -> None:
        """Let a blocked PIN be tried again; Refused(STATE) where it is not blocked."""
        person = self._known(login)
        self._bench.allow("people.release")
        kept = self._kept(person)
        if kept is None or not kept.failures:
            raise refused(STATE, N_("The PIN of {name} is not blocked."), name=person.name)
        self._write(person, replace(kept, failures=0, blocked_until=None))
        self._bench.note(EventKind.RELEASED, subject=person.login)

    def reset_pin(self, login: str, key: str) -> None:
        """Take a forgotten PIN away with the key of the backups, as the recovery sheet has it.

        The way out where no service manager can set a new one. Raises Refused(INVALID) at
        ``key`` for another key, Refused(STATE) where the person has no PIN.
        """
        person = self._active(login)
        if self._kept(person) is None:
            raise refused(STATE, N_("{name} has no PIN."), name=person.name)
        given = key_of(key)
        if given != self._key_of_backups():
            self._bench.note(EventKind.WRONG_PIN, subject=person.login, detail={"by": "key"})
            raise refused(INVALID, N_("This is not the key of this desk's backups."), "key")
        self._keep(person, "")
        self._bench.note(EventKind.RELEASED, subject=person.login, detail={"by": "key"})

    def _key_of_backups(self) -> BackupKey:
        key = key_if_readable(self._bench.stores.db.folder)
        if key is None:
            raise Unavailable(
                N_("The key of the backups cannot be read, so no PIN can be taken away with it.")
            )
        return key

    def _active(self, login: str) -> Person:
        person = self._bench.stores.people.by_login(clean(login))
        if person is None or not person.active:
            raise refused(
                RIGHT, N_("There is no active person with the login {login}."), login=login
            )
        return person

    def _known(self, login: str) -> Person:
        person = self._bench.stores.people.by_login(clean(login))
        if person is None:
            raise refused(NOT_FOUND, N_("There is no person with the login {login}."), login=login)
        return person

    def _kept(self, person: Person) -> PersonPin | None:
        if (unwritten := self._unwritten.get(person.id)) is not None:
            return unwritten
        return self._bench.stores.person_pins.of(person.id)

    def _check(self, person: Person, pin: str, field: str = "pin") -> None:
        kept = self._kept(person)
        if kept is None:
            return
        if kept.is_blocked(self._bench.now):
            raise _blocked(person, kept, field)
        if not fits(kept.hash, digits(pin)):
            self._count(person, kept, field)
        if kept.failures:
            self._write(person, replace(kept, failures=0, blocked_until=None))

    def _count(self, person: Person, kept: PersonPin, field: str) -> None:
        """Write a wrong PIN down, and only then say so."""
        bench, failures = self._bench, kept.failures + 1
        pause = blocked_for(failures)
        now = replace(kept, failures=failures, blocked_until=bench.now + pause if pause else None)
        self._write(person, now)
        bench.note(EventKind.WRONG_PIN, subject=person.login, detail={"failures": failures})
        if pause is not None:
            minutes = int(pause.total_seconds()) // 60
            bench.note(EventKind.BLOCKED, subject=person.login, detail={"minutes": minutes})
            raise _blocked(person, now, field)
        raise refused(
            RIGHT,
            N_("This is not the PIN of {name}. Tries left before it is blocked: {n}."),
            field,
            name=person.name,
            n=now.tries_left,
        )

    def _keep(self, person: Person, pin: str) -> None:
        """Write a new PIN, or that there is none any more."""
        pins = self._bench.stores.person_pins
        before = next(iter(pins.find(person_id=person.id)), None)
        by = self._bench.person.login
        kept = PersonPin(person.id, hashed(pin) if pin else "", self._bench.now, by)
        action = N_("set a PIN") if pin else N_("take a PIN away")
        with self._bench.change(action, Kind.PEOPLE):
            if before is None:
                pins.add(kept)
            else:
                pins.save(replace(kept, id=before.id, version=before.version))
        self._unwritten.pop(person.id, None)

    def _write(self, person: Person, kept: PersonPin) -> None:
        """Write tries and block; a desk that cannot be written to keeps them in mind."""
        try:
            with self._bench.change(N_("count PIN tries"), Kind.EVENTS):
                self._bench.stores.person_pins.save(kept)
            self._unwritten.pop(person.id, None)
        except Unavailable:
            self._unwritten[person.id] = kept


def _blocked(person: Person, kept: PersonPin, field: str) -> Refused:
    until = local(kept.blocked_until).strftime("%H:%M") if kept.blocked_until else ""
    return refused(
        RIGHT,
        N_(
            "The PIN of {name} is blocked until {until}: too many wrong ones. A service manager "
            "can release it under Tools, People."
        ),
        field,
        name=person.name,
        until=until,
    )
