"""The archive: everything ever filed, found while typing."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from warrantydesk.domain.journal_line import JournalDamage
from warrantydesk.domain.search_query import read_query
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.i18n import _
from warrantydesk.services.archive_hits import (
    Asked,
    FacetCounts,
    Step,
    every_count,
    hits,
    near_count,
)
from warrantydesk.services.bench import Bench
from warrantydesk.services.journal_damage import told_damage
from warrantydesk.storage import finding
from warrantydesk.storage.facets import plain
from warrantydesk.storage.finding import NEWEST
from warrantydesk.storage.journal import Entry
from warrantydesk.storage.verify import Damage, verify, verify_folder

__all__ = ["ArchiveService", "Asked", "ClaimList", "Damage", "verify_folder"]


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

    def newest_ids(self) -> Sequence[int]:
        """Return the ids of all claims, newest first, without counting them."""
        return finding.newest_ids(self._bench.stores.db.query)

    def all_ids(self, order: str = "claim_number", descending: bool = True) -> Sequence[int]:
        """Return the ids of all claims in an order."""
        return self.hits(Asked(sort_by=order, descending=descending))

    def hits(self, asked: Asked) -> Sequence[int]:
        """Return the ids asked for, in order; at once, for few."""
        return hits(self._bench.stores.db.query, asked, _no_step)

    def prepare_hits(self, asked: Asked) -> Callable[[Step], Sequence[int]]:
        """Return what finds the same in a worker."""
        db = self._bench.stores.db

        def work(step: Step) -> Sequence[int]:
            with db.reader() as query:
                return hits(query, asked, step)

        return work

    def counts(self) -> FacetCounts:
        """Return how many claims have each value of each facet."""
        return every_count(self._bench.stores.db.query)

    def counts_near(self, asked: Asked) -> FacetCounts | None:
        """Return how many of the claims with the words have each value; None where too many."""
        return near_count(self._bench.stores.db.query, asked)

    def prepare_counts(
        self, asked: Asked | None = None
    ) -> Callable[[Step], tuple[FacetCounts | None, FacetCounts | None]]:
        """Return what counts in a worker: all claims, or those with the words of ``asked``."""
        db = self._bench.stores.db

        def work(step: Step) -> tuple[FacetCounts | None, FacetCounts | None]:
            with db.reader() as query:
                if asked is None:
                    return every_count(query), None
                return None, near_count(query, asked)

        return work

    @staticmethod
    def asked_words(text: str) -> tuple[str, ...]:
        """Return the words and phrases that a query looks for, folded."""
        return read_query(text).words

    @staticmethod
    def facet_value(text: str) -> str:
        """Return a code as the facets know it: a brand, a login, the number of a part."""
        return plain(text)

    @staticmethod
    def reaches_newest_only(text: str, facets: Mapping[str, Sequence[str]]) -> bool:
        """Tell whether only the newest ``one_sign_reach`` claims are looked at."""
        return finding.reaches_newest_only(text, facets)

    def timeline(self, claim_id: int) -> list[Entry]:
        """Return the journal of a claim, oldest first."""
        return self._bench.stores.journal.entries("claim", claim_id)

    def verify(self, anchor: str = "") -> list[Damage]:
        """Compare rows, files and index with the journal; ``anchor`` is ``seq:head``."""
        return verify(self._bench.stores, anchor)

    def prepare_verify(self, anchor: str = "") -> Callable[[Step], list[JournalDamage]]:
        """Return what looks at everything in a worker, beside work that goes on.

        The step hears in words what is being looked at; what it raises ends the looking.
        """
        folder, db = self._bench.stores.db.folder.path, self._bench.stores.db

        def work(step: Step) -> list[JournalDamage]:
            def told(done: int = 0, total: int = 0, text: str = "") -> None:
                step(done, total, _(text) if text else "")

            return told_damage(db, verify_folder(folder, anchor, told))

        return work

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


def _no_step(*_ignored: object) -> None:
    """Hear nothing: what is done at once is done to its end."""
