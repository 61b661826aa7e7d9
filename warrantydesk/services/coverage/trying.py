"""Trying it: facts in, answer out, also with other versions of the tables; nothing is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from warrantydesk.domain.codec import MismatchError, from_json
from warrantydesk.domain.coverage import Answer, CoverageFacts, decide, read_facts
from warrantydesk.domain.coverage.answer import Remark
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.coverage.context import Book
from warrantydesk.services.coverage.covers import maker_cover
from warrantydesk.services.coverage.facts import main_group, wear_term
from warrantydesk.services.coverage.tables import law_in, tables_of
from warrantydesk.services.coverage.words import worded

PART_KEYS = frozenset({"brand", "part_no", "model_code"})
"""Keys beside the facts: from part and model the tables say group, wear term and cover."""
UNKNOWN_PART = N_(
    "Part {part} is not in the maker's table: no wear class and no terms of its own are known."
)


def try_it(bench: Bench, facts: Mapping[str, Any], versions: Mapping[str, Any] | None) -> Answer:
    """Decide from facts as they are written in a case; Refused(INVALID) at the wrong field."""
    beside = {name: facts[name] for name in PART_KEYS if facts.get(name)}
    try:
        told = {name: from_json(str, value, name) for name, value in beside.items()}
        read = read_facts({name: value for name, value in facts.items() if name not in PART_KEYS})
    except MismatchError as error:
        raise refused(INVALID, error.message, error.path, **error.values) from error
    book = book_for(bench, code(told.get("brand", "")), read, versions or {})
    remarks: tuple[Remark, ...] = ()
    if "part_no" in told:
        part_no = code(told["part_no"])
        read = facts_for_part(read, book, part_no, code(told.get("model_code", "")))
        if book.maker.part(part_no) is None:
            remarks = (Remark("UNKNOWN_PART", UNKNOWN_PART, {"part": part_no}),)
    answer = decide(read, book.law)
    return replace(answer, warnings=(*remarks, *worded(answer.warnings, book.law)))


def book_for(bench: Bench, brand: str, facts: CoverageFacts, versions: Mapping[str, Any]) -> Book:
    """Return the tables of the visit's day, some of them in other versions.

    ``versions`` is table → number for brand and law, or profile → table → number.
    """
    on = facts.visit_on or bench.today
    law, profile = bench.law(on), bench.profile(brand, on)
    law = bench.law(versions=_with(bench, law, versions))
    profile = bench.profile(profile.code, versions=_with(bench, profile, versions))
    used = {LAW: dict(law.versions), profile.code: dict(profile.versions)}
    return Book(law_in(law), tables_of(profile), used)


def _with(bench: Bench, profile: BrandProfile, versions: Mapping[str, Any]) -> Mapping[str, int]:
    """Return the versions in force with those that are asked for put in their place."""
    told = versions.get(profile.code, versions)
    if not isinstance(told, Mapping):
        raise refused(INVALID, N_("An object is expected here."), "versions")
    asked = {}
    for table, number in told.items():
        if isinstance(number, Mapping) or table not in profile.versions:
            continue  # another profile's
        known = {head.number for head in bench.tables.versions(profile.code, table)}
        if isinstance(number, bool) or number not in known:
            raise refused(
                INVALID, N_("Table {table} has no such version."), "versions", table=table
            )
        asked[table] = int(number)
    return {**profile.versions, **asked}


def facts_for_part(
    facts: CoverageFacts, book: Book, part_no: str, model_code: str = ""
) -> CoverageFacts:
    """Return facts with what the tables say of a part: its group, wear term and cover.

    What the facts tell themselves stays.
    """
    part = book.maker.part(part_no)
    known = replace(
        facts,
        main_part_of=facts.main_part_of or main_group(part),
        wear_cover=facts.wear_cover or wear_term(book, part),
    )
    if known.maker_cover is not None:
        return known
    row = maker_cover(known, book, part, model_code).row
    return replace(known, maker_cover=row.cover if row else None)
