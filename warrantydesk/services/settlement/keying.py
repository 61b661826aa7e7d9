"""Statements and lines by hand: keyed in beside a file, rows put right, dismissed, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.domain.settlement.statement import (
    OPEN_STATES,
    LineState,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.domain.text import is_visible, line, squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.around import Around
from warrantydesk.services.imports.statement_target import AGAIN, MAKER_NUMBER, STATEMENTS, repeated
from warrantydesk.services.imports.target import Subject
from warrantydesk.services.settlement.keyed_lines import KeyedLine, all_filled, filled
from warrantydesk.services.settlement.moving import moved
from warrantydesk.services.settlement.reading import Told, checked, served
from warrantydesk.storage.numbers import STATEMENT

PAPER, OF_STATEMENT = "STATEMENT", "statement:"
"""Code of a statement's own file, and what it belongs to: before the number of the statement."""
_LONGEST = 200


def key(bench: Bench, told: Told, file: Path | None, lines: Sequence[KeyedLine] = ()) -> Statement:
    """Begin a statement that is keyed in; its file is kept. Refused(INVALID) for one twice."""
    brand = served(bench, told.brand)
    bench.allow("statements.key")
    told = checked(bench, brand, told)
    if not is_visible(told.maker_number):
        raise refused(INVALID, N_("Enter the number that the payer gave it."), "maker_number")
    _must_be_new(bench, brand, told, "")
    filled_in = all_filled(bench, brand, 0, lines)
    kept = None
    if file is not None:
        kept = AttachmentService(bench).keep_file(file, PAPER, item=OF_STATEMENT)
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
        bench.stores.statement_lines.add_many(
            [replace(one, statement_id=made.id) for one in filled_in]
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
    made = filled(bench, statement.brand, StatementLine(statement_id), told)
    with bench.change(N_("key in a line"), Kind.STATEMENTS, ids=(statement_id,)):
        added = bench.stores.statement_lines.add(made)
        moved(bench, statement)
    return added


def add_lines(bench: Bench, statement_id: int, told: Sequence[KeyedLine]) -> list[StatementLine]:
    """Key in several lines of a statement that is not confirmed, all or none."""
    statement = _open(bench, statement_id, "statements.add_line")
    made = all_filled(bench, statement.brand, statement_id, told)
    with bench.change(N_("key in lines"), Kind.STATEMENTS, ids=(statement_id,)):
        added = [bench.stores.statement_lines.add(one) for one in made]
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
            **{name: getattr(old, name) for name in known - {"deduction_kind", "tax_percent"}},
            "amount_fen": old.amount_fen if old.amount_fen is not None else 0,
            "deduction_kind": DeductionKind(old.deduction_kind) if old.deduction_kind else None,
            **given,
        }
    )
    if old.amount_fen is None and "amount_fen" not in given:
        raise refused(INVALID, N_("Enter what is paid."), "amount_fen")
    fresh = filled(
        bench, statement.brand, replace(old, state=LineState.NEW, problem=old.problem), told
    )
    with bench.change(N_("put a line right"), Kind.STATEMENTS, ids=(statement.id,)):
        saved = bench.stores.statement_lines.save(fresh)
        moved(bench, statement)
    return saved


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
