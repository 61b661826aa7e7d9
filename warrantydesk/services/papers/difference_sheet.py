"""Difference sheet (差异对账单) of a statement: for finance and the maker, signed by all three."""

from typing import TYPE_CHECKING

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement import (
    STATEMENT_STATE_NAMES,
    Statement,
)
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.i18n import _, date_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.difference_tables import DifferenceTables
from warrantydesk.services.papers.money_words import MoneyWords, money_words
from warrantydesk.services.settlement.sums import sums_of

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet

DIFFERENCE_SHEET = "difference_sheet"


def build(bench: Bench, statement_id: int) -> "MoneySheet":
    """Return the sheet of a statement as it stands now."""
    from warrantydesk.documents.blocks import Sign
    from warrantydesk.documents.money_sheet import MoneySheet

    statement = bench.stores.statements.get(statement_id)
    words = money_words(bench, statement.brand, statement.number, DIFFERENCE_SHEET)
    read, sums = DifferenceTables(bench, statement), sums_of(bench, statement)
    confirmed = date_text(statement.confirmed_on) if statement.confirmed_on else ""
    signed = date_text(statement.signed_on) if statement.signed_on else ""
    return MoneySheet(
        words.desk,
        _("Difference sheet"),
        statement.number,
        _head(statement, words, sums),
        (
            read.sums(sums),
            read.by_kind(),
            read.lines(),
            read.unknown(),
            read.deductions(),
            read.not_settled(),
        ),
        (_("All amounts are net, in yuan. Difference: settled less expected."),),
        (
            Sign(_("Warranty desk"), name_of(bench, statement.confirmed_by), confirmed),
            Sign(_("Finance"), statement.signed_by, signed),
            Sign(words.payer(statement.payer) if statement.payer else _("Maker")),
        ),
        foot=_("The maker is asked to put right what is still asked for."),
    )


def _head(
    statement: Statement, words: MoneyWords, sums: StatementSums
) -> tuple[tuple[str, str], ...]:
    return (
        (_("Paying party"), words.payer(statement.payer)),
        (_("Payer's number"), statement.maker_number or "—"),
        (_("Settlement period"), statement.period or "—"),
        (_("Drawn up on"), date_text(statement.issued_on) if statement.issued_on else "—"),
        (_("State"), _(STATEMENT_STATE_NAMES[statement.state])),
        (_("Line count"), f"{sums.lines:,}"),
        (_("To be invoiced, net ¥"), yuan(sums.payable_fen)),
        (_("Tax ¥"), yuan(sums.tax_fen)),
        (_("Received, with tax ¥"), yuan(sums.received_fen)),
        (_("Outstanding ¥"), yuan(sums.outstanding_fen)),
    )
