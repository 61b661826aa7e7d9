"""Columns of the page of receivables: groups by age, claims, expected cash, what strikes."""

from collections.abc import Callable
from datetime import date

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.abnormal import PATTERN_NAMES
from warrantydesk.domain.settlement.cash import CASH_KIND_NAMES, CashItem, CashKind
from warrantydesk.domain.settlement.receivable import Age, AgeRow, By, Receivable, Stage
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import seconds
from warrantydesk.ui.tabs.settlement.receivable_words import (
    STAGE_MARKS,
    MoneyNames,
    note_of,
    reason_of,
    shown,
    stage_word,
    thousands,
)

_CASH_MARKS = {
    CashKind.REMITTED: Mark.RUNNING,
    CashKind.INVOICED: Mark.RUNNING,
    CashKind.TO_INVOICE: Mark.TODO,
    CashKind.NEXT_STATEMENT: Mark.TODO,
}


def group_columns(names: MoneyNames, by: Callable[[], By]) -> list[Column]:
    """Return a row a payer, stage or clerk: whole yuan by age, the sum to the fen."""

    def age_column(place: int, age: Age) -> Column:
        return Column(
            str(age),
            str(age).replace("-", "–"),
            "right",
            width=62,
            text=lambda row: thousands(row.ages[place]) if row.counts[place] else "—",
            value=lambda row: row.ages[place],
            holds=Holds.MONEY,
            copy=lambda row: yuan(row.ages[place]),
            sort=lambda row: row.ages[place],
        )

    return [
        Column(
            "name",
            "",
            width=120,
            text=lambda row: names.group(by(), row),
            mark=lambda row: STAGE_MARKS[Stage(row.key)] if by() is By.STAGE else None,
            bold=True,
            stretch=True,
            sort=lambda row: names.group(by(), row),
        ),
        *(age_column(place, age) for place, age in enumerate(Age)),
        Column(
            "sum",
            _("Sum ¥"),
            "right",
            width=94,
            text=lambda row: yuan(row.amount_fen),
            value=lambda row: row.amount_fen,
            holds=Holds.MONEY,
            bold=True,
            sort=lambda row: row.amount_fen,
        ),
        Column(
            "unexplained",
            _("Unexplained"),
            "right",
            width=84,
            text=_unexplained,
            value=lambda row: row.unexplained_fen,
            holds=Holds.MONEY,
            tone=lambda row: Tone.WARN if row.unexplained else Tone.NEUTRAL,
            sort=lambda row: row.unexplained_fen,
        ),
    ]


def _unexplained(row: AgeRow) -> str:
    return str(row.unexplained) if row.unexplained else "—"


def claim_columns(names: MoneyNames) -> list[Column]:
    """Return a row a claim with the reason why its money stands."""
    return [
        Column(
            "number",
            _("Claim"),
            width=122,
            **seconds(
                lambda row: row.maker_number or names.plate(row.plate),
                lambda row: row.maker_number or names.filed_plate(row.plate),
            ),
            bold=True,
        ),
        Column(
            "payer",
            _("Who pays"),
            width=122,
            text=lambda row: names.payer(row.brand, row.payer),
            **seconds(
                lambda row: names.plate(row.plate) if row.maker_number else "",
                lambda row: names.filed_plate(row.plate) if row.maker_number else "",
            ),
        ),
        Column(
            "days",
            _("Days"),
            "right",
            width=84,
            second=lambda row: date_text(row.first_on),
            tone=_age_tone,
            sort=lambda row: row.days,
            value=lambda row: row.days,
            holds=Holds.COUNT,
        ),
        Column(
            "stage",
            _("How far it is"),
            width=180,
            text=lambda row: stage_word(row.stage),
            second=lambda row: row.statement,
            mark=lambda row: STAGE_MARKS[row.stage],
            sort=lambda row: list(Stage).index(row.stage),
        ),
        Column(
            "receivable_fen",
            _("Receivable ¥"),
            "right",
            width=100,
            text=lambda row: yuan(row.receivable_fen),
            value=lambda row: row.receivable_fen,
            holds=Holds.MONEY,
            second=lambda row: _("of {amount}", amount=yuan(row.claimed_fen)),
            bold=True,
            sort=lambda row: row.receivable_fen,
        ),
        Column(
            "reason",
            _("Why it stands"),
            width=150,
            text=reason_of,
            second=note_of,
            second_tone=lambda row: Tone.NEUTRAL if row.explained else Tone.WARN,
            corner=lambda row: None if row.explained else Mark.WARN,
            stretch=True,
            sort=reason_of,
        ),
        Column("clerk", _("Clerk"), width=70, text=lambda row: names.person(row.clerk)),
    ]


