"""Searches that a person keeps: each under a name, seen by nobody else."""

import json
from collections.abc import Mapping
from dataclasses import replace

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.saved_search import SavedSearch
from warrantydesk.domain.text import clean, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.storage.facets import facet
from warrantydesk.storage.finding import ORDERS

_NOT_NEEDED = N_("not needed any more")
MOST_SIGNS = 60
"""Of a name: it stands in a menu."""


class SavedSearchService:
    """Keeps searches under names."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def save(
        self,
        name: str,
        text: str = "",
        facets: Mapping[str, tuple[str, ...]] | None = None,
        sort_by: str = "claim_number",
        descending: bool = True,
    ) -> SavedSearch:
        """Keep a search under a name; one of the same name is replaced."""
        self._bench.allow("searches.save")
        name = _name(name)
        chosen = {kind: list(values) for kind, values in (facets or {}).items() if values}
        _must_be_known(chosen)
        if sort_by not in ORDERS:
            raise refused(INVALID, N_("The archive is not ordered by this."), "sort_by")
        asked = SavedSearch(
            name=name,
            text=clean(text).strip(),
            facets=json.dumps(chosen, ensure_ascii=False, sort_keys=True),
            sort_by=sort_by,
            descending=descending,
            login=self._bench.person.login,
            saved_at=self._bench.now,
        )
        store = self._bench.stores.saved_searches
        former = self._named(name)
        with self._bench.change(N_("keep search"), Kind.SEARCHES):
            if former is None:
                return store.add(asked)
            return store.save(replace(asked, id=former.id, version=former.version))

    def rename(self, search_id: int, name: str) -> SavedSearch:
        """Give a kept search another name; Refused(INVALID) where it is taken."""
        found = self._own(search_id)
        self._bench.allow("searches.rename")
        name = _name(name)
        taken = self._named(name)
        if taken is not None and taken.id != found.id:
            raise refused(INVALID, N_("Another search has this name already."), "name")
        with self._bench.change(N_("rename search"), Kind.SEARCHES):
            return self._bench.stores.saved_searches.save(replace(found, name=name))

    def void(self, search_id: int, reason: str = "") -> SavedSearch:
        """Take a kept search off the list."""
        found = self._own(search_id)
        self._bench.allow("searches.void")
        if found.void_reason:
            raise refused(STATE, N_("This search was taken off the list already."))
        why = clean(reason).strip() or _NOT_NEEDED
        with self._bench.change(N_("take search off the list"), Kind.SEARCHES):
            return self._bench.stores.saved_searches.save(replace(found, void_reason=why))

    def list(self) -> list[SavedSearch]:
        """Return the searches of the acting person by name."""
        kept = self._bench.stores.saved_searches.find(
            login=self._bench.person.login, void_reason=""
        )
        return sorted(kept, key=lambda one: (one.name.casefold(), one.id))

    def _named(self, name: str) -> SavedSearch | None:
        return next((one for one in self.list() if one.name.casefold() == name.casefold()), None)

    def _own(self, search_id: int) -> SavedSearch:
        """Return a search of the acting person; Refused(NOT_FOUND) for those of others."""
        found = self._bench.stores.saved_searches.get(search_id)
        if found.login != self._bench.person.login:
            raise refused(NOT_FOUND, N_("This search belongs to somebody else."))
        return found


def facets_in(kept: SavedSearch) -> dict[str, tuple[str, ...]]:
    """Return the chosen values of a kept search, those only that the archive knows."""
    found: dict[str, tuple[str, ...]] = {}
    for name, values in json.loads(kept.facets).items():
        known = tuple(value for value in values if _is_known(name, value))
        if known:
            found[name] = known
    return found


def _must_be_known(facets: Mapping[str, list[str]]) -> None:
    for name, values in facets.items():
        if not all(_is_known(name, value) for value in values):
            raise refused(INVALID, N_("The archive has no such filter."), f"facets.{name}")


def _is_known(name: str, value: str) -> bool:
    try:
        facet(name, value)
    except KeyError:
        return False
    return True


def _name(name: str) -> str:
    name = needs(line(name), "name", N_("Give the search a name."))
    if len(name) > MOST_SIGNS:
        raise refused(INVALID, N_("At most {n} signs: it stands in a menu."), "name", n=MOST_SIGNS)
    return name
