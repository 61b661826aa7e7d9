"""A payer's statement is read from a file or a pasted block; plain functions over the bench."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.settlement.statement import LineOf, LineState, Statement, StatementState
from warrantydesk.domain.sheet import Book
from warrantydesk.domain.text import code, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.imports import applying
from warrantydesk.services.imports.books import book_of, book_of_text, must_be_there
from warrantydesk.services.imports.columns import squeezed
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.opening import opened
from warrantydesk.services.imports.statement_target import (
    AGAIN,
    ISSUED_ON,
    MAKER_NUMBER,
    PERIOD,
    STATEMENTS,
    TAX,
    TOTAL,
    payer_named,
)
from warrantydesk.services.imports.target import Step, Subject, Value, no_step
from warrantydesk.services.settlement.guards import must_have_come

_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
_LONGEST, _LONGEST_REASON = 60, 500
MOST_FEN = 10**11


@dataclass(frozen=True)
class Told:
    """What is said of a statement beside its file; what is not said is found in the file."""

    brand: str = ""
    payer: str = ""
    maker_number: str = ""
    period: str = ""
    issued_on: date | None = None
    total_fen: int | None = None
    tax_fen: int | None = None
    again_reason: str = ""


@dataclass(frozen=True)
class StatementRead(Statement):
    """A statement just read, and how many lines of each kind it has."""

    claim_lines: int = 0
    deduction_lines: int = 0
    unread_lines: int = 0
    lines_fen: int = 0
    """What its lines come to together, net fen."""


@dataclass(frozen=True)
class Source:
    """Where the rows stand: a file or a block of text, and how they are read."""

    file: Path | None = None
    text: str = ""
    encoding: str = ""
    sheet: str = ""
    columns: Mapping[str, str] | None = None
    """Field by header, where a header alone does not tell."""


def read(bench: Bench, source: Source, told: Told, step: Step = no_step) -> StatementRead:
    """Read a statement with all its lines, or nothing of it; Refused says why."""
    if source.file is not None:
        must_be_there(source.file)
    brand = served(bench, told.brand)
    bench.allow(STATEMENTS.verb)
    told = checked(bench, brand, told)
    draft = _drafted(bench, source, Subject(brand, told.payer, told=_beside(told)))
    batch = applying.apply(bench, STATEMENTS, draft, step=step)
    made = next(iter(bench.stores.statements.find(batch_id=batch.id)))
    return read_result(bench, made)


def served(bench: Bench, brand: str) -> str:
    """Return the brand that is meant; Refused(NOT_FOUND) for one that the desk does not serve."""
    known = code(brand) or bench.site.brand
    if known == LAW or not bench.tables.tables(known):
        raise refused(
            NOT_FOUND, N_("The desk has no policies of a brand “{name}”."), "brand", name=known[:40]
        )
    return known


def checked(bench: Bench, brand: str, told: Told) -> Told:
    """Return what is said of a statement, in order; Refused(INVALID) at its field."""
    payer = code(told.payer)
    if payer and payer not in bench.profile(brand).paying_suppliers():
        raise refused(
            INVALID,
            N_("“{payer}” is no supplier of this brand who pays claims."),
            "payer",
            payer=payer[:40],
        )
    period = told.period.strip()
    if period and not _MONTH.fullmatch(period):
        raise refused(INVALID, N_("Write the month as 2026-10."), "period")
    number = code(line(told.maker_number))
    if len(number) > _LONGEST:
        raise refused(INVALID, N_("This text is too long."), "maker_number")
    if len(told.again_reason) > _LONGEST_REASON:
        raise refused(INVALID, N_("This text is too long."), "again_reason")
    if told.issued_on is not None:
        must_have_come(bench, told.issued_on, "issued_on")
    for name, fen in (("total_fen", told.total_fen), ("tax_fen", told.tax_fen)):
        if fen is not None and abs(fen) > MOST_FEN:
            raise refused(INVALID, N_("This number is too large."), name)
    return replace(
        told, payer=payer, period=period, maker_number=number, again_reason=line(told.again_reason)
    )


def by_number(bench: Bench, number: str) -> Statement:
    """Return a statement by its number, or the payer's own where it is the only one that stands."""
    wanted, store = code(number), bench.stores.statements
    found = store.find(number=wanted) or (store.find(maker_number=wanted) if wanted else [])
    found = [one for one in found if one.state is not StatementState.VOID] or found
    if not found:
        raise refused(
            NOT_FOUND, N_("There is no statement {number}."), "number", number=wanted[:40]
        )
    if len(found) > 1:
        raise refused(
            INVALID,
            N_("Several statements bear the number {number}: {numbers}."),
            "number",
            number=wanted[:40],
            numbers=", ".join(one.number for one in found),
        )
    return found[0]


