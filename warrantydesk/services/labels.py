"""Labels: from a piece to the bytes of a printer, every job in the print journal."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.errors import INVALID, NOT_FOUND, Unavailable, refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.raster import Raster
from warrantydesk.i18n import N_, pick
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind

if TYPE_CHECKING:
    from warrantydesk.documents.labels.part_label import PartLabel
    from warrantydesk.printing.printer import Printer

PRINTER_LANGUAGES = ("zpl", "tspl", "epl2", "escpos")
FORMS = ("png", *PRINTER_LANGUAGES, "pdf")
DEFAULT_STOCK, DEFAULT_DPI = "60x40", 203


@dataclass(frozen=True)
class LabelOrder:
    """How labels are wanted: the form of the bytes, stock, resolution, start place, copies."""

    form: str = "zpl"
    stock: str = DEFAULT_STOCK
    dpi: int = DEFAULT_DPI
    start: int = 1
    copies: int = 1
    reason: str = ""


@dataclass(frozen=True)
class LabelBytes:
    """The bytes of one job and the tags they carry."""

    tags: tuple[str, ...]
    data: bytes


@dataclass(frozen=True)
class JobReport:
    """What became of one job; ``job`` is None for a preview."""

    tags: tuple[str, ...]
    job: int | None
    language: str
    copies: int
    sha256: str
    bytes: int
    state: str
    error: str = ""


class LabelService:
    """Draws and sends labels."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def facts(self, tag: str, reprint: int | None = None) -> "PartLabel":
        """Return everything the label of a tag shows; Refused(NOT_FOUND)."""
        from warrantydesk.documents.labels.part_label import PartLabel

        stores = self._bench.stores
        piece = self._piece(tag)
        claim, site = stores.claims.get(piece.claim_id), self._bench.site
        causal = next((p for p in claim.part_lines if p.causal), None)
        printed = self.times_printed(tag) if reprint is None else reprint
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

    def _name(self, login: str) -> str:
        person = self._bench.stores.people.by_login(login) if login else None
        return person.name if person else login

    def _day(self, instant: Any) -> date | None:
        return instant.astimezone(self._bench.clock.zone).date() if instant else None

    def _piece(self, tag: str) -> OldPart:
        piece = self._bench.stores.parts.by_tag(tag) if tag else None
        if piece is None:
            raise refused(NOT_FOUND, N_("No old part has the tag {tag}."), "tags", tag=tag)
        return piece

    def times_printed(self, tag: str) -> int:
        """Return how often the label of a tag went to a printer or a file."""
        return sum(
            job.state in (JobState.SENT, JobState.CONFIRMED)
            for job in self._bench.stores.print_jobs.of(tag)
            if job.kind == "label"
        )

    def raster(self, tag: str, stock: str = DEFAULT_STOCK, dpi: int = DEFAULT_DPI) -> Raster:
        """Return the very raster that is previewed, tested and sent."""
        facts = self.facts(tag)
        return _raster(facts, stock, dpi, False)

    def draw(self, facts: Sequence["PartLabel"], order: LabelOrder) -> list[LabelBytes]:
        """Draw labels without the database, so that a worker may do it.

        PDF is one job for all tags, every other form one job a tag. Raises Refused(INVALID) for
        a form, stock or start place that does not exist.
        """
        from warrantydesk.documents.labels import sheet, stock
        from warrantydesk.documents.labels.png import png
        from warrantydesk.printing.languages import LANGUAGES

        if order.form not in FORMS:
            raise refused(INVALID, N_("“{form}” is not a form of labels."), "as", form=order.form)
        try:
            if order.form == "pdf":
                data = (
                    sheet.sheet_pdf(facts, stock.sheet(order.stock), order.start, order.copies)
                    if stock.is_sheet(order.stock)
                    else sheet.label_pdf(facts, stock.stock(order.stock), order.dpi, order.copies)
                )
                return [LabelBytes(tuple(label.tag for label in facts), data)]
            printer = self.profile_for(order)
            drawn = []
            for label in facts:
                raster = _raster(label, order.stock, order.dpi, printer.ladder)
                data = (
                    png(raster, order.dpi)
                    if order.form == "png"
                    else LANGUAGES[order.form](raster, printer, order.copies)
                )
                drawn.append(LabelBytes((label.tag,), data))
        except ValueError as error:
            raise refused(
                INVALID, N_("The label cannot be drawn: {reason}."), "stock", reason=error
            ) from error
        return drawn

    def profile_for(self, order: LabelOrder) -> "Printer":
        """Return the printer profile of an order, from the settings where one is kept."""
        from warrantydesk.printing.printer import Printer

        kept = self._bench.stores.settings.get("label_printer") or {}
        printer = Printer(**kept) if kept else Printer(name="label")
        form = order.form if order.form in PRINTER_LANGUAGES else printer.language
        return replace(printer, language=form, dpi=order.dpi, stock=order.stock)

    def send(self, drawn: LabelBytes, to: str, order: LabelOrder) -> JobReport:
        """Send one job through a transport and write it into the print journal.

        A dead printer makes a FAILED job; the report says what to do.
        """
        from warrantydesk.printing.transports import send

        return self._journaled(drawn, to, order, lambda: send(to, drawn.data))

    def write(self, drawn: LabelBytes, file: Path, order: LabelOrder) -> JobReport:
        """Write one job to a file and into the print journal."""
        from warrantydesk.documents.atomic import atomic_write

        return self._journaled(
            drawn, f"file:{file.name}", order, lambda: atomic_write(file, drawn.data)
        )

    def record(self, drawn: LabelBytes, printer: str, order: LabelOrder) -> JobReport:
        """Enter a job that the system's driver has taken."""
        return self._journaled(drawn, printer, order, lambda: None)

    def _journaled(
        self, drawn: LabelBytes, to: str, order: LabelOrder, deliver: Callable[[], None]
    ) -> JobReport:
        self._bench.allow("labels.print")
        pieces = [self._piece(tag) for tag in drawn.tags]
        again = [tag for tag in drawn.tags if self.times_printed(tag)]
        job = self._queued(drawn, to, order, again)
        error = ""
        try:
            deliver()
        except Unavailable as unavailable:
            error = unavailable.message.format(**unavailable.values)
        except OSError as os_error:
            error = str(os_error)
        state = JobState.FAILED if error else JobState.SENT
        with self._bench.change(N_("print label"), Kind.PRINT_JOBS, Kind.PARTS):
            self._bench.stores.print_jobs.save(replace(job, state=state))
            for piece in pieces if state is JobState.SENT else ():
                if piece.tag_state in (TagState.NONE, TagState.QUEUED):
                    self._bench.stores.parts.save(replace(piece, tag_state=TagState.SENT))
        return JobReport(
            drawn.tags,
            job.id,
            order.form,
            order.copies,
            job.sha256,
            len(drawn.data),
            str(state),
            error,
        )

    def _queued(self, drawn: LabelBytes, to: str, order: LabelOrder, again: list[str]) -> PrintJob:
        reason = order.reason
        if again:
            reason = needs(reason or N_("printed again"), "reason", N_("Give the reason."))
        former = self._bench.stores.print_jobs.of(again[0])[-1].id if again else None
        with self._bench.change(N_("queue label"), Kind.PRINT_JOBS):
            return self._bench.stores.print_jobs.add(
                PrintJob(
                    kind="label",
                    subject=" ".join(drawn.tags),
                    printer=to,
                    language=order.form,
                    copies=order.copies,
                    sha256=hashlib.sha256(drawn.data).hexdigest(),
                    size_bytes=len(drawn.data),
                    reprint_of=former,
                    reason=reason,
                    by=self._bench.person.login,
                    at=self._bench.now,
                )
            )

    def preview(self, drawn: LabelBytes, order: LabelOrder) -> JobReport:
        """Report a job that was drawn only."""
        return JobReport(
            drawn.tags,
            None,
            order.form,
            order.copies,
            hashlib.sha256(drawn.data).hexdigest(),
            len(drawn.data),
            "preview",
        )

    def all_tags(self) -> list[str]:
        """Return the tags of all pieces that have one and are not void, oldest first."""
        gone = (PartState.VOID,)
        found = self._bench.stores.lists.pieces(limit=10**9)
        return [p.tag for p in reversed(found) if p.tag and p.state not in gone]

    def jobs(self, tag: str) -> list[PrintJob]:
        """Return the print journal of a tag, oldest first."""
        return self._bench.stores.print_jobs.of(tag)


def _raster(facts: "PartLabel", stock: str, dpi: int, ladder: bool) -> Raster:
    from warrantydesk.documents.labels.draw import draw
    from warrantydesk.documents.labels.stock import stock as stock_of

    return draw(facts, stock_of(stock), dpi, ladder)


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
