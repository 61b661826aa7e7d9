"""What the desk does with campaigns and recalls."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from warrantydesk.domain import vin as numbers
from warrantydesk.domain.campaign import (
    CampaignCase,
    CampaignRate,
    CampaignState,
    CampaignVehicle,
    reopened,
)
from warrantydesk.domain.claim import Claim, ClaimType
from warrantydesk.domain.errors import NOT_FOUND, STATE, VERSION, refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.text import clean, code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.campaigns import cases, lists, records
from warrantydesk.services.campaigns.lists import CampaignLine
from warrantydesk.services.change import Kind


class CampaignService:
    """Names the campaigns of a car, keeps their records and counts how far they have come."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def of_vin(self, vin: str, profile: str = "") -> tuple[CampaignCase, ...]:
        """Return every campaign that names a VIN, however old the car is; open ones first."""
        return cases.cases_of_vin(self._bench, vin, profile)

    def stop_sale(self, vin: str) -> bool:
        """Tell whether a car must not be sold: unsold, with an open campaign that stops it."""
        number = numbers.normalised(vin)
        file = self._bench.stores.vehicles.by_vin(number)
        return any(cases.is_stopped(self._bench, case, file) for case in self.of_vin(number))

    def rates(self, profile: str) -> tuple[CampaignRate, ...]:
        """Return how far each campaign of a brand has come, the newest first.

        Cars of the desk that a pattern names count as open until something is recorded.
        """
        return lists.rates(self._bench, profile)

    def vehicles(
        self,
        profile: str,
        campaign: str,
        state: CampaignState | None = None,
        limit: int = 200,
        after: int = 0,
    ) -> tuple[CampaignLine, ...]:
        """Return vehicles of a campaign, open ones first, ``limit`` after the first ``after``."""
        ids = self.vehicle_ids(profile, campaign, state)
        return self.lines(profile, campaign, ids[after : after + limit])

    def vehicle_ids(
        self,
        profile: str,
        campaign: str,
        state: CampaignState | None = None,
        text: str = "",
        order: tuple[str, bool] = ("state", False),
    ) -> "array[int]":
        """Return ids of a campaign's vehicles for a table over any number of rows.

        A negative id is the file of a car that only the pattern names. Raises KeyError for an
        order that is not offered.
        """
        cases.must_know(self._bench, profile, campaign)
        return lists.ids(self._bench, code(profile), code(campaign), (state, code(text), order))

    def lines(self, profile: str, campaign: str, ids: Sequence[int]) -> tuple[CampaignLine, ...]:
        """Return the vehicles of these ids, in their order."""
        cases.must_know(self._bench, profile, campaign)
        return lists.lines(self._bench, code(profile), code(campaign), ids)

    def offered(self, claim_id: int) -> CampaignVehicle | None:
        """Return the completion record that a claim gives, None where there is none to write.

        That is: a claim of type CAMPAIGN whose repair is finished, and whose car is still open.
        """
        claim = self._bench.stores.claims.get(claim_id)
        if claim.type is not ClaimType.CAMPAIGN or claim.visit.finished_at is None:
            return None
        case = self._case(claim.brand, claim.codes.campaign_no, claim.vehicle.vin)
        if case is None or not case.is_asked:
            return None
        return cases.completion_of(self._bench, case, claim_id)

    def _case(self, profile: str, campaign: str, vin: str) -> CampaignCase | None:
        found = cases.cases_of_vin(self._bench, vin, profile)
        return next((case for case in found if case.campaign.code == campaign), None)

    def record(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        profile: str,
        campaign: str,
        vin: str,
        state: CampaignState,
        done_on: date | None = None,
        mileage_km: int | None = None,
        labour_code: str = "",
        technician: str = "",
        old_serials: str = "",
        new_serials: str = "",
        software_before: str = "",
        software_after: str = "",
        signed_by: str = "",
        claim_id: int | None = None,
        reason: str = "",
        version: int | None = None,
    ) -> CampaignVehicle:
        """Record what became of a car: DONE, DONE_ELSEWHERE with its proof, REFUSED with reason.

        A ``claim_id`` fills from its claim what is not given. ``version`` is that of the record
        that the clerk saw.
        """
        number = numbers.normalised(vin)
        case = self._named(profile, campaign, number)
        offered = None
        if claim_id is not None:
            offered = cases.completion_of(self._bench, case, claim_id)
        self._bench.allow("campaigns.record")
        given = CampaignVehicle(
            code(profile),
            case.campaign.code,
            number,
            state,
            done_on=done_on,
            mileage_km=mileage_km,
            labour_code=code(labour_code),
            technician=clean(technician).strip(),
            old_serials=clean(old_serials).strip(),
            new_serials=clean(new_serials).strip(),
            software_before=clean(software_before).strip(),
            software_after=clean(software_after).strip(),
            signed_by=clean(signed_by).strip(),
            claim_id=claim_id,
            reason=clean(reason).strip(),
        )
        if offered is not None and claim_id is not None:
            given = records.filled(given, offered)
            self._must_be_its_claim(given, claim_id)
        self._must_be_asked(case, state)
        _must_be_at(case, version)
        return self._written(case, records.judged(self._bench, case, given))

    def _named(self, profile: str, campaign: str, vin: str) -> CampaignCase:
        """Return the case of a car; Refused(NOT_FOUND) where the campaign does not name it."""
        cases.must_know(self._bench, profile, campaign)
        case = self._case(code(profile), code(campaign), vin)
        if case is None:
            raise refused(
                NOT_FOUND,
                N_(
                    "Campaign {number} does not name the car {vin}: check the VIN, or take in "
                    "the maker's newest list."
                ),
                "vin",
                number=code(campaign),
                vin=vin[:40],
            )
        return case

    def _must_be_its_claim(self, given: CampaignVehicle, claim_id: int) -> None:
        claim: Claim = self._bench.stores.claims.get(claim_id)
        wanted = (ClaimType.CAMPAIGN, given.campaign, given.vin)
        if (claim.type, claim.codes.campaign_no, claim.vehicle.vin) != wanted:
            raise refused(
                STATE,
                N_("Claim {number} is not for campaign {campaign} of this car."),
                "claim_id",
                number=claim.claim_number,
                campaign=given.campaign,
            )

    def _must_be_asked(self, case: CampaignCase, state: CampaignState) -> None:
        if state is CampaignState.OPEN:
            raise refused(
                STATE, N_("Reopen the record with a reason to make it open again."), "state"
            )
        if not case.is_asked:
            raise refused(
                STATE,
                N_("{number} is done on this car already: reopen the record to correct it."),
                "state",
                number=case.campaign.code,
            )

    def _written(self, case: CampaignCase, new: CampaignVehicle) -> CampaignVehicle:
        store, old = self._bench.stores.campaign_vehicles, case.record
        new = replace(new, recorded_by=self._bench.person.login, recorded_at=self._bench.now)
        with self._bench.change(N_("record campaign"), Kind.CAMPAIGNS, Kind.CLAIMS):
            if old is None:
                return store.add(new)
            return store.save(replace(new, batch_id=old.batch_id, id=old.id, version=old.version))

    def reopen(
        self, profile: str, campaign: str, vin: str, reason: str, version: int | None = None
    ) -> CampaignVehicle:
        """Make a record open again with a reason; what it said stays in the journal."""
        case = self._named(profile, campaign, numbers.normalised(vin))
        self._bench.allow("campaigns.reopen")
        old = case.record
        if old is None or old.state is CampaignState.OPEN:
            raise refused(STATE, N_("Nothing is recorded for this car."), "vin")
        _must_be_at(case, version)
        why = needs(reason, "reason", N_("Give the reason."))
        records.must_be_short("reason", why)
        with self._bench.change(N_("reopen campaign"), Kind.CAMPAIGNS, Kind.CLAIMS):
            return self._bench.stores.campaign_vehicles.save(reopened(old, why))

    def import_vins(self, campaign: str, file: Path, profile: str = "") -> ImportBatch:
        """Take in a maker's list of VINs for a campaign, all or nothing.

        Without ``profile`` the campaign is one of the site's own brand.
        """
        from warrantydesk.services.imports import applying
        from warrantydesk.services.imports.books import book_of, must_be_there
        from warrantydesk.services.imports.campaign_vins import CAMPAIGN_VINS
        from warrantydesk.services.imports.opening import opened
        from warrantydesk.services.imports.target import Subject

        brand = code(profile) or self._bench.site.brand
        one = cases.must_know(self._bench, brand, campaign)
        self._bench.allow("campaigns.import_vins")
        must_be_there(file)
        book = book_of(file)
        subject = Subject(brand, one.code)
        draft = opened(self._bench, CAMPAIGN_VINS, subject, book, file)
        return applying.apply(self._bench, CAMPAIGN_VINS, draft)

    def export_open(self, profile: str, campaign: str, file: Path) -> int:
        """Write the cars still to be called as a table; returns how many they are."""
        cases.must_know(self._bench, profile, campaign)
        self._bench.allow("campaigns.export_open")
        return lists.write_open(self._bench, code(profile), code(campaign), file)

    def asked(self, vin: str) -> tuple[CampaignCase, ...]:
        """Return what is to be done on a car today."""
        today = self._bench.today
        return tuple(case for case in self.of_vin(vin) if case.is_due(today))


def _must_be_at(case: CampaignCase, version: int | None) -> None:
    """Refuse with VERSION a record that changed since it was read."""
    if version is not None and version != (case.record.version if case.record else 0):
        raise refused(
            VERSION,
            N_("Somebody else changed this in the meantime: look at the new state and try again."),
        )
