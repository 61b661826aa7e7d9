"""The vehicles of a campaign as lists: how far it has come, who is still to be called."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warrantydesk.domain.campaign import (
    CAMPAIGN_STATE_NAMES,
    Campaign,
    CampaignCase,
    CampaignRate,
    CampaignState,
    CampaignVehicle,
)
from warrantydesk.domain.masks import masked_phone, masked_plate, sees_in_full
from warrantydesk.i18n import _
from warrantydesk.services.bench import Bench
from warrantydesk.services.targets import write

Asked = tuple[CampaignState | None, str, tuple[str, bool]]
"""State, part of the VIN, order."""
_AT_ONCE = 500


@dataclass(frozen=True)
class CampaignLine:
    """One vehicle of a campaign with what its file says; ``id`` as in the list of ids."""

    id: int
    case: CampaignCase
    plate: str = ""
    owner: str = ""
    phone: str = ""
    is_known: bool = False
    """The desk has its file."""
    is_stopped: bool = False
    """Unsold, and must stay so."""
    claim_number: str = ""


def rates(bench: Bench, profile: str) -> tuple[CampaignRate, ...]:
    """Return how far each campaign of a brand has come, the newest first."""
    brand = bench.profile(profile)
    counts: Counter[tuple[str, CampaignState]] = Counter(
        bench.stores.campaign_vehicles.counts(brand.code)
    )
    for campaign, found in _by_pattern(bench, brand.code, tuple(brand.campaigns.values())).items():
        counts[campaign, CampaignState.OPEN] += len(found)
    return tuple(
        CampaignRate(
            campaign,
            counts[code, CampaignState.OPEN],
            counts[code, CampaignState.DONE],
            counts[code, CampaignState.DONE_ELSEWHERE],
            counts[code, CampaignState.REFUSED],
        )
        for code, campaign in sorted(brand.campaigns.items(), key=_newest)
    )


def _newest(pair: tuple[str, Campaign]) -> tuple[int, str]:
    begins = pair[1].valid_from
    return -begins.toordinal() if begins else 0, pair[0]


def _by_pattern(
    bench: Bench, profile: str, campaigns: Sequence[Campaign]
) -> dict[str, list[tuple[int, str, bool]]]:
    """Return the desk's cars that only the pattern of a campaign names."""
    store = bench.stores.campaign_vehicles
    cars = store.cars(profile) if any(one.vin_pattern for one in campaigns) else []
    found: dict[str, list[tuple[int, str, bool]]] = {}
    for campaign in campaigns:
        named = [car for car in cars if campaign.covers(car[1])]
        known = store.vins(profile, campaign.code) if named else set()
        found[campaign.code] = [car for car in named if car[1] not in known]
    return found


def ids(bench: Bench, profile: str, campaign: str, asked: Asked) -> "array[int]":
    """Return the ids of a campaign's vehicles; the negative id of a file without a record."""
    state, text, order = asked
    listed = bench.stores.campaign_vehicles.ids(profile, campaign, state, text, order)
    if state not in (None, CampaignState.OPEN):
        return listed
    one = bench.profile(profile).campaigns[campaign]
    cars = _by_pattern(bench, profile, (one,))[campaign]
    plain = array("q", [-number for number, vin, _unsold in cars if text in vin])
    return listed + plain if order[1] else plain + listed


def lines(
    bench: Bench, profile: str, campaign: str, wanted: Sequence[int]
) -> tuple[CampaignLine, ...]:
    """Return the vehicles of these ids, in their order."""
    one = bench.profile(profile).campaigns[campaign]
    stores = bench.stores
    records = stores.campaign_vehicles.of_ids([number for number in wanted if number > 0])
    known: dict[int, CampaignCase] = {
        record.id: CampaignCase(one, record.vin, record, record.batch_id is not None, profile)
        for record in records
    }
    for number in wanted:
        if number < 0:
            known[number] = CampaignCase(one, stores.vehicles.get(-number).vin, profile=profile)
    files = stores.campaign_vehicles.files([case.vin for case in known.values()])
    made = stores.campaign_vehicles.claim_numbers(
        [record.claim_id for record in records if record.claim_id is not None]
    )
    return tuple(
        _line(bench, number, known[number], files.get(known[number].vin), made)
        for number in wanted
        if number in known
    )


def _line(
    bench: Bench,
    number: int,
    case: CampaignCase,
    file: tuple[str, str, str, bool] | None,
    claims: dict[int, str],
) -> CampaignLine:
    plate, owner, phone, unsold = file or ("", "", "", False)
    record: CampaignVehicle | None = case.record
    claim = claims.get(record.claim_id or 0, "") if record else ""
    stopped = unsold and case.campaign.stop_sale and case.is_due(bench.today)
    return CampaignLine(number, case, plate, owner, phone, file is not None, stopped, claim)


def write_open(bench: Bench, profile: str, campaign: str, file: Path) -> int:
    """Write the cars that are still to be called as CSV; returns how many they are."""
    from warrantydesk.documents.csv_list import render

    wanted = [
        number
        for state in (CampaignState.OPEN, CampaignState.REFUSED)
        for number in ids(bench, profile, campaign, (state, "", ("state", False)))
    ]
    heads = [_("VIN"), _("Plate"), _("Owner"), _("Phone"), _("State"), _("Reason"), _("Sale")]
    write(file, render(heads, _calls(bench, profile, campaign, wanted)), folder_of(bench))
    return len(wanted)


def folder_of(bench: Bench) -> Path:
    """Return the data folder, where nobody but the program writes."""
    return bench.stores.db.folder.path


def _calls(bench: Bench, profile: str, campaign: str, wanted: Sequence[int]) -> Iterator[list[str]]:
    whole = sees_in_full(bench.person)
    for start in range(0, len(wanted), _AT_ONCE):
        for one in lines(bench, profile, campaign, wanted[start : start + _AT_ONCE]):
            reason = one.case.record.reason if one.case.record else ""
            state = _(CAMPAIGN_STATE_NAMES[one.case.state])
            stopped = _("Do not sell") if one.is_stopped else ""
            plate = one.plate if whole else masked_plate(one.plate)
            phone = one.phone if whole else masked_phone(one.phone)
            yield [one.case.vin, plate, one.owner, phone, state, reason, stopped]
