"""Drawing papers, for the screen, a printer or a file."""

import hashlib
from pathlib import Path

from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.text import clean
from warrantydesk.i18n import N_
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.papers import (
    claim_form,
    decision,
    demand_answer,
    explanation,
    inspection,
    notice,
    receipt,
    repair_record,
    work_authorisation,
)
from warrantydesk.services.papers.paper import Draw, Paper

PAPERS = (
    Paper("receipt", N_("Intake receipt"), receipt.prepare),
    Paper("work_authorisation", N_("Work authorisation"), work_authorisation.prepare),
    Paper("inspection", N_("Inspection sheet"), inspection.prepare),
    Paper("claim_form", N_("Claim form"), claim_form.prepare),
    Paper("decision", N_("Coverage decision"), decision.prepare, decision.missing),
    Paper("notice", N_("Warranty notice for the customer"), notice.prepare, notice.missing),
    Paper("repair_record", N_("Repair record"), repair_record.prepare, repair_record.missing),
    Paper("explanation", N_("Explanation of refusal"), explanation.prepare, explanation.missing),
    Paper("demand_answer", N_("Answer to a demand"), demand_answer.prepare, demand_answer.missing),
)


class PaperService:
    """Draws the papers of claims."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def prepare(self, paper: str, claim_id: int) -> Draw:
        """Read a paper's facts now; the returned function draws without the database."""
        return self._entry(paper, claim_id).prepare(self._bench, claim_id)

    def missing(self, paper: str, claim_id: int) -> tuple[Problem, ...]:
        """Return what is missing on a paper, to be said before it is printed."""
        return self._entry(paper, claim_id).missing(self._bench, claim_id)

    def _entry(self, paper: str, claim_id: int) -> Paper:
        entry = next((each for each in PAPERS if each.code == paper), None)
        self._bench.stores.claims.get(claim_id)
        if entry is None:
            raise refused(NOT_FOUND, N_("There is no paper “{paper}”."), "paper", paper=paper)
        self._bench.allow("papers.draw")
        return entry

    def drawn(self, paper: str, claim_id: int, data: bytes, printer: str) -> PrintJob:
        """Enter a printed or saved paper; a submission's form is kept when first drawn."""
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("papers.draw")
        if paper == "claim_form":
            claim_form.keep(self._bench, claim_id, data)
        with self._bench.change(N_("draw paper"), Kind.PRINT_JOBS, ids=(claim_id,)):
            return self._bench.stores.print_jobs.add(
                PrintJob(
                    kind="paper",
                    subject=claim.claim_number,
                    printer=clean(printer),
                    language=paper,
                    copies=1,
                    sha256=hashlib.sha256(data).hexdigest(),
                    size_bytes=len(data),
                    state=JobState.SENT,
                    by=self._bench.person.login,
                    at=self._bench.now,
                )
            )

    def draw(self, paper: str, claim_id: int, file: Path) -> PrintJob:
        """Draw a paper into a PDF file; counts as printed.

        Raises what ``targets.write`` does: an older paper may be replaced, nothing else.
        """
        data = self.prepare(paper, claim_id)()
        targets.write(file, data, self._bench.stores.db.folder.path)
        return self.drawn(paper, claim_id, data, f"file:{file.name}")

    def pages(self, data: bytes, scale: float) -> list[tuple[int, int, bytes]]:
        """Return the pages of a PDF as ``(width, height, rgb)`` pixels; for a worker."""
        from warrantydesk.documents import preview

        return [(page.width, page.height, page.rgb) for page in preview.pages(data, scale)]

    def printed(self, claim_id: int) -> list[PrintJob]:
        """Return which papers of a claim were printed or saved, oldest first."""
        claim = self._bench.stores.claims.get(claim_id)
        return [
            job
            for job in self._bench.stores.print_jobs.of(claim.claim_number)
            if job.kind == "paper"
        ]
