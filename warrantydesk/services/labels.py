"""Labels: from a piece to the bytes of a printer, every job in the print journal."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, NOT_FOUND, Refused, Unavailable, refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.raster import Raster
from warrantydesk.domain.text import clean
from warrantydesk.i18n import N_, pick
from warrantydesk.services import label_order, targets
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.label_order import (
    DEFAULT_DPI,
    DEFAULT_STOCK,
    FORMS,
    PLACES,
    PRINTER_LANGUAGES,
    TAGS,
    JobReport,
    LabelBytes,
    LabelOrder,
)
from warrantydesk.services.label_printers import LabelPrinters
from warrantydesk.services.sentences import sentence

if TYPE_CHECKING:
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

    def facts(self, tag: str, reprint: int | None = None) -> "PartLabel":
        """Return everything the label of a tag shows; Refused(NOT_FOUND)."""
        from warrantydesk.documents.labels.part_label import PartLabel

        stores = self._bench.stores
        piece = self._piece(tag)
        claim, site = stores.claims.get(piece.claim_id), self._bench.site
        causal = next((p for p in claim.part_lines if p.causal), None)
        printed = self.times_printed(piece.tag) if reprint is None else reprint
        return PartLabel(
            tag=piece.tag,
            part_name=piece.part_name or piece.part_no,
            part_no=piece.part_no,
            piece=piece.piece,
            pieces=len(stores.parts.of_line(claim.id, piece.line)),
            vin=claim.vehicle.vin,
            claim_number=claim.claim_number,
            repair_order=claim.visit.repair_order,
            fitted_on=claim.codes.purchased_on
            or claim.vehicle.delivered_on
            or claim.vehicle.invoiced_on,
            replaced_on=self._day(claim.visit.finished_at or piece.received_at),
            mileage_km=claim.visit.mileage_km,
            fault=claim.narrative.cause or claim.narrative.complaint,
            return_required=piece.return_required,
            return_by=piece.return_by,
            causal=piece.causal,
            related_to=causal.new_part_name if causal and not piece.causal else "",
            place=piece.place,
            hazards=_hazards(piece),
            dealer_name=pick(site.name_zh, site.name_en),
            dealer_code=site.dealer_code,
            technician=self._name(claim.visit.technician),
            reprint=printed,
            demo=site.demo,
        )

    def labels_of(self, kind: str, subjects: Sequence[str]) -> list["AnyLabel"]:
        """Return the labels of tags or of places (``R2-3``), or one calibration label."""
        from warrantydesk.documents.labels.calibration import CalibrationLabel
        from warrantydesk.documents.labels.place_label import PlaceLabel

        if kind == TAGS:
            return [self.facts(tag) for tag in subjects]
        if kind == PLACES:
            return [PlaceLabel(code, demo=self._bench.site.demo) for code in subjects]
        return [CalibrationLabel(name) for name in subjects]

    def _name(self, login: str) -> str:
        person = self._bench.stores.people.by_login(login) if login else None
        return person.name if person else login

    def _day(self, instant: datetime | None) -> date | None:
        return instant.astimezone(self._bench.clock.zone).date() if instant else None

    def _piece(self, tag: str) -> OldPart:
        piece = self._bench.stores.parts.by_tag(tag) if tag else None
        if piece is None:
            raise refused(NOT_FOUND, N_("No old part has the tag {tag}."), "tags", tag=tag)
        return piece

    def times_printed(self, tag: str) -> int:
        """Return how often the label of a tag went to a printer or a file."""
        done = (JobState.SENT, JobState.CONFIRMED)
        return sum(job.state in done for job in self.jobs(tag))

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

    def draw(self, facts: Sequence["AnyLabel"], order: LabelOrder) -> list[LabelBytes]:
        """Draw labels by the printer's profile in the settings.

        PDF is one job for all tags, every other form one job a tag. Raises Refused(INVALID) for
        a form, stock or start place that does not exist.
        """
        return self.drawer(order)(facts)

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

    def print_labels(
        self, tags: tuple[str, ...], form: str, file: Path | None = None, to: str = ""
    ) -> list[JobReport]:
        """Print labels to one file (PNG: a folder) or through a transport; one report a job."""
        order = LabelOrder(form=form, reason=N_("printed again"))
        facts = [self.facts(tag) for tag in tags]
        self._bench.allow("labels.print")
        if not facts or (file is None) == (not to):
            raise refused(INVALID, N_("Name the tags, and either a file or a printer."), "tags")
        drawn = self.draw(facts, order)
        if file is None:
            return [self.send(one, to, order) for one in drawn]
        from warrantydesk.services.label_files import write_all

        return write_all(self, drawn, file, order)

    def _journaled(
        self, drawn: LabelBytes, to: str, order: LabelOrder, deliver: Callable[[], None]
    ) -> JobReport:
        job = self.queue(drawn, to, order)
        return self.settle(job, _failure(deliver))

    def queue(self, drawn: LabelBytes, to: str, order: LabelOrder) -> PrintJob:
        """Enter a job before its bytes leave; ``settle`` says afterwards what became of it.

        A label printed before is a reprint; without a reason in the order it says so itself.
        """
        self._bench.allow("labels.print")
        pieces = [self._piece(tag) for tag in drawn.tags] if order.kind == TAGS else []
        again = [piece.tag for piece in pieces if self.times_printed(piece.tag)]
        reason = order.reason if again or order.kind != TAGS else ""
        if again:
            reason = needs(reason or N_("printed again"), "reason", N_("Give the reason."))
        with self._bench.change(N_("queue label"), Kind.PRINT_JOBS):
            return self._bench.stores.print_jobs.add(
                PrintJob(
                    kind=order.kind,
                    subject=" ".join(drawn.tags),
                    printer=clean(to),
                    language=order.form,
                    copies=order.copies,
                    sha256=hashlib.sha256(drawn.data).hexdigest(),
                    size_bytes=len(drawn.data),
                    reprint_of=self.jobs(again[0])[-1].id if again else None,
                    reason=reason,
                    by=self._bench.person.login,
                    at=self._bench.now,
                )
            )

    def settle(self, job: PrintJob, error: str = "") -> JobReport:
        """Enter whether a queued job was taken or, with ``error``, failed."""
        state = JobState.FAILED if error else JobState.SENT
        tags = tuple(job.subject.split())
        with self._bench.change(N_("print label"), Kind.PRINT_JOBS, Kind.PARTS):
            self._bench.stores.print_jobs.save(replace(job, state=state))
            sent = tags if state is JobState.SENT and job.kind == TAGS else ()
            for piece in map(self._piece, sent):
                if piece.tag_state in (TagState.NONE, TagState.QUEUED):
                    self._bench.stores.parts.save(replace(piece, tag_state=TagState.SENT))
        return JobReport(
            tags, job.id, job.language, job.copies, job.sha256, job.size_bytes, str(state), error
        )

    def preview(self, drawn: LabelBytes, order: LabelOrder) -> JobReport:
        """Report a job that was drawn only."""
        sha256 = hashlib.sha256(drawn.data).hexdigest()
        size = len(drawn.data)
        return JobReport(drawn.tags, None, order.form, order.copies, sha256, size, "preview")

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

    def jobs(self, subject: str) -> list[PrintJob]:
        """Return the print journal of a tag or a place code, oldest first."""
        found = self._bench.stores.print_jobs.of(subject)
        return [
            job for job in found if job.kind in (TAGS, PLACES) and subject in job.subject.split()
        ]


def _failure(deliver: Callable[[], None]) -> str:
    """Do it and return what went wrong as a sentence, empty when nothing did."""
    try:
        deliver()
    except (Refused, Unavailable) as no:
        return sentence(no)
    except OSError as error:
        return str(error)
    return ""


def _hazards(piece: OldPart) -> tuple[str, ...]:
    known = {
        "fluid": "drained",
        "fuel": "drained",
        "refrigerant": "drained",
        "airbag": "airbag",
        "pyrotechnic": "airbag",
        "hv_battery": "battery",
        "lithium": "battery",
        "lead_acid": "battery",
    }
    return (known.get(piece.hazard, piece.hazard),) if piece.hazard else ()
