"""Which campaigns name a VIN, and what became of each; plain functions over the bench."""

from warrantydesk.domain import vin as numbers
from warrantydesk.domain.campaign import Campaign, CampaignCase, CampaignVehicle, cases_of
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.text import code
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench


def cases_of_vin(bench: Bench, vin: str, brand: str = "") -> tuple[CampaignCase, ...]:
    """Return every campaign that names a VIN, open ones first; none for what is no VIN.

    Without a brand, that of the vehicle's file counts, else the site's.
    """
    number = numbers.normalised(vin)
    if not numbers.has_shape(number):
        return ()
    if not brand:
        file = bench.stores.vehicles.by_vin(number)
        brand = file.brand if file else bench.site.brand
    profile = bench.profile(brand)
    records = bench.stores.campaign_vehicles.of_vin(profile.code, number)
    return cases_of(number, profile.code, profile.campaigns, records)


def must_know(bench: Bench, profile: str, campaign: str) -> Campaign:
    """Return a campaign of a brand; Refused(NOT_FOUND) where its table has none of that number."""
    brand = code(profile)
    known = bench.profile(brand)
    found = known.campaigns.get(code(campaign)) if known.code == brand else None
    if found is None:
        raise refused(
            NOT_FOUND,
            N_("There is no campaign {number} in the table of {brand}."),
            "campaign",
            number=campaign[:40],
            brand=profile[:40],
        )
    return found


def is_stopped(bench: Bench, case: CampaignCase, file: Vehicle | None) -> bool:
    """Tell whether a car must not be sold: unsold, and named by an open campaign that stops it."""
    unsold = file is None or file.invoiced_on is None
    return unsold and case.campaign.stop_sale and case.is_due(bench.today)


def completion_of(bench: Bench, case: CampaignCase, claim_id: int) -> CampaignVehicle:
    """Return the completion record that a claim of this campaign gives, not yet written."""
    claim = bench.stores.claims.get(claim_id)
    serials = [line.old_serial for line in claim.part_lines if line.old_serial]
    main = next((line for line in claim.labour_lines if line.main), None)
    before, after = case.campaign.software
    finished = claim.visit.finished_at
    return CampaignVehicle(
        profile=bench.profile(claim.brand).code,
        campaign=case.campaign.code,
        vin=case.vin,
        done_on=finished.astimezone(bench.clock.zone).date() if finished else bench.today,
        mileage_km=claim.visit.mileage_km,
        labour_code=main.code if main else case.campaign.labour_code,
        technician=claim.visit.technician,
        old_serials=" ".join(serials),
        software_before=before,
        software_after=after,
        signed_by=_signer(bench, claim.visit.id),
        claim_id=claim.id,
    )


def _signer(bench: Bench, visit_id: int) -> str:
    signed = bench.stores.signatures.find(visit_id=visit_id)
    return next((s.name for s in reversed(signed) if s.paper is SignedPaper.COLLECTION), "")
