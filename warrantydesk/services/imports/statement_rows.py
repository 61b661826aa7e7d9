"""One row of a statement: a claim that is paid, money beside the claims, or what it is instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.domain.settlement.statement import LineOf, StatementLine
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.imports.around import NOTHING_AROUND, Around
from warrantydesk.services.imports.statement_amounts import (
    Amounts,
    Manner,
    amounts_of,
    by_class,
    fen,
)
from warrantydesk.services.imports.statement_cells import (
    AMOUNTS,
    LONGEST,
    Values,
    code_in,
    first_words,
    is_header,
    is_heading,
    is_note,
    is_section,
    names_in,
    numbers_in,
    says_amount,
    text_in,
    undashed,
    unread_day,
    unread_line,
    unreadable,
    vin_in,
)
from warrantydesk.services.imports.statement_classes import LABOUR, PARTS
from warrantydesk.services.imports.statement_fields import (
    DATED_ON,
    DEDUCTION_KIND,
    KIND,
    PAID,
    PAYER,
    PLATE,
    REASON,
    REASON_CODE,
    SETTLED_ON,
    TEXT,
)
from warrantydesk.services.imports.statement_head import names_sum
from warrantydesk.services.imports.statement_words import (
    class_of,
    is_beside,
    is_sum,
    kind_of,
    plain,
    reason_code_of,
    takes,
    takes_beside,
    words_of,
)
from warrantydesk.services.imports.target import Outcome, ReadRow, RowResult, Value

SUM, NO_LINE, GOES_ON = N_("Sum of lines"), N_("Not a line"), N_("Goes on above")
_NO_DAY = N_("The day cannot be read: it is left empty.")
_NO_CLAIM = N_("The row names no claim.")
_OTHER_PAYER = N_("Another payer: {cell}.")
_CODE_FIRST = re.compile(r"\s*[(\[]?([A-Z][0-9]{2})\b[\]):：,，、\s-]*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Words:
    """What the desk knows to understand a statement."""

    reasons: frozenset[str] = frozenset()
    """Codes of reasons."""
    by_name: Mapping[str, str] = field(default_factory=dict)
    """Codes of reasons by their names."""
    others: frozenset[str] = frozenset()
    """Names and codes of those who pay, but for the one whose statement it is."""


NO_WORDS, PLAINLY = Words(), Manner(Decimal(0))


@dataclass(frozen=True, slots=True)
class Understood:
    """A row as it was understood; without ``line`` it is none, and ``word`` says what it is."""

    row: ReadRow
    line: StatementLine | None = None
    word: str = ""
    problem: RowResult | None = None
    """What could not be read in it: the line is UNREAD."""
    doubt: str = ""
    turned: bool = False
    """The amount was written above 0, and the words say that it is taken."""


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of one file; ``rows`` are all of them by number."""

    rows: Mapping[int, ReadRow]
    around: Around = NOTHING_AROUND
    manner: Manner = PLAINLY
    words: Words = NO_WORDS

    def understood(self, row: ReadRow) -> Understood:
        """Return what a row is."""
        values = undashed(self._filled(row))
        names = names_in(values)
        if not names and is_note(row) and not is_beside(words_of(row.cells)):
            return Understood(row, word=NO_LINE)
        if not names and (is_header(row) or is_section(row)):
            return Understood(row, word=NO_LINE)
        problem = unreadable(row, values, names)
        if problem is None and (word := self._no_line(row, values, names)):
            return Understood(row, word=word)
        amounts = None if problem else amounts_of(values, self.manner)
        if isinstance(amounts, Problem):
            problem, amounts = _result(row, amounts), None
        made = self._line(row, values, names, amounts)
        problem = problem or self._of_another(row, values)
        if problem is not None:
            return Understood(row, unread_line(made, row, problem), problem=problem)
        return self._told_apart(row, values, made, is_named=bool(names))

    def _filled(self, row: ReadRow) -> Mapping[str, Value]:
        """Return the values of a row; names drawn over several rows count in each of them."""
        if not self.around.drawn:
            return row.values
        values = dict(row.values)
        for place, name in enumerate(self.around.fields):
            if not name or name in AMOUNTS or values.get(name) is not None:
                continue
            top = self.rows.get(self.around.drawn.get((row.number, place), 0))
            if top is not None:
                values[name] = top.values.get(name)
        return values

    def _no_line(self, row: ReadRow, values: Values, names: Mapping[str, str]) -> str:
        """Return what a row is that is no line, empty for a line."""
        if not names and names_sum(first_words(row)):
            return SUM
        if self._sums_claim(row, values, names):
            return SUM
        if says_amount(values):
            return ""
        if any(
            (row.number, place) in self.around.drawn
            for place, name in enumerate(self.around.fields)
            if name in AMOUNTS
        ):
            return GOES_ON
        beside = is_beside(words_of(row.cells))
        return NO_LINE if not beside and (not names or is_heading(row)) else ""

    def _sums_claim(self, row: ReadRow, values: Values, names: Mapping[str, str]) -> bool:
        """Tell whether a row only adds up the rows of its claim above it."""
        above = self.rows.get(row.number - 1)
        said = any(is_sum(str(values.get(name) or "")) for name in (KIND, TEXT))
        return said and bool(names) and above is not None and names_in(above.values) == names

    def _line(
        self, row: ReadRow, values: Values, names: Mapping[str, str], amounts: Amounts | None
    ) -> StatementLine:
        sheet, number = self.around.place(row.number)
        theirs, ours = numbers_in(names)
        reason_code, reason = self._reason(values, amounts)
        day = values.get(DATED_ON) or values.get(SETTLED_ON)
        paid = amounts or Amounts(0)
        parts, labour, other = _by_class(values, paid)
        return StatementLine(
            statement_id=0,
            row=number,
            sheet=sheet,
            maker_number=theirs,
            claim_number=ours,
            vin=vin_in(names),
            plate=code_in(values, PLATE),
            dated_on=day if isinstance(day, date) else None,
            text=text_in(values, names),
            amount_fen=amounts.net_fen if amounts else fen(values, PAID),
            tax_fen=paid.tax_fen,
            asked_fen=paid.asked_fen,
            parts_fen=parts,
            labour_fen=labour,
            other_fen=other,
            reason_code=reason_code,
            reason_text=reason,
        )

    def _reason(self, values: Values, amounts: Amounts | None) -> tuple[str, str]:
        """Return code and words of why a row pays what it pays."""
        text = str(values.get(REASON) or "")
        if not text and amounts is not None and (amounts.asked_fen or 0) > amounts.net_fen:
            text = str(values.get(TEXT) or "")
        number = code_in(values, REASON_CODE)
        found = _CODE_FIRST.fullmatch(text)
        if not number and found and found.group(1) in self.words.reasons:
            number, text = found.group(1), found.group(2)
        number = number or self.words.by_name.get(plain(text).casefold(), "")
        return number, line(text)[:LONGEST]

    def _of_another(self, row: ReadRow, values: Values) -> RowResult | None:
        """Say that a row is paid by somebody else."""
        told = (plain(str(values.get(PAYER) or "")), plain(self.around.place(row.number)[0]))
        payer = next((one for one in told if one.casefold() in self.words.others), "")
        if not payer:
            return None
        return _result(row, Problem(PAYER, _OTHER_PAYER, {"cell": payer}))

    def _told_apart(
        self, row: ReadRow, values: Values, made: StatementLine, *, is_named: bool
    ) -> Understood:
        """Tell a paid claim from money beside the claims."""
        amount = made.amount_fen or 0
        told = str(values.get(DEDUCTION_KIND) or values.get(KIND) or "")
        words = f"{told} {words_of(row.cells)} {made.sheet}"
        beside = is_beside(words)
        if is_named and not (is_beside(told) or (amount < 0 and takes_beside(words))):
            return Understood(row, made, doubt=_NO_DAY if unread_day(row) else "")
        if not is_named and not beside and amount >= 0:
            return Understood(row, made, doubt=_NO_CLAIM)
        turned = amount > 0 and takes(words)
        deduction = self._deduction(made, told, words)
        return Understood(row, turn(deduction) if turned else deduction, turned=turned)

    def _deduction(self, made: StatementLine, told: str, words: str) -> StatementLine:
        """Return a line as money beside the claims; ``told`` is its kind in its own column."""
        kind = kind_of(told, made.reason_code)
        kind = kind_of(words, made.reason_code) if kind is DeductionKind.OTHER else kind
        number = made.reason_code or reason_code_of(kind)
        return replace(
            made,
            kind=LineOf.DEDUCTION,
            deduction_kind=str(kind),
            reason_code=number if number in self.words.reasons else made.reason_code,
            parts_fen=None,
            labour_fen=None,
            other_fen=None,
        )


def turn(made: StatementLine) -> StatementLine:
    """Return a line with its amount on the other side."""
    tax = None if made.tax_fen is None else -made.tax_fen
    return replace(made, amount_fen=-(made.amount_fen or 0), tax_fen=tax)


def _result(row: ReadRow, problem: Problem) -> RowResult:
    return RowResult(row.number, Outcome.WARN, problem.message, problem.values, field=problem.field)


def _by_class(values: Values, paid: Amounts) -> tuple[int | None, int | None, int | None]:
    """Return the classes of a row; a row of one class only says it in words."""
    if paid.parts_fen is not None or by_class(values):
        return paid.parts_fen, paid.labour_fen, paid.other_fen
    named = class_of(str(values.get(KIND) or "")) or class_of(str(values.get(TEXT) or ""))
    if not named:
        return None, None, None
    net = paid.net_fen
    return (net, 0, 0) if named == PARTS else (0, net, 0) if named == LABOUR else (0, 0, net)
