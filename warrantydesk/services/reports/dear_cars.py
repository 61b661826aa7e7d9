"""The dearest cars of a period, one by one."""

from collections.abc import Sequence

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    ReportChart,
    ReportColumn,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
    Suggestion,
)
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.reports.by_model import model_name
from warrantydesk.services.reports.car_costs import Cost, dearest, known_car
from warrantydesk.services.reports.cost_columns import (
    added,
    cost_figures,
    cost_notes,
    money_cells,
    money_columns,
    money_sums,
)
from warrantydesk.services.reports.counting import TOTAL, money_text, percent_text, permille
from warrantydesk.services.reports.report import ReportSources
from warrantydesk.services.reports.words import period_text

MOST, _BARS, _NAMED = 50, 10, 3
REST = "rest"
"""Key of the row of all other cars."""
_OFTEN = 3
"""From so many claims on a dear car is worth a word with the maker."""


def dear_cars(
    sources: ReportSources, asked: Asked, title: str, cars: dict[str, Cost]
) -> ReportTable:
    """Return the dearest cars, and all others in one row."""
    shown, whole = dearest(cars, MOST), added(cars.values())
    rows = [
        _row(sources, asked, vin, cars[vin], whole.fen, matters=place < _NAMED)
        for place, vin in enumerate(shown)
    ]
    rest = added(one for vin, one in cars.items() if vin not in set(shown))
    chart = _chart(shown, rows, cars, whole)
    if rest.claims:
        name = ngettext_("{n} other car", "{n} other cars", rest.cars)
        rows.append(ReportRow(REST, (name, "", "", None, None, *money_cells(rest, whole.fen))))
    return ReportTable(
        "vehicle_cost",
        title,
        period_text(asked),
        _columns(),
        tuple(rows),
        chart,
        cost_figures(whole),
        _suggestions(shown, cars),
        ReportRow(TOTAL, (_("Total"), "", "", None, None, *money_sums(whole))),
        cost_notes(),
    )


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("vin", _("VIN"), width=19),
        ReportColumn("plate", _("Plate"), width=10),
        ReportColumn("model", _("Model"), width=14),
        ReportColumn("delivered", _("Delivered"), Shows.DAY, 11),
        ReportColumn("km", _("Kilometres"), Shows.COUNT, 10),
        *money_columns(),
    )


def _row(
    sources: ReportSources, asked: Asked, vin: str, one: Cost, whole_fen: int, *, matters: bool
) -> ReportRow:
    known = known_car(sources, vin)
    model = model_name(sources, asked.brand, one.model)
    cells = (vin, known.plate, model, known.delivered_on, one.km or None)
    return ReportRow(vin, (*cells, *money_cells(one, whole_fen)), matters)


def _chart(
    shown: Sequence[str], rows: Sequence[ReportRow], cars: dict[str, Cost], whole: Cost
) -> ReportChart:
    points = tuple(
        ReportPoint(vin, str(row.cells[1] or vin[-8:]), (cars[vin].fen,), row.matters)
        for vin, row in zip(shown[:_BARS], rows, strict=False)
    )
    first = sum(cars[vin].fen for vin in shown[:_BARS])
    finding = _("Nothing was claimed for a car")
    if points:
        finding = ngettext_(
            "{n} of {cars} cars makes up {share} of {all}",
            "{n} of {cars} cars make up {share} of {all}",
            len(points),
            cars=whole.cars,
            share=percent_text(permille(first, whole.fen)),
            all=money_text(whole.fen),
        )
    return ReportChart(ChartKind.BARS, finding, (), points, Shows.MONEY)


def _suggestions(shown: Sequence[str], cars: dict[str, Cost]) -> tuple[Suggestion, ...]:
    often = [vin for vin in shown if cars[vin].claims >= _OFTEN][:_NAMED]
    return tuple(
        Suggestion(
            _("Look through the file of {vin}", vin=vin),
            ngettext_(
                "{n} claim with {money} in the period: is the cause found?",
                "{n} claims with {money} in the period: is the cause found?",
                cars[vin].claims,
                money=money_text(cars[vin].fen),
            ),
            leads_to=("archive", "search", vin),
        )
        for vin in often
    )
