"""Drawing papers, for the screen, a printer or a file."""

import hashlib
from datetime import date
from pathlib import Path

from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.text import clean, code, line
from warrantydesk.i18n import N_
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.papers import (
    appointments,
    claim_form,
    complaint_sheet,
    deduction_papers,
    dispute,
    due_calendar,
    mode_card,
    scrap,
    stock_take,
)
from warrantydesk.services.papers.claim_papers import CLAIM_FORM, PAPERS
from warrantydesk.services.papers.every import EVERY_PAPER
from warrantydesk.services.papers.money_words import subject_of
from warrantydesk.services.papers.month_papers import MONTH_PAPERS
from warrantydesk.services.papers.paper import Draw, Paper
from warrantydesk.services.papers.shipment_papers import (
    BOX_CONTENTS,
    SHIPMENT_PAPERS,
    box_contents,
)
from warrantydesk.services.papers.statement_papers import STATEMENT_PAPERS

_BOOK = ".xlsx"


class PaperService:
    """Draws papers: those of claims and those of old parts.

    ``subject_id`` is the claim's id for PAPERS, the shipment's for SHIPMENT_PAPERS, else that of
    what the paper is named after.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def prepare(self, paper: str, subject_id: int, version: int = 0) -> Draw:
        """Read a paper's facts now; the returned function draws without the database.

        ``version`` asks for the form of an older submission; 0 is the newest.
        """
        entry = self._entry(paper, subject_id)
        if not version:
            return entry.prepare(self._bench, subject_id)
        if paper != CLAIM_FORM:
            raise refused(INVALID, N_("Only the claim form has versions."), "version")
        return claim_form.prepare(self._bench, subject_id, version)

    def missing(self, paper: str, subject_id: int) -> tuple[Problem, ...]:
        """Return what is missing on a paper, to be said before it is printed."""
        return self._entry(paper, subject_id).missing(self._bench, subject_id)

    def number(self, paper: str, subject_id: int) -> str:
        """Return the number under which a paper stands in the print journal."""
        return self._known(paper).number(self._bench, subject_id)

    def _entry(self, paper: str, subject_id: int) -> Paper:
        entry = self._known(paper)
        entry.number(self._bench, subject_id)
        self._bench.allow("papers.draw")
        return entry

    def _known(self, paper: str) -> Paper:
        entry = next((each for each in EVERY_PAPER if each.code == paper), None)
        if entry is None:
            raise _unknown(paper)
        return entry

    def drawn(
        self, paper: str, subject_id: int, data: bytes, printer: str, version: int = 0
    ) -> PrintJob:
        """Enter a printed or saved paper; a submission's form is kept when first drawn."""
        subject = self._entry(paper, subject_id).number(self._bench, subject_id)
        if paper == CLAIM_FORM:
            claim_form.keep(self._bench, subject_id, data, version)
        claims = (subject_id,) if any(each.code == paper for each in PAPERS) else ()
        return self._enter(paper, subject, data, printer, claims)

    def _enter(
        self, paper: str, subject: str, data: bytes, printer: str, claims: tuple[int, ...] = ()
    ) -> PrintJob:
        job = PrintJob(
            kind="paper",
            subject=subject,
            printer=clean(printer),
            language=paper,
            copies=1,
            sha256=hashlib.sha256(data).hexdigest(),
            size_bytes=len(data),
            state=JobState.SENT,
            by=self._bench.person.login,
            at=self._bench.now,
        )
        if self._bench.is_frozen:
            return job  # a desk that is only looked at prints, and cannot say so in its journal
        with self._bench.change(N_("draw paper"), Kind.PRINT_JOBS, ids=claims):
            return self._bench.stores.print_jobs.add(job)

    def draw(self, paper: str, claim_id: int, file: Path, version: int = 0) -> PrintJob:
        """Draw a paper of a claim into a PDF file; counts as printed.

        ``version`` draws the claim form of that submission, to the byte as it was first drawn.
        Raises what ``targets.write`` does: an older paper may be replaced, nothing else.
        """
        self._must_be_of(PAPERS, paper)
        draw = self.prepare(paper, claim_id, version)
        return self._written(paper, claim_id, file, draw, version)

    def save(self, paper: str, subject_id: int, file: Path) -> PrintJob:
        """Draw any paper into a PDF file, a workbook where it has one and the file ends so.

        Counts as printed. Raises as ``draw`` does.
        """
        book = self._known(paper).book
        if book is None or file.suffix.lower() != _BOOK:
            return self._written(paper, subject_id, file, self.prepare(paper, subject_id))
        self._entry(paper, subject_id)
        return self._written(paper, subject_id, file, book(self._bench, subject_id))

    def has_book(self, paper: str) -> bool:
        """Tell whether a paper may be saved as a workbook too."""
        return self._known(paper).book is not None

    def draw_statement(self, paper: str, statement_id: int, file: Path) -> PrintJob:
        """Draw one of STATEMENT_PAPERS into a file, as ``save``."""
        self._bench.stores.statements.get(statement_id)
        self._must_be_of(STATEMENT_PAPERS, paper)
        return self.save(paper, statement_id, file)

    def draw_month(self, paper: str, brand: str, month: str, file: Path) -> PrintJob:
        """Draw one of MONTH_PAPERS into a file, as ``save``; Refused(INVALID) for no month."""
        self._must_be_of(MONTH_PAPERS, paper)
        return self.save(paper, self.month_subject(brand, month), file)

    def month_subject(self, brand: str, month: str) -> int:
        """Return the subject by which the papers of a month are asked for."""
        return subject_of(self._bench, brand, month)

    def prepare_shipment(self, paper: str, shipment_id: int, box: str = "") -> Draw:
        """Read the facts of one of SHIPMENT_PAPERS; ``box`` is the code of the one box wanted."""
        self._bench.stores.shipments.get(shipment_id)
        self._must_be_of(SHIPMENT_PAPERS, paper)
        if paper != BOX_CONTENTS or not box:
            return self.prepare(paper, shipment_id)
        self._bench.allow("papers.draw")
        found = self._bench.stores.boxes.by_code(code(box))
        if found is None or found.shipment_id != shipment_id or found.void_reason:
            raise refused(
                NOT_FOUND, N_("The shipment has no box {box}."), "box", box=line(box)[:40]
            )
        return box_contents(self._bench, shipment_id, found.code)

    def draw_shipment(self, paper: str, shipment_id: int, file: Path, box: str = "") -> PrintJob:
        """Draw one of SHIPMENT_PAPERS into a PDF file; counts as printed. Raises as ``draw``.

        The list of one ``box`` stands in the print journal under the box.
        """
        draw = self.prepare_shipment(paper, shipment_id, box)
        if paper != BOX_CONTENTS or not box:
            return self._written(paper, shipment_id, file, draw)
        data = draw()
        targets.write(file, data, self._bench.stores.db.folder.path)
        return self._enter(paper, code(box), data, f"file:{file.name}")

    def prepare_stock_take(self, stock_take_id: int) -> Draw:
        """Read the facts of the sheet of a stock-take."""
        return self.prepare(stock_take.STOCK_TAKE, stock_take_id)

    def draw_stock_take(self, stock_take_id: int, file: Path) -> PrintJob:
        """Draw the sheet of a stock-take into a PDF file; counts as printed."""
        return self.save(stock_take.STOCK_TAKE, stock_take_id, file)

    def prepare_scrap(self, batch_id: int) -> Draw:
        """Read the facts of the sheet of a scrap batch."""
        return self.prepare(scrap.SCRAP, batch_id)

    def draw_scrap(self, batch_id: int, file: Path) -> PrintJob:
        """Draw the sheet of a scrap batch into a PDF file; counts as printed."""
        return self.save(scrap.SCRAP, batch_id, file)

    def prepare_dispute(self, part_id: int) -> Draw:
        """Read the facts of the letter that disputes the refusal of a piece."""
        return self.prepare(dispute.DISPUTE, part_id)

    def draw_dispute(self, part_id: int, file: Path) -> PrintJob:
        """Draw the letter that disputes a refusal into a PDF file; counts as printed."""
        return self.save(dispute.DISPUTE, part_id, file)

    def draw_deduction(self, deduction_id: int, file: Path) -> PrintJob:
        """Draw the letter that disputes a deduction into a PDF file; counts as printed."""
        return self.save(deduction_papers.DEDUCTION_DISPUTE, deduction_id, file)

    def draw_write_off(self, write_off_id: int, file: Path) -> PrintJob:
        """Draw the sheet of a write-off, to be signed, into a PDF file; counts as printed."""
        return self.save(deduction_papers.WRITE_OFF_SHEET, write_off_id, file)

    def draw_complaint(self, complaint_id: int, file: Path) -> PrintJob:
        """Draw the sheet of a complaint into a PDF file; counts as printed."""
        return self.save(complaint_sheet.COMPLAINT_SHEET, complaint_id, file)

    def draw_appointments(self, day: date, file: Path) -> PrintJob:
        """Draw the list of a day's appointments into a PDF file; counts as printed."""
        return self.save(appointments.APPOINTMENTS, day.toordinal(), file)

    def prepare_mode_card(self) -> Draw:
        """Return what draws the card with the barcodes of the six modes."""
        return self.prepare(mode_card.MODE_CARD, 0)

    def draw_mode_card(self, file: Path) -> PrintJob:
        """Draw the card with the barcodes of the six modes into a PDF file; counts as printed."""
        return self.save(mode_card.MODE_CARD, 0, file)

    def prepare_calendar(self, start: date, end: date) -> Draw:
        """Read what falls due between two days; the draw makes a grid for each month."""
        self._bench.allow("papers.draw")
        return due_calendar.prepare(self._bench, start, end)

    def draw_calendar(self, start: date, end: date, file: Path) -> PrintJob:
        """Draw the due-back calendar into a PDF file; counts as printed."""
        data = self.prepare_calendar(start, end)()
        targets.write(file, data, self._bench.stores.db.folder.path)
        subject = due_calendar.number(start, end)
        return self._enter(due_calendar.DUE_CALENDAR, subject, data, f"file:{file.name}")

    def _must_be_of(self, papers: tuple[Paper, ...], paper: str) -> None:
        if paper not in {each.code for each in papers}:
            raise _unknown(paper)

    def _written(
        self, paper: str, subject_id: int, file: Path, draw: Draw, version: int = 0
    ) -> PrintJob:
        data = draw()
        targets.write(file, data, self._bench.stores.db.folder.path)
        return self.drawn(paper, subject_id, data, f"file:{file.name}", version)

    def page_count(self, data: bytes) -> int:
        """Return how many pages a PDF has; for a worker."""
        from warrantydesk.documents import preview

        return preview.page_count(data)

    def pages(
        self, data: bytes, scale: float, span: range | None = None
    ) -> list[tuple[int, int, bytes]]:
        """Return the pages of a PDF, or those of a span, as ``(width, height, rgb)`` pixels; for
        a worker."""
        from warrantydesk.documents import preview

        drawn = preview.pages(data, scale, span=span)
        return [(page.width, page.height, page.rgb) for page in drawn]

    def printed(self, claim_id: int) -> list[PrintJob]:
        """Return which papers of a claim were printed or saved, oldest first."""
        claim = self._bench.stores.claims.get(claim_id)
        return [
            job
            for job in self._bench.stores.print_jobs.of(claim.claim_number)
            if job.kind == "paper"
        ]


def _unknown(paper: str) -> Exception:
    return refused(NOT_FOUND, N_("There is no paper “{paper}”."), "paper", paper=line(paper)[:40])
