"""Confirmed statements for which something is still to come: an invoice, or the money."""

from dataclasses import dataclass

from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.domain.settlement.statement import BOOKED_STATES, Statement, StatementState
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.sums import sums_of

_WAITING = tuple(state for state in BOOKED_STATES if state is not StatementState.CLOSED)


@dataclass(frozen=True)
class WaitingStatement:
    """A statement with its sums."""

    statement: Statement
    sums: StatementSums

    @property
    def id(self) -> int:
        """The statement's number in the desk."""
        return self.statement.id

    @property
    def name(self) -> str:
        """The payer's number, ours where he gives none."""
        return self.statement.maker_number or self.statement.number

    @property
    def to_invoice_fen(self) -> int:
        """What is not invoiced yet, net; 0 where the payer keeps more than he pays."""
        return max(self.sums.payable_fen - self.sums.invoiced_fen, 0)

    @property
    def left_fen(self) -> int:
        """What is still to arrive, tax included; below 0: we owe it."""
        return self.sums.left_fen


def waiting(bench: Bench, brand: str) -> tuple[WaitingStatement, ...]:
    """Return the confirmed statements of a brand, empty: of all, that are not closed."""
    store = bench.stores.statements
    found = [
        one
        for state in _WAITING
        for one in (store.find(state=state.value, **({"brand": brand} if brand else {})))
    ]
    invoices = _invoices(bench, brand)
    return tuple(
        WaitingStatement(one, sums_of(bench, one, invoices.get(one.id, ())))
        for one in sorted(found, key=lambda x: x.id)
    )


def _invoices(bench: Bench, brand: str) -> dict[int, list[Invoice]]:
    """Return the invoices that are not void, red ones among them, by statement; read once."""
    store = bench.stores.invoices
    found: dict[int, list[Invoice]] = {}
    for one in store.find(void_reason="", **({"brand": brand} if brand else {})):
        for number in dict.fromkeys(share.statement_id for share in one.shares):
            found.setdefault(number, []).append(one)
    return found
