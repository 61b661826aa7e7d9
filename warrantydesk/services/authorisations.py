"""Prior authorisations: what the maker allowed before the work, by number, limit and last day."""

from dataclasses import replace
from datetime import date

from warrantydesk.domain.authorisation import (
    Authorisation,
    AuthorisationItem,
    AuthorisationOutcome,
    AuthorisationState,
)
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import EDITABLE, State
from warrantydesk.domain.deadlines import AUTHORISATION_ANSWER, USE_BY
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.authorisation_drafts import (
    WHOLE,
    item_title,
    suggested_items,
    suggested_question,
)
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.claims import authorising
from warrantydesk.services.claims.actions import Actions
from warrantydesk.services.claims.authorising import (
    MakerReply,
    answered,
    problems_of_day,
    problems_of_grant,
    problems_of_items,
    tidy,
)


class AuthorisationService:
    """Asks the maker, and keeps what the maker allowed."""

    def __init__(self, bench: Bench, actions: Actions) -> None:
        self._bench, self._actions = bench, actions

    def request(
        self, claim_id: int, question: str, items: tuple[AuthorisationItem, ...] = ()
    ) -> Authorisation:
        """Ask the maker about a claim that is appraised; the claim waits for the answer.

        Without ``items`` it asks for what the maker's tables want to be asked about.
        """
        return authorising.ask(self._bench, self._actions, claim_id, question, items)

    def record(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        claim_id: int,
        outcome: AuthorisationOutcome,
        number: str = "",
        expires_on: date | None = None,
        approved_fen: int | None = None,
        answered_on: date | None = None,
        answered_by: str = "",
        answer: str = "",
    ) -> Authorisation:
        """Record the maker's answer: the claim is appraised further, or not covered.

        An approval needs its number; ``expires_on`` is by default what the maker's deadlines
        say, ``answered_on`` today. What is sent back or refused has no number and no limit.
        """
        reply = MakerReply(
            outcome, number, expires_on, approved_fen, answered_on, answered_by, answer
        )
        return authorising.record(self._bench, self._actions, claim_id, reply)

    def note(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        claim_id: int,
        number: str,
        items: tuple[AuthorisationItem, ...] = (),
        approved_fen: int | None = None,
        answered_on: date | None = None,
        answered_by: str = "",
        expires_on: date | None = None,
        answer: str = "",
        vin: str = "",
    ) -> Authorisation:
        """Write down an authorisation that came by phone, letter or portal; the claim stays put.

        ``vin`` is the one that the maker's paper names, by default the claim's; ``answered_on``
        is today by default, ``expires_on`` what the maker's deadlines say. Without ``items`` it
        is for the whole claim.
        """
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("authorisations.note")
        if claim.state not in EDITABLE:
            raise refused(
                STATE,
                N_("The claim is {state}: no authorisation is written into it any more."),
                state=claim.state,
            )
        blank = Authorisation(
            claim_id,
            code(vin) or claim.vehicle.vin,
            "",
            tuple(map(tidy, items)) or (WHOLE,),
            AuthorisationState.APPROVED,
        )
        reply = MakerReply(
            AuthorisationOutcome.APPROVED,
            number,
            expires_on,
            approved_fen,
            answered_on,
            answered_by,
            answer,
        )
        new = answered(self._bench, claim, blank, reply)
        problems = [
            *problems_of_items(new.items),
            *problems_of_grant(self._bench, new),
            *problems_of_day(self._bench, new),
        ]
        if problems:
            raise refused_by(INVALID, problems)
        return self._noted(claim, new)

    def _noted(self, claim: Claim, new: Authorisation) -> Authorisation:
        stores = self._bench.stores
        with self._bench.change(N_("note authorisation"), *authorising.KINDS) as touched:
            touched.append(claim.id)
            if not claim.codes.authorisation_no:
                codes = replace(claim.codes, authorisation_no=new.number)
                stores.claims.save(replace(claim, codes=codes))
            saved = stores.authorisations.add(new)
        # An edit before it would take the number back with it.
        self._bench.history.clear()
        return saved

    def void(self, authorisation_id: int, reason: str) -> Authorisation:
        """Void an authorisation with a reason; a number the claim carries by it goes too.

        Refused(STATE) for the request that the claim waits for: record its answer, and once
        the claim has gone out.
        """
        stores = self._bench.stores
        found = stores.authorisations.get(authorisation_id)
        claim = stores.claims.get(found.claim_id)
        self._bench.allow("authorisations.void")
        if found.state is AuthorisationState.VOID:
            raise refused(STATE, N_("This authorisation is void already."))
        if claim.state not in EDITABLE:
            raise refused(
                STATE, N_("The claim is {state}: its authorisations stay."), state=claim.state
            )
        if found.state is AuthorisationState.ASKED and claim.state is State.PREAUTH_WAIT:
            raise refused(
                STATE, N_("The claim waits for this answer: record that it was sent back instead.")
            )
        reason = needs(reason, "reason", N_("Give the reason."))
        with self._bench.change(N_("void authorisation"), *authorising.KINDS) as touched:
            touched.append(claim.id)
            if found.number and claim.codes.authorisation_no == found.number:
                codes = replace(claim.codes, authorisation_no="")
                stores.claims.save(replace(claim, codes=codes))
            voided = stores.authorisations.save(
                replace(found, state=AuthorisationState.VOID, void_reason=reason)
            )
        self._bench.history.clear()
        return voided

    def of_claim(self, claim_id: int) -> list[Authorisation]:
        """Return every request and authorisation of a claim, oldest first."""
        return self._bench.stores.authorisations.find(claim_id=claim_id)

    def waiting(self, claim_id: int) -> Authorisation | None:
        """Return the request that the maker has not answered."""
        return authorising.waiting(self._bench, claim_id)

    def granted(self, claim_id: int) -> Authorisation | None:
        """Return the newest authorisation that stands, expired or not."""
        stand = AuthorisationState.APPROVED
        found = [one for one in self.of_claim(claim_id) if one.state is stand]
        return found[-1] if found else None

    def answer_due(self, brand: str, asked: Authorisation) -> date | None:
        """Return the day by which the maker usually answers a request."""
        if asked.asked_at is None:
            return None
        start = asked.asked_at.astimezone(self._bench.clock.zone).date()
        return authorising.deadline(self._bench, brand, AUTHORISATION_ANSWER, start)

    def expiry(self, claim: Claim, answered_on: date) -> date | None:
        """Return the last day on which a repair allowed on a day may be finished."""
        return authorising.deadline(self._bench, claim.brand, USE_BY, answered_on)

    def elsewhere(self, number: str, claim_id: int) -> list[Authorisation]:
        """Return authorisations of other claims that carry a number (V68 judges their cars)."""
        found = self._bench.stores.authorisations.find(number=code(number)) if number else []
        void = AuthorisationState.VOID
        return [one for one in found if one.claim_id != claim_id and one.state is not void]

    def suggested(self, claim_id: int) -> tuple[str, tuple[AuthorisationItem, ...]]:
        """Return the question and the items that a request about a claim begins with."""
        claim = self._bench.stores.claims.get(claim_id)
        return suggested_question(self._bench, claim), suggested_items(self._bench, claim)

    def title(self, claim_id: int, item: AuthorisationItem) -> str:
        """Return what an item asks for, as people name it."""
        return item_title(self._bench, self._bench.stores.claims.get(claim_id), item)
