"""Part frequency for the maker: causal parts by how often they fail, the rising ones first.

Rising is told by one simple test: had nothing changed, the failures of both periods would be
shared as their cars are; the normal approximation of the binomial says how far they are from it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    Choice,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
    Suggestion,
)
from warrantydesk.i18n import N_, _
from warrantydesk.services.reports.by_model import model_name
from warrantydesk.services.reports.counting import (
    CLAIMS,
    slices,
    span,
    tenths,
    tenths_text,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.words import period_text

LEAST = 5
"""Fewer failures than these say nothing."""
FAR = 2.33
"""Standard deviations that chance exceeds once in a hundred."""
QUALITY = "quality"
"""Kind of what a suggestion leads to: the quality card of a claim."""
_DRAWN, _ADVISED = 12, 3
_PART = "CASE p.old_part_no WHEN '' THEN p.new_part_no ELSE p.old_part_no END"
_FAILED = f"""
SELECT {_PART}, CASE WHEN ? THEN c.vehicle_model_code ELSE '' END, max(p.new_part_name),
       count(DISTINCT c.id)
FROM claim c JOIN part_line p ON p.claim_id = c.id AND p.causal = 1
WHERE {CLAIMS} GROUP BY 1, 2"""
_CARS = """
SELECT CASE WHEN ? THEN model_code ELSE '' END, count(*) FROM vehicle
WHERE coalesce(delivered_on, invoiced_on, produced_on, '') <= ? AND (? = '' OR brand = ?)
GROUP BY 1"""
_BEHIND = f"""
SELECT DISTINCT c.id FROM claim c JOIN part_line p ON p.claim_id = c.id AND p.causal = 1
WHERE {CLAIMS} AND {_PART} = ? AND (? = '' OR c.vehicle_model_code = ?) ORDER BY c.id DESC"""
CHOICES = (Choice("by", N_("Count by"), (("part", N_("part")), ("model", N_("part and model")))),)
_Key = tuple[str, str]
"""Part and model; no model where parts alone are counted."""


@dataclass
class _Part:
    """Failures of a part in both periods, beside the cars on the road."""

    name: str = ""
    now: int = 0
    before: int = 0
    cars_now: int = 0
    cars_before: int = 0

    @property
    def far(self) -> float:
        """By how many standard deviations the failures exceed their share by cars."""
        both, cars = self.now + self.before, self.cars_now + self.cars_before
        if not both or not cars:
            return 0.0
        share = self.cars_now / cars
        spread = both * share * (1 - share)
        return (self.now - both * share) / sqrt(spread) if spread else 0.0

    @property
    def rises(self) -> bool:
        """Tell whether it fails noticeably more often than in the period before."""
        return self.now >= LEAST and self.far >= FAR


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Lay the failures of the period beside those of the one before, of the same length."""
    found = _found(sources, asked, tick)
    order = sorted(found, key=lambda key: (not found[key].rises, -found[key].now, key))
    rows = tuple(
        ReportRow(
            "|".join(key),
            _cells(sources, asked, key, found[key]),
            matters=found[key].rises,
        )
        for key in order
    )
    return ReportTable(
        "frequency",
        _(REPORT.title),
        period_text(asked),
        _columns(asked),
        rows,
        _chart(found, order),
        suggestions=_suggestions(sources, asked, found, order),
        notes=(
            _("The period before: {period}.", period=period_text(before(asked))),
            _(
                "Rising: at least {n} claims, and {far} standard deviations above what the cars "
                "on file let expect (binomial test, normal approximation; chance alone does it "
                "once in a hundred).",
                n=LEAST,
                far=FAR,
            ),
            _("Only causal parts count, once a claim; void claims are left out."),
        ),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a part in the period, or in the one before."""
    part, _mark, model = row.rpartition("|")
    days = before(asked) if column == "before" else asked
    found = sources.query(_BEHIND, (*span(days), part, model, model))
    return [number for (number,) in found]


def before(asked: Asked) -> Asked:
    """Return the period of the same length that ends the day before."""
    last = max(1, asked.first.toordinal() - 1)
    first = max(1, last - (asked.last - asked.first).days)
    return replace(asked, first=date.fromordinal(first), last=date.fromordinal(last))


def _by_model(asked: Asked) -> bool:
    return asked.choice("by", "part") == "model"


def _found(sources: ReportSources, asked: Asked, tick: Tick) -> dict[_Key, _Part]:
    by_model = _by_model(asked)
    found: defaultdict[_Key, _Part] = defaultdict(_Part)
    for is_now, period in ((True, asked), (False, before(asked))):
        for days in slices(period, tick):
            for part, model, name, count in sources.query(_FAILED, (by_model, *span(days))):
                one = found[part, model]
                one.name = one.name or name
                one.now += count if is_now else 0
                one.before += 0 if is_now else count
    now = _cars(sources, by_model, asked)
    earlier = _cars(sources, by_model, before(asked))
    for (_part, model), one in found.items():
        one.cars_now, one.cars_before = now[model], earlier[model]
    return dict(found)


def _cars(sources: ReportSources, by_model: bool, asked: Asked) -> Counter[str]:
    """Return the cars on file that were on the road at the end of a period."""
    values = (by_model, asked.last.isoformat(), asked.brand, asked.brand)
    return Counter({row[0]: row[1] for row in sources.query(_CARS, values)})


def _columns(asked: Asked) -> tuple[ReportColumn, ...]:
    model = (ReportColumn("model", _("Model"), width=16),) if _by_model(asked) else ()
    return (
        ReportColumn("part", _("Part no."), width=14),
        ReportColumn("name", _("Part"), width=22),
        *model,
        ReportColumn("claims", _("Claims"), Shows.COUNT, 7, clicks=True),
        ReportColumn("before", _("Period before"), Shows.COUNT, 8, clicks=True),
        ReportColumn("rate", _("Per 1,000 cars"), Shows.TENTHS, 8),
        ReportColumn("rate_before", _("Rate before"), Shows.TENTHS, 8),
        ReportColumn("change", _("Times as often"), width=8),
        ReportColumn("mark", _("Judgement"), width=9),
    )


def _cells(
    sources: ReportSources, asked: Asked, key: _Key, one: _Part
) -> tuple[str | int | None, ...]:
    part, model = key
    return (
        part or _("without a number"),
        one.name,
        *((model_name(sources, asked.brand, model),) if _by_model(asked) else ()),
        one.now,
        one.before,
        tenths(one.now * 1000, one.cars_now),
        tenths(one.before * 1000, one.cars_before),
        _change(one),
        _("rising") if one.rises else _("too few") if one.now < LEAST else "",
    )


def _change(one: _Part) -> str:
    """Return by how much the rate changed; nothing where there was none before."""
    if not one.before:
        return _("new") if one.now else ""
    rate = one.now * one.cars_before / (one.before * one.cars_now) if one.cars_now else 0
    return f"×{rate:.1f}"


def _chart(found: Mapping[_Key, _Part], order: list[_Key]) -> ReportChart:
    rising = [key for key in order if found[key].rises]
    finding = _("No part fails noticeably more often than before.")
    if not order:
        finding = _("No causal part failed in this period.")
    elif rising:
        first = found[rising[0]]
        finding = _(
            "Rising parts: {n}; first {part}, with {now} claims after {before}",
            n=len(rising),
            part=first.name or rising[0][0],
            now=first.now,
            before=first.before,
        )
    points = tuple(
        ReportPoint("|".join(key), found[key].name or key[0], (found[key].now,), key in rising)
        for key in order[:_DRAWN]
    )
    return ReportChart(ChartKind.BARS, finding, (_("Claims"),), points)


def _suggestions(
    sources: ReportSources, asked: Asked, found: Mapping[_Key, _Part], order: list[_Key]
) -> tuple[Suggestion, ...]:
    rising = [key for key in order if found[key].rises]
    return tuple(
        Suggestion(
            _("Tell the maker about {part}", part=found[key].name or key[0]),
            _(
                "Claims: {now} after {before}, {rate} per 1,000 cars. Begin the quality card "
                "of the newest one.",
                now=found[key].now,
                before=found[key].before,
                rate=tenths_text(tenths(found[key].now * 1000, found[key].cars_now)),
            ),
            leads_to=("reports", QUALITY, str(behind(sources, asked, "|".join(key), "claims")[0])),
        )
        for key in rising[:_ADVISED]
    )


REPORT = Report(
    "frequency",
    N_("Part frequency for the maker"),
    ReportGroup.QUALITY,
    build,
    behind,
    CHOICES,
    order=26,
)
