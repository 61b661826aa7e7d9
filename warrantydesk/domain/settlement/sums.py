"""What a statement comes to: lines, deductions, tax, invoices, receipts; integer fen."""

from dataclasses import dataclass

from warrantydesk.domain.money import half_up_ratio


@dataclass(frozen=True)
class StatementSums:
    """The sums of one statement; net but for ``received_fen``, ``due_fen`` and the tax itself."""

    lines: int = 0
    settled_fen: int = 0
    """All lines about claims, known or not."""
    unassigned_fen: int = 0
    """What of that belongs to no claim of this desk."""
    beside_fen: int = 0
    """Lines beside the claims; below 0 the payer keeps money."""
    tax_fen: int = 0
    """Tax of the invoices that stand, else as the statement says it."""
    invoiced_fen: int = 0
    received_fen: int = 0
    """On the account, tax included."""
    paid_fen: int = 0
    """What of that is net."""
    sent: bool = False
    accepted: bool = False
    """Every invoice that stands was sent, was accepted."""

    @property
    def payable_fen(self) -> int:
        """What is to be invoiced."""
        return self.settled_fen + self.beside_fen

    @property
    def due_fen(self) -> int:
        """What is to arrive, tax included."""
        return self.payable_fen + self.tax_fen

    @property
    def outstanding_fen(self) -> int:
        """What of the payable sum did not arrive yet."""
        return self.payable_fen - self.paid_fen

    @property
    def left_fen(self) -> int:
        """What is still to arrive, tax included."""
        return self.due_fen - self.received_fen

    @property
    def is_invoiced(self) -> bool:
        """Tell whether nothing is left to be invoiced."""
        return self.payable_fen <= 0 or self.invoiced_fen == self.payable_fen

    @property
    def is_received(self) -> bool:
        """Tell whether all of it arrived."""
        return self.received_fen >= self.due_fen

    def net_of(self, received_fen: int) -> int:
        """Return what is net of a received sum in all, rounded half up; the whole is exact.

        Receipts add up: what a further one brings net is the difference of two such sums.
        """
        if received_fen >= self.due_fen or self.due_fen <= 0:
            return self.payable_fen
        return half_up_ratio(received_fen, self.payable_fen, self.due_fen)
