"""Gathering everything the checks of a claim look at."""

from datetime import timedelta

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.print_job import JobState
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.services.bench import Bench
from warrantydesk.services.campaigns.cases import cases_of_vin
from warrantydesk.services.claims.facts_around import facts_around
from warrantydesk.services.claims.facts_money import facts_money
from warrantydesk.services.claims.facts_past import facts_past
from warrantydesk.services.shelf.life import holidays
from warrantydesk.services.vehicles import history_of


def facts_of(bench: Bench, claim: Claim) -> ClaimFacts:
    """Return the claim with its surroundings, read once."""
    from warrantydesk.documents.coverage import can_print

    stores, profile = bench.stores, bench.profile(claim.brand)
    file = stores.vehicles.by_vin(claim.vehicle.vin) if claim.vehicle.vin else None
    entry = profile.types.get(claim.type)
    pieces = tuple(stores.parts.find(claim_id=claim.id))
    changes = tuple(stores.odometers.find(vehicle_id=file.id)) if file else ()
    by_others = facts_past(bench, claim, pieces, changes)
    history = history_of(bench, file.id if file else None, claim.visit.id)
    return ClaimFacts(
        claim=claim,
        now=bench.latest,
        zone=bench.clock.zone,
        vehicle=file,
        history=history.with_claims(by_others["past"], claim.visit.id),
        odometer_changes=changes,
        required_fields=entry.required_fields if entry else (),
        electric=profile.is_electric(claim.vehicle.model_code),
        rates=profile.rates,
        switches=profile.switches,
        pieces=pieces,
        campaigns=cases_of_vin(bench, claim.vehicle.vin, claim.brand),
        campaign_numbers=frozenset(profile.campaigns),
        campaigns_beside=stores.campaign_vehicles.beside(claim.visit.id, claim.id),
        hazards=profile.hazards,
        labels_printed=_times_printed(bench, pieces),
        unreturned=_unreturned(bench, claim, profile),
        vin_confirmed=file is not None and file.vin_photo is not None,
        printable=can_print,
        profile=profile,
        dealer_code=bench.site.dealer_code,
        holidays=holidays(bench),
        money=facts_money(bench, claim),
        **by_others,
        **facts_around(bench, claim, profile),
    )


def _times_printed(bench: Bench, pieces: tuple[OldPart, ...]) -> dict[str, int]:
    """Return how often the label of each tag was taken by a printer."""
    tags = [piece.tag for piece in pieces if piece.tag]
    done = (JobState.SENT, JobState.CONFIRMED)
    return {
        tag: sum(job.kind == "label" and job.state in done for job in jobs)
        for tag, jobs in bench.stores.print_jobs.of_all(tags).items()
    }


def _unreturned(bench: Bench, claim: Claim, profile: BrandProfile) -> tuple[str, ...]:
    """Return the claims of the car with paid pieces that were to go back long ago."""
    days = profile.deadline_days("settled_unreturned")
    if days is None or not claim.vehicle.vin:
        return ()
    before = bench.today - timedelta(days=days)
    return bench.stores.parts.unreturned(claim.vehicle.vin, claim.id, before)
