"""One readable JSON text per claim, for whoever has a backup and no Warranty Desk.

The texts are those of :mod:`warrantydesk.domain.codec`, written by SQLite itself: a backup of tens
of thousands of claims is made every half hour, and reading each as an object took minutes.
"""

import sqlite3
import types
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Union, get_args, get_origin

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.authorisation import Authorisation
from warrantydesk.domain.claim.answer import AnswerLine, ChargeBack, ClaimAnswer
from warrantydesk.domain.claim.appeal import Appeal
from warrantydesk.domain.claim.claim import Claim, Submission
from warrantydesk.domain.claim.lines import LabourLine, OtherLine, PartLine
from warrantydesk.domain.codec import hints
from warrantydesk.domain.inspection import Inspection, InspectionSignature, ItemAnswer
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.settlement.account import ClaimAccount
from warrantydesk.domain.settlement.deduction import Deduction
from warrantydesk.domain.settlement.receipt import ReceiptShare
from warrantydesk.domain.settlement.statement import StatementLine
from warrantydesk.domain.settlement.write_off import WriteOff
from warrantydesk.domain.visit import Visit
from warrantydesk.storage.claims import ClaimStore

READABLE = "readable.zip"
_AT_ONCE = 400
"""Claims read at once; their texts are in memory together."""
_LEVEL = 1
_END = " || '}'"


class _Section(NamedTuple):
    """One list of a claim's text: its name, whose rows, from where."""

    name: str
    kind: Any
    source: str
    skip: frozenset[str] = frozenset()
    order: str = "t.id"
    claim: str = "t.claim_id"


_OF_INSPECTION = "JOIN inspection i ON i.id = t.inspection_id"
SECTIONS = (
    _Section("part_lines", PartLine, "part_line t", order="t.position"),
    _Section("labour_lines", LabourLine, "labour_line t", order="t.position"),
    _Section("other_lines", OtherLine, "other_line t", order="t.position"),
    _Section("inspections", Inspection, "inspection t"),
    _Section(
        "inspection_answers", ItemAnswer, f"item_answer t {_OF_INSPECTION}", claim="i.claim_id"
    ),
    _Section(
        "inspection_signatures",
        InspectionSignature,
        f"inspection_signature t {_OF_INSPECTION}",
        frozenset({"drawing"}),
        claim="i.claim_id",
    ),
    _Section("pieces", OldPart, "old_part t"),
    _Section(
        "submissions",
        Submission,
        "submission t",
        frozenset({"facts", "content", "tables", "enclosed", "personal", "acknowledged"}),
    ),
    _Section("answers", ClaimAnswer, "claim_answer t"),
    _Section("answer_lines", AnswerLine, "answer_line t"),
    _Section("appeals", Appeal, "appeal t"),
    _Section("charge_backs", ChargeBack, "charge_back t"),
    _Section("authorisations", Authorisation, "authorisation t"),
    _Section("statement_lines", StatementLine, "statement_line t"),
    _Section("deductions", Deduction, "deduction t"),
    _Section("receipt_shares", ReceiptShare, "receipt_share t"),
    _Section("write_offs", WriteOff, "write_off t"),
    _Section("account", ClaimAccount, "claim_account t"),
    _Section("files", Attachment, "attachment t"),
)


def write_readable(database: Path, target: BinaryIO) -> int:
    """Write a ZIP with one text per claim, named by its number; returns how many they are."""
    count = 0
    with (
        closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as pack,
    ):
        for number, text in claim_texts(db):
            entry = zipfile.ZipInfo(f"{number}.json")  # the same content makes the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(entry, text.encode("utf-8", "replace"), compresslevel=_LEVEL)
            count += 1
    return count


def claim_texts(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield number and text of every claim, some hundred at a time."""
    claims = _claims()
    lists = [(section.name, _rows(section)) for section in SECTIONS]
    last = 0
    while heads := db.execute(claims, (last, _AT_ONCE)).fetchall():
        span = (heads[0][0], heads[-1][0])
        inside: dict[int, list[str]] = {claim_id: [] for claim_id, _number, _text in heads}
        for name, sql in lists:
            for claim_id, text in db.execute(sql, span):
                if claim_id in inside:
                    inside[claim_id].append(f'"{name}": [\n{text}\n]')
        for claim_id, number, text in heads:
            yield number, ",\n".join((f'{{"claim": {text}', *inside[claim_id])) + "}\n"
        last = span[1]


def _claims() -> str:
    """Return the statement that reads claims with their visits, page by page."""
    head = _object("t", Claim, ClaimStore.SKIP)
    visit = _object("v", Visit, frozenset())
    return (
        f"SELECT t.id, t.claim_number, {head[: -len(_END)]}"
        f" || ',\"visit\":' || {visit} || '}}'"
        " FROM claim t JOIN visit v ON v.id = t.visit_id WHERE t.id > ? ORDER BY t.id LIMIT ?"
    )


def _rows(section: _Section) -> str:
    """Return the statement that reads the lists of one section, a row a claim that has any."""
    text = _object("t", section.kind, section.skip)
    claim, order = section.claim, section.order
    return (
        f"SELECT id, group_concat(text, ',\n') FROM (SELECT {claim} AS id, {text} AS text"
        f" FROM {section.source} WHERE {claim} BETWEEN ? AND ? ORDER BY {claim}, {order})"
        " GROUP BY id"
    )


def _object(table: str, kind: Any, skip: frozenset[str], before: str = "") -> str:
    """Return an expression of SQL that writes the columns of a dataclass as a JSON object."""
    parts: list[str] = []
    for name, hint in hints(kind).items():
        if name in skip:
            continue
        inner = _inner(hint)
        if is_dataclass(inner):
            value = _object(table, inner, frozenset(), f"{before}{name}_")
        else:
            value = _value(f'{table}."{before}{name}"', inner)
        parts.append(f"'\"{name}\":' || {value}")
    return "'{' || " + " || ',' || ".join(parts) + _END


def _value(column: str, kind: Any) -> str:
    if kind is bool:
        return f"CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
    if get_origin(kind) is tuple:
        return f"coalesce({column}, 'null')"  # it lies there as JSON
    return f"json_quote({column})"


def _inner(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint
