"""Campaigns in the shop's story: lists of VINs come in, cars are done or customers refuse."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, Any

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import DAY, MINUTE, NOW, day_of, instant, utc
from warrantydesk.demo.fleet import Car
from warrantydesk.demo.plan import Visit
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.campaign import Campaign, CampaignKind, CampaignState
from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.vin import check_digit
from warrantydesk.i18n import N_

if TYPE_CHECKING:
    from warrantydesk.demo.story import Story

_BRAND, _CLERK, _MANAGER = "QC", "S01", "S13"
_CLASS = re.compile(r"\[([^\]]+)\]|(.)")
_DIGIT_AT = 8
_WHY = ("客户赶时间，下次来店再做", "客户出差在外用车，约月底再来", "客户说车况正常，暂不做")
_PROOF = "厂家平台显示已在外站完成，完工单号 "
_OTHERS_PROVEN = 3
"""Of so many foreign cars of a list, one is known to be done by another station."""


@dataclass(frozen=True)
class _List:
    """A list of VINs as the maker sends it: how many foreign cars, how many unsold ones here."""

    campaign: str
    on: date
    foreign: int
    stock: int = 0


_LISTS = (
    _List("QC-R26-01", date(2026, 3, 2), 24, 2),
    _List("QC-S26-03", date(2026, 6, 8), 30),
    _List("QC-S26-05", date(2026, 8, 20), 17, 1),
)


class Recalls:
    """Keeps what the story knows of every campaign and car."""

    def __init__(self, book: Book, profile: BrandProfile, cars: list[Car]) -> None:
        """``cars`` are those of the shop; most campaigns name a few of them by pattern."""
        self._book, self._campaigns = book, profile.campaigns
        self._named: dict[str, list[Campaign]] = {}
        for campaign in self._campaigns.values():
            for car in cars:
                if campaign.covers(car.vin):
                    self._named.setdefault(car.vin, []).append(campaign)
        self._waiting = sorted(_LISTS, key=lambda one: one.on)
        self._rows: dict[tuple[str, str], tuple[Row, int]] = {}
        self._booked: frozenset[tuple[str, str]] = frozenset()

    def foresee(self, visits: Sequence[Visit]) -> None:
        """Look ahead which cars come for which campaign: such a customer only puts it off."""
        self._booked = frozenset((visit.car.vin, visit.case.campaign_no) for visit in visits)

    def take_lists(self, until: int) -> None:
        """Take in the lists that came by an instant."""
        while self._waiting and instant(self._waiting[0].on) + 9 * 3600 <= min(until, NOW):
            self._take(self._waiting.pop(0))

    def _take(self, one: _List) -> None:
        at = instant(one.on, 9, 30)
        campaign = self._campaigns[one.campaign]
        random = Random(one.campaign)
        vins = [vin for vin, named in self._named.items() if campaign in named]
        stock = [_invented(campaign, random) for _ in range(one.stock)]
        others = [_invented(campaign, random) for _ in range(one.foreign)]
        for vin in stock:
            self._book.add(
                "vehicle", Moment(at, _CLERK, N_("save vehicle")), _unsold(campaign, vin)
            )
        listed = sorted({*vins, *stock, *others})
        batch = self._batch(one, at, listed)
        moment = Moment(at, _CLERK, N_("import a file"))
        for vin in listed:
            if (vin, campaign.code) not in self._rows:
                self._record(moment, campaign.code, vin, {"batch_id": batch["id"]})
        told = Moment(at + 10 * DAY, _MANAGER, N_("record campaign"))
        for number, vin in enumerate(sorted(others)):
            if number % _OTHERS_PROVEN == 0 and told.at < NOW:
                proof = f"{_PROOF}W{random.randrange(10**6, 10**7)}"
                self._say(told, campaign.code, vin, CampaignState.DONE_ELSEWHERE, {"reason": proof})
        self._book.finish()

    def _batch(self, one: _List, at: int, vins: list[str]) -> Row:
        row = {
            "target": "campaign_vins",
            "profile": _BRAND,
            "subject": one.campaign,
            "file_name": f"{one.campaign}_VIN清单.xlsx",
            "sha256": sha256("\n".join(vins).encode()).hexdigest(),
            "row_count": len(vins),
            "made_at": utc(at),
            "made_by": _CLERK,
        }
        return self._book.add("import_batch", Moment(at, _CLERK, N_("import a file")), row)

    def finished(self, story: "Story", at: int) -> None:
        """Record what a finished repair says of the campaigns of its car."""
        claim, car = story.claim, story.car
        own = claim["codes_campaign_no"] if story.case.type is ClaimType.CAMPAIGN else ""
        if own:
            self._done(story, at, own)
        for campaign in self._named.get(car.vin, ()):
            known = self._rows.get((car.vin, campaign.code))
            is_open = known is None or known[0]["state"] == CampaignState.OPEN
            begun = campaign.in_force(date.fromisoformat(day_of(story.plan.at)))
            if begun and is_open and campaign.code != own:
                self._not_done(story, at, campaign)

    def _done(self, story: "Story", at: int, number: str) -> None:
        campaign, visit = self._campaigns[number], story.visit
        before, after = campaign.software
        remote = campaign.kind is CampaignKind.OTA
        values = {
            "done_on": day_of(at),
            "mileage_km": visit["mileage_km"],
            "labour_code": campaign.labour_code,
            "technician": visit["technician"],
            "software_before": before if remote else "",
            "software_after": after if remote else "",
            "signed_by": visit["brought_by"] or story.claim["owner_contact"],
            "claim_id": story.claim["id"],
        }
        moment = Moment(min(at + 2 * MINUTE, NOW), story.clerk, N_("record campaign"))
        self._say(moment, number, story.car.vin, CampaignState.DONE, values)

    def _not_done(self, story: "Story", at: int, campaign: Campaign) -> None:
        """Record why a car leaves with an open campaign; who comes for it later has refused."""
        vin = story.car.vin
        moment = Moment(at - 4 * MINUTE, story.advisor, N_("record campaign"))
        number = int(vin[11:])
        if (vin, campaign.code) in self._booked or number % 3:
            why = {"reason": _WHY[number % len(_WHY)]}
            self._say(moment, campaign.code, vin, CampaignState.REFUSED, why)
        else:
            proof = {"reason": f"{_PROOF}W{number * 37 % 9_000_000 + 10**6}"}
            self._say(moment, campaign.code, vin, CampaignState.DONE_ELSEWHERE, proof)

    def _say(
        self, moment: Moment, campaign: str, vin: str, state: CampaignState, values: Row
    ) -> None:
        told = {
            "state": state.value,
            **values,
            "recorded_by": moment.by,
            "recorded_at": utc(moment.at),
        }
        self._record(moment, campaign, vin, told)

    def _record(self, moment: Moment, campaign: str, vin: str, values: Row) -> None:
        row, since = self._rows.get((vin, campaign), (None, 0))
        moment = moment._replace(at=max(moment.at, since))
        given: dict[str, Any] = dict(values)
        if row is None:
            given |= {"profile": _BRAND, "campaign": campaign, "vin": vin}
        row = self._book.keep("campaign_vehicle", moment, given, row)
        self._rows[vin, campaign] = row, moment.at


def _invented(campaign: Campaign, random: Random) -> str:
    """Return a VIN that the campaign names and no car of the shop has."""
    head = "".join(_sign(one, random) for one in _CLASS.finditer(campaign.vin_pattern))
    first, last = int(campaign.serial_from), int(campaign.serial_to)
    vin = f"{head}{random.randint(first, last):06}"
    return vin[:_DIGIT_AT] + check_digit(vin) + vin[_DIGIT_AT + 1 :]


def _sign(one: re.Match[str], random: Random) -> str:
    if one[2]:
        return "0" if one[2] == "." else one[2]
    first, last = one[1][0], one[1][-1]
    signs = [chr(n) for n in range(ord(first), ord(last) + 1) if chr(n) not in "IOQ"]
    return random.choice(signs)


def _unsold(campaign: Campaign, vin: str) -> Row:
    return {"vin": vin, "brand": _BRAND, "model_code": campaign.model_code}