def _beside(told: Told) -> dict[str, Value]:
    said: dict[str, Value] = {
        MAKER_NUMBER: told.maker_number or None,
        PERIOD: told.period or None,
        ISSUED_ON: told.issued_on,
        TOTAL: told.total_fen,
        TAX: told.tax_fen,
        AGAIN: told.again_reason or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _drafted(bench: Bench, source: Source, subject: Subject) -> Draft:
    book = _sheet(_book(source), source.sheet)
    draft = opened(bench, STATEMENTS, subject, book, source.file)
    if not subject.name and (payer := payer_named(bench, draft)):
        draft = opened(bench, STATEMENTS, replace(subject, name=payer), book, source.file)
    return _with_columns(draft, source.columns or {})


def _book(source: Source) -> Book:
    if source.file is not None:
        return book_of(source.file, source.encoding or None)
    if not source.text.strip():
        raise refused(INVALID, N_("Name a file, or paste the lines as text."), "file")
    return book_of_text(source.text)


def _sheet(book: Book, name: str) -> Book:
    """Return a book of which one sheet is taken; Refused(INVALID) where it has no such sheet."""
    if not name:
        return book
    chosen = next((one for one in book.sheets if one.name.strip() == name.strip()), None)
    if chosen is None:
        raise refused(
            INVALID,
            N_("The file has no sheet “{sheet}”; it has {sheets}."),
            "sheet",
            sheet=name[:40],
            sheets=", ".join(one.name for one in book.sheets)[:200],
        )
    return replace(book, sheets=(replace(chosen, hidden=False),))


def _with_columns(draft: Draft, columns: Mapping[str, str]) -> Draft:
    """Let columns mean what is said of their headers; an empty field is not taken."""
    known = {one.name for one in draft.fields}
    for header, name in columns.items():
        place = _place(draft, header)
        if place is None:
            raise refused(
                INVALID, N_("No column has the header “{header}”."), "columns", header=header[:40]
            )
        if name and name not in known:
            raise refused(INVALID, N_("A column cannot mean “{name}”."), "columns", name=name[:40])
        draft = draft.with_column(place, name)
    return draft


def _place(draft: Draft, header: str) -> int | None:
    """Return the column of a header, or of a number from 1 where headers are missing."""
    wanted = squeezed(header)
    same = (n for n, one in enumerate(draft.columns) if wanted and squeezed(one.header) == wanted)
    place = next(same, None)
    if place is None and wanted.isdecimal() and 0 < int(wanted) <= len(draft.columns):
        return int(wanted) - 1
    return place


def read_result(bench: Bench, made: Statement) -> StatementRead:
    """Return a statement with the counts of its lines."""
    lines = bench.stores.statement_lines.find(statement_id=made.id, void_reason="")
    unread = sum(one.state is LineState.UNREAD for one in lines)
    beside = sum(
        one.kind is LineOf.DEDUCTION and one.state is not LineState.UNREAD for one in lines
    )
    return StatementRead(
        **{one.name: getattr(made, one.name) for one in fields(made)},
        claim_lines=len(lines) - unread - beside,
        deduction_lines=beside,
        unread_lines=unread,
        lines_fen=sum(one.amount_fen or 0 for one in lines),
    )
