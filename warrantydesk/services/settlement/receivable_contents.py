"""What the lists of receivables say: by age, claim by claim, expected cash, abnormal cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from warrantydesk.domain.listing import Cell, Holds, ListColumn
from warrantydesk.domain.masks import masked_plate, sees_in_full
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.abnormal import PATTERN_NAMES
from warrantydesk.domain.settlement.cash import CASH_KIND_NAMES
from warrantydesk.domain.settlement.receivable import (
    NOTE_REASON_NAMES,
    STAGE_NAMES,
    AgeRow,
    By,
    NoteReason,
    Wanted,
    age_table,
)
from warrantydesk.i18n import _, date_text, list_text, named
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.settlement.receivable_abnormal import AbnormalAsked, abnormal
from warrantydesk.services.settlement.receivable_cash import calendar
from warrantydesk.services.settlement.receivable_days import days_of
from warrantydesk.services.settlement.receivable_standing import told

MOST_ROWS = 100_000
CASH_DAYS = 92
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Asked:
    """Which list, of which brand; ``span`` is that of abnormal cost."""

    brand: str
    span: AbnormalAsked
    unexplained: bool = False


class Content(NamedTuple):
    """A list before it is drawn; on paper several columns stand below each other."""

    title: str
    period: str
    columns: tuple[ListColumn, ...]
    rows: list[Row]
    stacks: tuple[tuple[int, ...], ...] = ()
    totals: tuple[tuple[str, str], ...] = ()
    signs: tuple[str, ...] = ()


def _money(title: str) -> ListColumn:
    return ListColumn(title, Holds.MONEY, 13)


def ages_content(bench: Bench, asked: Asked) -> Content:
    """Return receivables by payer, stage and clerk, each with the same sum."""
    cells = bench.stores.receivables.ages(days_of(bench), Wanted(asked.brand))
    rows: list[Row] = []
    total = AgeRow("")
    for by, what in (
        (By.PAYER, _("By payer")),
        (By.STAGE, _("By stage")),
        (By.CLERK, _("By clerk")),
    ):
        table = age_table(cells, by, bench.today)
        total = table.total
        rows += [_age_row(what, key_name(bench, by, one), one) for one in table.rows]
    columns = (
        ListColumn(_("Added up by"), width=11),
        ListColumn(_("Name"), width=24),
        *(_money(_("{age} days", age=age)) for age in table.names),
        _money(_("Sum")),
        ListColumn(_("Claims"), Holds.COUNT, 8),
        _money(_("Unexplained")),
    )
    rows.append(_age_row(_("All"), "", total))
    period = _("on {day}, in days since the first filing", day=date_text(bench.today))
    return Content(
        _("Receivables by age"),
        period,
        columns,
        rows,
        totals=_age_totals(total),
        signs=(_("Warranty clerk"), _("Finance")),
    )


def _age_row(what: str, name: str, one: AgeRow) -> Row:
    return what, name, *one.ages, one.amount_fen, one.claims, one.unexplained_fen


def _age_totals(total: AgeRow) -> tuple[tuple[str, str], ...]:
    return (
        (_("Receivables, yuan"), yuan(total.amount_fen)),
        (_("Claims"), f"{total.claims:,}"),
        (_("Older than 90 days"), yuan(total.ages[-1])),
        (_("Unexplained, yuan"), yuan(total.unexplained_fen)),
    )


def key_name(bench: Bench, by: By, row: AgeRow) -> str:
    """Return a payer's, a stage's or a clerk's name."""
    if by is By.STAGE:
        return next(_(name) for stage, name in STAGE_NAMES.items() if stage == row.key)
    if by is By.CLERK:
        return name_of(bench, row.key) or "—"
    return payer_name(bench, row.brand, row.key)


def payer_name(bench: Bench, brand: str, payer: str) -> str:
    """Return the name of who pays: a supplier, or the maker where the code is empty."""
    if not payer:
        return bench.maker_name(brand)
    supplier = bench.profile(brand).suppliers.get(payer)
    return named(supplier) if supplier else payer


