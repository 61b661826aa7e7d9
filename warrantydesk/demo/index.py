"""The search index of the shop, written block by block."""

from warrantydesk.demo.indexer import Indexer
from warrantydesk.demo.terms import Entry, Words, entries
from warrantydesk.storage.database import Database


class Index:
    """Takes the words of claims and writes them block by block.

    With an indexer the entries of a block are made while the next one is told.
    """

    def __init__(self, db: Database, *, helped: bool) -> None:
        self._db = db
        self._words: list[Words] = []
        self._sent: list[Words] = []
        self._indexer = Indexer() if helped and Indexer.POSSIBLE else None

    def add(self, words: Words) -> None:
        """Enter what is searched of a claim."""
        self._words.append(words)

    def write(self) -> None:
        """Write a block inside the open transaction: this one, or the one before with help."""
        self.finish()
        if self._indexer is not None and self._indexer.takes(self._words):
            self._sent, self._words = self._words, []
        else:
            self._enter(entries(self._words))
            self._words = []

    def finish(self) -> None:
        """Write what the indexer still has, inside the open transaction."""
        if self._indexer is not None and self._sent:
            self._enter(self._indexer.gives() or entries(self._sent))
            self._sent = []

    def close(self) -> None:
        """Let the indexer go."""
        if self._indexer is not None:
            self._indexer.close()

    def _enter(self, made: list[Entry]) -> None:
        texts = [one[:3] for one in made]
        self._db.execute_many(
            "INSERT INTO search_text (claim_id, text, facets) VALUES (?, ?, ?)", texts
        )
        terms = [(one[0], one[3]) for one in made]
        self._db.execute_many("INSERT INTO search (rowid, t) VALUES (?, ?)", terms)
