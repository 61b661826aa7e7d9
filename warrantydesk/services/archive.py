"""The archive: everything ever filed, found while typing."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.services.bench import Bench
from warrantydesk.storage import finding
from warrantydesk.storage.finding import NEWEST
from warrantydesk.storage.journal import Entry
from warrantydesk.storage.search import Step
from warrantydesk.storage.verify import Damage, verify, verify_folder

__all__ = ["ArchiveService", "ClaimList", "Damage", "verify_folder"]


@dataclass(frozen=True)
class ClaimList:
    """A set of claims under a title, newest first: the claims behind a number."""

    title: str
    ids: "array[int]"


class ArchiveService:
    """Searches, shows timelines, verifies."""

    one_sign_reach = NEWEST
    """How many of the newest claims a word of one sign is looked for in."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def search(
        self, text: str, facets: Mapping[str, Sequence[str]] | None = None, limit: int = 100
    ) -> list[int]:
        """Return the newest claims that hold every word and fit the facets
        (``state``, ``type``, ``brand``, ``month``, ``year``, ``amount``, ``clerk``, ``part``).

        Words are apart by blanks; "words in quotes" stand together, -word is left out.
        """
        return finding.find(self._bench.stores.db.query, text, facets, limit)

    def search_within(
        self,
        ids: Sequence[int],
        text: str,
        facets: Mapping[str, Sequence[str]] | None = None,
        limit: int = 100,
    ) -> list[int]:
        """Return which of some claims hold every word and fit the facets, in their order."""
        return finding.find_within(self._bench.stores.db.query, ids, text, facets, limit)

    def found_in(self, claim_id: int, word: str) -> tuple[str, str]:
        """Return the field of a claim that holds a word of a query, and the field's own text."""
        return self._bench.stores.search.found_in(claim_id, word)

    def summaries(self, ids: Sequence[int]) -> list[ClaimSummary]:
        """Return the rows of claims in the order of ``ids``."""
        return self._bench.stores.lists.claims(ids)

    def all_ids(self, order: str = "claim_number", descending: bool = True) -> "array[int]":
        """Return the ids of all claims in an order."""
        return self._bench.stores.lists.claim_ids(order, descending)

    def counts(self, column: str) -> dict[str, int]:
        """Return how many claims there are by state, type, year, month or amount class."""
        return self._bench.stores.lists.counts(column)

    def timeline(self, claim_id: int) -> list[Entry]:
        """Return the journal of a claim, oldest first."""
        return self._bench.stores.journal.entries("claim", claim_id)

    def verify(self, anchor: str = "") -> list[Damage]:
        """Compare rows, files and index with the journal; ``anchor`` is ``seq:head``."""
        return verify(self._bench.stores, anchor)

    def reindex(self, step: Step | None = None) -> int:
        """Make the search index anew; returns the number of claims.

        ``step(done, total)`` hears how far it is; what it raises takes everything back.
        """
        with self._bench.stores.db.transaction():
            return self._bench.stores.search.rebuild(step)

    @property
    def anchor(self) -> str:
        """Place and head of the journal, as printed on papers."""
        return self._bench.stores.journal.anchor
