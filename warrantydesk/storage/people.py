"""Stores of the desk itself: site, people, settings."""

import json
from typing import Any

from warrantydesk.domain.person import Person, Site
from warrantydesk.domain.text import clean
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import Journal
from warrantydesk.storage.store import Store, Table
from warrantydesk.storage.tables import PersonRow, SettingRow, SiteRow


class SiteStore(Store[Site]):
    """The dealer's site, one row."""

    TABLE, KIND = SiteRow, Site

    def only(self) -> Site | None:
        """Return the site, None on a desk that was not set up."""
        return next(iter(self.find()), None)


class PersonStore(Store[Person]):
    """The people of the desk."""

    TABLE, KIND = PersonRow, Person
    PERSONAL = frozenset({"name", "name_latin", "phone"})

    def by_login(self, login: str) -> Person | None:
        """Return the person of a login."""
        return next(iter(self.find(login=login)), None)


class SettingStore:
    """Settings by key; values are JSON."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self.table = Table(SettingRow, db, journal)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a setting, or the default."""
        row = self._row(key)
        return default if row is None else json.loads(row["value"])

    def set(self, key: str, value: Any) -> None:
        """Write a setting."""
        text = clean(json.dumps(value, ensure_ascii=False))
        row = self._row(key)
        if row is None:
            self.table.insert({"key": key, "value": text})
        else:
            self.table.update(row["id"], {"value": text})

    def _row(self, key: str) -> dict[str, Any] | None:
        return next(iter(self.table.rows(SettingRow.select().where(SettingRow.key == key))), None)
