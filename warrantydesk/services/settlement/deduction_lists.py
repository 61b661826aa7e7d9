"""The ledger of deductions as it is looked at: by kind, state and clock, with what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.settlement.deduction import (
    Deduction,
    DeductionKind,
    DeductionState,
)
from warrantydesk.domain.text import code, line
from warrantydesk.services.bench import Bench
from warrantydesk.storage.deductions import DeductionEntry, Proposal, Wanted

__all__ = [
    "DeductionEntry",
    "DeductionLedger",
    "DeductionSums",
    "Proposal",
    "due",
    "sums_of",
]
MOST = 10_000
"""Rows that a list shows."""


@dataclass(frozen=True)
class DeductionSums:
    """What deductions come to; net fen."""

    count: int = 0
    taken_fen: int = 0
    """Above 0, what payers take."""
    given_fen: int = 0
    """Below 0, what they give."""
    disputed_fen: int = 0
    """Of what payers take, what is in dispute."""
    open_fen: int = 0
    """Of what payers take, what nobody disputed or accepted yet."""
    booked_fen: int = 0
    """What statements have taken and given."""

    @property
    def total_fen(self) -> int:
        """Taken less given."""
        return self.taken_fen + self.given_fen


def due(bench: Bench, until: date | None = None) -> list[DeductionEntry]:
    """Return open deductions whose dispute clock ends until a day, the nearest first (V93).

    Without a day: those that must be disputed today or should have been.
    """
    wanted = Wanted(due_by=until or bench.today)
    found = bench.stores.deduction_lists.ledger(wanted, MOST)
    return sorted(found, key=lambda one: (one.deduction.due_on or date.max, one.deduction.id))


def sums_of(entries: Sequence[DeductionEntry]) -> DeductionSums:
    """Add up what stands of some deductions."""
    standing = [entry.deduction for entry in entries if entry.deduction.stands]
    return DeductionSums(
        len(standing),
        sum(one.amount_fen for one in standing if one.amount_fen > 0),
        sum(one.amount_fen for one in standing if one.amount_fen < 0),
        _taken(standing, DeductionState.DISPUTED),
        _taken(standing, DeductionState.OPEN),
        sum(one.amount_fen for one in standing if one.counts),
    )


def _taken(standing: Sequence[Deduction], state: DeductionState) -> int:
    return sum(one.amount_fen for one in standing if one.state is state and one.amount_fen > 0)


class DeductionLedger:
    """Reads the ledger; it writes nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def get(self, deduction_id: int) -> Deduction:
        """Return a deduction."""
        return self._bench.stores.deductions.get(deduction_id)

    def named(self, key: str) -> int | None:
        """Return the id of a deduction of which the number or the id is given."""
        found = self._bench.stores.deductions.find(number=key)
        return found[0].id if found else int(key) if key.isdecimal() else None

    def ledger(  # noqa: PLR0913 - each of them is a filter of the list
        self,
        brand: str = "",
        kinds: tuple[DeductionKind, ...] = (),
        states: tuple[DeductionState, ...] = (),
        due_by: date | None = None,
        claim_id: int | None = None,
        statement_id: int | None = None,
        text: str = "",
        void: bool = False,
    ) -> list[DeductionEntry]:
        """Return deductions with what they are about, newest first."""
        wanted = Wanted(brand, kinds, states, due_by, claim_id, statement_id, text, void)
        return self._bench.stores.deduction_lists.ledger(wanted, MOST)

    def sums(self, entries: Sequence[DeductionEntry]) -> DeductionSums:
        """Return what some deductions come to."""
        return sums_of(entries)

    def due(self, until: date | None = None) -> list[DeductionEntry]:
        """Return open deductions whose dispute clock ends until a day, by default today (V93)."""
        return due(self._bench, until)

    def proposed(self) -> list[Proposal]:
        """Return what the shelf and the charge-backs know and the ledger does not."""
        lists = self._bench.stores.deduction_lists
        return [*lists.pieces(MOST), *lists.charge_backs(MOST)]

    def same_notice(self, brand: str, payer: str, notice_no: str) -> list[Deduction]:
        """Return the deductions that a payer's notice brought already."""
        number = line(notice_no)
        if not number:
            return []
        found = self._bench.stores.deductions.find(notice_no=number, void_reason="")
        return [one for one in found if (one.brand, one.payer) == (code(brand), code(payer))]
