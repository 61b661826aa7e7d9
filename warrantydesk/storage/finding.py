"""Finding claims by words and facets: the index proposes, the text decides.

An answer is exactly that of ``text LIKE '%word%'`` over ``search_text`` for every word of the
query, and ``NOT LIKE`` for what it leaves out.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.search_query import SearchQuery, read_query
from warrantydesk.storage import grams
from warrantydesk.storage.facets import facet

Query = Callable[..., list[tuple[Any, ...]]]
Facets = Mapping[str, Sequence[str]]
NEWEST = 20_000
BLOCK = 500
ORDERS = {
    "claim_number": "id",
    "opened_on": "opened_on",
    "plate": "vehicle_plate",
    "total_fen": "total_fen",
    "state": "state",
}
"""What claims can be ordered by; equal ones stand as they were entered."""
_HOLDS = " AND instr(text, ?)"
_LACKS = " AND NOT instr(text, ?)"
_HAS = "instr(' ' || facets || ' ', ?)"


def reaches_newest_only(text: str, facets: Facets | None = None) -> bool:
    """Tell whether only the newest ``NEWEST`` claims are looked at: single signs have no index."""
    asked = read_query(text)
    return bool(asked.words) and not grams.wanted_of(asked.words)[0] and not _chosen(facets)


def find(
    query: Query,
    text: str,
    facets: Facets | None = None,
    limit: int = 100,
    below: int | None = None,
) -> list[int]:
    """Return the newest claims that hold every word, lack what is left out and fit the facets.

    ``below`` goes on where an answer was cut: only claims entered before that id. Words of one
    sign have no index: alone, they are looked for in the newest ``NEWEST`` claims only.
    """
    asked, chosen = read_query(text), _chosen(facets)
    terms, checked = grams.wanted_of(asked.words)
    if asked.without and not asked.words and not chosen:
        chosen = [[facet("state", state) for state in State]]  # every claim is in one of them
    proved = [word for word in asked.without if grams.wanted(word)[1]]
    match = grams.expression(terms, chosen)
    if not match:
        return _plainly(query, asked, limit, below)
    if proved:
        match = f"({match}) NOT ({grams.any_of(proved)})"
    kept_out = [word for word in asked.without if word not in proved]
    values: list[Any] = [match]
    older = ""
    if below is not None:
        older = " AND search.rowid < ?"
        values.append(below)
    if not checked and not kept_out:
        sql = f"SELECT rowid FROM search WHERE search MATCH ?{older} ORDER BY rowid DESC LIMIT ?"
        return _numbers(query, sql, [*values, limit])
    # CROSS JOIN keeps the index outside: its rows come newest first, and LIMIT ends the walk.
    sql = (
        "SELECT search.rowid FROM search CROSS JOIN search_text ON claim_id = search.rowid"
        f" WHERE search MATCH ?{older}{_HOLDS * len(checked)}{_LACKS * len(kept_out)}"
        " ORDER BY search.rowid DESC LIMIT ?"
    )
    return _numbers(query, sql, [*values, *checked, *kept_out, limit])


def _plainly(query: Query, asked: SearchQuery, limit: int, below: int | None) -> list[int]:
    """Find without the index: there is no word, or words of one sign alone."""
    conditions = _HOLDS * len(asked.words) + _LACKS * len(asked.without)
    values: list[Any] = [*asked.words, *asked.without]
    older = "" if below is None else f" AND claim_id < {int(below)}"
    source = "search_text"
    if asked.words:
        source = f"(SELECT * FROM search_text ORDER BY claim_id DESC LIMIT {NEWEST})"
    sql = f"SELECT claim_id FROM {source} WHERE 1{conditions}{older}"
    return _numbers(query, f"{sql} ORDER BY claim_id DESC LIMIT ?", [*values, limit])


def find_within(
    query: Query, ids: Sequence[int], text: str, facets: Facets | None = None, limit: int = 100
) -> list[int]:
    """Return which of ``ids`` hold every word and fit the facets, in their order."""
    asked = read_query(text)
    conditions = _HOLDS * len(asked.words) + _LACKS * len(asked.without)
    values: list[Any] = [*asked.words, *asked.without]
    for group in _chosen(facets):
        conditions += f" AND ({' OR '.join([_HAS] * len(group))})"
        values += [f" {token} " for token in group]
    sql = (
        "SELECT claim_id FROM search_text"
        f" WHERE claim_id IN (SELECT value FROM json_each(?)){conditions}"
    )
    found: list[int] = []
    for start in range(0, len(ids), BLOCK):
        block = [int(number) for number in ids[start : start + BLOCK]]
        fits = set(_numbers(query, sql, [json.dumps(block), *values]))
        found += [number for number in block if number in fits]
        if len(found) >= limit:
            break
    return found[:limit]


def newest_ids(query: Query) -> range:
    """Return the ids of all claims, newest first, as no claim was ever deleted: none is missing.

    Two looks at the ends of the table; ``all_ids`` counts.
    """
    first, last = query("SELECT (SELECT min(id) FROM claim), (SELECT max(id) FROM claim)")[0]
    return range(last, first - 1, -1) if first is not None else range(0)


def all_ids(query: Query, order: str = "claim_number", descending: bool = True) -> Sequence[int]:
    """Return the ids of all claims in an order; KeyError for an order that is not offered."""
    column, way = ORDERS[order], "DESC" if descending else "ASC"
    if column != "id":
        return _numbers(query, f"SELECT id FROM claim ORDER BY {column} {way}, id {way}", [])
    every = newest_ids(query)
    if query("SELECT count(*) FROM claim")[0][0] != len(every):
        every_one = _numbers(query, "SELECT id FROM claim", [])
        return sorted(every_one, reverse=descending)
    return every if descending else every[::-1]


def ordered(query: Query, ids: Sequence[int], order: str, descending: bool) -> list[int]:
    """Return some claims in another order; KeyError for an order that is not offered."""
    column = ORDERS[order]
    sql = f"SELECT {column}, id FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    rows = query(sql, (json.dumps([int(number) for number in ids]),))
    # A day or a plate that is missing stands first, as SQL has it.
    rows.sort(key=lambda row: (row[0] is not None, row[0], row[1]), reverse=descending)
    return [number for _value, number in rows]


def _chosen(facets: Facets | None) -> list[list[str]]:
    return [
        [facet(name, value) for value in values]
        for name, values in (facets or {}).items()
        if values
    ]


def _numbers(query: Query, sql: str, values: list[Any]) -> list[int]:
    return [number for (number,) in query(sql, values)]
