"""Facts of the request for prior authorisation."""

from collections.abc import Iterator

from warrantydesk.domain.authorisation import Authorisation, AuthorisationState
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.deadlines import AUTHORISATION_ANSWER, due_on
from warrantydesk.domain.finding import Problem
from warrantydesk.i18n import N_, date_text
from warrantydesk.services.authorisation_drafts import (
    item_title,
    suggested_items,
    suggested_question,
)
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.fault_case import enclosed, fault_case
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.shelf.life import holidays


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the newest request, or what one would ask, and return what draws it."""
    from warrantydesk.documents import authorisation_request as document

    claim = bench.stores.claims.get(claim_id)
    asked = newest(bench, claim_id) or _draft(bench, claim)
    files = bench.stores.attachments.find(claim_id=claim_id)
    facts = document.AuthorisationRequest(
        fault_case(bench, claim),
        asked,
        items=tuple(
            document.AskedItem(item.scope, item_title(bench, claim, item), item.amount_fen)
            for item in asked.items
        ),
        answer_due=_answer_due(bench, claim, asked),
        asked_by=name_of(bench, asked.asked_by),
        enclosed=enclosed(bench, claim, files),
    )
    return lambda: document.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the maker will ask back for: a request, a cause, lines, a photo."""
    return tuple(_gaps(bench, bench.stores.claims.get(claim_id)))


def newest(bench: Bench, claim_id: int) -> Authorisation | None:
    """Return the newest request of a claim, else the newest authorisation without one."""
    found = bench.stores.authorisations.find(claim_id=claim_id)
    stand = [one for one in found if one.state is not AuthorisationState.VOID]
    asked = [one for one in stand if one.asked_at is not None]
    return next(reversed(asked or stand), None)


def _draft(bench: Bench, claim: Claim) -> Authorisation:
    question, items = suggested_question(bench, claim), suggested_items(bench, claim)
    return Authorisation(claim.id, claim.vehicle.vin, question, items)


def _answer_due(bench: Bench, claim: Claim, asked: Authorisation) -> str:
    if asked.asked_at is None:
        return ""
    start = asked.asked_at.astimezone(bench.clock.zone).date()
    profile = bench.profile(claim.brand)
    day = due_on(profile, AUTHORISATION_ANSWER, start, holidays(bench))
    return date_text(day) if day else ""


def _gaps(bench: Bench, claim: Claim) -> Iterator[Problem]:
    if newest(bench, claim.id) is None:
        yield Problem("question", N_("No request is written yet: this is what it would say."))
    if not claim.narrative.cause.strip():
        yield Problem("narrative.cause", N_("The cause is missing: what did the inspection find?"))
    if not (claim.part_lines or claim.labour_lines):
        yield Problem("part_lines", N_("No part and no operation says what the repair would be."))
    files = bench.stores.attachments.find(claim_id=claim.id)
    if not any(one.media.startswith("image/") for one in files):
        yield Problem("photos", N_("There is no photo to enclose."))
