"""Receivables by age, with the reason why each stands; expected cash; what the manager sees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.settlement.abnormal import AbnormalCost
from warrantydesk.domain.settlement.cash import CashCalendar
from warrantydesk.domain.settlement.deduction import BY_DESK, Deduction, DeductionState
from warrantydesk.domain.settlement.receivable import (
    Age,
    AgeCell,
    AgeTable,
    By,
    NoteReason,
    Receivable,
    Stage,
    Wanted,
    age_table,
)
from warrantydesk.domain.settlement.write_off import ReceivableNote
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement import (
    receivable_abnormal,
    receivable_cash,
    receivable_lists,
    receivable_notes,
)
from warrantydesk.services.settlement.receivable_abnormal import AbnormalAsked
from warrantydesk.services.settlement.receivable_balance import (
    ClaimBalance,
    MoneyAxis,
    axis_of,
    balance_with_names,
)
from warrantydesk.services.settlement.receivable_contents import Asked
from warrantydesk.services.settlement.receivable_days import days_of, instant
from warrantydesk.services.settlement.receivable_lists import Listed, Written
from warrantydesk.services.settlement.receivable_standing import told
from warrantydesk.storage.receivables import Days, ReceivableStore

MOST_DAYS, MOST_LISTED = 366, 100_000
LOOKED_BACK_DAYS = 90
"""How far back abnormal cost is looked for, where no span is asked for."""


@dataclass(frozen=True)
class AgeAsking:
    """The question for the ages, made on the desk's thread and answered in a worker."""

    store: ReceivableStore
    days: Days
    wanted: Wanted

    def __call__(self) -> tuple[AgeCell, ...]:
        """Add up over a connection of its own."""
        return self.store.ages_apart(self.days, self.wanted)