def claims_content(bench: Bench, asked: Asked) -> Content:
    """Return the claims whose money still stands, with the reason."""
    days = days_of(bench)
    wanted = Wanted(asked.brand, unexplained=asked.unexplained)
    found = told(bench, bench.stores.receivables.rows(days, wanted, MOST_ROWS), days)
    plate = str if sees_in_full(bench.person) else masked_plate
    rows: list[Row] = [
        (
            one.number, one.maker_number, payer_name(bench, one.brand, one.payer), plate(one.plate),
            one.first_on, one.days, _(STAGE_NAMES[one.stage]), one.statement,
            one.claimed_fen, one.approved_fen, one.paid_fen, one.receivable_fen,
            _(one.reason, **_shown(one.values)), _note_text(one.note_code, one.note),
            one.until_on, name_of(bench, one.clerk),
        )
        for one in found
    ]  # fmt: skip
    columns = (
        ListColumn(_("Claim"), width=15),
        ListColumn(_("Maker's number"), width=18),
        ListColumn(_("Who pays"), width=17),
        ListColumn(_("Plate"), width=10),
        ListColumn(_("First filed"), Holds.DAY, 14),
        ListColumn(_("Days"), Holds.COUNT, 6),
        ListColumn(_("Stage"), width=16),
        ListColumn(_("Statement"), width=14),
        _money(_("Claimed ¥")),
        _money(_("Approved ¥")),
        _money(_("Paid ¥")),
        _money(_("Receivable ¥")),
        ListColumn(_("Why it stands"), width=40),
        ListColumn(_("What was said of it"), width=30),
        ListColumn(_("Holds until"), Holds.DAY, 14),
        ListColumn(_("Clerk"), width=10),
    )
    total = sum(one.receivable_fen for one in found)
    title = _("Unexplained receivables") if asked.unexplained else _("Receivables, claim by claim")
    return Content(
        title,
        _("on {day}", day=date_text(bench.today)),
        columns,
        rows,
        ((0, 1, 3), (2, 15), (4, 5), (6, 7), (8, 9, 10), (11,), (12,), (13, 14)),
        ((_("Receivables, yuan"), yuan(total)), (_("Claims"), f"{len(rows):,}")),
    )


def _note_text(note_code: str, note: str) -> str:
    names = {str(reason): name for reason, name in NOTE_REASON_NAMES.items()}
    if not note or note_code in ("", NoteReason.OTHER) or note_code not in names:
        return note
    return _("{reason}: {text}", reason=_(names[note_code]), text=note)


def _shown(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: date_text(value) if isinstance(value, date) else value
        for name, value in values.items()
    }


def cash_content(bench: Bench, asked: Asked) -> Content:
    """Return the cash that is expected, sum by sum."""
    found = calendar(bench, asked.brand, CASH_DAYS)
    rows: list[Row] = [
        (
            item.due_on, _("overdue") if item.overdue else "", _(CASH_KIND_NAMES[item.kind]),
            payer_name(bench, item.brand, item.payer), item.statement, item.maker_number,
            item.claims, item.net_fen, item.gross_fen,
        )
        for day in found.days
        for item in day.items
    ]  # fmt: skip
    columns = (
        ListColumn(_("Day"), Holds.DAY, 11),
        ListColumn("", width=9),
        ListColumn(_("Rests on"), width=22),
        ListColumn(_("Who pays"), width=16),
        ListColumn(_("Statement"), width=14),
        ListColumn(_("Payer's number"), width=18),
        ListColumn(_("Number of lines"), Holds.COUNT, 8),
        _money(_("Net ¥")),
        _money(_("With tax ¥")),
    )
    totals = (
        (_("Net, yuan"), yuan(found.net_fen)),
        (_("With tax, yuan"), yuan(found.gross_fen)),
        (_("Overdue with tax, yuan"), yuan(found.overdue_gross_fen)),
        (_("Later with tax, yuan"), yuan(found.later_gross_fen)),
    )
    period = _("{start} to {end}", start=date_text(found.first), end=date_text(found.last))
    return Content(_("Expected cash"), period, columns, rows, totals=totals)


def abnormal_content(bench: Bench, asked: Asked) -> Content:
    """Return what the manager should look at."""
    found = abnormal(bench, asked.span)
    rows: list[Row] = [
        (
            _(PATTERN_NAMES[one.pattern]), one.subject, one.name, one.amount_fen,
            _(one.reason, **_shown(one.values)), len(one.claim_ids), _few(one.numbers),
            name_of(bench, one.reported_by), one.reported_on,
        )
        for one in found
    ]  # fmt: skip
    columns = (
        ListColumn(_("What strikes"), width=22),
        ListColumn(_("Of whom or what"), width=23),
        ListColumn(_("Name"), width=18),
        _money(_("Amount ¥")),
        ListColumn(_("Against what is usual"), width=36),
        ListColumn(_("Claims"), Holds.COUNT, 8),
        ListColumn(_("Numbers"), width=34),
        ListColumn(_("Reported by"), width=13),
        ListColumn(_("Reported on"), width=14),
    )
    span = asked.span
    period = _("{start} to {end}", start=date_text(span.first), end=date_text(span.last))
    return Content(
        _("Abnormal cost: report to the manager"),
        period,
        columns,
        rows,
        ((0,), (1, 2), (3,), (4,), (5,), (6,), (7, 8)),
        signs=(_("Warranty clerk"), _("Service manager")),
    )


def _few(numbers: tuple[str, ...], most: int = 12) -> str:
    shown = list_text(numbers[:most])
    if len(numbers) <= most:
        return shown
    return _("{numbers} and {n} more", numbers=shown, n=len(numbers) - most)
