"""The facets of a claim as tokens of the search index, and how often each occurs."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.claim.states import State

Query = Callable[..., list[tuple[Any, ...]]]
Counts = dict[str, dict[str, int]]
"""Facet → value as the search takes it → how many claims have it."""
AMOUNTS_FEN = (50_000, 200_000)
LETTERS = {
    "state": "s",
    "type": "t",
    "brand": "b",
    "month": "m",
    "year": "y",
    "amount": "a",
    "clerk": "c",
    "part": "p",
}
_STATES = {state.value: str(number) for number, state in enumerate(State)}
_TYPES = {kind.value: str(number) for number, kind in enumerate(ClaimType)}
_CODED = {"state": _STATES, "type": _TYPES}
_NAMES = {letter: name for name, letter in LETTERS.items()}
_VALUES = {name: {code: value for value, code in codes.items()} for name, codes in _CODED.items()}


def facets_of(
    state: str,
    kind: str,
    brand: str,
    opened_on: str | None,
    total_fen: int,
    clerk: str = "",
    *causal: str,
) -> str:
    """Return the facet tokens of a claim; ``causal`` are the numbers of its causal parts."""
    day = (opened_on or "0000-00-00").replace("-", "")
    amount = sum(total_fen >= limit for limit in AMOUNTS_FEN)
    tokens = [
        f"s:{_STATES[state]} t:{_TYPES[kind]} b:{plain(brand)}"
        f" m:{day[:6]} y:{day[:4]} a:{amount} c:{plain(clerk)}"
    ]
    tokens += dict.fromkeys(f"p:{plain(number)}" for number in causal if number)
    return " ".join(tokens)


def facet(name: str, value: str) -> str:
    """Return the token of one value of a facet; KeyError for a facet that is none."""
    return f"{LETTERS[name]}:{_CODED[name][value] if name in _CODED else plain(value)}"


def plain(text: str) -> str:
    """Return a code as a token: letters and digits, those beyond ASCII by their number."""
    if text.isascii() and text.isalnum() and text.islower():
        return text
    signs = unicodedata.normalize("NFKC", text).lower()
    kept = [s if s.isascii() else f"{ord(s):x}" for s in signs if s.isalnum()]
    return "".join(kept) or "none"


def counted(query: Query) -> Counts:
    """Return how many claims have each value, as the index itself knows it."""
    query("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, search, row)")
    found: Counts = {name: {} for name in LETTERS}
    for letter in _NAMES:
        sql = "SELECT term, doc FROM temp.search_terms WHERE term >= ? AND term < ?"
        _enter(found, query(sql, (f"{letter}:", f"{letter};")))
    return found


def counted_among(query: Query, claim_ids: Sequence[int]) -> Counts:
    """Return how many of some claims have each value."""
    sql = "SELECT facets FROM search_text WHERE claim_id IN (SELECT value FROM json_each(?))"
    rows = query(sql, (json.dumps(list(claim_ids)),))
    found: Counts = {name: {} for name in LETTERS}
    _enter(found, Counter(token for (facets,) in rows for token in facets.split()).items())
    return found


def part_names(query: Query, values: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return number and name of causal parts by their value, as the newest claim has them."""
    found = {}
    for value in values:
        rows = query(
            "SELECT new_part_no, new_part_name FROM part_line WHERE causal AND claim_id ="
            " (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1)",
            (f'"{facet("part", value)}"',),
        )
        for number, name in rows:
            if plain(number) == value:
                found[value] = (number, name)
    return found


def _enter(found: Counts, rows: Iterable[tuple[str, int]]) -> None:
    for token, count in rows:
        name = _NAMES.get(token[:1])
        if name is None or token[1:2] != ":":
            continue
        value = _VALUES[name][token[2:]] if name in _VALUES else token[2:]
        if name == "month":
            value = f"{value[:4]}-{value[4:]}"
        found[name][value] = count
