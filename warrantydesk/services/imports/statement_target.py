"""A payer's statement (结算单): every row a line, or said why it is none or cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from warrantydesk.domain.dates import local_date
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.settlement.statement import OPEN_STATES, Statement, StatementState
from warrantydesk.domain.sheet.layout import TITLE
from warrantydesk.domain.text import code, squeezed
from warrantydesk.i18n import N_, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.part_fields import every_brand, must_be_brand
from warrantydesk.services.imports.statement_fields import FIELDS, NAMES_CLAIM, SAYS_AMOUNT
from warrantydesk.services.imports.statement_head import head_of
from warrantydesk.services.imports.statement_rows import Words
from warrantydesk.services.imports.statement_taken import Taken, pays_asked, results_of, taken
from warrantydesk.services.imports.statement_words import plain
from warrantydesk.services.imports.surroundings import around_of
from warrantydesk.services.imports.target import (
    Field,
    ReadRow,
    RowResult,
    Step,
    Subject,
    SubjectName,
    Value,
    no_step,
)
from warrantydesk.storage.numbers import STATEMENT

MAKER_NUMBER, PERIOD, ISSUED_ON = "maker_number", "period", "issued_on"
TOTAL, TAX, AGAIN = "total_fen", "tax_fen", "again_reason"
"""What may be said of a statement beside its file."""
_AT_ONCE = 2000
_TAX = Decimal(13)
THE_FILE = N_("This very file is statement {number}, read on {day} by {name}.")
THE_NUMBER = N_("Statement {theirs} is here already as {number}, read on {day} by {name}.")


@dataclass(frozen=True)
class Standing:
    """A statement that is here already."""

    number: str
    maker_number: str
    sha256: str
    day: str
    name: str


@dataclass(frozen=True)
class KnownStatements:
    """The statements of a payer that stand, and what is needed to understand a further one."""

    standing: tuple[Standing, ...]
    words: Words
    rate: Decimal


class Statements:
    """Takes a statement of the maker, or of a supplier who pays, whole."""

    code = "statements"
    title = N_("Payer's statement")
    verb = "statements.read"
    kinds: tuple[Kind, ...] = (Kind.STATEMENTS,)
    dated = may_replace = False
    may_undo = keeps_all = True

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return who pays: the maker of each brand, and its suppliers who pay."""
        found: list[SubjectName] = []
        for one in every_brand(bench, profile):
            found += [one, *payers(bench, one.profile)]
        return found

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return what the columns of a statement can mean."""
        _must_pay(bench, subject)
        return FIELDS

    def known(self, bench: Bench, subject: Subject) -> KnownStatements:
        """Read the statements of the payer, the reasons of the brand, and who else pays."""
        _must_pay(bench, subject)
        profile = bench.profile(subject.profile)
        reasons = profile.reasons
        by_name = {
            plain(row[name]).casefold(): one
            for one, row in reasons.items()
            for name in ("name_en", "name_zh")
            if row["kind"] in ("deduction", "claim_refusal")
        }
        words = Words(frozenset(reasons), by_name, _others(bench, subject))
        return KnownStatements(standing(bench, subject), words, profile.rates.tax or _TAX)

    def label(self, known: KnownStatements) -> str:
        """Return nothing: statements have no versions."""
        return ""

    def is_stale(self, bench: Bench, known: KnownStatements, subject: Subject) -> bool:
        """Tell whether another statement of the payer has come since."""
        return standing(bench, subject) != known.standing

    def objection(self, known: KnownStatements, subject: Subject) -> Problem | None:
        """Return why the file is no statement, or that it is here already."""
        fields = subject.around.fields
        if not any(name in fields for name in SAYS_AMOUNT) and not pays_asked(subject.around):
            return Problem("amount_fen", N_("No column says what is paid: choose it above."))
        if not any(name in fields for name in NAMES_CLAIM):
            return Problem("claim_number", N_("No column names a claim or a car: choose it above."))
        return None if subject.told.get(AGAIN) else repeated(known, subject)

    def says(self, draft: Draft) -> tuple[str, ...]:
        """Return by what a file calls itself: the payer's number and the month."""
        head = head_of(around_of(draft))
        return tuple(filter(None, (head.maker_number, head.span.month)))

    def gone(self, known: KnownStatements, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return 0: a statement ends nothing."""
        return 0

    def before(self, known: KnownStatements, row: ReadRow) -> Mapping[str, Value]:
        """Return nothing: what the desk expects is found when lines are matched."""
        return {}

    def judge(
        self, known: KnownStatements, subject: Subject, rows: Sequence[ReadRow]
    ) -> list[RowResult]:
        """Return what becomes of each row, and whether the statement's own total is met."""
        return results_of(taken(subject.around, known.words, known.rate, rows))

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Write the statement with all its lines."""
        known = self.known(bench, subject)
        found = taken(subject.around, known.words, known.rate, rows)
        made = bench.stores.statements.add(_statement(bench, subject, found, batch))
        lines = [replace(one, statement_id=made.id) for one in found.lines]
        for done in range(0, len(lines), _AT_ONCE):
            step(done, len(lines))
            bench.stores.statement_lines.add_many(lines[done : done + _AT_ONCE])
        step(len(lines), len(lines))
        bench.history.clear()

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Void the statement of a batch; Refused(STATE) once it is confirmed."""
        for one in bench.stores.statements.find(batch_id=batch.id):
            if one.state is StatementState.VOID:
                continue
            if one.state not in OPEN_STATES:
                raise refused(
                    STATE,
                    N_("Statement {number} is confirmed: its import stays."),
                    number=one.number,
                )
            voided = replace(one, state=StatementState.VOID, void_reason=reason)
            bench.stores.statements.save(voided)


STATEMENTS = Statements()


def payers(bench: Bench, brand: str) -> list[SubjectName]:
    """Return the suppliers of a brand who pay claims themselves."""
    profile = bench.profile(brand)
    rows = {row["code"]: row for row in profile.rows("suppliers")}
    return [
        SubjectName(brand, one, pick(rows[one]["name_zh"], rows[one]["name_en"]) or one)
        for one in profile.paying_suppliers()
    ]


def standing(bench: Bench, subject: Subject) -> tuple[Standing, ...]:
    """Return the statements of a payer that are not void."""
    people = {one.login: one.name for one in bench.stores.people.find()}
    found = bench.stores.statements.find(brand=subject.profile, payer=subject.name, void_reason="")
    return tuple(
        Standing(
            one.number,
            squeezed(one.maker_number),
            one.sha256,
            str(local_date(one.made_at, bench.clock.zone) or "—"),
            people.get(one.made_by, one.made_by) or "—",
        )
        for one in found
    )


def repeated(known: KnownStatements, subject: Subject) -> Problem | None:
    """Return that a file, or the payer's number of it, is here already."""
    told = subject.told.get(MAKER_NUMBER) or head_of(subject.around).maker_number
    theirs = squeezed(str(told or ""))
    for one in known.standing:
        values = {"number": one.number, "day": one.day, "name": one.name}
        if one.sha256 and one.sha256 == subject.around.sha256:
            return Problem("file", THE_FILE, values)
        if theirs and theirs == one.maker_number:
            return Problem(MAKER_NUMBER, THE_NUMBER, {**values, "theirs": str(told)})
    return None


def here_already(draft: Draft) -> Problem | None:
    """Return that the file of a draft, or its number, is here already; None while it is new."""
    subject = replace(draft.subject, around=around_of(draft))
    return repeated(draft.known, subject)


def payer_named(bench: Bench, draft: Draft) -> str:
    """Return the supplier who pays that the words above the lines name; empty for none."""
    above = [one for one in around_of(draft).beside if one.kind == TITLE]
    cells = [cell for one in above for cell in one.cells]
    words = plain(" ".join(cell for cell in cells if isinstance(cell, str))).casefold()
    rows = {row["code"]: row for row in bench.profile(draft.subject.profile).rows("suppliers")}
    found = [
        one.name
        for one in payers(bench, draft.subject.profile)
        if any(name and name.casefold() in words for name in _names_of(rows[one.name]))
    ]
    return found[0] if len(found) == 1 else ""


def _names_of(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["code"], plain(row["name_zh"]), plain(row["name_en"])


def _must_pay(bench: Bench, subject: Subject) -> None:
    """Refuse a brand that the desk does not serve, and a payer who does not pay."""
    must_be_brand(bench, subject.profile)
    if subject.name and subject.name not in bench.profile(subject.profile).paying_suppliers():
        raise refused(
            INVALID,
            N_("“{payer}” is no supplier of this brand who pays claims."),
            "payer",
            payer=subject.name[:40],
        )


def _others(bench: Bench, subject: Subject) -> frozenset[str]:
    """Return the names and codes of those who pay, but for the one whose statement it is."""
    brand, found = subject.profile, set[str]()
    rows = {row["code"]: row for row in bench.profile(brand).rows("suppliers")}
    for one in payers(bench, brand):
        if one.name != subject.name:
            found.update(_names_of(rows[one.name]))
    if subject.name:
        found |= {bench.maker_name(brand), brand}
    return frozenset(plain(name).casefold() for name in found if name)


def _statement(bench: Bench, subject: Subject, found: Taken, batch: ImportBatch) -> Statement:
    told, head = subject.told, found.head
    again = str(told.get(AGAIN) or "")
    period = str(told.get(PERIOD) or head.span.month)
    issued = told.get(ISSUED_ON) or head.issued_on
    total, tax = told.get(TOTAL), told.get(TAX)
    return Statement(
        number=bench.stores.numbers.short(STATEMENT, bench.site_number, bench.today.year),
        brand=subject.profile,
        payer=subject.name,
        maker_number=code(str(told.get(MAKER_NUMBER) or head.maker_number)),
        period=period,
        first_on=head.span.first_on if period == head.span.month else None,
        last_on=head.span.last_on if period == head.span.month else None,
        issued_on=issued if isinstance(issued, date) else None,
        total_fen=total if isinstance(total, int) else found.total_fen,
        tax_fen=tax if isinstance(tax, int) else found.tax_fen,
        line_count=head.line_count,
        tax_included=found.with_tax,
        file_name=subject.around.file_name,
        sha256=subject.around.sha256,
        batch_id=batch.id,
        note=again,
        made_by=bench.person.login,
        made_at=bench.now,
    )
