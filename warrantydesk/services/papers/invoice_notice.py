"""Invoice notice (开票通知单, B.6) of a statement: what is to be invoiced, by model and class."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from warrantydesk.domain.listing import Holds
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.invoice import tax_of
from warrantydesk.domain.settlement.month import month_of
from warrantydesk.domain.settlement.month_figures import MonthFigures
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.i18n import _, date_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.money_words import MoneyWords, MonthPaper, money_words
from warrantydesk.services.papers.settlement_summary import counts, deductions_table, series_table
from warrantydesk.services.settlement.month_figures import AskingMonth, span_of, types_of
from warrantydesk.services.settlement.sums import share_of, standing_invoices, sums_of
from warrantydesk.storage.invoice_notice import StatementReader
from warrantydesk.storage.month_money import Query

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet, MoneyTable

INVOICE_NOTICE = "invoice_notice"


@dataclass(frozen=True)
class AskingStatement(AskingMonth):
    """A question for the figures of one statement."""

    statement_id: int = 0

    def __call__(self, query: Query) -> MonthFigures:
        """Add the figures up by ``query``."""
        reader = StatementReader(query, self.span, self.statement_id)
        entries = reader.settled()
        claims = sorted({one.claim_id for one in entries if one.claim_id and one.type})
        asked = reader.asked_for(claims)
        return MonthFigures(
            self.span.brand,
            self.span.first[:7],
            series=self._series(reader, entries, asked),
            types=types_of(entries),
            deductions=reader.deductions(),
            asked_fen=sum(one.total_fen for one in asked.values()),
        )


def build(bench: Bench, statement_id: int) -> "MoneySheet":
    """Return the notice of a statement as it stands now."""
    from warrantydesk.documents.blocks import Sign
    from warrantydesk.documents.money_sheet import MoneySheet

    statement = bench.stores.statements.get(statement_id)
    words = money_words(bench, statement.brand, statement.number, INVOICE_NOTICE)
    month = month_of(statement.confirmed_on or bench.today)
    asking = AskingStatement(
        span_of(bench, statement.brand, month),
        bench.profile(statement.brand).rates,
        None,
        (),
        statement_id,
    )
    figures = asking(bench.stores.db.query)
    paper = MonthPaper(words, statement.number, figures, bench.person.name)
    return MoneySheet(
        words.desk,
        _("Invoice notice"),
        statement.number,
        (*_head(bench, statement, words), *counts(figures), *_amounts(bench, statement, figures)),
        (
            replace(series_table(paper), empty=_("The statement has no line.")),
            replace(deductions_table(paper), note="", empty=_("Nothing is deducted.")),
            _invoices(bench, statement),
        ),
        (_("All amounts are net, in yuan. The tax is reckoned once, of the whole invoice."),),
        (Sign(_("Warranty clerk"), bench.person.name), Sign(_("Finance"))),
    )


def _head(bench: Bench, statement: Statement, words: MoneyWords) -> tuple[tuple[str, str], ...]:
    confirmed = date_text(statement.confirmed_on) if statement.confirmed_on else "—"
    return (
        (_("Paying party"), words.payer(statement.payer)),
        (_("Payer's number"), statement.maker_number or "—"),
        (_("Settlement period"), statement.period or "—"),
        (_("Confirmed on"), confirmed),
        (_("Drawn up on"), date_text(bench.today)),
        (_("Phone of the station"), words.desk.site.phone or "—"),
        (_("Phone of the clerk"), words.desk.clerk_phone or "—"),
    )


def _amounts(
    bench: Bench, statement: Statement, figures: MonthFigures
) -> tuple[tuple[str, str], ...]:
    sums = sums_of(bench, statement)
    invoiced = sums.invoiced_fen > 0
    rate = bench.profile(statement.brand).rates.tax
    tax = sums.tax_fen if invoiced else tax_of(max(sums.payable_fen, 0), rate)
    return (
        (_("Claimed by these claims ¥"), yuan(figures.asked_fen)),
        (_("To be invoiced, net ¥"), yuan(sums.payable_fen)),
        (_("Tax ¥"), yuan(tax)),
        (_("To be invoiced, with tax ¥"), yuan(sums.payable_fen + tax)),
    )


def _invoices(bench: Bench, statement: Statement) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    rows = []
    for one in standing_invoices(bench, statement):
        net, tax = share_of(one, statement.id)
        rows.append((one.number, one.issued_on, one.buyer, net, tax, net + tax))
    table = MoneyTable(
        _("Invoices"),
        (
            MoneyColumn(_("Number"), share=2),
            MoneyColumn(_("Day of issue"), Holds.DAY, 1.1),
            MoneyColumn(_("Buyer"), share=2),
            MoneyColumn(_("Net ¥"), Holds.MONEY, 1.2),
            MoneyColumn(_("Tax ¥"), Holds.MONEY, 1.1),
            MoneyColumn(_("With tax ¥"), Holds.MONEY, 1.2),
        ),
        tuple(rows),
        empty=_("No invoice was issued yet."),
    )
    return replace(table, sums=total_row(table, _("Total"))) if rows else table
