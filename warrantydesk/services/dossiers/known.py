"""What a dossier rests on: the rows of a claim, each kind read once."""

from datetime import date, datetime
from functools import cached_property

from warrantydesk.domain.attachment import TAG_STUBS, Attachment
from warrantydesk.domain.authorisation import Authorisation
from warrantydesk.domain.claim.answer import ClaimAnswer
from warrantydesk.domain.claim.appeal import Appeal, AppealState
from warrantydesk.domain.claim.claim import Submission
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.inspection import Inspection, InspectionSignature
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.print_job import PrintJob
from warrantydesk.domain.rules import check
from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.domain.settlement.statement import StatementLine
from warrantydesk.domain.settlement.write_off import WriteOff
from warrantydesk.domain.shipment import ShipmentLine
from warrantydesk.domain.visit import Signature, SignedPaper
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.facts import facts_of
from warrantydesk.services.papers.claim_paper import name_of

_ASKED_BY = {"SI": "V46", "PA": "V67", TAG_STUBS: "V77", "DR": "V43"}
"""Papers that are asked for where they apply, and the check that says they do and are not here."""
_NOT_HERE = (PartState.NO_PART, PartState.WRITTEN_OFF)


class Books:
    """What many dossiers look up again and again; it lives as long as one work."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    @cached_property
    def invoices(self) -> dict[int, list[Invoice]]:
        """The invoices by the statements they are for, oldest first."""
        found: dict[int, list[Invoice]] = {}
        for one in self._bench.stores.invoices.find(void_reason=""):
            for share in one.shares:
                found.setdefault(share.statement_id, []).append(one)
        return found


class Known:
    """One claim with everything a dossier says of it."""

    def __init__(self, bench: Bench, claim_id: int, books: Books | None = None) -> None:
        self.bench, self.stores = bench, bench.stores
        self.books = books or Books(bench)
        self.claim = bench.stores.claims.get(claim_id)
        self.profile = bench.profile(self.claim.brand)

    @cached_property
    def facts(self) -> ClaimFacts:
        """What the checks of the claim look at."""
        return facts_of(self.bench, self.claim)

    @cached_property
    def files(self) -> list[Attachment]:
        """The files that stand, in order of entry."""
        return self.stores.attachments.find(claim_id=self.claim.id)

    @cached_property
    def asked_for(self) -> set[str]:
        """The papers that a filed claim lacks although they are asked for only where they apply."""
        if self.claim.submitted_at is None or self.claim.redaction_id is not None:
            return set()
        found = {one.rule for one in check(self.facts)}
        return {code for code, rule in _ASKED_BY.items() if rule in found}

    @cached_property
    def taken_out(self) -> set[str]:
        """The papers whose files were taken out with the personal values: they are not missing."""
        if self.claim.redaction_id is None:
            return set()
        every = self.stores.attachments.every(claim_id=self.claim.id)
        return {one.document_code for one in every if one.redaction_id is not None}

    @cached_property
    def submissions(self) -> list[Submission]:
        """The versions that went to the maker, oldest first."""
        return self.stores.submissions.find(claim_id=self.claim.id)

    @cached_property
    def inspections(self) -> list[Inspection]:
        """The versions of the inspection, oldest first."""
        found = self.stores.inspections.find(claim_id=self.claim.id)
        return sorted(found, key=lambda one: one.number)

    def signers(self, inspection_id: int) -> list[InspectionSignature]:
        """Return who signed a version of the inspection."""
        return self.stores.inspection_signatures.find(inspection_id=inspection_id)

    @cached_property
    def pieces(self) -> list[OldPart]:
        """The old parts that are not void, by line."""
        found = self.stores.parts.find(claim_id=self.claim.id)
        standing = (piece for piece in found if piece.state is not PartState.VOID)
        return sorted(standing, key=lambda piece: (piece.line, piece.piece))

    @property
    def waived(self) -> list[OldPart]:
        """The pieces that there are none of, each with its reason."""
        return [piece for piece in self.pieces if piece.state in _NOT_HERE]

    @cached_property
    def listed(self) -> list[tuple[OldPart, ShipmentLine]]:
        """The pieces with every return list they stand or stood on."""
        of_part = self.stores.shipment_lines.of_part
        return [(piece, line) for piece in self.pieces for line in of_part(piece.id)]

    @cached_property
    def authorisations(self) -> list[Authorisation]:
        """The requests to the maker that stand, oldest first."""
        return self.stores.authorisations.find(claim_id=self.claim.id, void_reason="")

    @cached_property
    def answers(self) -> list[ClaimAnswer]:
        """The maker's answers, oldest first."""
        return self.stores.claim_answers.find(claim_id=self.claim.id)

    @cached_property
    def appeals(self) -> list[Appeal]:
        """The appeals that went out, oldest first."""
        found = self.stores.appeals.find(claim_id=self.claim.id, void_reason="")
        gone = (one for one in found if one.state is not AppealState.DRAFT)
        return sorted(gone, key=lambda one: one.number)

    @cached_property
    def statement_lines(self) -> list[StatementLine]:
        """The lines of statements that are for the claim."""
        return self.stores.statement_lines.find(claim_id=self.claim.id, void_reason="")

    @cached_property
    def write_offs(self) -> list[WriteOff]:
        """What of the claim is given up or was proposed to be, oldest first."""
        return self.stores.write_offs.find(claim_id=self.claim.id, void_reason="")

    @cached_property
    def printed(self) -> dict[str, PrintJob]:
        """The newest job of each paper of the claim that was printed or saved."""
        jobs = self.stores.print_jobs.of(self.claim.claim_number)
        return {job.language: job for job in jobs if job.kind == "paper"}

    def signed(self, paper: SignedPaper) -> Signature | None:
        """Return the customer's newest signature under a paper."""
        found = [one for one in self.facts.signatures if one.paper is paper]
        return max(found, key=lambda one: one.signed_at, default=None)

    def day(self, at: datetime | None) -> date | None:
        """Return the desk's calendar day of an instant."""
        return local_date(at, self.bench.clock.zone)

    def name(self, login: str) -> str:
        """Return the name behind a login."""
        return name_of(self.bench, login)
