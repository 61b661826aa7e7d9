"""Invoices as they are looked at: with their state and the statements they are for."""

from dataclasses import dataclass

from warrantydesk.domain.settlement.invoice import Invoice, InvoiceState
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.receipt_views import StatementShare


@dataclass(frozen=True)
class InvoiceView:
    """An invoice, how far it is, and its statements with their net shares; fen."""

    invoice: Invoice
    state: InvoiceState
    statements: tuple[StatementShare, ...] = ()
    red_number: str = ""
    """Number of the red invoice that takes it back."""

    @property
    def id(self) -> int:
        """Its number in the desk."""
        return self.invoice.id


def view_of(bench: Bench, invoice: Invoice) -> InvoiceView:
    """Return one invoice as it is looked at."""
    red = bench.stores.invoices.find(credits=invoice.id, void_reason="")
    return _view(invoice, red[0].number if red else "", _names(bench, [invoice]))


def listed(bench: Bench, brand: str) -> tuple[InvoiceView, ...]:
    """Return the invoices of a brand, empty: of all, the newest first."""
    store = bench.stores.invoices
    found = store.find(brand=brand) if brand else store.find()
    red = {one.credits: one.number for one in found if one.credits and not one.void_reason}
    names = _names(bench, found)
    views = [_view(one, red.get(one.id, ""), names) for one in found]
    return tuple(sorted(views, key=lambda x: (str(x.invoice.issued_on), x.id), reverse=True))


def _names(bench: Bench, invoices: list[Invoice]) -> dict[int, tuple[str, str]]:
    wanted = {share.statement_id for one in invoices for share in one.shares}
    found = bench.stores.statements.several(wanted)
    return {one.id: (one.number, one.maker_number) for one in found}


def _view(invoice: Invoice, red_number: str, names: dict[int, tuple[str, str]]) -> InvoiceView:
    shares = tuple(
        StatementShare(one.statement_id, *names[one.statement_id], one.amount_fen)
        for one in invoice.shares
    )
    return InvoiceView(invoice, invoice.state(taken_back=bool(red_number)), shares, red_number)
