"""Prior authorisations: what the maker allowed before the work, by number, limit and last day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.domain.authorisation import (
    Authorisation,
    AuthorisationItem,
    AuthorisationScope,
    AuthorisationState,
)
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import EDITABLE, State
from warrantydesk.domain.deadlines import AUTHORISATION_ANSWER, USE_BY, due_on
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.text import clean, code, is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.authorisation_drafts import (
    item_title,
    suggested_items,
    suggested_question,
)
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.life import holidays

_KINDS = (Kind.AUTHORISATIONS, Kind.CLAIMS)


@dataclass(frozen=True)
class OpenRequest:
    """A request that the maker has not answered, with its clock."""

    authorisation: Authorisation
    claim_number: str
    brand: str
    due_on: date | None
    """Day by which the maker usually answers; None where the brand names none."""


class AuthorisationService:
    """Asks the maker, and keeps what the maker allowed."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

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
        is today by default, ``expires_on`` what the maker's deadlines say.
        """
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("authorisations.note")
        if claim.state not in EDITABLE:
            raise refused(
                STATE,
                N_("The claim is {state}: no authorisation is written into it any more."),
                state=claim.state,
            )
        on = answered_on or self._bench.today
        new = Authorisation(
            claim_id,
            code(vin) or claim.vehicle.vin,
            "",
            tuple(map(tidy, items)) or suggested_items(self._bench, claim),
            AuthorisationState.APPROVED,
            number=code(number),
            answered_on=on,
            answered_by=line(answered_by),
            answer=clean(answer).strip(),
            approved_fen=approved_fen,
            expires_on=expires_on or self.expiry(claim, on),
            recorded_by=self._bench.person.login,
            recorded_at=self._bench.now,
        )
        self._must_fit(new)
        return self._noted(claim, new)

    def _must_fit(self, new: Authorisation) -> None:
        problems = list(problems_of_items(new.items))
        if not is_visible(new.number):
            problems.append(Problem("number", N_("Enter the number that the maker gave.")))
        elif any(one.number == new.number for one in self._standing(new.claim_id)):
            problems.append(Problem("number", N_("This number is written down already.")))
        if new.answered_on is not None and new.answered_on > self._bench.today:
            problems.append(Problem("answered_on", N_("The answer lies in the future.")))
        ends, began = new.expires_on, new.answered_on
        if ends is not None and began is not None and ends < began:
            problems.append(
                Problem("expires_on", N_("It cannot expire before the maker has answered."))
            )
        if new.approved_fen is not None and new.approved_fen <= 0:
            problems.append(
                Problem("approved_fen", N_("A limit is above nothing; leave it empty for none."))
            )
        if problems:
            raise refused_by(INVALID, problems)

    def _noted(self, claim: Claim, new: Authorisation) -> Authorisation:
        stores = self._bench.stores
        with self._bench.change(N_("note authorisation"), *_KINDS) as touched:
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
        with self._bench.change(N_("void authorisation"), *_KINDS) as touched:
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
        asked = (one for one in self.of_claim(claim_id) if one.state is AuthorisationState.ASKED)
        return next(asked, None)

    def granted(self, claim_id: int) -> Authorisation | None:
        """Return the newest authorisation that stands, expired or not."""
        stand = AuthorisationState.APPROVED
        found = [one for one in self.of_claim(claim_id) if one.state is stand]
        return found[-1] if found else None

    def open_requests(self) -> list[OpenRequest]:
        """Return the requests that wait for the maker, with their clocks, oldest first."""
        stores = self._bench.stores
        asked = stores.authorisations.find(state=AuthorisationState.ASKED)
        claims = {one.id: one for one in stores.claims.heads(one.claim_id for one in asked)}
        return [
            OpenRequest(
                one,
                claims[one.claim_id].claim_number,
                claims[one.claim_id].brand,
                self.answer_due(claims[one.claim_id].brand, one),
            )
            for one in asked
        ]

    def answer_due(self, brand: str, asked: Authorisation) -> date | None:
        """Return the day by which the maker usually answers a request."""
        if asked.asked_at is None:
            return None
        start = asked.asked_at.astimezone(self._bench.clock.zone).date()
        return self._due(brand, AUTHORISATION_ANSWER, start)

    def expiry(self, claim: Claim, answered_on: date) -> date | None:
        """Return the last day on which a repair allowed on a day may be finished."""
        return self._due(claim.brand, USE_BY, answered_on)

    def _due(self, brand: str, deadline: str, start: date) -> date | None:
        return due_on(self._bench.profile(brand), deadline, start, holidays(self._bench))

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

    def _standing(self, claim_id: int) -> list[Authorisation]:
        void = AuthorisationState.VOID
        return [one for one in self.of_claim(claim_id) if one.state is not void]


def tidy(item: AuthorisationItem) -> AuthorisationItem:
    """Return an item as it is kept."""
    return replace(item, code=code(item.code), text=line(item.text))


def problems_of_items(items: Iterable[AuthorisationItem]) -> Iterable[Problem]:
    """Yield what items lack: a part number, an operation, an amount above nothing."""
    for number, item in enumerate(items):
        where = f"items.{number}"
        if item.scope is AuthorisationScope.PART and not is_visible(item.code):
            yield Problem(f"{where}.code", N_("Name the part that is asked for."))
        elif item.scope is AuthorisationScope.LABOUR and not is_visible(item.code):
            yield Problem(f"{where}.code", N_("Name the operation that is asked for."))
        if item.scope is AuthorisationScope.AMOUNT and not item.amount_fen:
            yield Problem(f"{where}.amount_fen", N_("Enter the amount that is asked for."))
        if item.amount_fen is not None and item.amount_fen < 0:
            yield Problem(f"{where}.amount_fen", N_("An amount is not below nothing."))
