"""Statements and lines by hand: keyed in beside a file, rows put right, dismissed, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.settlement.deduction import BY_DESK, DeductionKind
from warrantydesk.domain.settlement.statement import (
    OPEN_STATES,
    LineOf,
    LineState,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.domain.text import code, is_visible, line, squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.around import Around
from warrantydesk.services.imports.statement_amounts import without_tax
from warrantydesk.services.imports.statement_target import AGAIN, MAKER_NUMBER, STATEMENTS, repeated
from warrantydesk.services.imports.target import Subject
from warrantydesk.services.settlement.moving import moved
from warrantydesk.services.settlement.reading import MOST_FEN, Told, checked, served
from warrantydesk.storage.numbers import STATEMENT

PAPER, OF_STATEMENT = "STATEMENT", "statement:"
"""Code of a statement's own file, and what it belongs to: before the number of the statement."""
_LONGEST = 200


@dataclass(frozen=True)
class KeyedLine:
    """A line as the clerk keys it in; fen, net unless ``tax_percent`` says what is in it."""

    amount_fen: int
    maker_number: str = ""
    claim_number: str = ""
    vin: str = ""
    plate: str = ""
    dated_on: date | None = None
    text: str = ""
    tax_fen: int | None = None
    asked_fen: int | None = None
    kind: LineOf = LineOf.CLAIM
    deduction_kind: DeductionKind | None = None
    reason_code: str = ""
    reason_text: str = ""
    tax_percent: Decimal | None = None


def key(bench: Bench, told: Told, file: Path | None) -> Statement:
    """Begin a statement that is keyed in; its file is kept. Refused(INVALID) for one twice."""
    brand = served(bench, told.brand)
    bench.allow("statements.key")
    told = checked(bench, brand, told)
    if not is_visible(told.maker_number):
        raise refused(INVALID, N_("Enter the number that the payer gave it."), "maker_number")
    attachments = AttachmentService(bench)
    _must_be_new(bench, brand, told, "")
    kept = attachments.keep_file(file, PAPER, item=OF_STATEMENT) if file is not None else None
    if kept is not None:
        _must_be_new(bench, brand, told, kept.sha256)
    with bench.change(N_("key in a statement"), Kind.STATEMENTS):
        made = bench.stores.statements.add(
            Statement(
                number=bench.stores.numbers.short(STATEMENT, bench.site_number, bench.today.year),
                brand=brand,
                payer=told.payer,
                maker_number=told.maker_number,
                period=told.period,
                issued_on=told.issued_on,
                total_fen=told.total_fen,
                tax_fen=told.tax_fen,
                file_name=kept.file_name if kept else "",
                sha256=kept.sha256 if kept else "",
                note=told.again_reason,
                made_by=bench.person.login,
                made_at=bench.now,
            )
        )
        if kept is not None:
            item = f"{OF_STATEMENT}{made.number}"
            bench.stores.attachments.save(replace(kept, item=item))
    return made


def _must_be_new(bench: Bench, brand: str, told: Told, sha256: str) -> None:
    if told.again_reason:
        return
    subject = Subject(
        brand,
        told.payer,
        told={MAKER_NUMBER: told.maker_number, AGAIN: told.again_reason},
        around=Around(sha256=sha256),
    )
    problem = repeated(STATEMENTS.known(bench, subject), subject)
    if problem is not None:
        raise refused(INVALID, problem.message, problem.field, **problem.values)


def files(bench: Bench, statement_id: int) -> list[Attachment]:
    """Return the files that are kept beside a statement."""
    statement = bench.stores.statements.get(statement_id)
    return bench.stores.attachments.find(claim_id=None, item=f"{OF_STATEMENT}{statement.number}")


