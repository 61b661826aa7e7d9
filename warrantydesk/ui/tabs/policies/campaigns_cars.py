"""The cars of one campaign as rows: read by the page, 100,000 of them as well as ten."""

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from warrantydesk.domain.campaign import CAMPAIGN_STATE_NAMES, CampaignState
from warrantydesk.i18n import _, date_text
from warrantydesk.services.campaigns.lists import CampaignLine
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Source
from warrantydesk.ui.kit.table_model import Order
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import filed_plate, listed_plate, seconds

OPEN_FIRST: Order = ("state", False)
WIDEST_VIN = "LWWDWWWWWWWWWWWWW"
MARKS = {
    CampaignState.OPEN: Mark.WARN,
    CampaignState.REFUSED: Mark.REFUSED,
    CampaignState.DONE: Mark.DONE,
    CampaignState.DONE_ELSEWHERE: Mark.NA,
}
"""How what became of a car looks."""


class CampaignCars(Source):
    """The cars of the campaign in hand, of one state or all, whose VIN holds a text."""

    def __init__(self, desk: Any) -> None:
        """Start without a campaign."""
        self._desk = desk
        self.profile, self.campaign, self.text = "", "", ""
        self.state: CampaignState | None = None

    def count(self) -> int:
        """Return how many cars there are."""
        return len(self.ids(None))

    def ids(self, order: Order | None) -> "array[int]":
        """Return all ids in order."""
        if not self.campaign:
            return array("q")
        found: array[int] = self._desk.campaigns.vehicle_ids(
            self.profile, self.campaign, self.state, self.text, order or OPEN_FIRST
        )
        return found

    def rows(self, ids: Sequence[int]) -> list[CampaignLine]:
        """Return the cars of these ids."""
        return list(self._desk.campaigns.lines(self.profile, self.campaign, ids))


def columns(desk: Any) -> list[Column]:
    """Return the columns of the cars; names of people come from the desk."""
    names = {one.login: one.name for one in desk.people.all()}
    states = [_(words) for words in CAMPAIGN_STATE_NAMES.values()]

    def done_on(line: CampaignLine) -> str:
        day = line.case.record.done_on if line.case.record else None
        return date_text(day) if day else ""

    def mileage(line: CampaignLine) -> str:
        km = line.case.record.mileage_km if line.case.record else None
        return f"{km:,}" if km is not None else ""

    def by(line: CampaignLine) -> str:
        login = line.case.record.technician if line.case.record else ""
        return str(names.get(login, login))

    return [
        Column(
            "vin",
            _("VIN"),
            width=width_for([WIDEST_VIN], bold=True),
            text=lambda line: line.case.vin,
            **seconds(
                lambda line: _second(line, listed_plate(desk, line.plate)),
                lambda line: _second(line, filed_plate(desk, line.plate)),
            ),
            bold=True,
        ),
        Column(
            "state",
            _("State"),
            width=width_for(states, _("State"), mark=True),
            text=lambda line: _(CAMPAIGN_STATE_NAMES[line.case.state]),
            mark=lambda line: MARKS[line.case.state],
        ),
        Column(
            "done_on",
            _("Done on"),
            width=width_for([date_text(date(2026, 12, 28))], _("Done on")),
            text=done_on,
        ),
        Column(
            "mileage_km",
            _("km"),
            align="right",
            width=width_for(["888,888"], _("km")),
            text=mileage,
        ),
        Column(
            "technician",
            _("Technician"),
            width=width_for(["王敏敏敏"], _("Technician")),
            text=by,
            sortable=False,
        ),
        Column(
            "told",
            _("Claim, reason or proof"),
            width=120,
            text=_told,
            tone=lambda line: Tone.DANGER if line.is_stopped else Tone.NEUTRAL,
            sortable=False,
            stretch=True,
        ),
    ]


def _second(line: CampaignLine, plate: str) -> str:
    if line.plate or line.owner:
        return "　".join(part for part in (plate, line.owner) if part)
    return _("in stock here") if line.is_known else _("not known here")


def _told(line: CampaignLine) -> str:
    if line.is_stopped:
        return _("Do not sell yet")
    if line.claim_number:
        return line.claim_number
    return line.case.record.reason if line.case.record else ""
