"""What the clerk can do with claims."""

from collections.abc import Mapping
from typing import Any

from warrantydesk.domain.claim.claim import Claim, ClaimType, Submission
from warrantydesk.domain.claim.states import Action, State
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.rules import check
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.domain.text import clean, code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims import submission
from warrantydesk.services.claims.actions import Actions, Request
from warrantydesk.services.claims.drafts import Drafts
from warrantydesk.services.claims.facts import facts_of
from warrantydesk.services.claims.free_services import (
    FreeServiceReport,
    FreeServiceRow,
    FreeServices,
)
from warrantydesk.services.claims.view import ClaimView, DocumentState, documents_of, look
from warrantydesk.services.profiles import ProfileService
from warrantydesk.services.vehicles import VehicleService


class ClaimService:
    """Accepts, edits, judges, moves and files claims."""

    def __init__(self, bench: Bench, profiles: ProfileService, vehicles: VehicleService) -> None:
        self._bench = bench
        self._drafts = Drafts(bench, profiles, vehicles)
        self.actions = Actions(bench, self._drafts, vehicles)

    def new(
        self,
        vin: str = "",
        plate: str = "",
        visit_id: int | None = None,
        type: ClaimType = ClaimType.REPAIR,
        brand: str = "",
    ) -> Claim:
        """Accept a claim: a draft with its number, filled with what the desk knows."""
        return self._drafts.new(vin, plate, visit_id, type, brand)

    def free_services(self, rows: tuple[FreeServiceRow, ...]) -> FreeServiceReport:
        """Make a claim of each service sheet, ready to submit; all or none."""
        return FreeServices(self._bench, self._drafts).enter(rows)

    def save_draft(
        self, claim_id: int, changes: Mapping[str, Any], version: int | None = None
    ) -> Claim:
        """Save changed fields of a claim, whole or not; objects merge, lists replace."""
        return self._drafts.save(claim_id, changes, version)

    def leave(self, claim_id: int) -> None:
        """End the editing sitting of a claim."""
        self._drafts.leave(claim_id)

    def recover(self) -> int:
        """Bring sittings that a crash cut off to their end."""
        return self._drafts.recover()

    def move(self, claim_id: int, action: Action, reason: str = "", ground: str = "") -> Claim:
        """Do any action of the claim axis by its name."""
        if action is Action.SUBMIT:
            return self.submit(claim_id)
        return self.actions.move(claim_id, action, Request(clean(reason), code(ground)))

    def submit(self, claim_id: int, acknowledged: Mapping[str, str] | None = None) -> Claim:
        """File a claim: blocks refuse it, warnings need their acknowledged reason by rule id."""
        return submission.submit(self._bench, self.actions, claim_id, acknowledged or {})

    def void(self, claim_id: int, reason: str) -> Claim:
        """Void a claim with a reason; its number is never used again."""
        return self.move(claim_id, Action.VOID, reason)

    def get(self, claim_id: int) -> Claim:
        """Return a claim."""
        return self._bench.stores.claims.get(claim_id)

    def by_number(self, claim_number: str) -> Claim:
        """Return the claim of a number; Refused(NOT_FOUND)."""
        claim = self._bench.stores.claims.by_number(code(claim_number))
        if claim is None:
            raise refused(NOT_FOUND, N_("There is no claim {number}."), number=claim_number)
        return claim

    def facts(self, claim_id: int) -> ClaimFacts:
        """Return a claim with its surroundings, read once for looking while typing."""
        return facts_of(self._bench, self.get(claim_id))

    def preview(self, facts: ClaimFacts, changes: Mapping[str, Any]) -> Claim:
        """Return the claim as the changes would make it; nothing is written."""
        return self._drafts.edited(facts.claim, changes)

    def look(self, facts: ClaimFacts, claim: Claim) -> ClaimView:
        """Judge an edited claim without the database."""
        return look(facts, claim)

    def check(self, claim_id: int) -> tuple[Finding, ...]:
        """Run all checks over a claim as it is saved."""
        return check(self.facts(claim_id))

    def documents(self, facts: ClaimFacts) -> tuple[DocumentState, ...]:
        """Return the papers that the claim's type asks for and what is there of each."""
        return documents_of(self._bench, facts)

    def submissions(self, claim_id: int) -> list[Submission]:
        """Return the versions that went to the maker, oldest first."""
        return self._bench.stores.submissions.find(claim_id=claim_id)

    def in_states(self, states: tuple[State, ...], limit: int = 200) -> list[ClaimSummary]:
        """Return the newest claims in some states."""
        return self._bench.stores.lists.claims_in(states, limit)

    def of_vehicle(self, vehicle_id: int) -> list[ClaimSummary]:
        """Return the newest claims of a vehicle."""
        return self._bench.stores.lists.claims_of_vehicle(vehicle_id)