def correct_head(bench: Bench, statement_id: int, given: Mapping[str, Any]) -> Statement:
    """Put the head of a statement right while it is not confirmed."""
    statement = _open(bench, statement_id, "statements.correct_head")
    told = Told(statement.brand, statement.payer)
    told = replace(told, **{name: value for name, value in given.items() if name != "note"})
    told = checked(bench, statement.brand, told)
    if told.maker_number and squeezed(told.maker_number) != squeezed(statement.maker_number):
        _must_be_new(bench, statement.brand, told, "")
    changes = {name: getattr(told, name) for name in given if name != "note"}
    if "note" in given:
        changes["note"] = line(str(given["note"]))[:_LONGEST]
    with bench.change(N_("put a statement right"), Kind.STATEMENTS, ids=(statement_id,)):
        return moved(bench, bench.stores.statements.save(replace(statement, **changes)))


def add_line(bench: Bench, statement_id: int, told: KeyedLine) -> StatementLine:
    """Key in a line of a statement that is not confirmed."""
    statement = _open(bench, statement_id, "statements.add_line")
    made = _filled(bench, statement, StatementLine(statement_id), told)
    with bench.change(N_("key in a line"), Kind.STATEMENTS, ids=(statement_id,)):
        added = bench.stores.statement_lines.add(made)
        moved(bench, statement)
    return added


def correct_line(bench: Bench, line_id: int, given: Mapping[str, Any]) -> StatementLine:
    """Put a line right that could not be read, or that was keyed in."""
    old = bench.stores.statement_lines.get(line_id)
    statement = _open(bench, old.statement_id, "statements.correct_line")
    if old.void_reason:
        raise refused(STATE, N_("This line was dismissed."), "line_id")
    if old.row and not old.problem:
        raise refused(
            STATE, N_("What the payer wrote stays as it is: decide the line instead."), "line_id"
        )
    if old.state not in (LineState.UNREAD, LineState.NEW):
        raise refused(STATE, N_("This line is matched: take the match back first."), "line_id")
    known = {one.name for one in fields(KeyedLine)}
    told = KeyedLine(
        **{
            **{name: getattr(old, name) for name in known & _names(old)},
            "amount_fen": old.amount_fen if old.amount_fen is not None else 0,
            "deduction_kind": DeductionKind(old.deduction_kind) if old.deduction_kind else None,
            **given,
        }
    )
    if old.amount_fen is None and "amount_fen" not in given:
        raise refused(INVALID, N_("Enter what is paid."), "amount_fen")
    fresh = _filled(bench, statement, replace(old, state=LineState.NEW, problem=old.problem), told)
    with bench.change(N_("put a line right"), Kind.STATEMENTS, ids=(statement.id,)):
        saved = bench.stores.statement_lines.save(fresh)
        moved(bench, statement)
    return saved


def _names(value: object) -> set[str]:
    return {one.name for one in fields(value)} - {"deduction_kind"}  # type: ignore[arg-type]


def _filled(
    bench: Bench, statement: Statement, made: StatementLine, told: KeyedLine
) -> StatementLine:
    """Return a line with what was keyed in; Refused(INVALID) at the field."""
    _must_fit(bench, statement, told)
    net, tax = told.amount_fen, told.tax_fen
    if told.tax_percent is not None:
        net = without_tax(told.amount_fen, told.tax_percent)
        tax = told.amount_fen - net
    beside = told.kind is LineOf.DEDUCTION
    kind = (told.deduction_kind or DeductionKind.OTHER) if beside else ""
    return replace(
        made,
        kind=told.kind,
        maker_number=code(line(told.maker_number)),
        claim_number=code(line(told.claim_number)),
        vin=squeezed(told.vin),
        plate=code(told.plate),
        dated_on=told.dated_on,
        text=line(told.text)[:_LONGEST],
        amount_fen=net,
        tax_fen=tax,
        asked_fen=told.asked_fen,
        deduction_kind=str(kind),
        reason_code=code(told.reason_code),
        reason_text=line(told.reason_text)[:_LONGEST],
    )


