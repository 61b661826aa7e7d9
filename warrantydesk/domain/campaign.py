"""Campaigns and recalls: which vehicle is named, and what became of it.

Recall work hangs on neither age, nor km, nor owner (Regulation on the recall of defective
vehicle products, Art. 19): the maker pays it however old the car is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from warrantydesk.domain.dates import day_of
from warrantydesk.domain.vin_pattern import compiled
from warrantydesk.i18n import N_, pick

_SERIAL_AT = 11
"""Signs 12 to 17 of a VIN are its serial number."""


class CampaignKind(StrEnum):
    """What kind of action it is, in the order in which it is shown."""

    RECALL = "recall"
    CAMPAIGN = "campaign"
    OTA = "ota"


CAMPAIGN_KIND_NAMES = {
    CampaignKind.RECALL: N_("Recall"),
    CampaignKind.CAMPAIGN: N_("Service campaign"),
    CampaignKind.OTA: N_("Software update"),
}


class CampaignState(StrEnum):
    """What became of one vehicle of a campaign; DONE and DONE_ELSEWHERE are terminal."""

    OPEN = "OPEN"
    DONE = "DONE"
    DONE_ELSEWHERE = "DONE_ELSEWHERE"
    REFUSED = "REFUSED"
    """The customer refused; he is asked again at every visit."""


STILL_ASKED = frozenset({CampaignState.OPEN, CampaignState.REFUSED})
"""States in which the customer is asked at every visit."""

CAMPAIGN_STATE_NAMES = {
    CampaignState.OPEN: N_("Not done yet"),
    CampaignState.DONE: N_("Done here"),
    CampaignState.DONE_ELSEWHERE: N_("Done elsewhere"),
    CampaignState.REFUSED: N_("Refused by the customer"),
}


@dataclass(frozen=True)
class CampaignVehicle:
    """A vehicle named by a campaign, with the record of its completion (trade practice)."""

    profile: str
    campaign: str
    vin: str
    state: CampaignState = CampaignState.OPEN
    batch_id: int | None = None
    """The VIN list it came with; None where the desk found it by pattern and serial number."""
    done_on: date | None = None
    mileage_km: int | None = None
    labour_code: str = ""
    technician: str = ""
    old_serials: str = ""
    new_serials: str = ""
    software_before: str = ""
    software_after: str = ""
    signed_by: str = ""
    """Name under the customer's signature; personal."""
    claim_id: int | None = None
    reason: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Campaign:
    """A campaign as the maker announced it: one row of the brand's table."""

    code: str
    kind: CampaignKind = CampaignKind.CAMPAIGN
    name_zh: str = ""
    name_en: str = ""
    model_code: str = ""
    vin_pattern: str = ""
    """Regular expression over the first eleven signs; empty: the VIN list alone names cars."""
    serial_from: str = ""
    serial_to: str = ""
    valid_from: date | None = None
    """First day; None where the table has the campaign no more."""
    valid_to: date | None = None
    """Last day of reporting; a recall is repaired after it all the same."""
    reason_zh: str = ""
    reason_en: str = ""
    measure_zh: str = ""
    measure_en: str = ""
    part_no: str = ""
    labour_code: str = ""
    fixed_hours: Decimal | None = None
    software_versions: str = ""
    """Before and after, joined by an arrow."""
    stop_sale: bool = False

    @property
    def name(self) -> str:
        """Its name in the language of the window; the code where it has none."""
        return pick(self.name_zh, self.name_en) or self.code

    @property
    def measure(self) -> str:
        """What is to be done, in the language of the window."""
        return pick(self.measure_zh, self.measure_en)

    @property
    def reason(self) -> str:
        """Why, in the language of the window."""
        return pick(self.reason_zh, self.reason_en)

    @property
    def software(self) -> tuple[str, str]:
        """Software version before and after, empty where none is named."""
        before, _arrow, after = self.software_versions.partition("→")
        return before.strip(), after.strip()

    def covers(self, vin: str) -> bool:
        """Tell whether pattern and range of serial numbers name a VIN."""
        shape = compiled(self.vin_pattern)  # a row that names no car keeps no other car away
        if shape is None or not shape.fullmatch(vin[:_SERIAL_AT]):
            return False
        return _within(vin[_SERIAL_AT:], self.serial_from, self.serial_to)

    def has_begun(self, on: date) -> bool:
        """Tell whether the campaign was announced by a day."""
        return self.valid_from is not None and self.valid_from <= on

    def is_over(self, on: date) -> bool:
        """Tell whether the window of reporting is past."""
        return self.valid_to is not None and self.valid_to < on

    def in_force(self, on: date) -> bool:
        """Tell whether it is carried out on a day: a recall has no end."""
        return self.has_begun(on) and (self.kind is CampaignKind.RECALL or not self.is_over(on))


