"""The actions of the claim axis: guard, move, stamp, and what happens beside."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from warrantydesk.domain.authorisation import AuthorisationState
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import (
    ACTION_NAMES,
    Action,
    State,
    allowed,
    transition,
)
from warrantydesk.domain.effects import voided_with_claim
from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.inspection import Inspection
from warrantydesk.domain.old_part import TERMINAL, PartState
from warrantydesk.domain.text import is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.drafts import Drafts
from warrantydesk.services.claims.facts import facts_of
from warrantydesk.services.claims.open_money import open_money
from warrantydesk.services.claims.vehicle_file import with_files
from warrantydesk.services.claims.view import documents_of
from warrantydesk.services.coverage.decisions import keep_decision
from warrantydesk.services.refusal_notes import not_now
from warrantydesk.services.vehicles import VehicleService

KINDS = (Kind.CLAIMS, Kind.PARTS, Kind.INSPECTIONS, Kind.COVERAGE)
DECIDES_COVERAGE = frozenset({Action.DECIDE_CLAIM, Action.DECIDE_NOT_COVERED})
"""Actions with which the coverage decision is kept as it then stands."""


@dataclass(frozen=True)
class Request:
    """What the clerk says with an action."""

    reason: str = ""
    ground: str = ""


class Actions:
    """Moves claims along their table."""

    def __init__(self, bench: Bench, drafts: Drafts, vehicles: VehicleService) -> None:
        self._bench, self._drafts, self._vehicles = bench, drafts, vehicles
        self._guards: dict[Action, Callable[[Claim, Request], Claim]] = {
            Action.START_INSPECTION: self._start_inspection,
            Action.DECIDE_NOT_COVERED: self._decide_not_covered,
            Action.REOPEN: self._reopen,
            Action.DECIDE_CLAIM: self._decide_claim,
            Action.FINISH_REPAIR: self._finish_repair,
            Action.WITHDRAW: self._withdraw,
            Action.GIVE_UP: self._give_up,
            Action.CLOSE: self._close,
            Action.VOID: self._void,
        }

    def checked(self, claim_id: int, action: Action) -> Claim:
        """Return the claim when the person and the state allow the action."""
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow(f"claim.{action}", claim.claim_number)
        if not allowed(claim.state, action):
            no = refused(
                STATE,
                N_("“{action}” is not possible now: the claim is {state}."),
                action=action,
                state=claim.state,
            )
            raise not_now(self._bench, no, f"claims.{action}", claim.claim_number)
        return claim

    def move(self, claim_id: int, action: Action, request: Request) -> Claim:
        """Carry out an action; Refused with every reason where its guard does not hold."""
        prepared = self.prepared(claim_id, action, request)
        with self._bench.change(ACTION_NAMES[action], *KINDS) as touched:
            touched.append(claim_id)
            moved = self.written(prepared, action, request)
        # An edit before the move would take the move's stamps with it.
        self._bench.history.clear()
        return moved

    def prepared(self, claim_id: int, action: Action, request: Request) -> Claim:
        """Return what an action makes of a claim; nothing is written."""
        claim = self.checked(claim_id, action)
        if action not in self._guards:
            raise refused(STATE, N_("Use the verb of its own for this action."))
        return replace(self._guards[action](claim, request), state=transition(action).to[0])

    def written(self, prepared: Claim, action: Action, request: Request) -> Claim:
        """Write a prepared claim and what happens beside; inside an open change."""
        moved = self.moved(prepared)
        if action is Action.START_INSPECTION:
            self._first_inspection(moved, request.reason)
        if action in DECIDES_COVERAGE:
            keep_decision(self._bench, moved)
        if action is Action.VOID:
            self._void_requests(moved)
        return moved

    def _void_requests(self, claim: Claim) -> None:
        """Let no request to the maker outlive its claim."""
        store = self._bench.stores.authorisations
        for one in store.find(claim_id=claim.id, state=AuthorisationState.ASKED):
            void = AuthorisationState.VOID
            store.save(replace(one, state=void, void_reason=claim.void_reason))

    def _first_inspection(self, claim: Claim, reason: str) -> None:
        self._bench.stores.inspections.add(
            Inspection(
                claim_id=claim.id,
                template_version=self._bench.profile(claim.brand).versions.get(
                    "inspection_template", 1
                ),
                started_at=self._bench.now,
                start_reason=line(reason),
            )
        )

    def moved(self, claim: Claim) -> Claim:
        """Write a moved claim with vehicle, customer and pieces; inside an open change."""
        stores = self._bench.stores
        if claim.state is not State.VOID:
            claim = with_files(self._bench, self._vehicles, claim)
        saved = stores.claims.save(claim)
        if saved.state is State.VOID:
            pieces = tuple(stores.parts.find(claim_id=saved.id))
            for piece in voided_with_claim(pieces, N_("The claim was voided.")):
                stores.parts.save(piece)
        else:
            self._drafts.fit_pieces(saved)
        return saved

    def _start_inspection(self, claim: Claim, request: Request) -> Claim:
        signed = {s.paper for s in self._bench.stores.signatures.find(visit_id=claim.visit.id)}
        if "work_authorisation" not in signed and not is_visible(request.reason):
            raise refused(
                STATE,
                N_(
                    "The customer has not signed the work authorisation: have it "
                    "signed, or give the reason."
                ),
                "reason",
            )
        return claim

    def _decide_not_covered(self, claim: Claim, request: Request) -> Claim:
        stores, problems = self._bench.stores, []
        inspection = stores.inspections.newest(claim.id)
        ground = request.ground or (inspection.reason if inspection else "")
        grounds = self._bench.profile(claim.brand).reasons
        if grounds.get(ground, {}).get("kind") != "customer_refusal":
            problems.append(
                Problem(
                    "ground",
                    N_(
                        "Choose an allowed ground of refusal: a claim may not be refused otherwise."
                    ),
                )
            )
        printed = [
            job
            for job in stores.print_jobs.of(claim.claim_number)
            if job.kind == "paper" and job.language == "explanation"
        ]
        if not printed:
            problems.append(Problem("explanation", N_("Print the customer's explanation first.")))
        if (
            inspection
            and inspection.major
            and not any(
                s.as_role == "technical_manager"
                for s in stores.inspection_signatures.find(inspection_id=inspection.id)
            )
        ):
            problems.append(
                Problem("major", N_("A major fault needs the technical manager's signature."))
            )
        if problems:
            raise refused_by(STATE, problems)
        return replace(claim, codes=replace(claim.codes, ground=ground, ground_text=request.reason))

    def _reopen(self, claim: Claim, request: Request) -> Claim:
        needs(request.reason, "reason", N_("Give the reason."))
        return replace(claim, codes=replace(claim.codes, ground="", ground_text=""))

    def _decide_claim(self, claim: Claim, request: Request) -> Claim:
        stores = self._bench.stores
        inspection = stores.inspections.newest(claim.id)
        signed = (
            {s.as_role for s in stores.inspection_signatures.find(inspection_id=inspection.id)}
            if inspection
            else set()
        )
        entry = self._bench.profile(claim.brand).types.get(claim.type)
        needed = entry is None or entry.needs_inspection
        if needed and not {"technician", "clerk"} <= signed:
            raise refused(
                STATE, N_("The inspection is not signed by technician and clerk."), "inspection"
            )
        started = claim.visit.started_at or self._bench.now
        return replace(claim, visit=replace(claim.visit, started_at=started))

    def _finish_repair(self, claim: Claim, request: Request) -> Claim:
        stores, problems = self._bench.stores, []
        if not stores.signatures.find(visit_id=claim.visit.id):
            problems.append(
                Problem(
                    "visit",
                    N_(
                        "The customer has signed neither the work authorisation nor the collection."
                    ),
                )
            )
        facts = facts_of(self._bench, claim)
        for name, sentence in (
            ("complaint", N_("The customer's complaint is missing.")),
            ("cause", N_("The cause is missing: what did the inspection find?")),
            ("correction", N_("The correction is missing: what was done?")),
        ):
            if name in facts.required_fields and not getattr(claim.narrative, name).strip():
                problems.append(Problem(f"narrative.{name}", sentence))
        if "labour" in facts.required_fields and not claim.labour_lines:
            problems.append(Problem("labour_lines", N_("The list of labour operations is empty.")))
        waiting = [p for p in facts.pieces if p.state is PartState.EXPECTED]
        if waiting:
            problems.append(
                Problem(
                    "part_lines",
                    N_("Old parts neither received nor waived: {n}."),
                    {"n": len(waiting)},
                )
            )
        if problems:
            raise refused_by(STATE, problems)
        finished = claim.visit.finished_at or self._bench.now
        return replace(claim, visit=replace(claim.visit, finished_at=finished))

    def _withdraw(self, claim: Claim, request: Request) -> Claim:
        needs(request.reason, "reason", N_("Give the reason."))
        return replace(claim, submitted_at=None, due_on=None)

    def _give_up(self, claim: Claim, request: Request) -> Claim:
        needs(request.reason, "reason", N_("Give the reason."))
        return replace(claim, due_on=None)

    def _close(self, claim: Claim, request: Request) -> Claim:
        facts, problems = facts_of(self._bench, claim), []
        missing = [d for d in documents_of(self._bench, facts) if d.mandatory and not d.present]
        if claim.state is not State.NOT_COVERED and missing:
            problems.append(
                Problem(
                    "documents", N_("{n} mandatory documents are missing."), {"n": len(missing)}
                )
            )
        if open_pieces := [p for p in facts.pieces if p.state not in TERMINAL]:
            problems.append(
                Problem("part_lines", N_("{n} old parts are still here."), {"n": len(open_pieces)})
            )
        if claim.state is State.APPROVED:
            problems += open_money(self._bench, claim)
        if problems:
            raise refused_by(STATE, problems)
        return replace(claim, closed_at=self._bench.now, due_on=None)

    def _void(self, claim: Claim, request: Request) -> Claim:
        reason = needs(request.reason, "reason", N_("Give the reason."))
        return replace(claim, void_reason=reason, due_on=None)
