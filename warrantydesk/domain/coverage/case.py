"""One case while it is being decided: its facts, its order, its start, what was remarked."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from warrantydesk.domain.coverage.answer import Layer, LayerAnswer, PeriodState, Remark, Verdict
from warrantydesk.domain.coverage.facts import BLOCKED_GROUNDS, CoverageFacts, Ground
from warrantydesk.domain.coverage.law import Law, RuleSet
from warrantydesk.domain.coverage.periods import Span, Start

VERDICT_OF = {
    PeriodState.IN: Verdict.COVERED,
    PeriodState.OUT: Verdict.NOT_COVERED,
    PeriodState.BORDERLINE: Verdict.BORDERLINE,
}


@dataclass
class Case:
    """A visit whose date, mileage and sale are known."""

    facts: CoverageFacts
    law: Law
    sold_on: date
    on: date
    km: int
    order: RuleSet | None
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, code: str, message: str, **values: Any) -> None:
        """Note a sentence that goes with the answer."""
        self.remarks.append(Remark(code, message, values))

    @cached_property
    def start(self) -> Start:
        """The clock's start: the delivery where the order says so, else the invoice.

        A replaced car's periods begin anew (Order 43 Art. 29).
        """
        facts = self.facts
        by_delivery = self.order is None or self.order.values["clock_start"] == "delivery"
        begins = (facts.delivered_on if by_delivery else facts.invoiced_on) or self.sold_on
        return Start(facts.vehicle_replaced_on or begins, self.law)

    @cached_property
    def by_law(self) -> RuleSet | None:
        """The order, where the car stands under it: kind and household use (Art. 40)."""
        facts, order = self.facts, self.order
        if order is None or not facts.household_use:
            return None
        return order if order.has("household_kinds", facts.vehicle_kind) else None

    @cached_property
    def exemption(self) -> Ground | None:
        """The exemption that applies: named, and its causation shown (Art. 32)."""
        reason = self.facts.refusal_reason
        named = self.facts.exemption or (None if reason in BLOCKED_GROUNDS else reason)
        if named is None or named in BLOCKED_GROUNDS:
            return None
        entry = self.law.exemptions.get(named)
        needs_cause = entry.needs_cause if entry else named is not Ground.X1_DISCLOSED
        return None if needs_cause and not self.facts.exemption_cause_shown else named

    @cached_property
    def quality_problem(self) -> bool:
        """Is it a quality problem; a battery below the certificate's limit is one (Art. 9, 40)."""
        soh, limit = self.facts.soh_percent, self.facts.soh_limit_percent
        faded = soh is not None and limit is not None and soh < limit
        return self.facts.quality_problem or faded

    @property
    def is_owed(self) -> bool:
        """Does anybody owe a repair at all: a quality problem without exemption."""
        return self.quality_problem and self.exemption is None

    def state(self, span: Span) -> PeriodState:
        """Return where this visit lies in a term."""
        return span.state(self.on, self.km, self.law.holidays)

    def answer(self, layer: Layer, clause: str, span: Span, km: int | None = None) -> LayerAnswer:
        """Return a layer's answer by its term; ``km`` where its own count of km differs."""
        driven = self.km if km is None else km
        state = span.state(self.on, driven, self.law.holidays)
        return margin(layer, VERDICT_OF[state], clause, span, (self.on, driven))

    def refused(self, layer: Layer, clause: str, span: Span | None = None) -> LayerAnswer:
        """Return a layer's refusal for another reason than its term."""
        span = span or Span(None, None)
        return margin(layer, Verdict.NOT_COVERED, clause, span, (self.on, self.km))


def margin(
    layer: Layer, verdict: Verdict, clause: str, span: Span, visit: tuple[date, int]
) -> LayerAnswer:
    """Return an answer with its margins from the visit to the ends of the term."""
    on, km = visit
    return LayerAnswer(
        layer,
        verdict,
        clause,
        span.ends_on,
        span.ends_km,
        (span.ends_on - on).days if span.ends_on else None,
        span.ends_km - km if span.ends_km is not None else None,
    )
