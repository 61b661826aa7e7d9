"""The claim asks the maker and takes the answer: ask_maker and record_authorisation (C.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.domain.authorisation import (
    Authorisation,
    AuthorisationItem,
    AuthorisationOutcome,
    AuthorisationScope,
    AuthorisationState,
)
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import ACTION_NAMES, Action, State
from warrantydesk.domain.deadlines import AUTHORISATION_ANSWER, USE_BY, due_on
from warrantydesk.domain.errors import INVALID
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.text import clean, code, is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.authorisation_drafts import suggested_items
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.actions import Actions
from warrantydesk.services.shelf.life import holidays

KINDS = (Kind.AUTHORISATIONS, Kind.CLAIMS)
_LEADS_TO = {
    AuthorisationOutcome.APPROVED: (AuthorisationState.APPROVED, State.APPRAISING),
    AuthorisationOutcome.RETURNED: (AuthorisationState.RETURNED, State.APPRAISING),
    AuthorisationOutcome.REJECTED: (AuthorisationState.REJECTED, State.NOT_COVERED),
}


@dataclass(frozen=True)
class MakerReply:
    """What the maker answered, as it was told to the desk; amounts in fen."""

    outcome: AuthorisationOutcome
    number: str = ""
    expires_on: date | None = None
    """None: as the maker's deadlines say."""
    approved_fen: int | None = None
    answered_on: date | None = None
    """None: today."""
    answered_by: str = ""
    answer: str = ""


def ask(
    bench: Bench,
    actions: Actions,
    claim_id: int,
    question: str,
    items: Iterable[AuthorisationItem] = (),
) -> Authorisation:
    """Write the request of a claim that is appraised; it then waits for the maker.

    Without ``items`` it asks for what the maker's tables want to be asked about.
    """
    claim = actions.checked(claim_id, Action.ASK_MAKER)
    asked = Authorisation(
        claim_id,
        claim.vehicle.vin,
        needs(question, "question", N_("Write the question to the maker.")),
        tuple(map(tidy, items)) or suggested_items(bench, claim),
        asked_by=bench.person.login,
        asked_at=bench.now,
    )
    if problems := list(problems_of_items(asked.items)):
        raise refused_by(INVALID, problems)
    with bench.change(ACTION_NAMES[Action.ASK_MAKER], *KINDS) as touched:
        touched.append(claim_id)
        kept = bench.stores.authorisations.add(asked)
        due = deadline(bench, claim.brand, AUTHORISATION_ANSWER, bench.today)
        actions.moved(replace(claim, state=State.PREAUTH_WAIT, due_on=due))
    bench.history.clear()
    return kept


def record(bench: Bench, actions: Actions, claim_id: int, reply: MakerReply) -> Authorisation:
    """Record the maker's answer to the request that a claim waits for, and lead the claim on."""
    claim = actions.checked(claim_id, Action.RECORD_AUTHORISATION)
    asked = waiting(bench, claim_id) or Authorisation(claim_id, claim.vehicle.vin, "")
    state, to = _LEADS_TO[reply.outcome]
    given = answered(bench, claim, replace(asked, state=state), reply)
    if problems := list(_problems(bench, given)):
        raise refused_by(INVALID, problems)
    name = ACTION_NAMES[Action.RECORD_AUTHORISATION]
    with bench.change(name, *KINDS) as touched:
        touched.append(claim_id)
        store = bench.stores.authorisations
        kept = store.save(given) if given.id else store.add(given)
        actions.moved(_led_on(claim, kept, to))
    bench.history.clear()
    return kept


def _led_on(claim: Claim, kept: Authorisation, to: State) -> Claim:
    codes = claim.codes
    if kept.state is AuthorisationState.APPROVED:
        codes = replace(codes, authorisation_no=kept.number)
    elif to is State.NOT_COVERED:
        codes = replace(codes, ground_text=kept.answer)
    return replace(claim, state=to, codes=codes, due_on=kept.expires_on)


