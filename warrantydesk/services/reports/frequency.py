"""Part frequency for the maker: causal parts by how often they fail, the rising ones first.

Rising is told by one simple test: had nothing changed, the failures of both periods would be
shared as their cars are; the normal approximation of the binomial says how far they are from it.
"""

from collections.abc import Mapping

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
    oftenest,
    span,
    tenths,
    tenths_text,
)
from warrantydesk.services.reports.failures import (
    FAILED_PART,
    FAR,
    LEAST,
    Failures,
    PartAndModel,
    before,
    failures,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.words import period_text

QUALITY = "quality"
"""Kind of what a suggestion leads to: the quality card of a claim."""
_DRAWN, _ADVISED = 12, 3
_BEHIND = f"""
SELECT DISTINCT c.id FROM claim c JOIN part_line p ON p.claim_id = c.id AND p.causal = 1
WHERE {CLAIMS} AND {FAILED_PART} = ? AND (? = '' OR c.vehicle_model_code = ?) ORDER BY c.id DESC"""
CHOICES = (Choice("by", N_("Count by"), (("part", N_("part")), ("model", N_("part and model")))),)


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Lay the failures of the period beside those of the one before, of the same length."""
    found = failures(sources, asked, tick, by_model=_by_model(asked))
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
            _(
                "Km and months: at the claim, from delivery or else the invoice on; of the claims "
                "of this period."
            ),
        ),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a part in the period, or in the one before."""
    part, _mark, model = row.rpartition("|")
    days = before(asked) if column == "before" else asked
    found = sources.query(_BEHIND, (*span(days), part, model, model))
    return [number for (number,) in found]


def _by_model(asked: Asked) -> bool:
    return asked.choice("by", "part") == "model"


def _columns(asked: Asked) -> tuple[ReportColumn, ...]:
    one_model = ReportColumn("model", _("Model"), width=16)
    model = one_model if _by_model(asked) else ReportColumn("models", _("Models"), width=14)
    return (
        ReportColumn("part", _("Part no."), width=14),
        ReportColumn("name", _("Part"), width=22),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 7, clicks=True),
        ReportColumn("before", _("Period before"), Shows.COUNT, 8, clicks=True),
        ReportColumn("rate", _("Per 1,000 cars"), Shows.TENTHS, 8),
        ReportColumn("rate_before", _("Rate before"), Shows.TENTHS, 8),
        ReportColumn("change", _("Times as often"), width=8),
        ReportColumn("mark", _("Judgement"), width=9),
        model,
        ReportColumn("suppliers", _("Supplier"), width=11),
        ReportColumn("faults", _("Fault"), width=9),
        ReportColumn("km", _("Km, average"), Shows.COUNT, 8),
        ReportColumn("age", _("Months, average"), Shows.TENTHS, 8),
    )


def _cells(
    sources: ReportSources, asked: Asked, key: PartAndModel, one: Failures
) -> tuple[str | int | None, ...]:
    part, model = key
    return (
        part or _("without a number"),
        one.name,
        one.now,
        one.before,
        tenths(one.now * 1000, one.cars_now),
        tenths(one.before * 1000, one.cars_before),
        _change(one),
        _("rising") if one.rises else _("too few") if one.now < LEAST else "",
        model_name(sources, asked.brand, model) if _by_model(asked) else oftenest(one.models),
        oftenest(one.suppliers),
        oftenest(one.faults),
        one.mean_km,
        one.mean_months,
    )


def _change(one: Failures) -> str:
    """Return by how much the rate changed; nothing where there was none before."""
    if not one.before:
        return _("new") if one.now else ""
    rate = one.now * one.cars_before / (one.before * one.cars_now) if one.cars_now else 0
    return f"×{rate:.1f}"


def _chart(found: Mapping[PartAndModel, Failures], order: list[PartAndModel]) -> ReportChart:
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
    sources: ReportSources,
    asked: Asked,
    found: Mapping[PartAndModel, Failures],
    order: list[PartAndModel],
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
