"""The search index of the shop: what repeats from claim to claim is folded and cut up once."""

from functools import lru_cache

from warrantydesk.storage import grams
from warrantydesk.storage.database import Database
from warrantydesk.storage.search import text_of

Entry = tuple[int, str, str]
"""Claim, its text, its facets."""
_lines = lru_cache(maxsize=8192)(text_of)


def searched(names: tuple[str, ...], texts: tuple[str, ...], codes: list[str]) -> str:
    """Return the search text of a claim, as the store composes it from the rows."""
    parts = [_lines(names, (), ()), _lines((), texts, ())]
    parts += [_lines((), (), (code,)) for code in dict.fromkeys(codes) if code]
    return "\n".join(dict.fromkeys(line for part in parts for line in part.split("\n") if line))


@lru_cache(maxsize=16_384)
def _terms(line: str) -> frozenset[str]:
    terms = grams.terms(line)
    return frozenset(terms if line.isalnum() else map(grams.token, terms))


def _tokens(text: str, facets: str) -> str:
    # The index keeps no places, so the order of the terms says nothing.
    return " ".join([*set().union(*map(_terms, text.split("\n"))), facets])


def enter(db: Database, entries: list[Entry]) -> None:
    """Write text and terms of new claims, inside the open transaction."""
    db.execute_many("INSERT INTO search_text (claim_id, text, facets) VALUES (?, ?, ?)", entries)
    db.execute_many(
        "INSERT INTO search (rowid, t) VALUES (?, ?)",
        [(claim, _tokens(text, facets)) for claim, text, facets in entries],
    )