def answered(bench: Bench, claim: Claim, asked: Authorisation, reply: MakerReply) -> Authorisation:
    """Return an authorisation with the maker's answer; only an approval has number and limit."""
    on = reply.answered_on or bench.today
    given = replace(
        asked,
        answered_on=on,
        answered_by=line(reply.answered_by),
        answer=clean(reply.answer).strip(),
        recorded_by=bench.person.login,
        recorded_at=bench.now,
    )
    if asked.state is not AuthorisationState.APPROVED:
        return given
    return replace(
        given,
        number=code(reply.number),
        approved_fen=reply.approved_fen,
        expires_on=reply.expires_on or deadline(bench, claim.brand, USE_BY, on),
    )


def _problems(bench: Bench, given: Authorisation) -> Iterator[Problem]:
    if given.state is AuthorisationState.APPROVED:
        yield from problems_of_grant(bench, given)
    yield from problems_of_day(bench, given)


def problems_of_grant(bench: Bench, given: Authorisation) -> Iterator[Problem]:
    """Yield what an authorisation lacks: a number of its own, a last day, a limit that is one."""
    others = bench.stores.authorisations.find(claim_id=given.claim_id, number=given.number)
    void = AuthorisationState.VOID
    if not is_visible(given.number):
        yield Problem("number", N_("Enter the number that the maker gave."))
    elif any(one.id != given.id and one.state is not void for one in others):
        yield Problem("number", N_("This number is written down already."))
    ends, began = given.expires_on, given.answered_on
    if ends is not None and began is not None and ends < began:
        yield Problem("expires_on", N_("It cannot expire before the maker has answered."))
    if given.approved_fen is not None and given.approved_fen <= 0:
        yield Problem("approved_fen", N_("A limit is above nothing; leave it empty for none."))


def problems_of_day(bench: Bench, given: Authorisation) -> Iterator[Problem]:
    """Yield where an answer lies in the future, or before its request."""
    on, asked = given.answered_on, given.asked_at
    if on is not None and on > bench.today:
        yield Problem("answered_on", N_("The answer lies in the future."))
    if on is not None and asked is not None and on < asked.astimezone(bench.clock.zone).date():
        yield Problem("answered_on", N_("The answer lies before the request."))


def problems_of_items(items: Iterable[AuthorisationItem]) -> Iterator[Problem]:
    """Yield what items lack: a part number, an operation, an amount above nothing."""
    for number, item in enumerate(items):
        where = f"items.{number}"
        if item.scope is AuthorisationScope.PART and not is_visible(item.code):
            yield Problem(f"{where}.code", N_("Name the part that is asked for."))
        elif item.scope is AuthorisationScope.LABOUR and not is_visible(item.code):
            yield Problem(f"{where}.code", N_("Name the operation that is asked for."))
        if item.scope is AuthorisationScope.AMOUNT and not item.amount_fen:
            yield Problem(f"{where}.amount_fen", N_("Enter the amount that is asked for."))
        elif item.amount_fen is not None and item.amount_fen < 0:
            yield Problem(f"{where}.amount_fen", N_("An amount is not below nothing."))


def tidy(item: AuthorisationItem) -> AuthorisationItem:
    """Return an item as it is kept."""
    return replace(item, code=code(item.code), text=line(item.text))


def waiting(bench: Bench, claim_id: int) -> Authorisation | None:
    """Return the request of a claim that the maker has not answered."""
    asked = bench.stores.authorisations.find(claim_id=claim_id, state=AuthorisationState.ASKED)
    return asked[-1] if asked else None


def deadline(bench: Bench, brand: str, which: str, start: date) -> date | None:
    """Return the last day of one of the maker's deadlines; None where it has none.

    A day in the future, which is refused afterwards, counts as today.
    """
    return due_on(bench.profile(brand), which, min(start, bench.today), holidays(bench))
