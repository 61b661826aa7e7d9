"""Claims by model: how many, also per thousand cars on file, how much, how often refused."""

from collections.abc import Mapping

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
)
from warrantydesk.i18n import N_, _, pick
from warrantydesk.services.reports.counting import (
    BARS,
    TOTAL,
    counted_note,
    money_text,
    month_names,
    permille,
    refused_note,
    tenths,
    tenths_text,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.tally import Grouping, Tally, behind_by, tallied
from warrantydesk.services.reports.words import period_text

_MODELS = Grouping("c.vehicle_model_code")
_CARS = "SELECT model_code, count(*) FROM vehicle WHERE ? = '' OR brand = ? GROUP BY model_code"


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Tally claims by model, the model with most claims first."""
    found = tallied(sources, asked, tick, _MODELS)
    cars = {row[0]: int(row[1]) for row in sources.query(_CARS, (asked.brand, asked.brand))}
    order = sorted(found, key=lambda key: (-found[key].claims, key))
    whole = sum(one.fen for one in found.values())
    months = month_names(asked, BARS)
    worst = _worst(found, cars)
    rows = tuple(
        ReportRow(
            key,
            (
                model_name(sources, asked.brand, key),
                one.claims,
                cars.get(key, 0),
                tenths(one.claims * 1000, cars.get(key, 0)),
                one.fen,
                one.approved,
                permille(one.fen, whole),
                one.bars(months),
                one.refused_share,
            ),
            matters=key == worst,
        )
        for key, one in ((key, found[key]) for key in order)
    )
    points = tuple(
        ReportPoint(key, model_name(sources, asked.brand, key), (found[key].claims,), key == worst)
        for key in order
    )
    finding = _finding(sources, asked, found, cars, worst)
    return ReportTable(
        "by_model",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        ReportChart(ChartKind.BARS, finding, (_("Claims"),), points),
        total=_total(found, cars) if rows else None,
        notes=(
            counted_note(),
            _("Per 1,000 cars: claims of the period per thousand cars of the model on file."),
            refused_note(),
        ),
    )


def model_name(sources: ReportSources, brand: str, code: str) -> str:
    """Return a model's name by its code, the code itself where the maker's table has none."""
    entry = sources.profile(brand).models.get(code)
    return pick(entry.name_zh, entry.name_en) if entry else code or _("model unknown")


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("model", _("Model"), width=22),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("cars", _("Cars on file"), Shows.COUNT, 9),
        ReportColumn("rate", _("Per 1,000 cars"), Shows.TENTHS, 9),
        ReportColumn("claimed", _("Claimed ¥"), Shows.MONEY, 14),
        ReportColumn("approved", _("Approved ¥"), Shows.MONEY, 14),
        ReportColumn("share", _("Share of ¥"), Shows.PERMILLE, 9),
        ReportColumn("months", _("Last months"), Shows.MONTHS, 12),
        ReportColumn("refused", _("Refused share"), Shows.PERMILLE, 9),
    )


def _worst(found: Mapping[str, Tally], cars: Mapping[str, int]) -> str | None:
    """Return the model with most claims per car; None where no car is on file."""
    known = [key for key in found if cars.get(key)]
    return max(known, key=lambda key: (found[key].claims / cars[key], key), default=None)


def _finding(
    sources: ReportSources,
    asked: Asked,
    found: Mapping[str, Tally],
    cars: Mapping[str, int],
    worst: str | None,
) -> str:
    if worst is None:
        return _("No claim was opened in this period.")
    return _(
        "{model} comes most often: {rate} claims per 1,000 cars, {amount}",
        model=model_name(sources, asked.brand, worst),
        rate=tenths_text(tenths(found[worst].claims * 1000, cars[worst])),
        amount=money_text(found[worst].fen),
    )


def _total(found: Mapping[str, Tally], cars: Mapping[str, int]) -> ReportRow:
    claims = sum(one.claims for one in found.values())
    files = sum(cars.get(key, 0) for key in found)
    fen = sum(one.fen for one in found.values())
    approved = sum(one.approved for one in found.values())
    rate = tenths(claims * 1000, files)
    return ReportRow(TOTAL, (_("Total"), claims, files, rate, fen, approved, None, "", None))


REPORT = Report(
    "by_model", N_("Claims by model"), ReportGroup.QUALITY, build, behind_by(_MODELS, {}), order=22
)
