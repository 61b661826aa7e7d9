"""What is searched of claims: their rows read field by field, many claims at once."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from warrantydesk.storage.facets import facets_of
from warrantydesk.storage.search_terms import Words

Query = Callable[..., list[tuple[Any, ...]]]


class Field(NamedTuple):
    """A field that holds a text: its name, how it is searched, the text itself."""

    name: str
    kind: str
    text: str


class Searched(NamedTuple):
    """All fields of a claim, those that people type first, and its facets."""

    fields: list[Field]
    facets: str


NAMES, TEXTS, CODES = "names", "texts", "codes"
FIELDS = {
    "complaint": (TEXTS, "c.narrative_complaint"),
    "cause": (TEXTS, "c.narrative_cause"),
    "correction": (TEXTS, "c.narrative_correction"),
    "remark": (TEXTS, "c.narrative_remark"),
    "owner": (NAMES, "c.owner_name"),
    "contact": (NAMES, "c.owner_contact"),
    "brought_by": (NAMES, "v.brought_by"),
    "phone": (CODES, "c.owner_phone"),
    "contact_phone": (CODES, "c.owner_contact_phone"),
    "brought_by_phone": (CODES, "v.brought_by_phone"),
    "vin": (CODES, "c.vehicle_vin"),
    "plate": (CODES, "c.vehicle_plate"),
    "claim_number": (CODES, "c.claim_number"),
    "maker_claim_number": (CODES, "c.codes_maker_claim_number"),
    "repair_order": (CODES, "v.repair_order"),
    "fault_code": (CODES, "c.codes_fault_code"),
    "authorisation_no": (CODES, "c.codes_authorisation_no"),
    "campaign_no": (CODES, "c.codes_campaign_no"),
    "engine_no": (CODES, "c.vehicle_engine_no"),
    "motor_no": (CODES, "c.vehicle_motor_no"),
    "gearbox_no": (CODES, "c.vehicle_gearbox_no"),
}
"""The searched fields of the claim itself: how each is searched, and its column."""
_FACETS = ("c.state", "c.type", "c.brand", "c.opened_on", "c.total_fen", "c.clerk")
_AMONG = "IN (SELECT value FROM json_each(?))"
_COLUMNS = ", ".join([column for _kind, column in FIELDS.values()] + list(_FACETS))
_CLAIMS = f"SELECT c.id, {_COLUMNS} FROM claim c JOIN visit v ON v.id = c.visit_id WHERE c.id "


class Rows(NamedTuple):
    """Rows that belong to claims: how they are read, and what their columns are."""

    sql: str
    fields: tuple[tuple[str, str], ...]
    """Name and kind of each column behind the claim."""


PART_LINES = Rows(
    f"""SELECT claim_id, new_part_no, old_part_no, new_part_name, old_supplier_code, old_serial,
causal FROM part_line WHERE claim_id {_AMONG} ORDER BY claim_id, position""",
    (
        ("new_part_no", CODES),
        ("old_part_no", CODES),
        ("part_name", TEXTS),
        ("supplier", CODES),
        ("serial", CODES),
    ),
)
FURTHER = (
    Rows(
        f"""SELECT o.claim_id, o.tag, o.maker_tag, s.number
FROM old_part o LEFT JOIN shipment s ON s.id = o.shipment_id
WHERE o.claim_id {_AMONG} ORDER BY o.id""",
        (("tag", CODES), ("maker_tag", CODES), ("shipment", CODES)),
    ),
    Rows(
        f"""SELECT claim_id, file_name, caption FROM attachment
WHERE claim_id {_AMONG} AND void_reason = '' ORDER BY id""",
        (("file", TEXTS), ("caption", TEXTS)),
    ),
    Rows(
        f"""SELECT claim_id, text FROM contact_note
WHERE claim_id {_AMONG} AND void_reason = '' ORDER BY id""",
        (("note", TEXTS),),
    ),
    Rows(
        f"SELECT claim_id, notice_no, reason FROM claim_answer WHERE claim_id {_AMONG} ORDER BY id",
        (("notice_no", CODES), ("answer", TEXTS)),
    ),
    Rows(
        f"SELECT claim_id, reason_text FROM answer_line WHERE claim_id {_AMONG} ORDER BY id",
        (("answer", TEXTS),),
    ),
)
"""All rows besides the lines of parts, in the order in which their fields follow."""
TAKEN = Rows(
    f"""SELECT thing_id, number FROM taken_over
WHERE kind = 'claim' AND void_reason = '' AND thing_id {_AMONG} ORDER BY id""",
    (("old_number", CODES),),
)
"""The numbers of claims before they were taken over; a shop before schema 8 has none."""
_KNOWS_TAKEN = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'taken_over'"


def searched(query: Query, claim_ids: Iterable[int]) -> dict[int, Searched]:
    """Return what is searched of claims, one query a table; unknown ids are left out."""
    wanted = json.dumps(list(claim_ids))
    lines = _by_claim(query(PART_LINES.sql, (wanted,)))
    tables = (*FURTHER, TAKEN) if query(_KNOWS_TAKEN) else FURTHER
    further = [(rows.fields, _by_claim(query(rows.sql, (wanted,)))) for rows in tables]
    count = len(FIELDS)
    found = {}
    for number, *values in query(f"{_CLAIMS}{_AMONG}", (wanted,)):
        fields = [
            Field(name, kind, text)
            for (name, (kind, _column)), text in zip(FIELDS.items(), values, strict=False)
            if text
        ]
        parts = lines.get(number, ())
        _enter(fields, PART_LINES.fields, parts)
        for columns, rows in further:
            if own := rows.get(number):
                _enter(fields, columns, own)
        causal = [part[0] for part in parts if part[-1]]
        found[number] = Searched(fields, facets_of(*values[count:], *causal))
    return found


def _by_claim(rows: list[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for number, *values in rows:
        found[number].append(tuple(values))
    return found


def _enter(
    fields: list[Field],
    columns: tuple[tuple[str, str], ...],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    for values in rows:
        for (name, kind), text in zip(columns, values, strict=False):
            if text:
                fields.append(Field(name, kind, text))


def words_of(number: int, one: Searched) -> Words:
    """Return the words of a claim as the index takes them."""
    by_kind: dict[str, list[str]] = {NAMES: [], TEXTS: [], CODES: []}
    for field in one.fields:
        by_kind[field.kind].append(field.text)
    return Words(
        number,
        tuple(by_kind[NAMES]),
        tuple(by_kind[TEXTS]),
        tuple(by_kind[CODES]),
        one.facets,
    )
