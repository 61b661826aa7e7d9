"""What the clerk can do with claims."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from warrantydesk.domain.authorisation import Override
from warrantydesk.domain.claim.answer import (
    AnswerKind,
    AnswerLine,
    ChargeBack,
    ClaimAnswer,
    LineAmount,
)
from warrantydesk.domain.claim.appeal import Appeal, AppealLine
from warrantydesk.domain.claim.claim import Claim, ClaimType, Submission
from warrantydesk.domain.claim.diff import Differences
from warrantydesk.domain.claim.states import Action, State
from warrantydesk.domain.errors import NOT_FOUND, STATE, refused
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.rules import check
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.domain.text import clean, code, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.claims import overrides, submission
from warrantydesk.services.claims.actions import Actions, Request
from warrantydesk.services.claims.amounts import amounts_of
from warrantydesk.services.claims.answer_checks import Told
from warrantydesk.services.claims.answers import Answers
from warrantydesk.services.claims.appeals import Appeals, Asked
from warrantydesk.services.claims.batch import Batches, Moved
from warrantydesk.services.claims.by_name import Moving, moved_by_name
from warrantydesk.services.claims.charge_backs import ChargeBacks
from warrantydesk.services.claims.drafts import Drafts
from warrantydesk.services.claims.facts import facts_of
from warrantydesk.services.claims.free_services import (
    FreeServiceReport,
    FreeServiceRow,
    FreeServices,
)
from warrantydesk.services.claims.versions import compared
from warrantydesk.services.claims.view import ClaimView, DocumentState, documents_of, look
from warrantydesk.services.profiles import ProfileService
from warrantydesk.services.vehicles import VehicleService


class ClaimService:
    """Accepts, edits, judges, moves and files claims."""

    def __init__(self, bench: Bench, profiles: ProfileService, vehicles: VehicleService) -> None:
        self.bench = self._bench = bench
        self._drafts = Drafts(bench, profiles, vehicles)
        self.actions = Actions(bench, self._drafts, vehicles)
        self._answers = Answers(bench, self.actions)
        self._appeals = Appeals(bench, self.actions)
        self._charge_backs = ChargeBacks(bench)

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

    def move(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        claim_id: int,
        action: Action,
        reason: str = "",
        ground: str = "",
        lines: tuple[AnswerLine, ...] = (),
        reasons: tuple[AnswerLine, ...] = (),
        number: str = "",
        on: date | None = None,
        expires_on: date | None = None,
        outcome: str = "",
    ) -> Claim:
        """Do any action of the claim axis by its name; each takes what its own verb takes.

        ``reason`` is the question of ask_maker, the answer of a refusal, the override of a late
        appeal; ``on`` the day of an answer or appeal; ``outcome`` approved, returned or rejected
        for an authorisation, upheld for a decision that stays with the refusal.
        """
        asked = Moving(reason, ground, lines, reasons, number, on, expires_on, outcome)
        return moved_by_name(self, claim_id, action, asked)

    def answer(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        claim_id: int,
        kind: AnswerKind,
        reasons: tuple[AnswerLine, ...] = (),
        reason: str = "",
        lines: tuple[AnswerLine, ...] = (),
        received_on: date | None = None,
        notice_no: str = "",
        reviewer: str = "",
        upheld: bool = False,
    ) -> Claim:
        """Record what the maker answered, line by line; amounts in fen.

        A return and a refusal give reasons; an approval names the lines that are cut, the others
        are approved as claimed; a decision is upheld, or names what is approved now.
        """
        told = Told(reasons, reason, lines, received_on, notice_no, reviewer, upheld)
        return self._answers.record(claim_id, kind, told)

    def correct_answer(
        self, claim_id: int, lines: tuple[AnswerLine, ...], reason: str = ""
    ) -> Claim:
        """Put an approval right that was written down wrongly; other lines stay as they were."""
        return self._answers.correct(claim_id, lines, reason)

    def answers(self, claim_id: int) -> list[ClaimAnswer]:
        """Return the maker's answers, oldest first."""
        return self._bench.stores.claim_answers.find(claim_id=claim_id)

    def amounts(self, claim_id: int) -> tuple[LineAmount, ...]:
        """Return every line: claimed, approved, paid, and why something is missing; fen."""
        return amounts_of(self._bench, self.get(claim_id))

    def appeal(
        self,
        claim_id: int,
        lines: tuple[AppealLine, ...] = (),
        grounds: str = "",
        evidence: tuple[int, ...] = (),
        filed_on: date | None = None,
        override_reason: str = "",
    ) -> Claim:
        """Appeal against a refusal, or against what was cut; without lines: all that is short."""
        asked = Asked(lines, grounds, evidence, filed_on, override_reason)
        return self._appeals.file(claim_id, asked)

    def prepare_appeal(
        self,
        claim_id: int,
        lines: tuple[AppealLine, ...] = (),
        grounds: str = "",
        evidence: tuple[int, ...] = (),
    ) -> Appeal:
        """Keep an appeal that is not filed yet."""
        return self._appeals.prepare(claim_id, Asked(lines, grounds, evidence))

    def drop_appeal(self, claim_id: int, reason: str) -> Appeal:
        """Drop an appeal that was only prepared."""
        return self._appeals.drop(claim_id, reason)

    def charge_back(
        self,
        claim_id: int,
        amount_fen: int,
        noticed_on: date,
        reason_code: str = "",
        reason_text: str = "",
        notice_no: str = "",
    ) -> ChargeBack:
        """Record that an audit takes money of an approved claim back; its clock runs."""
        new = ChargeBack(claim_id, amount_fen, reason_code, reason_text, notice_no, noticed_on)
        return self._charge_backs.record(new)

    def object_charge_back(
        self, charge_back_id: int, objection: str, objected_on: date | None = None
    ) -> ChargeBack:
        """Object to a charge-back."""
        return self._charge_backs.object(charge_back_id, objection, objected_on)

    def end_charge_back(
        self, charge_back_id: int, outcome: str, ended_on: date | None = None
    ) -> ChargeBack:
        """End a charge-back: ``accepted`` (the money is gone) or ``withdrawn``."""
        return self._charge_backs.end(charge_back_id, outcome, ended_on)

    def override(self, claim_id: int, rule: str, reason: str) -> Override:
        """Let a check pass for a claim, as the service manager."""
        return overrides.override(self._bench, claim_id, rule, reason)

    def void_override(self, override_id: int, reason: str) -> Override:
        """Take an override back."""
        return overrides.void_override(self._bench, override_id, reason)

    def batch(
        self,
        claim_ids: tuple[int, ...],
        action: Action,
        reason: str = "",
        acknowledged: Mapping[str, str] | None = None,
    ) -> Moved:
        """Do one action for many claims: all of them move, or none."""
        batches = Batches(self._bench, self.actions, self._answers)
        return batches.move(claim_ids, action, Request(clean(reason)), acknowledged or {})

    def record_maker_number(self, claim_id: int, number: str) -> Claim:
        """Write down the number that the maker gave to a filed claim."""
        claim = self.get(claim_id)
        self._bench.allow("claims.record_maker_number", claim.claim_number)
        if claim.submitted_at is None or claim.state is State.VOID:
            raise refused(STATE, N_("The maker knows the claim only once it is filed."))
        given = needs(line(number), "number", N_("Enter the number that the maker gave."))
        codes = replace(claim.codes, maker_claim_number=given)
        with self._bench.change(N_("record the maker's number"), Kind.CLAIMS) as touched:
            touched.append(claim_id)
            return self._bench.stores.claims.save(replace(claim, codes=codes))

    def differences(self, claim_id: int, old: int, new: int = 0) -> Differences:
        """Compare two versions of a claim; 0 stands for the claim as it is now."""
        return compared(self._bench, claim_id, old, new)

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
