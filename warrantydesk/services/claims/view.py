"""What the window shows of a claim while it is being edited: pure over facts."""

from dataclasses import dataclass

from warrantydesk.domain.attachment import BEFORE_DECISION, CLAIM_FORM, TAG_STUBS
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.claim.totals import Totals
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.readiness import Readiness, readiness
from warrantydesk.domain.rules import check
from warrantydesk.domain.work import papers_of_work
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.facts_around import signed_here


@dataclass(frozen=True)
class DocumentState:
    """A paper of the claim type: its names, whether it must be there, whether it is."""

    code: str
    name_zh: str
    name_en: str
    mandatory: bool
    condition_zh: str
    condition_en: str
    reason_zh: str
    reason_en: str
    present: bool
    files: int
    by_program: bool = False


@dataclass(frozen=True)
class ClaimView:
    """Findings (blocks first), sums and readiness of a claim as edited."""

    findings: tuple[Finding, ...]
    totals: Totals
    readiness: Readiness

    @property
    def blocks(self) -> int:
        """How many findings forbid the submission."""
        return sum(found.severity is Severity.BLOCK for found in self.findings)


def look(facts: ClaimFacts, claim: Claim) -> ClaimView:
    """Judge an edited claim; no database, so it may run at every keystroke."""
    edited = facts.with_claim(claim)
    found = check(edited)
    return ClaimView(found, edited.totals, readiness(edited, found))


def documents_of(bench: Bench, facts: ClaimFacts) -> tuple[DocumentState, ...]:
    """Return the papers that the claim's type asks for, with what is there of each.

    A claim that is not covered must have the papers that its decision stands on, no others; one
    that is void must have none.
    """
    claim = facts.claim
    void = claim.state is State.VOID
    own = _made_here(bench, facts)
    states = []
    for entry in bench.profile(claim.brand).documents(claim.type):
        files = sum(a.document_code == entry.code for a in facts.attachments)
        present = bool(files) or entry.code in facts.ticked or entry.code in own
        states.append(
            DocumentState(
                entry.code,
                entry.name_zh,
                entry.name_en,
                entry.mandatory
                and not void
                and (entry.code in BEFORE_DECISION or not claim.is_not_covered),
                entry.condition_zh,
                entry.condition_en,
                entry.reason_zh,
                entry.reason_en,
                present,
                files,
                entry.code in own,
            )
        )
    return tuple(states)


def _made_here(bench: Bench, facts: ClaimFacts) -> set[str]:
    """Return the papers that the desk itself has: signed, frozen or labelled."""
    own = set(signed_here(facts.signatures, facts.signers))
    own |= papers_of_work(facts.work_times, facts.store_requests)
    if bench.stores.submissions.newest(facts.claim.id):
        own.add(CLAIM_FORM)
    if facts.pieces and all(piece.tag or piece.reason for piece in facts.pieces):
        own.add(TAG_STUBS)
    return own
