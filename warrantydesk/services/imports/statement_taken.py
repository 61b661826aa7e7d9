"""A whole statement as it was read: its head, every row, and whether its own total is met (V87)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement import LineOf, StatementLine
from warrantydesk.i18n import N_
from warrantydesk.services.imports.around import Around, Beside
from warrantydesk.services.imports.columns import squeezed
from warrantydesk.services.imports.statement_amounts import Manner, agrees
from warrantydesk.services.imports.statement_cells import carried, names_in, undashed, unread_result
from warrantydesk.services.imports.statement_fields import (
    ASKED,
    ASKED_AS_PAID,
    DEDUCTED,
    GROSS,
    PAID,
    SAYS_AMOUNT,
)
from warrantydesk.services.imports.statement_head import Head, Label, Said, head_of, said_in
from warrantydesk.services.imports.statement_meant import sums_claimed
from warrantydesk.services.imports.statement_rows import (
    NO_LINE,
    SUM,
    RowReader,
    Understood,
    Words,
    turn,
)
from warrantydesk.services.imports.target import Outcome, ReadRow, RowResult

_HALF = 2
WRONG_TOTAL = N_("The statement says ¥{total}, its lines make ¥{lines}: ¥{difference} differ.")


@dataclass(frozen=True)
class Taken:
    """A statement as it was read; sums are net fen."""

    head: Head
    rows: tuple[Understood, ...]
    with_tax: bool = False
    """The amounts of the file include tax and were parted."""
    total_fen: int | None = None
    """What it says it pays; None where it says nothing."""
    tax_fen: int | None = None
    total_row: int = 0

    @property
    def lines(self) -> list[StatementLine]:
        """Its lines, in the order of the file."""
        return [one.line for one in self.rows if one.line is not None]

    @property
    def lines_fen(self) -> int:
        """What its lines make together."""
        return _sum(self.rows)


def taken(around: Around, words: Words, rate: Decimal, rows: Sequence[ReadRow]) -> Taken:
    """Return what rows and everything around them say; ``rate`` is the usual percent of tax."""
    around, rows = sums_claimed(around, carried(rows))
    head = head_of(around)
    manner = Manner(head.rate or rate, _is_with_tax(around, head), asked=pays_asked(around))
    manner = replace(manner, by_class=_adds_up(rows, manner))
    found = _understood(around, words, manner, rows)
    said = _said(head, found)
    if not manner.with_tax and _proves_tax(around, said, found):
        manner = replace(manner, with_tax=True)
        found = _understood(around, words, manner, rows)
    with_tax = _taxed(around, manner)
    found = _on_their_side(found, said, with_tax)
    total, row = _total(said, found, with_tax)
    return Taken(head, tuple(found), with_tax, total, _tax(said, found), row)


def pays_asked(around: Around) -> bool:
    """Tell whether the one column of amounts is called as what was claimed (索赔金额)."""
    named = dict(zip(around.fields, around.headers, strict=False))
    if any(name in named for name in (*SAYS_AMOUNT, DEDUCTED)):
        return False
    return squeezed(named.get(ASKED, "")) in ASKED_AS_PAID


def _understood(
    around: Around, words: Words, manner: Manner, rows: Sequence[ReadRow]
) -> list[Understood]:
    reader = RowReader({row.number: row for row in rows}, around, manner, words)
    found = [reader.understood(row) for row in rows]
    return _without_summary(found, head_of(around).said, _taxed(around, manner))


def _taxed(around: Around, manner: Manner) -> bool:
    """Tell whether all amounts of the file include tax."""
    return manner.with_tax or (GROSS in around.fields and PAID not in around.fields)


def _without_summary(
    rows: list[Understood], said: Sequence[Said], with_tax: bool
) -> list[Understood]:
    """Take rows that sum up once more, below the total that the lines above them make, for none.

    Money beside the claims stands there too, and so may lines that name theirs.
    """
    for one in sorted(said, key=lambda each: each.number):
        is_whole = one.is_grand and one.label in _TOTALS
        if is_whole and _is_met_above(one, said, rows, with_tax):
            return [row if row.row.number < one.number else _unsummed(row) for row in rows]
    return rows


def _unsummed(one: Understood) -> Understood:
    made = one.line
    if made is None or made.kind is LineOf.DEDUCTION:
        return one
    named = made.maker_number or made.claim_number or made.vin
    return one if named and made.amount_fen is not None else Understood(one.row, word=NO_LINE)


def _is_with_tax(around: Around, head: Head) -> bool:
    """Tell whether the one column of amounts includes tax, as words above the table say."""
    header = next(
        (text for text, name in zip(around.headers, around.fields, strict=False) if name == PAID),
        "",
    )
    plainly_net = any(word in header for word in ("不含", "未税", "net", "Net", "excl"))
    return head.with_tax and GROSS not in around.fields and not plainly_net


def _adds_up(rows: Sequence[ReadRow], manner: Manner) -> bool:
    """Tell whether the classes mean what is paid: they do in at least half of the rows."""
    told = [agrees(undashed(row.values), manner) for row in rows]
    known = [one for one in told if one is not None]
    return not known or sum(known) * _HALF >= len(known)


def _said(head: Head, rows: Sequence[Understood]) -> list[Said]:
    """Return every sum that the statement says of itself, those within the table last."""
    found = list(head.said)
    for one in rows:
        if one.word == SUM and not names_in(one.row.values):
            values = {k: v for k, v in one.row.values.items() if isinstance(v, int)}
            found += said_in(Beside(one.row.number, "", one.row.cells, values))
    return sorted(found, key=lambda said: said.number)


def _sum(rows: Sequence[Understood]) -> int:
    return sum(one.line.amount_fen or 0 for one in rows if one.line is not None)


def _taxes(rows: Sequence[Understood]) -> int | None:
    """Return the tax of all lines, None where no line says it."""
    told = [one.line.tax_fen for one in rows if one.line and one.line.tax_fen is not None]
    return sum(told) if told else None


def _proves_tax(around: Around, said: Sequence[Said], rows: Sequence[Understood]) -> bool:
    """Tell whether the one column of amounts makes the total with tax and not the one without."""
    if GROSS in around.fields or _taxes(rows) is not None:
        return False
    whole = _sum(rows)
    gross = any(one.label is Label.GROSS and one.fen == whole for one in said)
    net = any(one.label is Label.NET and one.fen == whole for one in said)
    return gross and not net and whole != 0


def _on_their_side(
    rows: list[Understood], said: Sequence[Said], with_tax: bool
) -> list[Understood]:
    """Leave amounts that are taken above 0 where only so the total is met."""
    if not any(one.turned for one in rows) or _met(said, rows, with_tax) is not None:
        return rows
    other = [
        replace(one, line=turn(one.line), turned=False) if one.turned and one.line else one
        for one in rows
    ]
    return other if _met(said, other, with_tax) is not None else rows


def _met(said: Sequence[Said], rows: Sequence[Understood], with_tax: bool) -> Said | None:
    """Return the said total that the lines make."""
    whole, tax = _sum(rows), _taxes(rows)
    grand = [one for one in said if one.is_grand and one.label in _TOTALS]
    for one in reversed(grand):
        if _net(one, said, tax, with_tax) == whole:
            return one
        if one.label is Label.TOTAL and tax is not None and one.fen == whole + tax:
            return one
    return grand[-1] if grand and _is_met_above(grand[-1], said, rows, with_tax) else None


def _is_met_above(
    one: Said, said: Sequence[Said], rows: Sequence[Understood], with_tax: bool
) -> bool:
    """Tell whether the lines above a total make it, and what stands below only adds to it."""
    above = [row for row in rows if row.row.number < one.number]
    return bool(above) and _net(one, said, _taxes(above), with_tax) == _sum(above)


_TOTALS = (Label.TOTAL, Label.NET, Label.GROSS)


def _net(one: Said, said: Sequence[Said], tax: int | None, with_tax: bool) -> int:
    """Return a said total without tax; the tax is what the statement says, else what lines make."""
    if one.label is Label.NET or (one.label is Label.TOTAL and not with_tax):
        return one.fen
    told = [other.fen for other in said if other.label is Label.TAX and other.is_grand]
    taken_off = tax if tax is not None else told[-1] if told else 0
    return one.fen - taken_off


def _total(
    said: Sequence[Said], rows: Sequence[Understood], with_tax: bool
) -> tuple[int | None, int]:
    """Return the net total that the statement says, and its row."""
    met = _met(said, rows, with_tax)
    whole = _sum(rows)
    if met is not None:
        return whole, met.number
    grand = [one for one in said if one.is_grand and one.label in _TOTALS]
    if not grand:
        return None, 0
    by_sheet = [one.fen for one in grand if one.label is Label.TOTAL]
    if len(by_sheet) > 1 and sum(by_sheet) == whole:
        return whole, grand[-1].number
    last = next((one for one in reversed(grand) if one.label is Label.NET), grand[-1])
    return _net(last, said, _taxes(rows), with_tax), last.number


def _tax(said: Sequence[Said], rows: Sequence[Understood]) -> int | None:
    """Return the tax as the statement says it, as a whole or line by line."""
    told = [one.fen for one in said if one.label is Label.TAX and one.is_grand]
    if told:
        return told[-1]
    if (tax := _taxes(rows)) is not None:
        return tax
    gross = [one.fen for one in said if one.label is Label.GROSS and one.is_grand]
    net = [one.fen for one in said if one.label is Label.NET and one.is_grand]
    return gross[-1] - net[-1] if gross and net else None


def results_of(found: Taken) -> list[RowResult]:
    """Return what becomes of each row, and what is said at the row of the total."""
    told = [_result(one) for one in found.rows]
    if found.total_fen is None or not found.rows:
        return told
    by_number = {one.number: one for one in told}
    at = found.total_row or found.rows[-1].row.number
    if found.total_fen != found.lines_fen:
        by_number[at] = RowResult(
            at, Outcome.WARN, WRONG_TOTAL, _difference(found), word=N_("Total")
        )
    elif at not in by_number:
        by_number[at] = RowResult(
            at, Outcome.SAME, N_("The lines make the total of the statement."), word=N_("Total")
        )
    return [by_number[number] for number in sorted(by_number)]


def _difference(found: Taken) -> Mapping[str, object]:
    total, lines = found.total_fen or 0, found.lines_fen
    return {"total": yuan(total), "lines": yuan(lines), "difference": yuan(abs(lines - total))}


def _result(one: Understood) -> RowResult:
    number = one.row.number
    if one.problem is not None:
        return unread_result(one.row, one.problem)
    if one.line is None:
        return RowResult(number, Outcome.SAME, word=one.word)
    if one.doubt:
        return RowResult(number, Outcome.WARN, one.doubt)
    if one.line.kind is LineOf.CLAIM:
        return RowResult(number, Outcome.NEW)
    amount = one.line.amount_fen or 0
    told = N_("The payer takes ¥{amount}.") if amount < 0 else N_("The payer gives ¥{amount}.")
    return RowResult(number, Outcome.NEW, told, {"amount": yuan(abs(amount))}, word=N_("Debit"))
