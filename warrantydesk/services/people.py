"""The people of the desk, the site and the settings."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.person import Person, Role, Site
from warrantydesk.domain.text import digits, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.pins import Pins
from warrantydesk.services.setting_table import LOGO, kept, must_fit


class PeopleService(Pins):
    """Who works here, and who acts now."""

    def all(self) -> list[Person]:
        """Return all active people in order of entry."""
        return [person for person in self._bench.stores.people.find() if person.active]

    def gone(self) -> list[Person]:
        """Return who does not act here any more, in order of entry."""
        return [person for person in self._bench.stores.people.find() if not person.active]

    @property
    def acting(self) -> Person:
        """The person who acts now."""
        return self._bench.person

    def name_of(self, login: str) -> str:
        """Return the name behind a login, the login itself where it is unknown."""
        person = self._bench.stores.people.by_login(login) if login else None
        return person.name if person else login

    def save(
        self, login: str, name: str, roles: tuple[Role, ...], phone: str = "", active: bool = True
    ) -> Person:
        """Add or change a person; Refused(INVALID) for the last active service manager's leave."""
        self._bench.allow("people.save")
        login = needs(line(login), "login", N_("The login is missing."))
        name = needs(line(name), "name", N_("The name is missing."))
        phone = digits(phone)
        old = self._bench.stores.people.by_login(login)
        if not (active and Role.SERVICE_MANAGER in roles):
            self._must_leave_a_manager(login)
        with self._bench.change(N_("save person"), Kind.PEOPLE):
            if old is None:
                return self._bench.stores.people.add(
                    Person(login=login, name=name, roles=roles, phone=phone, active=active)
                )
            reason = "" if active else old.left_reason
            saved = self._bench.stores.people.save(
                replace(old, name=name, roles=roles, phone=phone, active=active, left_reason=reason)
            )
        if saved.login == self._bench.person.login:
            self._bench.person = saved  # who acts is who was written, not before it is
        return saved

    def leave(self, login: str, reason: str) -> Person:
        """Let a person act here no more, with the reason; what was done keeps the name.

        Raises Refused(STATE) for who acts now or left before, Refused(INVALID) without a reason
        and for the last active service manager.
        """
        person = self._known(login)
        self._bench.allow("people.save")
        if not person.active:
            raise refused(STATE, N_("{name} does not act here any more."), name=person.name)
        if person.login == self._bench.person.login:
            raise refused(
                STATE,
                N_("{name} acts now: let another service manager do this."),
                name=person.name,
            )
        reason = needs(line(reason), "reason", N_("The reason is missing."))
        self._must_leave_a_manager(person.login)
        with self._bench.change(N_("take a person off the desk"), Kind.PEOPLE):
            return self._bench.stores.people.save(replace(person, active=False, left_reason=reason))

    def _must_leave_a_manager(self, login: str) -> None:
        if not any(
            person.login != login and person.may_act_as(Role.SERVICE_MANAGER)
            for person in self.all()
        ):
            raise refused(
                INVALID,
                N_("One active service manager must stay, or nobody could enter people again."),
                "roles",
            )


class SettingService:
    """Settings of the desk: printers, offsets, what was chosen last."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def get(self, key: str, default: Any = None) -> Any:
        """Return a setting; the default where there is none or it cannot be used."""
        return kept(self._bench.stores, key, default)

    def save(self, key: str, value: Any) -> None:
        """Write a setting; Refused(INVALID) for an unknown key or a value that does not fit."""
        self._bench.allow("settings.save")
        must_fit(key, value)
        with self._bench.change(N_("save setting"), Kind.SETTINGS):
            self._bench.stores.settings.set(key, value)

    def save_logo(self, file: Path) -> str:
        """Keep the dealer's logo without its metadata; returns the hash of its bytes.

        Raises Refused(INVALID) for a file that is no picture.
        """
        from warrantydesk.reading.pictures import clean_copy

        self._bench.allow("settings.save")
        try:
            data = clean_copy(file.read_bytes(), file.name)
        except OSError as error:
            raise refused(
                INVALID,
                N_("The file {file} cannot be read: {reason}."),
                "file",
                file=file.name,
                reason=error.strerror or error,
            ) from error
        sha256, _size = self._bench.stores.attachments.files.keep(io.BytesIO(data))
        with self._bench.change(N_("save logo"), Kind.SETTINGS):
            self._bench.stores.settings.set(LOGO, sha256)
        return sha256

    @property
    def site(self) -> Site:
        """The dealer's site."""
        return self._bench.site

    def save_site(self, site: Site) -> Site:
        """Change the dealer's site.

        Refused(INVALID) for a site number that tags cannot carry, and for another one once the
        desk has given a number, which holds it.
        """
        self._bench.allow("settings.save")
        if not (site.code.isascii() and site.code.isdigit() and int(site.code) <= 98):
            raise refused(INVALID, N_("The site number is two digits, 00 to 98."), "code")
        site = replace(site, code=f"{int(site.code):02d}")
        old = self._bench.stores.sites.only()
        if old is None:
            raise refused(NOT_FOUND, N_("The desk has no site yet."))
        if site.code != old.code and self._bench.stores.numbers.any_given():
            raise refused(
                INVALID,
                N_("The site number {code} stays: it is part of every number of this desk."),
                "code",
                code=old.code,
            )
        with self._bench.change(N_("save site"), Kind.SETTINGS):
            saved = self._bench.stores.sites.save(site)
        self._bench.site = saved  # not before it is really written
        return saved
