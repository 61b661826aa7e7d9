"""The archive search: the text of each claim and its n-gram index, kept in one transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.storage import grams
from warrantydesk.storage.database import Database
from warrantydesk.storage.pinyin import initials

NEWEST = 20_000
_HOLDS = " AND instr(text, ?)"
_STATES = {state.value: number for number, state in enumerate(State)}
_TYPES = {kind.value: number for number, kind in enumerate(ClaimType)}
AMOUNTS_FEN = (50_000, 200_000)

_CLAIM = """
SELECT c.claim_number, c.vehicle_vin, c.vehicle_plate, c.owner_name, c.owner_contact, c.owner_phone,
       c.owner_contact_phone, c.narrative_complaint, c.narrative_cause, c.narrative_correction,
       c.narrative_remark, c.codes_maker_claim_number, v.repair_order, v.brought_by,
       v.brought_by_phone, c.state, c.type, c.brand, c.opened_on, c.total_fen, c.codes_fault_code,
       c.vehicle_engine_no, c.vehicle_motor_no
FROM claim c JOIN visit v ON v.id = c.visit_id WHERE c.id = ?"""
_PARTS = """
SELECT new_part_no, old_part_no, new_part_name, old_supplier_code, old_serial
FROM part_line WHERE claim_id = ? ORDER BY position"""
_FILES = "SELECT file_name FROM attachment WHERE claim_id = ? AND void_reason = '' ORDER BY id"
_KINDS = ("names", "texts", "codes")
FIELDS = {
    "complaint": ("texts", 7),
    "cause": ("texts", 8),
    "correction": ("texts", 9),
    "remark": ("texts", 10),
    "owner": ("names", 3),
    "contact": ("names", 4),
    "brought_by": ("names", 13),
    "phone": ("codes", 5),
    "contact_phone": ("codes", 6),
    "brought_by_phone": ("codes", 14),
    "vin": ("codes", 1),
    "plate": ("codes", 2),
    "claim_number": ("codes", 0),
    "maker_claim_number": ("codes", 11),
    "repair_order": ("codes", 12),
    "fault_code": ("codes", 20),
    "engine_no": ("codes", 21),
    "motor_no": ("codes", 22),
}
"""The searched fields of the claim itself: how each is searched, and its place in ``_CLAIM``."""
_PART_FIELDS = ("new_part_no", "old_part_no", "part_name", "supplier", "serial")
_PART_KINDS = ("codes", "codes", "texts", "codes", "codes")


def facets_of(state: str, kind: str, brand: str, opened_on: str | None, total_fen: int) -> str:
    """Return the facet tokens of a claim."""
    day = (opened_on or "0000-00-00").replace("-", "")
    amount = sum(total_fen >= limit for limit in AMOUNTS_FEN)
    return (
        f"s:{_STATES[state]} t:{_TYPES[kind]} b:{_plain(brand)} m:{day[:6]} y:{day[:4]} a:{amount}"
    )


def facet(name: str, value: str) -> str:
    """Return the token of one facet value: state, type, brand, month, year or amount."""
    if name == "state":
        return f"s:{_STATES[value]}"
    if name == "type":
        return f"t:{_TYPES[value]}"
    return f"{name[0]}:{_plain(value)}"


def _plain(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isascii() and sign.isalnum()) or "none"


def text_of(names: Iterable[str], texts: Iterable[str], codes: Iterable[str]) -> str:
    """Return the search text: names with their pinyin initials, texts and codes."""
    named = list(dict.fromkeys(name for name in names if name))
    sounds = [word for name in named for word in initials(name)]
    return grams.searchable([*named, *sounds, *texts], codes)


class SearchStore:
    """Keeps and asks the search index."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def refresh(self, claim_ids: Iterable[int]) -> None:
        """Write text and index of claims again; inside the transaction of the change."""
        for claim_id in claim_ids:
            text, facets = self.current(claim_id)
            old = self._db.query(
                "SELECT text, facets FROM search_text WHERE claim_id = ?", (claim_id,)
            )
            if old == [(text, facets)]:
                continue
            if old:
                self._db.execute(
                    "INSERT INTO search (search, rowid, t) VALUES ('delete', ?, ?)",
                    (claim_id, grams.tokens(*old[0])),
                )
            self._db.execute(
                "INSERT INTO search (rowid, t) VALUES (?, ?)",
                (claim_id, grams.tokens(text, facets)),
            )
            self._db.execute(
                "INSERT OR REPLACE INTO search_text (claim_id, text, facets) VALUES (?, ?, ?)",
                (claim_id, text, facets),
            )

    def current(self, claim_id: int) -> tuple[str, str]:
        """Return text and facets as the rows of a claim give them."""
        row = self._db.query(_CLAIM, (claim_id,))[0]
        parts = self._db.query(_PARTS, (claim_id,))
        tags = self._db.query(
            "SELECT tag, maker_tag FROM old_part WHERE claim_id = ? ORDER BY id", (claim_id,)
        )
        files = self._db.query(_FILES, (claim_id,))
        names = (row[3], row[4], row[13])
        texts = (
            row[7],
            row[8],
            row[9],
            row[10],
            *[line[2] for line in parts],
            *[name for (name,) in files],
        )
        codes = (
            row[0],
            row[1],
            row[2],
            row[5],
            row[6],
            row[11],
            row[12],
            row[14],
            row[20],
            row[21],
            row[22],
            *[code for line in parts for code in (line[0], line[1], line[3], line[4])],
            *[tag for pair in tags for tag in pair],
        )
        return text_of(names, texts, codes), facets_of(*row[15:20])

    def bulk(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Write new claims ``(id, text, facets)`` to text and index."""
        self._db.execute_many(
            "INSERT INTO search_text (claim_id, text, facets) VALUES (?, ?, ?)", rows
        )
        self._db.execute_many(
            "INSERT INTO search (rowid, t) VALUES (?, ?)",
            [(number, grams.tokens(text, facets)) for number, text, facets in rows],
        )

    def is_behind(self) -> bool:
        """Tell whether there are claims and no text: a migration took what it cannot make."""
        text, claims = self._db.query(
            "SELECT EXISTS (SELECT 1 FROM search_text), EXISTS (SELECT 1 FROM claim)"
        )[0]
        return bool(claims) and not text

    def remake(self) -> None:
        """Make text and index anew in one transaction of their own."""
        with self._db.transaction():
            self.rebuild()

    def rebuild(self) -> int:
        """Make text and index anew from the rows; returns how many claims there are."""
        self._db.execute("DELETE FROM search_text")
        self._db.execute("INSERT INTO search (search) VALUES ('delete-all')")
        numbers = [number for (number,) in self._db.query("SELECT id FROM claim ORDER BY id")]
        for start in range(0, len(numbers), 1000):
            block = numbers[start : start + 1000]
            self.bulk([(number, *self.current(number)) for number in block])
        return len(numbers)

    def find(
        self, text: str, facets: Mapping[str, Sequence[str]] | None = None, limit: int = 100
    ) -> list[int]:
        """Return the newest claims that hold every word of ``text`` and fit the facets.

        The answer is that of ``text LIKE '%word%'`` over ``search_text``. Words of one sign have
        no index: alone, they are looked for in the newest ``NEWEST`` claims only.
        """
        asked = grams.words(text)
        chosen = [
            [facet(name, value) for value in values]
            for name, values in (facets or {}).items()
            if values
        ]
        terms, checked = grams.wanted_of(asked)
        query = grams.expression(terms, chosen)
        if not query:
            return self._newest(checked, limit)
        if not checked:
            sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
            return self._numbers(sql, [query, limit])
        # CROSS JOIN keeps the index outside: its rows come newest first, and LIMIT ends the walk.
        sql = (
            "SELECT search.rowid FROM search CROSS JOIN search_text ON claim_id = search.rowid"
            f" WHERE search MATCH ?{_HOLDS * len(checked)} ORDER BY search.rowid DESC LIMIT ?"
        )
        return self._numbers(sql, [query, *checked, limit])

    def find_within(
        self,
        ids: Sequence[int],
        text: str,
        facets: Mapping[str, Sequence[str]] | None = None,
        limit: int = 100,
    ) -> list[int]:
        """Return which of ``ids`` hold every word and fit the facets, in their order."""
        asked = grams.words(text)
        sql, values = _HOLDS * len(asked), list(asked)
        for name, chosen in (facets or {}).items():
            if chosen:
                sql += f" AND ({' OR '.join(['instr(facets, ?)'] * len(chosen))})"
                values += [f" {facet(name, value)} " for value in chosen]
        sql = sql.replace("instr(facets", "instr(' ' || facets || ' '")
        found: list[int] = []
        for start in range(0, len(ids), 500):
            block = [int(number) for number in ids[start : start + 500]]
            marks = ",".join("?" * len(block))
            fits = set(
                self._numbers(
                    f"SELECT claim_id FROM search_text WHERE claim_id IN ({marks}){sql}",
                    [*block, *values],
                )
            )
            found += [number for number in block if number in fits]
            if len(found) >= limit:
                break
        return found[:limit]

    def found_in(self, claim_id: int, word: str) -> tuple[str, str]:
        """Return in which field of a claim a word of a query stands, and the field's own text.

        Fields of parts, tags and files follow those of ``FIELDS``; two empty texts where no field
        holds the word.
        """
        wanted = grams.folded(word)
        for field, kind, text in self._fields(claim_id):
            if text and wanted in text_of(*((text,) if kind == one else () for one in _KINDS)):
                return field, " ".join(text.split())
        return "", ""

    def _fields(self, claim_id: int) -> Iterator[tuple[str, str, str]]:
        """Read the fields of a claim with their kind, those that people type first."""
        row = self._db.query(_CLAIM, (claim_id,))[0]
        yield from ((field, kind, row[place] or "") for field, (kind, place) in FIELDS.items())
        for line in self._db.query(_PARTS, (claim_id,)):
            yield from zip(_PART_FIELDS, _PART_KINDS, (one or "" for one in line), strict=True)
        tags = "SELECT tag, maker_tag FROM old_part WHERE claim_id = ? ORDER BY id"
        for ours, theirs in self._db.query(tags, (claim_id,)):
            yield from (("tag", "codes", ours or ""), ("maker_tag", "codes", theirs or ""))
        for (name,) in self._db.query(_FILES, (claim_id,)):
            yield "file", "texts", name or ""

    def _newest(self, checked: list[str], limit: int) -> list[int]:
        if not checked:
            sql = "SELECT claim_id FROM search_text ORDER BY claim_id DESC LIMIT ?"
            return self._numbers(sql, [limit])
        sql = (
            "SELECT claim_id FROM (SELECT claim_id, text FROM search_text"
            f" ORDER BY claim_id DESC LIMIT {NEWEST}) WHERE 1{_HOLDS * len(checked)} LIMIT ?"
        )
        return self._numbers(sql, [*checked, limit])

    def _numbers(self, sql: str, values: list[Any]) -> list[int]:
        return [number for (number,) in self._db.query(sql, values)]
