"""Does the search still know of each claim what its rows say?"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator

from peewee import DatabaseError

from warrantydesk.storage.search import BLOCK
from warrantydesk.storage.search_terms import text, tokens
from warrantydesk.storage.searched import Query, searched, words_of

Problem = tuple[str, int | None, str]
"""The table, the claim if it is one, and what is wrong."""


def search_problems(query: Query) -> Iterator[Problem]:
    """Lay text and index beside the rows, block by block."""
    numbers = sorted(number for (number,) in query("SELECT id FROM claim"))
    terms: Counter[str] = Counter()
    for start in range(0, len(numbers), BLOCK):
        block = numbers[start : start + BLOCK]
        kept, said = _kept(query, block), _said(query, block)
        for number in block:
            if number not in kept or kept[number] != said.get(number):
                yield "search_text", number, "is not what the rows say"
        for told, facets in kept.values():
            terms.update(set(tokens(told, facets).split()))
    strangers = "SELECT claim_id FROM search_text WHERE claim_id NOT IN (SELECT id FROM claim)"
    for (number,) in query(strangers):
        yield "search_text", number, "belongs to no claim"
    try:
        yield from _index(query, terms)
    except (DatabaseError, sqlite3.DatabaseError):
        yield "search", None, "the index cannot be read: reindex"


def _index(query: Query, terms: Counter[str]) -> Iterator[Problem]:
    """Count how many claims the index has under each term."""
    query("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, search, row)")
    for term, count in query("SELECT term, doc FROM temp.search_terms"):
        if terms.get(term) == count:
            del terms[term]
        else:
            terms[term] = 0
    if terms:
        yield "search", None, f"{len(terms)} terms of the index are not as the texts say: reindex"


def _kept(query: Query, block: list[int]) -> dict[int, tuple[str, str]]:
    sql = (
        "SELECT claim_id, text, facets FROM search_text"
        " WHERE claim_id IN (SELECT value FROM json_each(?))"
    )
    return {number: (told, facets) for number, told, facets in query(sql, (json.dumps(block),))}


def _said(query: Query, block: list[int]) -> dict[int, tuple[str, str]]:
    """Return what is to be said of claims; those whose rows are not whole are left out."""
    try:
        found = searched(query, block)
    except LookupError:
        if len(block) == 1:
            return {}
    else:
        return {number: (text(words_of(number, one)), one.facets) for number, one in found.items()}
    said: dict[int, tuple[str, str]] = {}
    for number in block:
        said |= _said(query, [number])
    return said
