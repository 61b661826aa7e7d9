"""What the desk does about coverage: the card, decisions, what counts, demands."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.coverage import Answer
from warrantydesk.domain.repair_history import (
    ClaimCoverage,
    Decision,
    Demand,
    DemandAnswer,
    ExcludedKind,
    ExcludedTime,
    Loaner,
    LoanerKind,
    ProblemLink,
    QualityProblem,
    RepairElsewhere,
    SafetyFlag,
    VehicleTerms,
    Wish,
)
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage import decisions, records, remedies, told, trying
from warrantydesk.services.coverage.card import CoverageCard, LawDeadline, RepairLine
from warrantydesk.services.coverage.context import CoverageContext, context_of, terms_of
from warrantydesk.services.coverage.look import card_of
from warrantydesk.services.coverage.open_clocks import keep_until, open_deadlines


class CoverageService:
    """Gathers facts, decides, shows and keeps decisions; enters what counts for the law."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def context(self, claim_id: int) -> CoverageContext:
        """Read everything around a claim, once for many cards."""
        return context_of(self._bench, self._bench.stores.claims.get(claim_id))

    def card(self, context: CoverageContext, claim: Claim) -> CoverageCard:
        """Return the card of a claim as it is edited; no database, for every keystroke."""
        return card_of(context, claim)

    def suggest_links(self, claim_id: int) -> tuple[RepairLine, ...]:
        """Return former repairs that may be of this claim's problem; a person links them."""
        context = self.context(claim_id)
        return tuple(one for one in card_of(context, context.claim).repairs if one.may_be_same)

    def decide(self, claim_id: int) -> Decision:
        """Decide a claim and keep the decision with facts and table versions."""
        return decisions.decide_claim(self._bench, claim_id)

    def decisions(self, claim_id: int) -> list[Decision]:
        """Return the decisions of a claim, oldest first."""
        return self._bench.stores.decisions.find(claim_id=claim_id)

    def repeat(self, decision_id: int) -> Answer:
        """Decide once more from kept facts with the table versions of then."""
        return decisions.repeat(self._bench, decision_id)

    def try_it(self, facts: Mapping[str, Any], versions: Mapping[str, Any] | None = None) -> Answer:
        """Decide from facts as a case writes them; ``part_no``, ``brand``, ``model_code`` beside.

        ``versions`` is table → number, or profile → table → number; else those of the visit's day.
        """
        return trying.try_it(self._bench, facts, versions)

    def terms(self, vehicle_id: int) -> VehicleTerms:
        """Return what certificate and contracts of a vehicle say; blank where nothing is noted."""
        car = self._bench.stores.vehicles.get(vehicle_id)
        return terms_of(self._bench, vehicle_id) or told.blank_terms(self._bench, car)

    def save_terms(
        self, vehicle_id: int, changes: Mapping[str, Any], version: int | None = None
    ) -> VehicleTerms:
        """Save price, factor n, kind, replacement and contract of a vehicle; absent stays."""
        return told.save_terms(self._bench, vehicle_id, changes, version)

    def facts_told(self, claim_id: int) -> ClaimCoverage:
        """Return what the clerk told about a claim's fault; blank where nothing was told."""
        return told.facts_told(self._bench, claim_id) or ClaimCoverage(claim_id)

    def save_facts(
        self, claim_id: int, changes: Mapping[str, Any], version: int | None = None
    ) -> ClaimCoverage:
        """Save event, exemption, goodwill and so on of a claim's fault; what is absent stays."""
        return told.save_facts(self._bench, claim_id, changes, version)

    def add_elsewhere(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        vehicle_id: int,
        workshop: str,
        agreed_at: datetime,
        finished_at: datetime | None = None,
        mileage_km: int | None = None,
        complaint: str = "",
        part_no: str = "",
        part_group: str = "",
        replaced: str = "",
        serious: bool = False,
        excluded_minutes: int = 0,
        proof: int | None = None,
    ) -> RepairElsewhere:
        """Enter a repair by another workshop; ``replaced`` is assembly or main_part of a group."""
        return records.add_elsewhere(
            self._bench,
            RepairElsewhere(
                vehicle_id,
                workshop,
                agreed_at,
                finished_at,
                mileage_km,
                complaint,
                part_no,
                part_group,
                replaced,
                serious,
                excluded_minutes,
                proof,
            ),
        )

    def void_elsewhere(self, elsewhere_id: int, reason: str) -> RepairElsewhere:
        """Void a repair elsewhere with a reason, and its links with it."""
        return records.void_elsewhere(self._bench, elsewhere_id, reason)

    def problems(self, vehicle_id: int) -> list[QualityProblem]:
        """Return the problems of a vehicle that are not void."""
        return self._bench.stores.problems.find(vehicle_id=vehicle_id, void_reason="")

    def open_problem(
        self, vehicle_id: int, title: str, claim_id: int | None = None
    ) -> QualityProblem:
        """Open a quality problem of a vehicle, with its first repair where one is named."""
        return records.open_problem(self._bench, vehicle_id, title, claim_id)

    def void_problem(self, problem_id: int, reason: str) -> QualityProblem:
        """Void a problem with a reason, and its links with it."""
        return records.void_problem(self._bench, problem_id, reason)

    def link(
        self, problem_id: int, claim_id: int | None = None, elsewhere_id: int | None = None
    ) -> ProblemLink:
        """Say that a claim, or a repair elsewhere, was a repair of a problem."""
        return records.link(self._bench, problem_id, claim_id, elsewhere_id)

    def unlink(self, link_id: int, reason: str) -> ProblemLink:
        """Take a link back with a reason."""
        return records.unlink(self._bench, link_id, reason)

    def flag_serious(self, claim_id: int, ground: str) -> SafetyFlag:
        """Judge a claim's fault a serious safety fault, with the ground of the judgement."""
        return records.flag_serious(self._bench, claim_id, ground)

    def unflag(self, claim_id: int, reason: str) -> SafetyFlag:
        """Take the judgement of a serious safety fault back, with a reason."""
        return records.unflag(self._bench, claim_id, reason)

    def exclude_time(
        self, visit_id: int, kind: ExcludedKind, minutes: int, note: str = ""
    ) -> ExcludedTime:
        """Leave transport or rescue time of a visit out of the 30 days."""
        return records.exclude_time(self._bench, visit_id, kind, minutes, note)

    def void_excluded(self, excluded_id: int, reason: str) -> ExcludedTime:
        """Count time again that was left out, with a reason."""
        return records.void_excluded(self._bench, excluded_id, reason)

    def save_loaner(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        visit_id: int,
        kind: LoanerKind,
        given_on: date,
        returned_on: date | None = None,
        amount_fen: int = 0,
        note: str = "",
        id: int | None = None,
        version: int | None = None,
    ) -> Loaner:
        """Save a loan car, transport money or another agreement of a visit."""
        given = Loaner(visit_id, kind, given_on, returned_on, amount_fen, note)
        return remedies.save_loaner(self._bench, given, id, version)

    def void_loaner(self, loaner_id: int, reason: str) -> Loaner:
        """Void a loan car or transport money with a reason."""
        return remedies.void_loaner(self._bench, loaner_id, reason)

    def demand(
        self,
        vehicle_id: int,
        demanded_on: date,
        wish: Wish,
        claim_id: int | None = None,
        ground: str = "",
    ) -> Demand:
        """Enter a demand to replace or return the car; the clocks of Article 28 start."""
        given = Demand(vehicle_id, demanded_on, wish, claim_id, ground)
        return remedies.demand(self._bench, given)

    def dates_of_demand(
        self, vehicle_id: int, demanded_on: date
    ) -> tuple[date | None, date | None]:
        """Return until when a demand of a day is to be answered and to be finished."""
        return remedies.dates_of_demand(self._bench, vehicle_id, demanded_on)

    def answer_demand(
        self,
        demand_id: int,
        answered_on: date,
        answer: DemandAnswer,
        answer_text: str = "",
    ) -> Demand:
        """Write down the answer to a demand; a refusal states its reasons."""
        return remedies.answer_demand(self._bench, demand_id, answered_on, answer, answer_text)

    def finish_demand(self, demand_id: int, finished_on: date, finish_text: str) -> Demand:
        """Write down that the car was replaced or the money paid back."""
        return remedies.finish_demand(self._bench, demand_id, finished_on, finish_text)

    def void_demand(self, demand_id: int, reason: str) -> Demand:
        """Void a demand with a reason."""
        return remedies.void_demand(self._bench, demand_id, reason)

    def deadlines(self, today: date | None = None) -> tuple[LawDeadline, ...]:
        """Return the deadlines of the law of all cars, the nearest first."""
        return open_deadlines(self._bench, today or self._bench.today)

    def keep_until(self, visit_id: int) -> date | None:
        """Return the last day on which a visit's record must be kept; None while it goes on."""
        return keep_until(self._bench, visit_id)
