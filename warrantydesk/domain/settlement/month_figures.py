"""The figures of a month (月结数据), as they are shown, printed and kept at its close.

All amounts are fen, net but where said. Of the claims filed in the month:
claimed = approved + refused + open, approved = paid + deducted + written off + outstanding.
Of the receivable: opening + claimed − refused − paid − deducted − written off + changed = closing.
Of the account: before + received = claims + beside + tax + after.
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class ClaimSums:
    """Claims of one kind with what became of their money; ``key`` is a type, a model, empty."""

    key: str = ""
    claims: int = 0
    claimed_fen: int = 0
    approved_fen: int = 0
    refused_fen: int = 0
    open_fen: int = 0
    paid_fen: int = 0
    deducted_fen: int = 0
    written_off_fen: int = 0
    outstanding_fen: int = 0

    @property
    def comes_out(self) -> bool:
        """Tell whether both identities hold."""
        named = self.paid_fen + self.deducted_fen + self.written_off_fen + self.outstanding_fen
        return (
            self.claimed_fen == self.approved_fen + self.refused_fen + self.open_fen
            and self.approved_fen == named
        )


@dataclass(frozen=True)
class PartSums:
    """One part of the claims of a month; pieces as they stand now."""

    part_no: str
    part_name: str
    claims: int = 0
    quantity: int = 0
    claimed_fen: int = 0
    approved_fen: int = 0
    paid_fen: int = 0
    """The part's share of what its claims were paid."""
    returned: int = 0
    refused: int = 0
    scrapped: int = 0


@dataclass(frozen=True)
class Flow:
    """How the receivable went from the first evening to the last one."""

    opening_fen: int = 0
    claimed_fen: int = 0
    refused_fen: int = 0
    paid_fen: int = 0
    deducted_fen: int = 0
    written_off_fen: int = 0
    changed_fen: int = 0
    """What was changed later in months before this one; 0 where nothing was."""
    closing_fen: int = 0

    @property
    def comes_out(self) -> bool:
        """Tell whether the account comes out even."""
        gone = self.refused_fen + self.paid_fen + self.deducted_fen + self.written_off_fen
        return self.opening_fen + self.claimed_fen - gone + self.changed_fen == self.closing_fen


@dataclass(frozen=True)
class Cash:
    """Money on the account, tax included, and what it was for."""

    before_fen: int = 0
    """Received earlier and not allocated by the first morning."""
    received_fen: int = 0
    claims_fen: int = 0
    """Net, for claims."""
    beside_fen: int = 0
    """Net, for what belongs to no claim; below 0 the payer kept it."""
    tax_fen: int = 0
    after_fen: int = 0
    """Not allocated by the last evening."""

    @property
    def comes_out(self) -> bool:
        """Tell whether every fen on the account has its place."""
        placed = self.claims_fen + self.beside_fen + self.tax_fen
        return self.before_fen + self.received_fen == placed + self.after_fen


@dataclass(frozen=True)
class PayerAccount:
    """What finance's own books hold of the payers: invoices less receipts, tax included."""

    opening_fen: int = 0
    invoiced_fen: int = 0
    received_fen: int = 0

    @property
    def closing_fen(self) -> int:
        """Invoiced and not received; below 0 more came than was invoiced."""
        return self.opening_fen + self.invoiced_fen - self.received_fen


@dataclass(frozen=True)
class SettledSeries:
    """What the statements of the month settle for one model; net fen (B.6)."""

    key: str = ""
    claims: int = 0
    care_fen: int = 0
    labour_fen: int = 0
    parts_fen: int = 0
    rescue_fen: int = 0
    special_fen: int = 0
    freight_fen: int = 0
    campaign_fen: int = 0
    other_fen: int = 0
    deducted_fen: int = 0
    """What is taken for claims of this model; below 0 given."""

    @property
    def total_fen(self) -> int:
        """What is left of all classes after the deductions."""
        return self.settled_fen - self.deducted_fen

    @property
    def settled_fen(self) -> int:
        """All classes together."""
        return (
            self.care_fen
            + self.labour_fen
            + self.parts_fen
            + self.rescue_fen
            + self.special_fen
            + self.freight_fen
            + self.campaign_fen
            + self.other_fen
        )

    def __add__(self, other: "SettledSeries") -> "SettledSeries":
        """Add up two rows; the key of the first one stays."""
        names = [field.name for field in fields(self) if field.name != "key"]
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return SettledSeries(self.key, **sums)


@dataclass(frozen=True)
class Counted:
    """How many there are of one kind, and what they come to; fen."""

    key: str
    count: int = 0
    amount_fen: int = 0


@dataclass(frozen=True)
class ListedStatement:
    """A statement of the month as maker, desk and finance have it."""

    number: str
    maker_number: str
    payer: str
    period: str
    state: str
    confirmed_on: str
    lines: int = 0
    said_fen: int | None = None
    """Net, as the payer says it; None where he says none."""
    settled_fen: int = 0
    unassigned_fen: int = 0
    beside_fen: int = 0
    payable_fen: int = 0
    tax_fen: int = 0
    invoiced_fen: int = 0
    received_fen: int = 0
    """Tax included."""
    paid_fen: int = 0
    outstanding_fen: int = 0


@dataclass(frozen=True)
class ListedInvoice:
    """An invoice issued in the month; amounts of a red one are below 0."""

    number: str
    kind: str
    issued_on: str
    payer: str
    amount_fen: int
    tax_fen: int
    total_fen: int
    credits: str = ""
    corrects: str = ""


@dataclass(frozen=True)
class ListedReceipt:
    """Money that came in the month, tax included; a reversal is below 0."""

    number: str
    received_on: str
    payer: str
    bank_ref: str
    amount_fen: int
    allocated_fen: int
    reverses: str = ""
    corrects: str = ""


@dataclass(frozen=True)
class VoidNumber:
    """A number that is void: the number series never skips silently."""

    number: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Correction:
    """Something booked in the month that puts a closed one right; net fen, receipts with tax."""

    number: str
    kind: str
    corrects: str
    amount_fen: int


@dataclass(frozen=True)
class MonthFigures:
    """Everything that the papers of a month show."""

    brand: str
    month: str
    filed: ClaimSums = ClaimSums()
    flow: Flow = Flow()
    cash: Cash = Cash()
    payers: PayerAccount = PayerAccount()
    by_type: tuple[ClaimSums, ...] = ()
    by_model: tuple[ClaimSums, ...] = ()
    by_part: tuple[PartSums, ...] = ()
    series: tuple[SettledSeries, ...] = ()
    types: tuple[Counted, ...] = ()
    """Settled claims by type."""
    deductions: tuple[Counted, ...] = ()
    """What was taken in the month by kind; below 0 given."""
    asked_fen: int = 0
    """What the settled claims asked for."""
    statements: tuple[ListedStatement, ...] = ()
    invoices: tuple[ListedInvoice, ...] = ()
    receipts: tuple[ListedReceipt, ...] = ()
    voids: tuple[VoidNumber, ...] = ()
    corrections: tuple[Correction, ...] = ()
    missing: tuple[str, ...] = ()
    """Numbers that were given and are nowhere."""
