"""Text and terms of claims for the search: what repeats is folded and cut up once."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from warrantydesk.storage import grams
from warrantydesk.storage.pinyin import initials

Entry = tuple[int, str, str, str]
"""Claim, its text, its facets, and the terms of both."""


class Words(NamedTuple):
    """What of a claim is searched."""

    claim: int
    names: tuple[str, ...]
    texts: tuple[str, ...]
    codes: tuple[str, ...]
    facets: str


def text_of(names: Iterable[str], texts: Iterable[str], codes: Iterable[str]) -> str:
    """Return the search text: names with their pinyin initials, texts and codes."""
    named = list(dict.fromkeys(name for name in names if name))
    sounds = [word for name in named for word in initials(name)]
    return grams.searchable([*named, *sounds, *texts], codes)


def text(words: Words) -> str:
    """Return the search text of a claim."""
    parts = [_named(words.names)]
    parts += [_told(one) for one in dict.fromkeys(words.texts) if one]
    parts += [_coded(code) for code in dict.fromkeys(words.codes) if code]
    return "\n".join(dict.fromkeys(line for part in parts for line in part.split("\n") if line))


def entries(words: Iterable[Words]) -> list[Entry]:
    """Return text and terms of claims."""
    found = []
    for one in words:
        told = text(one)
        found.append((one.claim, told, one.facets, tokens(told, one.facets)))
    return found


def tokens(told: str, facets: str) -> str:
    """Return what is written to the index for a text with its facet tokens."""
    # The index keeps no places, so the order of the terms says nothing.
    return " ".join([*set().union(*map(_terms, told.split("\n"))), facets])


@lru_cache(maxsize=8192)
def _named(names: tuple[str, ...]) -> str:
    return text_of(names, (), ())


@lru_cache(maxsize=8192)
def _told(one: str) -> str:
    return text_of((), (one,), ())


@lru_cache(maxsize=8192)
def _coded(code: str) -> str:
    return text_of((), (), (code,))


@lru_cache(maxsize=16_384)
def _terms(line: str) -> frozenset[str]:
    terms = grams.terms(line)
    return frozenset(terms if line.isalnum() else map(grams.token, terms))
