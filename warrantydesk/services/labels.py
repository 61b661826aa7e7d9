"""Labels: from a piece to the bytes of a printer, every job in the print journal."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, Refused, Unavailable, refused
from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.domain.print_job import PrintJob
from warrantydesk.domain.raster import Raster
from warrantydesk.i18n import N_
from warrantydesk.services import label_order, targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.label_batches import LabelBatches
from warrantydesk.services.label_journal import AGAIN, LabelJournal, is_doubtful, words_of
from warrantydesk.services.label_order import (
    DEFAULT_DPI,
    DEFAULT_STOCK,
    FORMS,
    PRINTER_LANGUAGES,
    TAGS,
    JobReport,
    LabelBytes,
    LabelOrder,
    LabelSums,
)
from warrantydesk.services.label_printers import LabelPrinters
from warrantydesk.services.label_subjects import LabelSubjects

if TYPE_CHECKING:
    from warrantydesk.documents.labels.examine import Examined
    from warrantydesk.documents.labels.part_label import PartLabel
    from warrantydesk.printing.printer import Printer
    from warrantydesk.services.label_order import AnyLabel

__all__ = [
    "DEFAULT_DPI",
    "DEFAULT_STOCK",
    "FORMS",
    "PRINTER_LANGUAGES",
    "JobReport",
    "LabelBytes",
    "LabelOrder",
    "LabelService",
]
_GONE = frozenset({PartState.VOID, PartState.NO_PART})


class LabelService:
    """Draws and sends labels."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.printers = LabelPrinters(bench)
        self.journal = LabelJournal(bench)
        self.subjects = LabelSubjects(bench, self.journal)
        # What is sent is asked for by name: a desk under test sends elsewhere.
        self.batches = LabelBatches(
            bench, self.subjects, self.draw_each, lambda drawn, to: self.deliver(drawn, to)
        )

    def facts(self, tag: str, reprint: int | None = None) -> "PartLabel":
        """Return everything the label of a tag shows; Refused(NOT_FOUND)."""
        return self.subjects.part(tag, reprint)

    def labels_of(self, kind: str, subjects: Sequence[str]) -> list["AnyLabel"]:
        """Return the labels of tags, places, boxes or modes, or those of a test."""
        return self.subjects.labels_of(kind, subjects)

    def jobs(self, subject: str) -> list[PrintJob]:
        """Return the print journal of a tag, place, box or mode, oldest first."""
        return self.journal.jobs(subject)

    def times_printed(self, tag: str) -> int:
        """Return how often a label went to a printer or a file, or may have: the next is R n."""
        return self.journal.times_printed(tag)

    def void_job(self, job_id: int, reason: str) -> PrintJob:
        """Record that a label was spoilt and thrown away; its tag waits for another one."""
        return self.journal.void(job_id, reason)

    def raster(self, tag: str, stock: str = DEFAULT_STOCK, dpi: int = DEFAULT_DPI) -> Raster:
        """Return the very raster that is previewed, tested and sent."""
        return label_order.raster_of(self.facts(tag), stock, dpi)

    def picture(self, label: "AnyLabel", order: LabelOrder) -> Raster:
        """Return the raster of a label as an order would send it; without the database."""
        try:
            return label_order.raster_of(label, order.stock, order.dpi, bool(order.ladder))
        except ValueError as error:
            raise refused(
                INVALID, N_("The label cannot be drawn: {reason}."), "stock", reason=error
            ) from error

    def examined(self, label: "AnyLabel", order: LabelOrder) -> "Examined":
        """Return what a label comes to on its stock; without the database, as ``picture``."""
        try:
            return label_order.examined(label, order.stock, order.dpi, bool(order.ladder))
        except ValueError as error:
            raise refused(
                INVALID, N_("The label cannot be drawn: {reason}."), "stock", reason=error
            ) from error

    def draw(self, facts: Sequence["AnyLabel"], order: LabelOrder) -> list[LabelBytes]:
        """Draw labels by the printer's profile in the settings.

        PDF is one job for all tags, every other form one job a tag. Raises Refused(INVALID) for
        a form, stock or start place that does not exist.
        """
        return self.drawer(order)(facts)

    def draw_each(
        self, facts: Sequence["AnyLabel"], order: LabelOrder, to: str = ""
    ) -> Iterator[LabelBytes]:
        """Draw labels one after the other, for the printer at ``to`` where it has a profile."""
        return label_order.drawn_each(facts, order, self.printers.for_order(order, to))

    def drawer(self, order: LabelOrder) -> Callable[[Sequence["AnyLabel"]], list[LabelBytes]]:
        """Read the printer's profile now; the returned function draws without the database."""
        printer = self.profile_for(order)
        return lambda facts: label_order.drawn(facts, order, printer)

    def profile_for(self, order: LabelOrder) -> "Printer":
        """Return the printer profile of an order, from the settings where one is kept."""
        return self.printers.for_order(order)

    def send(self, drawn: LabelBytes, to: str, order: LabelOrder) -> JobReport:
        """Send one job through a transport and write it into the print journal.

        A dead printer makes a FAILED job; the report says what to do.
        """
        return self._journaled(drawn, to, order, lambda: self.deliver(drawn, to))

    def deliver(self, drawn: LabelBytes, to: str) -> None:
        """Hand the bytes to a transport without the database; raises Unavailable.

        Raises Refused(INVALID) for a file that ``targets.may_write`` refuses.
        """
        from warrantydesk.printing.transports import send

        scheme, _colon, target = to.partition(":")
        if scheme == "file" and target:
            targets.may_write(Path(target), drawn.data, self.desk_folder)
        send(to, drawn.data)

    @property
    def desk_folder(self) -> Path:
        """The data folder, into which no label is written."""
        return self._bench.stores.db.folder.path

    def record(self, drawn: LabelBytes, printer: str, order: LabelOrder) -> JobReport:
        """Enter a job that the system's driver has taken."""
        return self._journaled(drawn, printer, order, lambda: None)

    def may_print(self) -> None:
        """Refuse with RIGHT unless the acting person prints labels."""
        self._bench.allow("labels.print")

    def queue_all(self, sums: Sequence[LabelSums], to: str, order: LabelOrder) -> list[PrintJob]:
        """Enter jobs that leave together right after; ``settle_all`` says what became of them."""
        self.may_print()
        with self._bench.change(N_("queue labels"), Kind.PRINT_JOBS):
            return self.journal.queue(sums, to, order)

    def settle_all(
        self, jobs: Sequence[PrintJob], error: Exception | None = None
    ) -> list[JobReport]:
        """Enter what became of jobs that left together."""
        if not jobs:
            return []
        with self._bench.change(N_("print labels"), Kind.PRINT_JOBS, Kind.PARTS):
            return self.journal.settle_all(jobs, words_of(error) if error else "")

    def print_labels(
        self, tags: tuple[str, ...], form: str, file: Path | None = None, to: str = ""
    ) -> list[JobReport]:
        """Print labels to one file (PNG: a folder) or through a transport; one report a job."""
        order = LabelOrder(form=form, reason=AGAIN)
        facts = self.labels_of(TAGS, tags)
        self._bench.allow("labels.print")
        if not facts or (file is None) == (not to):
            raise refused(INVALID, N_("Name the tags, and either a file or a printer."), "tags")
        if file is None:
            return self.batches.run(self.batches.begin(facts, order, to))
        from warrantydesk.services.label_files import write_all

        return write_all(self, self.draw_each(facts, order), file, order)

    def _journaled(
        self, drawn: LabelBytes, to: str, order: LabelOrder, deliver: Callable[[], None]
    ) -> JobReport:
        job = self.queue(drawn, to, order)
        try:
            deliver()
        except (Refused, Unavailable, OSError) as error:
            return self.settle(job, words_of(error), is_doubtful(error))
        return self.settle(job)

    def queue(self, drawn: LabelBytes, to: str, order: LabelOrder) -> PrintJob:
        """Enter a job right before its bytes leave; ``settle`` says what became of it."""
        self._bench.allow("labels.print")
        with self._bench.change(N_("queue label"), Kind.PRINT_JOBS):
            return self.journal.queue([drawn.sums], to, order)[0]

    def settle(self, job: PrintJob, error: str = "", doubtful: bool = False) -> JobReport:
        """Enter whether a queued job was taken or, with ``error``, failed or is in doubt."""
        with self._bench.change(N_("print label"), Kind.PRINT_JOBS, Kind.PARTS):
            return self.journal.settle(job, error, doubtful)

    def preview(self, drawn: LabelBytes, order: LabelOrder) -> JobReport:
        """Report a job that was drawn only."""
        sums = drawn.sums
        return JobReport(
            sums.tags, None, order.form, order.copies, sums.sha256, sums.size_bytes, "preview"
        )

    def all_tags(self) -> list[str]:
        """Return the tags of all pieces that have one and are not void, oldest first."""
        found = self._bench.stores.lists.pieces(limit=10**9)
        return [p.tag for p in reversed(found) if p.tag and p.state not in _GONE]

    def unsent(self) -> list[str]:
        """Return the tags in hand whose label never went to a printer, oldest first."""
        states = (PartState.RECEIVED, PartState.SHELVED, PartState.RETURN_DUE)
        found = self._bench.stores.lists.pieces("state", states, 10**6)
        waiting = (TagState.NONE, TagState.QUEUED)
        return [p.tag for p in reversed(found) if p.tag and p.tag_state in waiting]
