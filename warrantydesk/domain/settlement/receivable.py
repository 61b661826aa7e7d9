"""Receivables: how far each claim's money is on its way, for how long, and what was said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import N_


class Stage(StrEnum):
    """Where money that may still come stands, from the claim to the account."""

    FILED = "filed"
    APPROVED = "approved"
    ON_STATEMENT = "on_statement"
    TO_INVOICE = "to_invoice"
    INVOICED = "invoiced"
    REMITTED = "remitted"
    SHORT = "short"
    DISPUTED = "disputed"
    OWED = "owed"


STAGE_NAMES = {
    Stage.FILED: N_("filed, no answer yet"),
    Stage.APPROVED: N_("approved, on no statement"),
    Stage.ON_STATEMENT: N_("on a statement that is not confirmed"),
    Stage.TO_INVOICE: N_("to be invoiced"),
    Stage.INVOICED: N_("invoiced, cash to come"),
    Stage.REMITTED: N_("remitted by the payer"),
    Stage.SHORT: N_("paid short, still asked for"),
    Stage.DISPUTED: N_("in dispute"),
    Stage.OWED: N_("owed to the payer"),
}


class Age(StrEnum):
    """Age of a receivable in days since the claim was first filed (domain.md A 26)."""

    UP_TO_15 = "0-15"
    UP_TO_30 = "16-30"
    UP_TO_60 = "31-60"
    UP_TO_90 = "61-90"
    OVER_90 = "90+"


AGE_ENDS: Mapping[Age, int | None] = {
    Age.UP_TO_15: 15,
    Age.UP_TO_30: 30,
    Age.UP_TO_60: 60,
    Age.UP_TO_90: 90,
    Age.OVER_90: None,
}
"""The last day of each age, None for the one without end."""


def age_of(days: int) -> Age:
    """Return the age of a receivable of so many days."""
    return next(age for age, end in AGE_ENDS.items() if end is None or days <= end)


class NoteReason(StrEnum):
    """Why money still stands, as the clerk says it."""

    MAKER_ASKED = "maker_asked"
    NEXT_STATEMENT = "next_statement"
    NEXT_PAYMENT = "next_payment"
    INVOICE_BACK = "invoice_back"
    IN_DISPUTE = "in_dispute"
    PAPERS = "papers"
    TO_WRITE_OFF = "to_write_off"
    REPORTED = "reported"
    OTHER = "other"


NOTE_REASON_NAMES = {
    NoteReason.MAKER_ASKED: N_("The payer was asked"),
    NoteReason.NEXT_STATEMENT: N_("Promised for the next statement"),
    NoteReason.NEXT_PAYMENT: N_("Promised with the next payment"),
    NoteReason.INVOICE_BACK: N_("The invoice came back"),
    NoteReason.IN_DISPUTE: N_("In dispute with the payer"),
    NoteReason.PAPERS: N_("Papers are missing"),
    NoteReason.TO_WRITE_OFF: N_("Proposed to be written off"),
    NoteReason.REPORTED: N_("Reported to the manager"),
    NoteReason.OTHER: N_("Other reason"),
}


class By(StrEnum):
    """By what receivables are added up."""

    PAYER = "payer"
    STAGE = "stage"
    CLERK = "clerk"


@dataclass(frozen=True)
class Wanted:
    """Which receivables are asked for; empty fields ask for all."""

    brand: str = ""
    payer: str | None = None
    """Code of the supplier who pays, empty for the maker; None for all."""
    clerk: str | None = None
    stage: Stage | None = None
    age: Age | None = None
    filed_before: str = ""
    """Instant as UTC text: only what was filed before it."""
    unexplained: bool = False
    under_way: bool = False
    """Leave out claims whose account is even: the same answer sooner, of positive sums only."""


@dataclass(frozen=True)
class AgeCell:
    """Receivables of one payer, stage, clerk and age: how many claims, net fen."""

    brand: str
    payer: str
    clerk: str
    stage: Stage
    age: Age
    claims: int
    amount_fen: int
    unexplained: int = 0
    unexplained_fen: int = 0


@dataclass(frozen=True)
class AgeRow:
    """One payer, stage or clerk; ``ages`` has net fen and claims by age, youngest first."""

    key: str
    brand: str = ""
    ages: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    unexplained_fen: int = 0
    unexplained: int = 0

    @property
    def amount_fen(self) -> int:
        """All of it, net."""
        return sum(self.ages)

    @property
    def claims(self) -> int:
        """How many claims."""
        return sum(self.counts)


@dataclass(frozen=True)
class AgeTable:
    """Receivables by age, counted from the day of the first filing to ``on``."""

    on: date
    by: By
    names: tuple[str, ...]
    """The ages of the columns, as ``0-15``."""
    rows: tuple[AgeRow, ...]
    total: AgeRow


def age_table(cells: tuple[AgeCell, ...], by: By, on: date) -> AgeTable:
    """Add cells up by payer, stage or clerk; the total is the same for each."""
    keyed: dict[tuple[str, str], list[AgeCell]] = {}
    for cell in cells:
        key = (cell.brand, cell.payer) if by is By.PAYER else ("", str(getattr(cell, by.value)))
        keyed.setdefault(key, []).append(cell)
    rows = [_row(key, brand, some) for (brand, key), some in keyed.items()]
    order = [str(stage) for stage in Stage]
    if by is By.STAGE:
        rows.sort(key=lambda row: order.index(row.key))
    else:
        rows.sort(key=lambda row: (-row.amount_fen, row.brand, row.key))
    names = tuple(str(age) for age in Age)
    return AgeTable(on, by, names, tuple(rows), _row("", "", list(cells)))


def _row(key: str, brand: str, cells: list[AgeCell]) -> AgeRow:
    def of(age: Age) -> list[AgeCell]:
        return [cell for cell in cells if cell.age is age]

    return AgeRow(
        key,
        brand,
        tuple(sum(cell.amount_fen for cell in of(age)) for age in Age),
        tuple(sum(cell.claims for cell in of(age)) for age in Age),
        sum(cell.unexplained_fen for cell in cells),
        sum(cell.unexplained for cell in cells),
    )


@dataclass(frozen=True)
class Receivable:
    """One claim whose money may still come, with the reason why it stands; net fen."""

    claim_id: int
    number: str
    maker_number: str
    brand: str
    payer: str
    clerk: str
    plate: str
    vin: str
    model: str
    state: State
    stage: Stage
    first_on: date
    """The day it was first filed."""
    days: int
    receivable_fen: int
    claimed_fen: int
    approved_fen: int
    paid_fen: int
    answered_on: date | None = None
    statement: str = ""
    statement_id: int | None = None
    due_on: date | None = None
    """Last day of the clock that runs for its money."""
    reason: str = ""
    """Why it stands, a sentence with ``values``."""
    values: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    """The newest note."""
    note_code: str = ""
    note_by: str = ""
    until_on: date | None = None
    explained: bool = True
    """False: older than the profile allows, and no note holds."""

    @property
    def age(self) -> Age:
        """Its age."""
        return age_of(self.days)
