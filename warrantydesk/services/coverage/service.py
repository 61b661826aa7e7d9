"""What the desk does about coverage: the card, decisions, what counts, demands."""

from warrantydesk.domain.claim import Claim
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage.card import CoverageCard
from warrantydesk.services.coverage.context import CoverageContext, context_of
from warrantydesk.services.coverage.look import card_of


class CoverageService:
    """Gathers facts, decides, shows and keeps decisions."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def context(self, claim_id: int) -> CoverageContext:
        """Read everything around a claim, once for many cards."""
        return context_of(self._bench, self._bench.stores.claims.get(claim_id))

    def card(self, context: CoverageContext, claim: Claim) -> CoverageCard:
        """Return the card of a claim as it is edited; no database, for every keystroke."""
        return card_of(context, claim)
