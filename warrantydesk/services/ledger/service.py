"""What the desk knows of its old parts over time."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from warrantydesk.domain.dates import EARLIEST
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.listing import Cell, ListColumn
from warrantydesk.domain.part_ledger import NOWHERE, Standing, after
from warrantydesk.domain.rights import may
from warrantydesk.domain.scan import TAG, recognise
from warrantydesk.domain.stock_take import ScrapBatch
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.ledger import payments
from warrantydesk.services.ledger.account import (
    ALL,
    Account,
    Asking,
    LedgerLine,
    Only,
    StockLine,
    instant_after,
)
from warrantydesk.services.ledger.calendar import DueDay, due_days
from warrantydesk.services.ledger.export import Exported, Exporting, Wanted, exporting
from warrantydesk.services.ledger.lists import LISTS, PlainList
from warrantydesk.services.ledger.outlook import ScrapOutlook, outlook
from warrantydesk.services.ledger.payments import (
    PastedPayments,
    Payment,
    PaymentReport,
    Record,
)
from warrantydesk.services.ledger.shown import exporting_shown
from warrantydesk.storage.kept_parts import UnpaidLine
from warrantydesk.storage.part_ledger import Step


class LedgerService:
    """Reads the ledger; it writes nothing but files outside the desk."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def asking(
        self, start: date | None = None, end: date | None = None, only: Only = ALL
    ) -> Asking:
        """Return the question for the account of a period, today's month to today by default.

        The question is made here and may be answered in a worker.
        """
        last = end or self._bench.today
        first = start or last.replace(day=1)
        zone = self._bench.clock.zone
        return Asking(self._bench.stores.part_ledger, min(first, last), last, zone, only)

    def account(
        self, start: date | None = None, end: date | None = None, only: Only = ALL
    ) -> Account:
        """Return the account of a period at once."""
        return self.asking(start, end, only)()

    def movements(
        self, start: date | None = None, end: date | None = None, only: Only = ALL
    ) -> tuple[LedgerLine, ...]:
        """Return the movements of a period, oldest first."""
        return self.account(start, end, only).lines

    def stock(self, on: date | None = None, only: Only = ALL) -> tuple[StockLine, ...]:
        """Return the pieces that were in the house in the evening of a day."""
        day = on or self._bench.today
        return self.account(day, day, only).stock

    def days_on_shelf(self, on: date | None = None, only: Only = ALL) -> tuple[StockLine, ...]:
        """Return the pieces in the house, those that have been here longest first."""
        return tuple(sorted(self.stock(on, only), key=lambda line: -line.days))

    def where(self, tag: str, on: date) -> Standing:
        """Return where a piece was in the evening of a day; Refused(NOT_FOUND) without the piece.

        Before anything was written of it the piece is EXPECTED and nowhere.
        """
        read = recognise(tag)
        piece = self._bench.stores.parts.by_tag(read.text if read.kind == TAG else code(tag))
        if piece is None or not tag.strip():
            raise refused(NOT_FOUND, N_("No old part has the tag {tag}."), "tag", tag=tag)
        until = instant_after(on, self._bench.clock.zone)
        standing = NOWHERE
        for entry in self._bench.stores.part_ledger.of_piece(piece.id, until):
            standing = after(standing, entry)
        return standing if standing.in_stock else standing._replace(place="")

    def due_back(self, start: date, end: date, brand: str = "") -> tuple[DueDay, ...]:
        """Return the days of a period on which something is due, oldest first."""
        return due_days(self._bench, start, end, lambda mark: not brand or mark.brand == brand)

    def overdue(self, brand: str = "") -> tuple[DueDay, ...]:
        """Return the days before today on which something was due that still waits."""
        from warrantydesk.services.ledger.calendar import LOSSES

        return due_days(
            self._bench,
            EARLIEST,
            self._bench.today - timedelta(days=1),
            lambda mark: mark.kind in LOSSES and (not brand or mark.brand == brand),
        )

    def outlook(self) -> ScrapOutlook:
        """Return what may be scrapped, and why and until when the rest is kept."""
        return outlook(self._bench)

    def batches(self) -> tuple[ScrapBatch, ...]:
        """Return what was destroyed together, the newest first."""
        found = self._bench.stores.scrap_batches.find()
        return tuple(sorted(found, key=lambda one: one.number, reverse=True))

    def unpaid(self) -> tuple[UnpaidLine, ...]:
        """Return the part lines of filed claims whose payment is not entered yet."""
        return payments.unpaid(self._bench)

    def read_pasted(self, text: str) -> PastedPayments:
        """Read a pasted block of claim numbers and days of payment."""
        return payments.read_pasted(text)

    def record_payments(
        self, wanted: Sequence[Payment], enter: Record, step: Step = lambda done, total: None
    ) -> PaymentReport:
        """Enter the payments of many lines by ``enter``, one by one; tells what was refused."""
        return payments.record(wanted, enter, step)

    def lists(self) -> tuple[PlainList, ...]:
        """Return the lists that the acting person may export."""
        person = self._bench.person
        return tuple(one for one in LISTS.values() if not one.right or may(person, one.right))

    def exporting(
        self,
        name: str,
        file: Path,
        start: date | None = None,
        until: date | None = None,
        only: Only = ALL,
        claim_ids: Sequence[int] | None = None,
    ) -> Exporting:
        """Read what a list needs now; the returned function may write it in a worker.

        ``claim_ids`` are the only claims, in their order, of a list of claims.
        """
        return exporting(self._bench, name, file, Wanted(start, until, only, claim_ids))

    def exporting_shown(
        self,
        title: str,
        columns: Sequence[ListColumn],
        rows: Callable[[Step], Iterable[tuple[Cell, ...]]],
        file: Path,
    ) -> Exporting:
        """Return what a worker does to write a table as it is shown; ``rows`` is asked there."""
        return exporting_shown(self._bench, title, columns, rows, file)

    def export(
        self,
        name: str,
        file: Path,
        start: date | None = None,
        until: date | None = None,
        only: Only = ALL,
        claim_ids: tuple[int, ...] | None = None,
    ) -> Exported:
        """Write a list to a file, as .xlsx, .csv or .pdf by its ending.

        Raises what ``targets.write`` does; a list of the same kind may be replaced.
        """
        return self.exporting(name, file, start, until, only, claim_ids)()
