"""What a line typed into the search asks for: words, phrases in quotes, and what is left out."""

import re
import unicodedata
from dataclasses import dataclass

from warrantydesk.domain.text import clean

MOST_SIGNS = 400
_ITEM = re.compile(
    r"""\s*(?P<minus>[-－−]?)"""
    r"""(?:["“”＂](?P<phrase>[^"“”＂]*[^\s"“”＂][^"“”＂]*)["“”＂]|(?P<word>\S+))"""
)
"""One item: a minus may stand before it; a quote that nothing closes is a sign like any other."""


@dataclass(frozen=True)
class SearchQuery:
    """``words`` must all occur in an answer, none of ``without`` may; each is folded.

    A phrase is a word with blanks within.
    """

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Return text as it is stored and searched."""
    return unicodedata.normalize("NFKC", clean(text)).lower()


def read_query(text: str) -> SearchQuery:
    """Read a query, at most 400 signs of it.

    A minus leaves out only what it stands before at the beginning of a word: ``QC-12`` is one
    word, and a minus alone is a sign to look for.
    """
    words: dict[str, None] = {}
    without: dict[str, None] = {}
    for item in _ITEM.finditer(text[:MOST_SIGNS]):
        if item["phrase"] is not None:
            asked = [" ".join(folded(item["phrase"]).split())]
        else:
            asked = folded(item["word"]).split()
        kept = without if item["minus"] else words
        kept |= dict.fromkeys(one for one in asked if one)
    return SearchQuery(tuple(words), tuple(without))
