"""Facts of the card of quality information."""

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.quality_report import QualityReport
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.quality_start import filled


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the newest card of a claim, or what one would say, and return what draws it."""
    from warrantydesk.documents import quality_card as document

    claim = bench.stores.claims.get(claim_id)
    card = _newest(bench, claim_id) or filled(bench, claim, "")
    facts = document.QualityCard(claim_paper(bench, claim), card, _failed(claim))
    return lambda: document.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the card lacks: itself, the cause, the circumstances."""
    bench.stores.claims.get(claim_id)
    card = _newest(bench, claim_id)
    if card is None:
        return (Problem("quality", N_("No quality card of this claim was begun yet.")),)
    found = []
    if not card.cause_and_handling.strip():
        found.append(Problem("cause_and_handling", N_("Write the cause and how it was handled.")))
    if not any((card.conditions.speed, card.conditions.road, card.conditions.frequency)):
        found.append(
            Problem("conditions", N_("Write how the car was driven when the fault showed."))
        )
    return tuple(found)


def _newest(bench: Bench, claim_id: int) -> QualityReport | None:
    found = bench.stores.quality_reports.find(claim_id=claim_id, void_reason="")
    return max(found, key=lambda one: one.id, default=None)


def _failed(claim: Claim) -> str:
    causal = next((one for one in claim.part_lines if one.causal), None)
    if causal is None:
        return ""
    return f"{causal.old_part_no or causal.new_part_no} {causal.new_part_name}".strip()
