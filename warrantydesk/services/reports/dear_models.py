"""What models cost in a period: per car on file, per car with claims, per 1,000 km."""

from collections.abc import Mapping, Sequence

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
)
from warrantydesk.i18n import _
from warrantydesk.services.reports.by_model import model_name
from warrantydesk.services.reports.car_costs import Cost, by_model, dearest, on_file
from warrantydesk.services.reports.cost_columns import (
    added,
    cost_figures,
    cost_notes,
    each,
    money_cells,
    money_columns,
    money_sums,
)
from warrantydesk.services.reports.counting import TOTAL, money_text
from warrantydesk.services.reports.report import ReportSources
from warrantydesk.services.reports.words import period_text


def dear_models(
    sources: ReportSources, asked: Asked, title: str, cars: dict[str, Cost]
) -> ReportTable:
    """Return the models of the cars that cost something, the dearest first."""
    models, known = by_model(cars), on_file(sources, asked)
    whole, order = added(cars.values()), dearest(models, len(models))
    dear = max(order, key=lambda key: each(models[key].fen, known.get(key, 0)) or 0, default="")
    names = {key: model_name(sources, asked.brand, key) for key in order}
    rows = tuple(
        ReportRow(
            key, _cells(names[key], models[key], known.get(key, 0), whole.fen), matters=key == dear
        )
        for key in order
    )
    cars_known = sum(known.get(key, 0) for key in order)
    total = ReportRow(TOTAL, (_("Total"), cars_known, whole.cars, *money_sums(whole), None))
    usual = each(whole.fen, cars_known) or 0
    return ReportTable(
        "vehicle_cost",
        title,
        period_text(asked),
        _columns(),
        rows,
        _chart(rows, names, usual),
        cost_figures(whole),
        total=total,
        notes=cost_notes(),
    )


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("model", _("Model"), width=18),
        ReportColumn("known", _("Cars on file"), Shows.COUNT, 9),
        ReportColumn("cars", _("Cars with claims"), Shows.COUNT, 9),
        *money_columns(),
        ReportColumn("per_car", _("Per car on file ¥"), Shows.MONEY, 12),
    )


def _cells(name: str, one: Cost, known: int, whole_fen: int) -> tuple[ReportCell, ...]:
    money = money_cells(one, whole_fen)
    return (name, known, one.cars, *money, each(one.fen, known))


def _chart(rows: Sequence[ReportRow], names: Mapping[str, str], usual_fen: int) -> ReportChart:
    points = tuple(ReportPoint(row.key, names[row.key], (_fen(row),), row.matters) for row in rows)
    dear = next((row for row in rows if row.matters), None)
    finding = _("Nothing was claimed for a car")
    if dear is not None:
        finding = _(
            "{model} costs most per car on file: {each}; all models {usual}",
            model=names[dear.key],
            each=money_text(_fen(dear)),
            usual=money_text(usual_fen),
        )
    return ReportChart(ChartKind.BARS, finding, (), points, Shows.MONEY)


def _fen(row: ReportRow) -> int:
    """Return what a row costs per car on file; 0 where none is."""
    last = row.cells[-1]
    return last if isinstance(last, int) else 0
