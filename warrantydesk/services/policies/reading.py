"""Who has read what: versions of tables and bulletins."""

from datetime import date, timedelta

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.policies.exchange import HEAD
from warrantydesk.domain.policies.views import Unread
from warrantydesk.domain.policy_table import PolicyReading, TableVersion, in_force
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.policies.bulletins import bulletin_of, of_profile
from warrantydesk.services.policies.versions import newest_of, version_of

TABLE, BULLETIN = "table", "bulletin"
_BULLETINS = "bulletins"
_FRESH_DAYS = 90
"""Bulletins older than this are the library, not news; somebody new need not tick them all."""


def mark_read(bench: Bench, profile: str, kind: str, key: str, number: int) -> PolicyReading:
    """Note that the acting person has read something; once is enough."""
    number = _meant(bench, profile, kind, key, number)
    bench.allow("policies.mark_read")
    login = bench.person.login
    for old in readings(bench, profile, kind, key, number):
        if old.login == login:
            return old
    with bench.change(N_("mark as read"), Kind.READINGS):
        return bench.stores.policy_readings.add(
            PolicyReading(login, profile, kind, key, number, bench.now)
        )


def _meant(bench: Bench, profile: str, kind: str, key: str, number: int) -> int:
    """Return the number of what is read; Refused where there is no such thing."""
    if kind == BULLETIN:
        bulletin_of(bench, profile, key)
        return 0
    if kind != TABLE:
        raise refused(INVALID, N_("Read can be a table or a bulletin."), "kind")
    if number:
        return version_of(bench, profile, key, number).number
    return newest_of(bench, profile, key).number


def readings(
    bench: Bench, profile: str, kind: str, key: str, number: int
) -> tuple[PolicyReading, ...]:
    """Return the readings of a version or a bulletin in order of entry."""
    number = _meant(bench, profile, kind, key, number)
    return tuple(
        bench.stores.policy_readings.find(profile=profile, kind=kind, key=key, number=number)
    )


def changed_since_read(bench: Bench, login: str) -> tuple[Unread, ...]:
    """Return what a person (nobody named: the acting one) has not read, newest first."""
    login = login or bench.person.login
    found = [
        unread
        for profile in bench.tables.codes()
        for unread in (*_versions(bench, profile, login), *_bulletins(bench, profile, login))
    ]
    return tuple(
        sorted(found, key=lambda one: one.since.timestamp() if one.since else 0, reverse=True)
    )


def unread_tables(bench: Bench, profile: str, login: str) -> frozenset[str]:
    """Return the tables of a profile in which something is new to a person."""
    tables = {unread.key for unread in _versions(bench, profile, login)}
    return frozenset(tables | ({_BULLETINS} if _bulletins(bench, profile, login) else set()))


def _read(bench: Bench, profile: str, kind: str, login: str) -> set[tuple[str, int]]:
    found = bench.stores.policy_readings.find(profile=profile, kind=kind, login=login)
    return {(reading.key, reading.number) for reading in found}


def _versions(bench: Bench, profile: str, login: str) -> list[Unread]:
    read = _read(bench, profile, TABLE, login)
    found = []
    for table, versions in bench.tables.tables(profile).items():
        newest = in_force(versions, date.max)
        if table in (HEAD, _BULLETINS) or newest is None or _is_first(newest, versions):
            continue
        if (table, newest.number) not in read and newest.made_by != login:
            found.append(Unread(profile, TABLE, table, newest.number, newest.made_at))
    return found


def _is_first(newest: TableVersion, versions: tuple[TableVersion, ...]) -> bool:
    """Tell whether a version is the one a table began with: nothing has changed yet."""
    return newest.number == min(version.number for version in versions)


def _bulletins(bench: Bench, profile: str, login: str) -> list[Unread]:
    read = _read(bench, profile, BULLETIN, login)
    newest = in_force(bench.tables.versions(profile, _BULLETINS), date.max)
    since = bench.today - timedelta(days=_FRESH_DAYS)
    return [
        Unread(profile, BULLETIN, bulletin.code, 0, newest.made_at if newest else None)
        for bulletin in of_profile(bench, profile)
        if bulletin.issued_on >= since and (bulletin.code, 0) not in read
    ]