class ReceivableService:
    """Receivables by age, with the reason why each stands."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def ages(
        self,
        brand: str = "",
        payer: str | None = None,
        by: By = By.PAYER,
        on: date | None = None,
    ) -> AgeTable:
        """Return the receivables of today by age, in days since the first filing until ``on``.

        ``payer`` is the code of a supplier who pays, empty for the maker alone, None for all.
        """
        if on is not None:
            _must_be_possible(on, "on")
        cells = self._bench.stores.receivables.ages(
            days_of(self._bench, on), Wanted(code(brand), payer)
        )
        return age_table(cells, by, on or self._bench.today)

    def asking(self, brand: str = "") -> AgeAsking:
        """Return the question for the ages of a brand, for a worker."""
        return AgeAsking(self._bench.stores.receivables, days_of(self._bench), Wanted(brand))

    def list(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        brand: str = "",
        payer: str | None = None,
        clerk: str | None = None,
        stage: Stage | None = None,
        age: Age | None = None,
        older_than_days: int | None = None,
        unexplained: bool = False,
        most: int = 1000,
    ) -> tuple[Receivable, ...]:
        """Return the claims whose money still stands, those filed first in front, with reasons.

        ``unexplained``: older than the profile's ``explain_days`` without a note that holds,
        but for those whose statement's cash is still to come.
        """
        if not 1 <= most <= MOST_LISTED:
            raise refused(INVALID, N_("Give a number from 1 to {most}."), "most", most=MOST_LISTED)
        wanted = Wanted(code(brand), payer, clerk, stage, age, unexplained=unexplained)
        if older_than_days is not None:
            wanted = replace(wanted, filed_before=self._before(older_than_days))
        return self.wanted(wanted, most)

    def wanted(self, wanted: Wanted, most: int = 1000) -> tuple[Receivable, ...]:
        """Return the claims behind a sum, as ``list``."""
        bench, days = self._bench, days_of(self._bench)
        return told(bench, bench.stores.receivables.rows(days, wanted, most), days)

    def count(self, wanted: Wanted) -> tuple[int, int]:
        """Return how many claims stand behind a sum, and their net fen."""
        return self._bench.stores.receivables.count(days_of(self._bench), wanted)

    def _before(self, days: int) -> str:
        if not 0 <= days <= 36_500:
            raise refused(
                INVALID, N_("Give a number of days from 0 to {most}."), "older_than_days",
                most=36_500,
            )  # fmt: skip
        return instant(self._bench, date.fromordinal(self._bench.today.toordinal() - days))

    def note(
        self,
        claim_id: int,
        text: str,
        reason_code: NoteReason = NoteReason.OTHER,
        until_on: date | None = None,
    ) -> ReceivableNote:
        """Write down why the money of a claim still stands, and until when that holds.

        Refused: STATE where nothing of the claim may still come, INVALID without words or with
        a day before today.
        """
        return receivable_notes.explain(self._bench, (claim_id,), text, reason_code, until_on)[0]

    def explain(
        self,
        claim_ids: tuple[int, ...],
        text: str,
        reason_code: NoteReason = NoteReason.OTHER,
        until_on: date | None = None,
    ) -> tuple[ReceivableNote, ...]:
        """Write the same words down for several claims, for all of them or none; as ``note``."""
        return receivable_notes.explain(self._bench, claim_ids, text, reason_code, until_on)

    def void_note(self, note_id: int, reason: str) -> ReceivableNote:
        """Strike a note out with a reason; it stays to be read."""
        return receivable_notes.strike_out(self._bench, note_id, reason)

    def notes(self, claim_id: int) -> tuple[ReceivableNote, ...]:
        """Return the notes of a claim, the newest first, those struck out among them."""
        found = self._bench.stores.receivable_notes.find(claim_id=claim_id)
        return tuple(sorted(found, key=lambda one: -one.id))

    def balance(self, claim_id: int) -> ClaimBalance:
        """Return the account of a claim with the name of every fen."""
        claim = self._bench.stores.claims.get(claim_id)
        return balance_with_names(self._bench, claim, self.notes(claim_id))

    def axis(self, claim: Claim) -> MoneyAxis:
        """Return where the money of a claim stands, for its strip."""
        return axis_of(self._bench, claim)

    def open_deductions(self) -> Sequence[Deduction]:
        """Return the deductions that are open or disputed, for the look at what is owed."""
        store = self._bench.stores.deductions
        states = (DeductionState.OPEN, DeductionState.DISPUTED)
        found = [one for state in states for one in store.find(state=state, void_reason="")]
        return [one for one in found if one.kind not in BY_DESK]

    def calendar(self, brand: str = "", days: int = 92) -> CashCalendar:
        """Return the cash that is expected by day, net and with tax, overdue days first."""
        if not 0 <= days <= MOST_DAYS:
            raise refused(
                INVALID, N_("Give a number of days from 0 to {most}."), "days", most=MOST_DAYS
            )
        return receivable_cash.calendar(self._bench, code(brand), days)

    def abnormal(
        self,
        brand: str = "",
        first: date | None = None,
        last: date | None = None,
        factor: int = 3,
    ) -> tuple[AbnormalCost, ...]:
        """Return abnormal cost and repeat patterns of the claims filed in a span.

        By default the 90 days that end today. ``factor``: how many times the median of the peers
        strikes.
        """
        return receivable_abnormal.abnormal(self._bench, self._span(brand, first, last, factor))

    def _span(
        self, brand: str, first: date | None, last: date | None, factor: int
    ) -> AbnormalAsked:
        for field, day in (("first", first), ("last", last)):
            if day is not None:
                _must_be_possible(day, field)
        end = last or self._bench.today
        start = first or date.fromordinal(max(1, end.toordinal() - LOOKED_BACK_DAYS + 1))
        if start > end:
            raise refused(INVALID, N_("The span ends before it begins."), "last")
        if not 2 <= factor <= 100:
            raise refused(INVALID, N_("Give a factor from 2 to 100."), "factor")
        return AbnormalAsked(code(brand) or self._bench.site.brand, start, end, factor)

    def report(self, claim_ids: tuple[int, ...], text: str) -> tuple[ReceivableNote, ...]:
        """Note that claims were reported to the manager, by whom and when.

        Refused(INVALID) without claims or words.
        """
        return receivable_notes.report(self._bench, claim_ids, text)

    def export(
        self,
        what: Listed,
        file: Path,
        brand: str = "",
        first: date | None = None,
        last: date | None = None,
        unexplained: bool = False,
    ) -> Written:
        """Write a list to a file that ends in .xlsx, .csv or .pdf.

        ``what`` is ``ages``, ``claims``, ``cash`` or ``abnormal``; the days are those of
        ``abnormal``. Refused(INVALID) for a file that cannot be written.
        """
        bench = self._bench
        bench.allow("receivables.export")
        asked = Asked(code(brand), self._span(brand, first, last, 3), unexplained)
        return receivable_lists.write(bench, what, asked, file)


def _must_be_possible(day: date, field: str) -> None:
    """Refuse a day at the edge of the calendar: ages and windows reach beyond it."""
    if not EARLIEST <= day <= LATEST:
        raise refused(INVALID, N_("The year {year} is out of range."), field, year=day.year)
