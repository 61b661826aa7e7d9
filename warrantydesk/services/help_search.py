"""Finds pages of the help by words: in titles and text, Chinese also by its pinyin initials."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.storage.pinyin import initials


@dataclass(frozen=True)
class HelpText:
    """A page as it is searched: its code, its title, further words for it, all its text."""

    code: str
    title: str
    keywords: str
    text: str


@dataclass(frozen=True)
class HelpHit:
    """A page in which all words stand, and how well it fits: the fewer the better."""

    code: str
    rank: int


class HelpSearch:
    """Pages made ready to be searched as one types."""

    def __init__(self, pages: Sequence[HelpText]) -> None:
        """Fold all texts once; initials are made when letters are first looked for."""
        self._pages = [
            (page, _folded(f"{page.title} {page.keywords}"), _folded(page.text)) for page in pages
        ]
        self._initials: dict[str, tuple[str, ...]] = {}

    def find(self, words: str) -> list[HelpHit]:
        """Return the pages in which every word stands, those with it in the title first."""
        wanted = _folded(words).split()
        if not wanted:
            return []
        hits = []
        for page, head, body in self._pages:
            ranks = [self._rank(page, head, body, word) for word in wanted]
            if None not in ranks:
                hits.append(HelpHit(page.code, max(rank for rank in ranks if rank is not None)))
        return sorted(hits, key=lambda hit: hit.rank)

    def _rank(self, page: HelpText, head: str, body: str, word: str) -> int | None:
        if word in _folded(page.title):
            return 0
        if word in head or (word.isascii() and any(word in one for one in self._spelt(page))):
            return 1
        return 2 if word in body else None

    def _spelt(self, page: HelpText) -> tuple[str, ...]:
        """Return the pinyin initials of a page's title and further words."""
        if page.code not in self._initials:
            parts = [page.title, *page.keywords.split()]
            self._initials[page.code] = tuple(one for part in parts for one in initials(part))
        return self._initials[page.code]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
