"""The journal of the whole desk for its manager: who did what, when, before and after.

Reading it writes nothing, as reading anything else: only that somebody may not read it is noted.
A file made of it is one of the lists of the desk and is not noted either; it holds no personal
value, and the anchor at its foot says which journal it was taken from.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from warrantydesk.domain.dates import EARLIEST, LATEST, utc_text
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.journal_line import (
    THING_NAMES,
    JournalAsked,
    JournalLine,
    Thing,
)
from warrantydesk.domain.scan import CLAIM, TAG, VIN, recognise
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.claim_story import ClaimStory
from warrantydesk.services.journal_export import (
    Said,
    asked_words,
    every_line,
    exporting,
    pdf,
    rows,
)
from warrantydesk.services.journal_reading import JournalReading
from warrantydesk.services.journal_subjects import tables_of
from warrantydesk.services.ledger.export import Exported
from warrantydesk.services.ledger.names import names
from warrantydesk.services.ledger.rows import Row, Tick
from warrantydesk.services.reports.interrupting import interruptible
from warrantydesk.storage import journal_lines
from warrantydesk.storage.journal_lines import EVENTS, Only, RowKey

Step = Callable[..., object]
"""``step(done, total, text)``: hears how far the work is; what it raises ends it."""
PAGE = 200


def _no_step(*_ignored: object) -> None:
    """Hear nothing."""


class JournalService:
    """Reads the journal page by page."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._actions: list[str] = []
        """Every action, once they were looked for: a text is looked for in their words too."""

    @property
    def anchor(self) -> str:
        """Place and head of the journal now."""
        return self._bench.stores.journal.anchor

    def lines(
        self, asked: JournalAsked, before: int | None = None, limit: int = PAGE
    ) -> list[JournalLine]:
        """Return the newest lines before a place (``seq``), at most ``limit``.

        Refused(RIGHT); Refused(NOT_FOUND) where ``asked.number`` names nothing of this desk.
        """
        return self.prepare_lines(asked, before, limit)(_no_step)

    def prepare_lines(
        self, asked: JournalAsked, before: int | None = None, limit: int = PAGE
    ) -> Callable[[Step], list[JournalLine]]:
        """Return what reads the same lines in a worker; what its step raises ends it at once."""
        reading, db = self.reading(asked), self._bench.stores.db

        def work(step: Step) -> list[JournalLine]:
            with interruptible(db.reader, lambda done, total: step(done, total, "")) as (query, on):
                return reading.page(
                    query, before, limit, lambda done, total, _text: on(done, total)
                )

        return work

    def prepare_actions(self) -> Callable[[Step], list[str]]:
        """Return what finds every action that the journal knows, as sentence keys."""
        self._bench.allow("journal.see")
        db = self._bench.stores.db

        def work(step: Step) -> list[str]:
            with db.reader() as query:
                self._actions = journal_lines.actions(query, step)
            return self._actions

        return work

    def people(self) -> list[tuple[str, str]]:
        """Return login and name of everybody who may stand in the journal."""
        found = self._bench.stores.people.find()
        return [("desk", _("The desk itself")), *((one.login, one.name) for one in found)]

    def exporting(self, asked: JournalAsked, file: Path) -> Callable[..., Exported]:
        """Read now what a worker needs to write the lines asked for as .pdf, .xlsx or .csv.

        Refused(RIGHT, INVALID) for a file that cannot be written; a paper takes no more than
        20,000 lines, which is said by the worker.
        """
        return exporting(self._bench, self.reading(asked), self._said(asked), file)

    def rows(self, first: date | None, last: date | None) -> Callable[[Tick], Iterator[Row]]:
        """Read now what a worker needs for the entries of a period as rows of a list."""
        ends = (None if first == EARLIEST else first, None if last == LATEST else last)
        reading, db = self.reading(JournalAsked(first=ends[0], last=ends[1])), self._bench.stores.db
        return lambda tick: rows(every_line(db, reading, tick))

    def pdf(self, asked: JournalAsked) -> bytes:
        """Return the lines asked for as a paper, period and filters at its head."""
        return pdf(self._bench, self.reading(asked), self._said(asked))

    def reading(self, asked: JournalAsked) -> JournalReading:
        """Read now what a worker needs to read lines; Refused(RIGHT, NOT_FOUND)."""
        bench = self._bench
        bench.allow("journal.see")
        brands = [code for code in bench.tables.codes() if code != LAW]
        papers = {
            str(row["document_code"]): named(row)
            for brand in brands
            for row in bench.profile(brand).rows("documents")
        }
        return JournalReading(self._only(asked), names(bench), papers)

    def _said(self, asked: JournalAsked) -> Said:
        person = dict(self.people()).get(asked.login, asked.login) if asked.login else ""
        thing = Thing.EVENTS if asked.events else asked.thing
        return asked_words(asked, person, _(THING_NAMES[thing]) if thing else "")

    def _only(self, asked: JournalAsked) -> Only:
        tables = tables_of(asked.thing) if asked.thing else ()
        text = asked.text.strip()
        return Only(
            actor=asked.login,
            since=self._instant(asked, 0),
            until=self._instant(asked, 1),
            tables=(EVENTS,) if asked.events else tables,
            rows=tuple(self._rows(asked.number)) if asked.number.strip() else None,
            action=asked.action,
            text=text,
            actions=tuple(one for one in self._actions if text.lower() in _(one).lower()),
        )

    def _instant(self, asked: JournalAsked, last: int) -> str:
        """Return where the days asked for begin or end, as the journal writes instants."""
        day = asked.last if last else asked.first
        if day is None:
            return ""
        day = min(max(day, EARLIEST), LATEST)  # beyond them lies no entry, and no UTC either
        begins = datetime.combine(day, datetime.min.time(), self._bench.clock.zone)
        return utc_text(begins + timedelta(days=last))

    def _rows(self, number: str) -> Iterator[RowKey]:
        """Yield the rows of what a number names: a claim, a piece, a car."""
        stores, read = self._bench.stores, recognise(number)
        claim = stores.claims.by_number(read.text) if read.kind == CLAIM else None
        piece = stores.parts.by_tag(read.text) if read.kind == TAG else None
        car = stores.vehicles.by_vin(read.text) if read.kind == VIN else None
        if claim is not None:
            yield from ClaimStory(self._bench).rows(claim)
        elif piece is not None:
            yield "old_part", piece.id
            yield from (
                ("shipment_line", one.id) for one in stores.shipment_lines.find(part_id=piece.id)
            )
        elif car is not None:
            yield "vehicle", car.id
            yield from (("ownership", one.id) for one in stores.ownerships.find(vehicle_id=car.id))
            yield from (("visit", one.id) for one in stores.visits.find(vehicle_id=car.id))
        else:
            raise refused(
                NOT_FOUND,
                N_("No claim, old part or car of this desk has the number {number}."),
                "number",
                number=number.strip()[:40],
            )
        yield from ((EVENTS, one.id) for one in stores.desk_events.find(subject=read.text))
