"""Campaigns in the made-up shop: lists taken in, cars done, customers who refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from warrantydesk.demo import build
from warrantydesk.domain.campaign import CampaignState
from warrantydesk.domain.claim import ClaimType, State
from warrantydesk.domain.finding import Severity
from warrantydesk.services.desk import Desk

FILED = (State.TO_SUBMIT, State.SUBMITTED, State.APPROVED, State.RETURNED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the shop of the tour once."""
    place = tmp_path_factory.mktemp("shop") / "data"
    build(place, 300, 1)
    return place


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """Open the shop."""
    with Desk(folder).open() as opened:
        opened.people.act_as("S01")
        yield opened


def test_no_filed_claim_is_blocked_and_the_shop_verifies(desk: Desk) -> None:
    assert desk.archive.verify() == []
    for summary in desk.claims.in_states(FILED):
        found = desk.claims.check(summary.id)
        assert [f.rule for f in found if f.severity is Severity.BLOCK] == []


def test_campaign_claims_that_were_finished_are_recorded_as_done(desk: Desk) -> None:
    done = [
        claim
        for claim in map(desk.claims.get, desk.archive.all_ids())
        if claim.type is ClaimType.CAMPAIGN and claim.visit.finished_at
    ]
    assert done
    for claim in done:
        (record,) = desk.stores.campaign_vehicles.find(claim_id=claim.id)
        assert record.state is CampaignState.DONE
        assert (record.vin, record.campaign) == (claim.vehicle.vin, claim.codes.campaign_no)
        assert (record.mileage_km, record.technician) == (
            claim.visit.mileage_km,
            claim.visit.technician,
        )


def test_campaigns_of_the_shop_stand_at_every_point(desk: Desk) -> None:
    rates = {rate.campaign.code: rate for rate in desk.campaigns.rates("QC")}
    assert len(rates) == 6
    recall = rates["QC-R26-01"]
    assert min(recall.open, recall.elsewhere) > 0
    assert sum(rate.done for rate in rates.values()) > 0
    assert sum(rate.refused for rate in rates.values()) > 0
    lists = desk.imports.batches("campaign_vins", "QC")
    assert [one.subject for one in lists] == ["QC-S26-05", "QC-S26-03", "QC-R26-01"]
    stopped = [
        line
        for line in desk.campaigns.vehicles("QC", "QC-R26-01", CampaignState.OPEN)
        if line.is_stopped
    ]
    assert len(stopped) == 2
    assert all(desk.campaigns.stop_sale(line.case.vin) for line in stopped)
