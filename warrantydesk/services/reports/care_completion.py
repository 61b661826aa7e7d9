"""Free services and campaigns: how many of the cars that were due came, and what is open."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from warrantydesk.domain.campaign import CAMPAIGN_KIND_NAMES, Campaign, CampaignState
from warrantydesk.domain.profile import Row
from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
    Suggestion,
)
from warrantydesk.domain.vin import model_year
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.reports.counting import REFUSED, TOTAL, percent_text, permille
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.words import period_text

SERVICE, CAMPAIGN = "service", "campaign"
_STARTED = "coalesce(delivered_on, invoiced_on)"
_DUE = f"SELECT vin FROM vehicle WHERE brand = ? AND {_STARTED} BETWEEN ? AND ?"
_SERVICED = f"""
SELECT c.vehicle_vin, c.id FROM claim c
WHERE c.opened_on >= ? AND +c.type = 'FREE_SERVICE' AND c.brand = ?
  AND coalesce(c.codes_service_no, 1) = ? AND c.state NOT IN ('VOID', 'NOT_COVERED')
  AND NOT {REFUSED}"""
_STATES = """
SELECT state, count(*) FROM campaign_vehicle
WHERE profile = ? AND campaign = ? AND void_reason = '' GROUP BY state"""
_LISTED = "SELECT vin FROM campaign_vehicle WHERE profile = ? AND campaign = ? AND void_reason = ''"
_CARS = "SELECT vin FROM vehicle WHERE brand = ?"
_REPORTED = """
SELECT id FROM claim WHERE type = 'CAMPAIGN' AND brand = ? AND codes_campaign_no = ?
  AND state <> 'VOID'"""


@dataclass
class _Line:
    """How far a free service of a model year, or a campaign, has come."""

    key: str
    what: str
    name: str
    group: str
    done: int = 0
    elsewhere: int = 0
    refused: int = 0
    open: int = 0
    claims: set[int] = field(default_factory=set)

    @property
    def cars(self) -> int:
        return self.done + self.elsewhere + self.refused + self.open

    @property
    def share(self) -> int | None:
        return permille(self.done + self.elsewhere, self.cars)


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Read the free services due in the period, and the campaigns in force in it."""
    lines = list(_lines(sources, asked, tick))
    rows = tuple(
        ReportRow(one.key, _cells(one), matters=one.open > 0 and one.key.startswith(CAMPAIGN))
        for one in lines
    )
    return ReportTable(
        "care_completion",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(lines),
        suggestions=_suggestions(lines),
        total=_total(lines) if lines else None,
        notes=(
            _(
                "A free service is due for the cars whose months for it end in the period, by "
                "model year; it is done where a claim for it was not refused."
            ),
            _("Campaigns that were in force in the period, with what became of each car by today."),
        ),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a service of a model year, or of a campaign."""
    lines = _lines(sources, asked, lambda done, total: None)
    ids = {claim for one in lines if row in (TOTAL, one.key) for claim in one.claims}
    return sorted(ids, reverse=True)


def _lines(sources: ReportSources, asked: Asked, tick: Tick) -> Iterator[_Line]:
    brands = [asked.brand] if asked.brand in sources.profiles else list(sources.profiles)
    for place, brand in enumerate(brands):
        tick(place, len(brands))
        yield from _services(sources, asked, brand)
        cars: list[str] = []
        for campaign in sources.profile(brand).campaigns.values():
            tick(place, len(brands))
            if _was_in_force(campaign, asked):
                if campaign.vin_pattern and not cars:
                    cars = [vin for (vin,) in sources.query(_CARS, (brand,))]
                yield _campaign(sources, brand, campaign, cars)
    tick(len(brands), len(brands))


def _services(sources: ReportSources, asked: Asked, brand: str) -> Iterator[_Line]:
    rows = [row for row in sources.profile(brand).rows("policies") if row["layer"] == "service"]
    for number, row in enumerate(rows, 1):
        months = int(row["months"] or 0)
        days = (_earlier(asked.first, months), _earlier(asked.last, months))
        due = sources.query(_DUE, (brand, *(day.isoformat() for day in days)))
        done: defaultdict[str, set[int]] = defaultdict(set)
        for vin, claim in sources.query(_SERVICED, (days[0].isoformat(), brand, number)):
            done[vin].add(claim)
        years: dict[int, _Line] = {}
        for (vin,) in due:
            year = model_year(vin, sources.today.year + 1) or 0
            line = years.setdefault(year, _service_line(brand, number, row, year))
            if done.get(vin):
                line.done += 1
                line.claims |= done[vin]
            else:
                line.open += 1
        yield from (years[year] for year in sorted(years, reverse=True))


def _service_line(brand: str, number: int, row: Row, year: int) -> _Line:
    said = _("model year {year}", year=year) if year else _("model year unknown")
    name = named(row)
    return _Line(f"{SERVICE} {brand} {number} {year}", _("Free service"), name, said)


def _earlier(day: date, months: int) -> date:
    """Return the day some months before, at most the 28th: the last days of months differ."""
    number = max(12, day.year * 12 + day.month - 1 - months)
    return date(number // 12, number % 12 + 1, min(day.day, 28))


def _was_in_force(campaign: Campaign, asked: Asked) -> bool:
    return campaign.has_begun(asked.last) and (
        campaign.in_force(asked.first) or not campaign.is_over(asked.first)
    )


def _campaign(sources: ReportSources, brand: str, campaign: Campaign, cars: list[str]) -> _Line:
    """Return how far a campaign has come; cars on file named by its pattern alone are open."""
    states = Counter({row[0]: row[1] for row in sources.query(_STATES, (brand, campaign.code))})
    plain = 0
    if named := [vin for vin in cars if campaign.covers(vin)]:
        listed = {vin for (vin,) in sources.query(_LISTED, (brand, campaign.code))}
        plain = sum(vin not in listed for vin in named)
    claims = {claim for (claim,) in sources.query(_REPORTED, (brand, campaign.code))}
    return _Line(
        f"{CAMPAIGN} {brand} {campaign.code}",
        _(CAMPAIGN_KIND_NAMES[campaign.kind]),
        campaign.name,
        campaign.code,
        states[CampaignState.DONE],
        states[CampaignState.DONE_ELSEWHERE],
        states[CampaignState.REFUSED],
        states[CampaignState.OPEN] + plain,
        claims,
    )


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("what", _("Kind of work"), width=10),
        ReportColumn("name", _("Name"), width=22),
        ReportColumn("group", _("Cars of"), width=13),
        ReportColumn("cars", _("Cars due"), Shows.COUNT, 7),
        ReportColumn("done", _("Done here"), Shows.COUNT, 7),
        ReportColumn("elsewhere", _("Done elsewhere"), Shows.COUNT, 8),
        ReportColumn("refused", _("Customer refused"), Shows.COUNT, 7),
        ReportColumn("open", _("Open"), Shows.COUNT, 6),
        ReportColumn("share", _("Done, share"), Shows.PERMILLE, 7),
        ReportColumn("claims", _("Claims reported"), Shows.COUNT, 8, clicks=True),
    )


def _cells(one: _Line) -> tuple[str | int | None, ...]:
    counts = (one.cars, one.done, one.elsewhere, one.refused, one.open)
    return (one.what, one.name, one.group, *counts, one.share, len(one.claims))


def _total(lines: list[_Line]) -> ReportRow:
    def added(name: str) -> int:
        return sum(getattr(one, name) for one in lines)

    done, cars = added("done") + added("elsewhere"), added("cars")
    claims = len(set().union(*(one.claims for one in lines)))
    counts = (cars, added("done"), added("elsewhere"), added("refused"), added("open"))
    return ReportRow(TOTAL, (_("Total"), "", "", *counts, permille(done, cars), claims))


def _chart(lines: list[_Line]) -> ReportChart:
    finding = _("No free service was due and no campaign in force in this period.")
    due = [one for one in lines if one.cars]
    if due:
        worst = max(due, key=lambda one: (one.open, one.key))
        finding = _(
            "{name}, {group}: still open {open}, done {share}",
            name=worst.name,
            group=worst.group,
            open=worst.open,
            share=percent_text(worst.share),
        )
    elif lines:
        finding = _("Campaigns were in force, but no car on file here stood under them.")
    points = tuple(
        ReportPoint(
            one.key,
            one.group if one.key.startswith(CAMPAIGN) else _("{n}, free service", n=one.group),
            (one.done + one.elsewhere, one.refused, one.open),
        )
        for one in due
    )
    series = (_("Done"), _("Customer refused"), _("Open"))
    return ReportChart(ChartKind.STACK, finding, series, points)


def _suggestions(lines: list[_Line]) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            _("Call the owners: {name}", name=one.name),
            _(
                "Cars still open: {n}. Policies, Campaigns exports their owners as a list.",
                n=one.open,
            ),
            leads_to=("policies", "campaign", one.group),
        )
        for one in sorted(lines, key=lambda one: -one.open)
        if one.open and one.key.startswith(CAMPAIGN)
    )[:3]


REPORT = Report(
    "care_completion",
    N_("Free services and campaigns"),
    ReportGroup.CARE,
    build,
    behind,
    months=12,
    order=41,
)