def _age_tone(row: Receivable) -> Tone:
    if row.age is Age.OVER_90:
        return Tone.DANGER
    return Tone.WARN if row.days > 30 else Tone.NEUTRAL


def cash_columns(names: MoneyNames, today: Callable[[], date]) -> list[Column]:
    """Return a row a sum that is expected."""
    return [
        Column(
            "due_on",
            _("Expected by"),
            width=108,
            text=lambda row: date_text(row.due_on),
            value=lambda row: row.due_on,
            holds=Holds.DAY,
            second=lambda row: _left(row, today()),
            mark=lambda row: Mark.OVERDUE if row.overdue else _CASH_MARKS[row.kind],
            second_tone=lambda row: Tone.DANGER if row.overdue else Tone.NEUTRAL,
            bold=True,
            sort=lambda row: row.due_on,
        ),
        Column(
            "kind",
            _("Rests on"),
            width=90,
            text=lambda row: _(CASH_KIND_NAMES[row.kind]),
            stretch=True,
        ),
        Column(
            "payer",
            _("Who pays"),
            width=110,
            text=lambda row: names.payer(row.brand, row.payer),
        ),
        Column(
            "statement",
            _("Statement"),
            width=118,
            text=lambda row: row.statement or "—",
            second=lambda row: row.maker_number,
        ),
        Column(
            "claims",
            _("Number of lines"),
            "right",
            width=78,
            sort=lambda row: row.claims,
            value=lambda row: row.claims,
            holds=Holds.COUNT,
        ),
        Column(
            "net_fen",
            _("Net ¥"),
            "right",
            width=96,
            text=lambda row: yuan(row.net_fen),
            value=lambda row: row.net_fen,
            holds=Holds.MONEY,
            sort=lambda row: row.net_fen,
        ),
        Column(
            "gross_fen",
            _("With tax ¥"),
            "right",
            width=98,
            text=lambda row: yuan(row.gross_fen),
            value=lambda row: row.gross_fen,
            holds=Holds.MONEY,
            bold=True,
            sort=lambda row: row.gross_fen,
        ),
    ]


def _left(row: CashItem, today: date) -> str:
    days = (row.due_on - today).days
    if days < 0:
        return ngettext_("{n} day over", "{n} days over", -days)
    if days == 0:
        return _("Today")
    return ngettext_("{n} day left", "{n} days left", days)


def abnormal_columns(names: MoneyNames) -> list[Column]:
    """Return a row a thing that strikes."""
    return [
        Column(
            "pattern",
            _("What strikes"),
            width=222,
            text=lambda row: _(PATTERN_NAMES[row.pattern]),
            mark=lambda row: Mark.DONE if row.reported_by else Mark.WARN,
            bold=True,
        ),
        Column(
            "subject",
            _("Of whom or what"),
            width=124,
            **names.subjects(),
            second=lambda row: row.subject if (row.name or row.subject) != row.subject else "",
        ),
        Column(
            "reason",
            _("Against what is usual"),
            width=100,
            text=lambda row: _(row.reason, **shown(row.values)),
            stretch=True,
        ),
        Column(
            "claims",
            _("Claims"),
            "right",
            width=64,
            text=lambda row: str(len(row.claim_ids)),
            value=lambda row: len(row.claim_ids),
            holds=Holds.COUNT,
            sort=lambda row: len(row.claim_ids),
        ),
        Column(
            "amount_fen",
            _("Amount ¥"),
            "right",
            width=104,
            text=lambda row: yuan(row.amount_fen) if row.amount_fen else "—",
            value=lambda row: row.amount_fen,
            holds=Holds.MONEY,
            sort=lambda row: row.amount_fen,
        ),
        Column(
            "reported",
            _("Reported"),
            width=110,
            text=lambda row: names.person(row.reported_by) if row.reported_by else "—",
            second=lambda row: (
                date_text(date.fromisoformat(row.reported_on)) if row.reported_on else ""
            ),
        ),
    ]
