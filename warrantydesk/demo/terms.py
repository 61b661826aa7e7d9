"""Text and terms of claims for the search: what repeats is folded and cut up once."""

from functools import lru_cache
from typing import NamedTuple

from warrantydesk.storage import grams
from warrantydesk.storage.search import text_of

_lines = lru_cache(maxsize=8192)(text_of)
Entry = tuple[int, str, str, str]
"""Claim, its text, its facets, and the terms of both."""


class Words(NamedTuple):
    """What of a claim is searched."""

    claim: int
    names: tuple[str, ...]
    texts: tuple[str, ...]
    codes: tuple[str, ...]
    facets: str


def entries(words: list[Words]) -> list[Entry]:
    """Return text and terms of claims, as the store makes them from the rows."""
    found = []
    for one in words:
        text = _text(one)
        found.append((one.claim, text, one.facets, _tokens(text, one.facets)))
    return found


def _text(words: Words) -> str:
    parts = [_lines(words.names, (), ()), _lines((), words.texts, ())]
    parts += [_lines((), (), (code,)) for code in dict.fromkeys(words.codes) if code]
    return "\n".join(dict.fromkeys(line for part in parts for line in part.split("\n") if line))


@lru_cache(maxsize=16_384)
def _terms(line: str) -> frozenset[str]:
    terms = grams.terms(line)
    return frozenset(terms if line.isalnum() else map(grams.token, terms))


def _tokens(text: str, facets: str) -> str:
    # The index keeps no places, so the order of the terms says nothing.
    return " ".join([*set().union(*map(_terms, text.split("\n"))), facets])
