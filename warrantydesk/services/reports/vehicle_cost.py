"""Cost per vehicle: the dearest cars, or the models per car and per thousand kilometres."""

from warrantydesk.domain.report import Asked, Choice, ReportGroup, ReportTable
from warrantydesk.i18n import N_, _
from warrantydesk.services.reports.car_costs import CLAIMS, cost_by_car, dearest
from warrantydesk.services.reports.counting import TOTAL, span
from warrantydesk.services.reports.dear_cars import MOST, REST, dear_cars
from warrantydesk.services.reports.dear_models import dear_models
from warrantydesk.services.reports.report import Report, ReportSources, Tick

_CARS, _MODELS = "vehicle", "model"
_BY = Choice("by", N_("Rows"), ((_CARS, N_("dearest cars")), (_MODELS, N_("models"))))
_ALL = f"SELECT c.id, c.vehicle_vin {CLAIMS} ORDER BY c.id DESC"


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Add up what cars cost in the period; net fen."""
    cars = cost_by_car(sources, asked, tick)
    table = dear_models if asked.choice("by", _CARS) == _MODELS else dear_cars
    return table(sources, asked, _(REPORT.title), cars)


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a car, of a model, of all other cars, or of all."""
    found = sources.query(_ALL, span(asked))
    if row == TOTAL:
        return [number for number, _vin in found]
    if asked.choice("by", _CARS) == _MODELS:
        cars = cost_by_car(sources, asked, lambda done, total: None)
        mine = {vin for vin, one in cars.items() if one.model == row}
        return [number for number, vin in found if vin in mine]
    if row == REST:
        cars = cost_by_car(sources, asked, lambda done, total: None)
        shown = set(dearest(cars, MOST))
        return [number for number, vin in found if vin not in shown]
    return [number for number, vin in found if vin == row]


REPORT = Report(
    "vehicle_cost", N_("Cost per vehicle"), ReportGroup.MONEY, build, behind, (_BY,), 12, 40
)
