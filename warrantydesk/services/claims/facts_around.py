"""What surrounds a claim: cover, authorisations, inspection, signatures, hours, papers."""

from dataclasses import replace
from typing import Any

from warrantydesk.domain.attachment import (
    BEFORE_DECISION,
    CLAIM_FORM,
    INSPECTION_SHEET,
    TAG_STUBS,
    WORK_AUTHORISATION,
    Attachment,
)
from warrantydesk.domain.authorisation import Authorisation
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.inspection import (
    InspectionSignature,
    ItemAnswer,
    tolerance,
)
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.visit import Signature, SignedPaper
from warrantydesk.domain.work import WorkTime, papers_of_work
from warrantydesk.i18n import pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.judge import judge_of
from warrantydesk.services.claims.since_filing import changed_since_filing

_MAINTENANCE = "maintenance"
"""Section of the inspection template that asks for services done."""


def facts_around(bench: Bench, claim: Claim, profile: BrandProfile) -> dict[str, Any]:
    """Return the fields of ``ClaimFacts`` that come from the claim's own records."""
    stores = bench.stores
    inspection = stores.inspections.newest(claim.id)
    signatures = tuple(stores.signatures.find(visit_id=claim.visit.id))
    attachments = tuple(stores.attachments.find(claim_id=claim.id))
    answers = tuple(stores.answers.find(inspection_id=inspection.id)) if inspection else ()
    signers: tuple[InspectionSignature, ...] = ()
    if inspection is not None:
        signers = tuple(stores.inspection_signatures.find(inspection_id=inspection.id))
    ticked = {one.document_code for one in stores.ticks.find(claim_id=claim.id) if one.ticked}
    times = stores.work_times.find(claim_id=claim.id, void_reason="")
    requests = stores.store_requests.find(claim_id=claim.id, void_reason="")
    held = {one.document_code for one in attachments} | ticked
    held |= signed_here(signatures, signers) | papers_of_work(times, requests)
    finished = claim.visit.finished_at
    done_on = finished.astimezone(bench.clock.zone).date() if finished else bench.today
    return {
        "attachments": attachments,
        "ticked": frozenset(ticked),
        "judge": judge_of(bench, claim, _overdue(profile, claim, answers)),
        "profile_then": bench.profile(claim.brand, done_on),
        "authorisations": _authorisations(bench, claim),
        "overrides": tuple(stores.overrides.find(claim_id=claim.id, void_reason="")),
        "inspection": inspection,
        "readings": _readings(answers, attachments),
        "signers": signers,
        "signatures": signatures,
        "work_times": _named(bench, times),
        "clashes": stores.work_times.clashes(claim.id),
        "store_requests": tuple(requests),
        "missing_documents": _missing(profile, claim, held),
        "changed_since_filing": changed_since_filing(bench, claim),
    }


def _named(bench: Bench, times: list[WorkTime]) -> tuple[WorkTime, ...]:
    """Return clocks with names instead of logins: findings speak of people."""
    people = {one.login: one.name for one in bench.stores.people.find()} if times else {}
    return tuple(
        replace(one, technician=people.get(one.technician, one.technician)) for one in times
    )


def _authorisations(bench: Bench, claim: Claim) -> tuple[Authorisation, ...]:
    """Return the requests of the claim, and those elsewhere that carry its number."""
    store, number = bench.stores.authorisations, claim.codes.authorisation_no.strip()
    found = {one.id: one for one in store.find(claim_id=claim.id)}
    if number:
        found |= {one.id: one for one in store.find(number=number)}
    return tuple(found.values())


def _readings(answers: tuple[ItemAnswer, ...], attachments: tuple[Attachment, ...]) -> int:
    """Return how many items have a measured value, a choice, or a photo."""
    items = {one.item for one in answers if one.value is not None or one.choice}
    items |= {one.item for one in attachments if one.item and ":" not in one.item}
    return len(items)


def _overdue(profile: BrandProfile, claim: Claim, answers: tuple[ItemAnswer, ...]) -> str:
    """Return what the inspection found of overdue maintenance, empty where it found none."""
    told = {one.item: one for one in answers}
    kind = profile.model_class(claim.vehicle.model_code)
    for item in profile.template:
        answer = told.get(item.code)
        if item.section != _MAINTENANCE or answer is None or answer.value is None:
            continue
        if tolerance(item.tolerances.get(kind, "")).excess(answer.value) > 0:
            return f"{answer.value} {item.unit}"
    return ""


def signed_here(
    signatures: tuple[Signature, ...], signers: tuple[InspectionSignature, ...]
) -> frozenset[str]:
    """Return the papers that need no file because they were signed at this desk."""
    held = set()
    if any(one.paper is SignedPaper.WORK_AUTHORISATION for one in signatures):
        held.add(WORK_AUTHORISATION)
    if signers:
        held.add(INSPECTION_SHEET)
    return frozenset(held)


def _missing(profile: BrandProfile, claim: Claim, held: set[str]) -> tuple[str, ...]:
    """Return the mandatory papers that are not here.

    The claim form is made by the filing itself, and label stubs by the labels (V77, V78). What is
    not covered needs the papers that its decision stands on only.
    """
    made_later = (CLAIM_FORM, TAG_STUBS)
    return tuple(
        pick(one.name_zh, one.name_en)
        for one in profile.documents(claim.type)
        if one.mandatory and one.code not in held and one.code not in made_later
        if one.code in BEFORE_DECISION or not claim.is_not_covered
    )
