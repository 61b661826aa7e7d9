"""The sums of statements, read together."""

from collections.abc import Sequence
from dataclasses import replace

from warrantydesk.domain.money import half_up_ratio
from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.services.bench import Bench


def sums_of(
    bench: Bench, statement: Statement, invoices: Sequence[Invoice] | None = None
) -> StatementSums:
    """Return what a statement comes to; ``invoices`` are those of it that were read already."""
    stores = bench.stores
    told = stores.statement_lines.told(statement.id)
    received, paid = stores.receipt_shares.of_statement(statement.id)
    sums = StatementSums(
        told.lines,
        told.settled_fen,
        told.unassigned_fen,
        told.beside_fen,
        statement.tax_fen if statement.tax_fen is not None else told.tax_fen,
        received_fen=received,
        paid_fen=paid,
    )
    standing = standing_invoices(bench, statement) if invoices is None else invoices
    return _with_invoices(sums, statement.id, standing)


def standing_invoices(bench: Bench, statement: Statement) -> list[Invoice]:
    """Return the invoices of a statement that are not void, red ones among them."""
    return bench.stores.invoices.of_statement(statement.id)


def share_of(invoice: Invoice, statement_id: int) -> tuple[int, int]:
    """Return what of an invoice is for a statement: net and tax in fen.

    The tax of an invoice over several statements is parted by running sums, so that the parts
    always come to the whole.
    """
    net = tax = before = 0
    for share in invoice.shares:
        after = before + share.amount_fen
        if share.statement_id == statement_id:
            net += share.amount_fen
            tax += _tax_up_to(invoice, after) - _tax_up_to(invoice, before)
        before = after
    return net, tax


def _tax_up_to(invoice: Invoice, net_fen: int) -> int:
    whole = invoice.amount_fen
    if not whole or net_fen == whole:
        return invoice.tax_fen if net_fen == whole else 0
    return half_up_ratio(invoice.tax_fen, abs(net_fen), abs(whole))


def _with_invoices(
    sums: StatementSums, statement_id: int, invoices: Sequence[Invoice]
) -> StatementSums:
    if not invoices:
        return sums
    shares = [share_of(one, statement_id) for one in invoices]
    taken_back = {one.credits for one in invoices}
    standing = [one for one in invoices if one.credits is None and one.id not in taken_back]
    if not standing:
        return sums
    return replace(
        sums,
        invoiced_fen=sum(net for net, _tax in shares),
        tax_fen=sum(tax for _net, tax in shares),
        sent=all(one.sent_on and not one.returned_on for one in standing),
        accepted=all(one.accepted_on and not one.returned_on for one in standing),
    )