def _must_fit(bench: Bench, statement: Statement, told: KeyedLine) -> None:
    amounts = (("amount_fen", told.amount_fen), ("tax_fen", told.tax_fen))
    for name, fen in (*amounts, ("asked_fen", told.asked_fen)):
        if fen is not None and abs(fen) > MOST_FEN:
            raise refused(INVALID, N_("This number is too large."), name)
    for name in ("maker_number", "claim_number", "vin", "plate"):
        if len(str(getattr(told, name))) > _LONGEST:
            raise refused(INVALID, N_("This text is too long."), name)
    if told.kind is LineOf.CLAIM and not any(
        is_visible(one) for one in (told.maker_number, told.claim_number, told.vin, told.plate)
    ):
        raise refused(
            INVALID, N_("Enter the number of the claim, or the VIN of the car."), "claim_number"
        )
    _must_be_of_the_desk(bench, statement, told)


def _must_be_of_the_desk(bench: Bench, statement: Statement, told: KeyedLine) -> None:
    if told.deduction_kind in BY_DESK:
        raise refused(INVALID, N_("This kind is entered by a confirmation only."), "deduction_kind")
    if told.dated_on is not None and told.dated_on > bench.today:
        raise refused(INVALID, N_("{day} is still to come."), "dated_on", day=told.dated_on)
    if told.tax_percent is not None and not 0 <= told.tax_percent < 100:
        raise refused(INVALID, N_("Enter a percentage from 0 to 99."), "tax_percent")
    number = code(told.reason_code)
    if number and number not in bench.profile(statement.brand).reasons:
        raise refused(INVALID, N_("There is no reason “{code}”."), "reason_code", code=number[:40])


def dismiss_line(bench: Bench, line_id: int, reason: str) -> StatementLine:
    """Say that a row is no line: it stays, void, with the reason."""
    old = bench.stores.statement_lines.get(line_id)
    statement = _open(bench, old.statement_id, "statements.dismiss_line")
    if old.void_reason:
        raise refused(STATE, N_("This line was dismissed."), "line_id")
    if old.row and old.state is not LineState.UNREAD:
        raise refused(
            STATE, N_("What the payer wrote stays as it is: decide the line instead."), "line_id"
        )
    if old.state not in (LineState.UNREAD, LineState.NEW):
        raise refused(STATE, N_("This line is matched: take the match back first."), "line_id")
    why = needs(reason, "reason", N_("Say why this is no line of the statement."))
    with bench.change(N_("dismiss a line"), Kind.STATEMENTS, ids=(statement.id,)):
        saved = bench.stores.statement_lines.save(replace(old, void_reason=why))
        moved(bench, statement)
    return saved


def void(bench: Bench, statement_id: int, reason: str) -> Statement:
    """Take a statement back as a whole while it is not confirmed."""
    statement = _open(bench, statement_id, "statements.void")
    why = needs(reason, "reason", N_("Say why the statement is taken back."))
    with bench.change(N_("void statement"), Kind.STATEMENTS, Kind.IMPORTS, ids=(statement_id,)):
        if statement.batch_id is not None:
            batch = bench.stores.import_batches.get(statement.batch_id)
            bench.stores.import_batches.save(
                replace(
                    batch,
                    undone_at=bench.now,
                    undone_by=bench.person.login,
                    undo_reason=why,
                )
            )
        return bench.stores.statements.save(
            replace(statement, state=StatementState.VOID, void_reason=why, due_on=None)
        )


def _open(bench: Bench, statement_id: int, verb: str) -> Statement:
    """Return a statement that is not confirmed; NOT_FOUND, then the right, then Refused(STATE)."""
    statement = bench.stores.statements.get(statement_id)
    bench.allow(verb)
    if statement.state not in OPEN_STATES:
        raise refused(
            STATE,
            N_("Statement {number} is confirmed or void: nothing of it is changed any more."),
            "statement_id",
            number=statement.number,
        )
    return statement