def _within(serial: str, first: str, last: str) -> bool:
    if serial.isdecimal() and all(not end or end.isdecimal() for end in (first, last)):
        number = int(serial)
        return (not first or int(first) <= number) and (not last or number <= int(last))
    return (not first or first <= serial) and (not last or serial <= last)


def campaign_of(row: Mapping[str, str]) -> Campaign:
    """Return a row of the brand's table ``campaigns`` as a campaign."""
    kinds = set(CampaignKind)
    kind = row.get("kind", "")
    return Campaign(
        row["code"],
        CampaignKind(kind) if kind in kinds else CampaignKind.CAMPAIGN,
        row.get("name_zh", ""),
        row.get("name_en", ""),
        row.get("model_code", ""),
        row.get("vin_1_11_pattern", ""),
        row.get("serial_from", ""),
        row.get("serial_to", ""),
        day_of(row.get("valid_from", "")),
        day_of(row.get("valid_to", "")),
        row.get("reason_zh", ""),
        row.get("reason_en", ""),
        row.get("measure_zh", ""),
        row.get("measure_en", ""),
        row.get("part_no", ""),
        row.get("labour_code", ""),
        Decimal(row["fixed_hours"]) if row.get("fixed_hours") else None,
        row.get("software_versions", ""),
        row.get("stop_sale", "") == "yes",
    )


@dataclass(frozen=True)
class CampaignCase:
    """One vehicle under one campaign, with its record where there is one."""

    campaign: Campaign
    vin: str
    record: CampaignVehicle | None = None
    by_list: bool = False
    """Named by a VIN list; else by pattern and serial number."""
    profile: str = ""
    """Code of the brand whose campaign it is."""

    @property
    def state(self) -> CampaignState:
        """What became of it so far."""
        return self.record.state if self.record else CampaignState.OPEN

    @property
    def is_asked(self) -> bool:
        """Tell whether it still stands open: nobody has done it."""
        return self.state in STILL_ASKED

    def is_due(self, on: date) -> bool:
        """Tell whether it can and should be done on a day."""
        return self.is_asked and self.campaign.in_force(on)


def cases_of(
    vin: str,
    profile: str,
    campaigns: Mapping[str, Campaign],
    records: Iterable[CampaignVehicle],
) -> tuple[CampaignCase, ...]:
    """Return every campaign of a brand that names a VIN, by list or pattern; open ones first.

    A record whose campaign the table has no more is kept: it is told, and never due.
    """
    known = {record.campaign: record for record in records if not record.void_reason}
    named = [code for code, one in campaigns.items() if code in known or one.covers(vin)]
    named += [code for code in known if code not in campaigns]
    cases = (
        CampaignCase(
            campaigns.get(code, Campaign(code)),
            vin,
            known.get(code),
            code in known and known[code].batch_id is not None,
            profile,
        )
        for code in named
    )
    return tuple(sorted(cases, key=_place))


_STATE_ORDER = tuple(CampaignState)
_KIND_ORDER = tuple(CampaignKind)


def _place(case: CampaignCase) -> tuple[bool, int, bool, int, str]:
    return (
        not case.is_asked,
        _KIND_ORDER.index(case.campaign.kind),
        not case.campaign.stop_sale,
        _STATE_ORDER.index(case.state),
        case.campaign.code,
    )


@dataclass(frozen=True)
class CampaignRate:
    """How far a campaign has come: vehicles by state."""

    campaign: Campaign
    open: int = 0
    done: int = 0
    elsewhere: int = 0
    refused: int = 0

    @property
    def listed(self) -> int:
        """All vehicles it names."""
        return self.open + self.done + self.elsewhere + self.refused

    @property
    def percent(self) -> int | None:
        """Share done, here or elsewhere, rounded down so that 100 means all; None without cars."""
        done = self.done + self.elsewhere
        return done * 100 // self.listed if self.listed else None


def reopened(record: CampaignVehicle, reason: str) -> CampaignVehicle:
    """Return a record as open again, its completion taken back; the journal keeps what it was."""
    return replace(
        CampaignVehicle(record.profile, record.campaign, record.vin),
        batch_id=record.batch_id,
        reason=reason,
        id=record.id,
        version=record.version,
    )
