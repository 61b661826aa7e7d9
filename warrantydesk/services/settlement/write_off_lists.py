"""Write-offs as they are looked at, and what should be proposed (V92)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from warrantydesk.domain import deadlines
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.write_off_limits import (
    Limits,
    limits_of,
    waits_for_finance,
)
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.write_offs import StandingClaim, WriteOffEntry

__all__ = [
    "WHY_NAMES",
    "StandingClaim",
    "Why",
    "WriteOffEntry",
    "WriteOffLedger",
    "WriteOffProposal",
]
WRITE_OFF = "writeoff"
"""The deadline after which a claim that is still open should be written off (V92)."""
MOST = 10_000
"""Rows that a list shows."""


class Why(StrEnum):
    """Why a claim's money may have to be given up."""

    OLD = "old"
    SMALL = "small"
    UNANSWERED = "unanswered"


WHY_NAMES = {
    Why.OLD: N_("open for too long"),
    Why.SMALL: N_("so little is left that chasing it costs more"),
    Why.UNANSWERED: N_("never answered: record the maker's answer first"),
}


@dataclass(frozen=True)
class WriteOffProposal:
    """A claim whose money may have to be given up, and why; net fen."""

    claim: StandingClaim
    why: Why
    days: int
    """Since the claim was opened."""

    @property
    def may_be_proposed(self) -> bool:
        """Tell whether there is approved money that can be given up."""
        return self.why is not Why.UNANSWERED


class WriteOffLedger:
    """Reads the write-offs; it writes nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def get(self, write_off_id: int) -> WriteOff:
        """Return a write-off."""
        return self._bench.stores.write_offs.get(write_off_id)

    def named(self, key: str) -> int | None:
        """Return the id of a write-off of which the number or the id is given."""
        found = self._bench.stores.write_offs.find(number=key)
        return found[0].id if found else int(key) if key.isdecimal() else None

    def ledger(
        self,
        states: tuple[WriteOffState, ...] = (),
        brand: str = "",
        claim_id: int | None = None,
    ) -> list[WriteOffEntry]:
        """Return write-offs with their claims, newest first."""
        return self._bench.stores.write_off_lists.ledger(states, brand, claim_id, MOST)

    def waiting(self) -> list[WriteOffEntry]:
        """Return what waits for the service manager or for finance, newest first."""
        return self.ledger((WriteOffState.PROPOSED,))

    def waits_for_finance(self, one: WriteOff) -> bool:
        """Tell whether the manager approved it and finance has not."""
        return waits_for_finance(self._bench, one)

    def limits(self, brand: str) -> Limits:
        """Return who may give up how much of a brand's money."""
        return limits_of(self._bench, brand)

    def proposals(self, brand: str = "") -> list[WriteOffProposal]:
        """Return claims that are open for too long (V92), or of which next to nothing is left.

        What is proposed already is not among them.
        """
        brands = [brand] if brand else self._bench.stores.write_off_lists.brands()
        return [found for code in brands for found in self._of_brand(code)]

    def _of_brand(self, brand: str) -> list[WriteOffProposal]:
        lists, today = self._bench.stores.write_off_lists, self._bench.today
        row = deadlines.row_of(self._bench.profile(brand), WRITE_OFF)
        opened_by = date.min if row is None else today
        if row is not None and row["day_kind"] != deadlines.MONTHLY:
            # Working days end later still: the day itself decides below.
            opened_by = today - timedelta(days=int(row["days"]))
        small = limits_of(self._bench, brand).small_fen
        free = holidays(self._bench)

        def over(claim: StandingClaim) -> bool:
            if row is None or claim.opened_on is None:
                return False
            return deadlines.end_of(row, claim.opened_on, free) < today

        found = list[WriteOffProposal]()
        for claim in lists.standing(brand, opened_by, small, MOST):
            if over(claim):
                found.append(self._because(claim, Why.OLD))
            elif claim.left_fen <= small and claim.settled_fen:
                found.append(self._because(claim, Why.SMALL))
        found += [
            self._because(claim, Why.UNANSWERED)
            for claim in lists.unanswered(brand, opened_by, MOST)
            if over(claim)
        ]
        return found

    def _because(self, claim: StandingClaim, why: Why) -> WriteOffProposal:
        opened = claim.opened_on or self._bench.today
        return WriteOffProposal(claim, why, (self._bench.today - opened).days)
