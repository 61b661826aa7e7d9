"""The archive search: the text of each claim and its n-gram index, kept in one transaction."""

from collections.abc import Callable, Iterable, Sequence

from warrantydesk.domain.search_query import folded
from warrantydesk.storage import finding
from warrantydesk.storage.database import Database
from warrantydesk.storage.search_terms import Entry, entries, text, text_of, tokens
from warrantydesk.storage.searched import CODES, NAMES, TEXTS, searched, words_of

BLOCK = 1000
Step = Callable[[int, int], object]
"""Hears how many claims of how many are done; what it raises ends the work."""
_KINDS = (NAMES, TEXTS, CODES)


class SearchStore:
    """Keeps and asks the search index."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def refresh(self, claim_ids: Iterable[int]) -> None:
        """Write text and index of claims again; inside the transaction of the change."""
        for number, (told, facets) in self.said(claim_ids).items():
            old = self._db.query(
                "SELECT text, facets FROM search_text WHERE claim_id = ?", (number,)
            )
            if old == [(told, facets)]:
                continue
            if old:
                self._db.execute(
                    "INSERT INTO search (search, rowid, t) VALUES ('delete', ?, ?)",
                    (number, tokens(*old[0])),
                )
            self._db.execute(
                "INSERT INTO search (rowid, t) VALUES (?, ?)", (number, tokens(told, facets))
            )
            self._db.execute(
                "INSERT OR REPLACE INTO search_text (claim_id, text, facets) VALUES (?, ?, ?)",
                (number, told, facets),
            )

    def said(self, claim_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return text and facets as the rows of claims give them; unknown ids are left out."""
        found = searched(self._db.query, claim_ids)
        return {number: (text(words_of(number, one)), one.facets) for number, one in found.items()}

    def current(self, claim_id: int) -> tuple[str, str]:
        """Return text and facets as the rows of a claim give them; LookupError for no claim."""
        return self.said([claim_id])[claim_id]

    def bulk(self, made: Sequence[Entry]) -> None:
        """Write new claims to text and index."""
        self._db.execute_many(
            "INSERT INTO search_text (claim_id, text, facets) VALUES (?, ?, ?)",
            [one[:3] for one in made],
        )
        self._db.execute_many(
            "INSERT INTO search (rowid, t) VALUES (?, ?)", [(one[0], one[3]) for one in made]
        )

    def is_behind(self) -> bool:
        """Tell whether there are claims and no text: a migration took what it cannot make."""
        told, claims = self._db.query(
            "SELECT EXISTS (SELECT 1 FROM search_text), EXISTS (SELECT 1 FROM claim)"
        )[0]
        return bool(claims) and not told

    def remake(self, step: Step | None = None) -> None:
        """Make text and index anew in one transaction of their own."""
        with self._db.transaction():
            self.rebuild(step)

    def rebuild(self, step: Step | None = None) -> int:
        """Make text and index anew from the rows; returns how many claims there are."""
        self._db.execute("DELETE FROM search_text")
        self._db.execute("INSERT INTO search (search) VALUES ('delete-all')")
        numbers = [number for (number,) in self._db.query("SELECT id FROM claim")]
        numbers.sort()
        for start in range(0, len(numbers), BLOCK):
            if step is not None:
                step(start, len(numbers))
            found = searched(self._db.query, numbers[start : start + BLOCK])
            self.bulk(entries(words_of(number, one) for number, one in sorted(found.items())))
        return len(numbers)

    def find(self, asked: str, facets: finding.Facets | None = None, limit: int = 100) -> list[int]:
        """Return the newest claims that hold every word and fit the facets; see ``finding``."""
        return finding.find(self._db.query, asked, facets, limit)

    def found_in(self, claim_id: int, word: str) -> tuple[str, str]:
        """Return in which field of a claim a word of a query stands, and the field's own text.

        Two empty texts where no field holds the word.
        """
        wanted = folded(word)
        for one in searched(self._db.query, [claim_id])[claim_id].fields:
            if wanted in text_of(*((one.text,) if one.kind == kind else () for kind in _KINDS)):
                return one.name, " ".join(one.text.split())
        return "", ""
