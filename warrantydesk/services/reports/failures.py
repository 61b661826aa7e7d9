"""Failures of causal parts in a period, beside those of the one before and the cars on the road."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from math import sqrt

from warrantydesk.domain.report import Asked
from warrantydesk.services.reports.counting import CLAIMS, slices, span, tenths
from warrantydesk.services.reports.report import ReportSources, Tick

LEAST = 5
"""Fewer failures than these say nothing."""
FAR = 2.33
"""Standard deviations that chance exceeds once in a hundred."""
FAILED_PART = "CASE p.old_part_no WHEN '' THEN p.new_part_no ELSE p.old_part_no END"
_FAILED = f"""
SELECT {FAILED_PART}, c.vehicle_model_code, count(DISTINCT c.id), max(p.new_part_name)
FROM claim c JOIN part_line p ON p.claim_id = c.id AND p.causal = 1
WHERE {CLAIMS} GROUP BY 1, 2"""
_OWNED = "coalesce(c.vehicle_delivered_on, c.vehicle_invoiced_on)"
_DESCRIBED = f"""
SELECT {FAILED_PART}, c.vehicle_model_code, count(DISTINCT c.id), max(p.new_part_name),
       p.old_supplier_code, c.codes_fault_code, total(v.mileage_km), count(v.mileage_km),
       total(julianday(c.opened_on) - julianday({_OWNED})), count({_OWNED})
FROM claim c JOIN part_line p ON p.claim_id = c.id AND p.causal = 1
JOIN visit v ON v.id = c.visit_id
WHERE {CLAIMS} GROUP BY 1, 2, 5, 6"""
_CARS = """
SELECT CASE WHEN ? THEN model_code ELSE '' END, count(*) FROM vehicle
WHERE coalesce(delivered_on, invoiced_on, produced_on, '') <= ? AND (? = '' OR brand = ?)
GROUP BY 1"""
_MONTHS, _DAYS = 48, 1461
"""So many months are so many days."""
PartAndModel = tuple[str, str]
"""No model where parts alone are counted."""


@dataclass
class Failures:
    """Failures of a part in both periods, beside the cars on the road."""

    name: str = ""
    now: int = 0
    before: int = 0
    cars_now: int = 0
    cars_before: int = 0
    models: Counter[str] = field(default_factory=Counter)
    suppliers: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    km: int = 0
    with_km: int = 0
    days: int = 0
    """From delivery, else the invoice, to the day of the claim; of cars with such a day."""
    with_days: int = 0

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
    def mean_km(self) -> int | None:
        """Kilometres at which it failed, on average."""
        return (2 * self.km + self.with_km) // (2 * self.with_km) if self.with_km else None

    @property
    def mean_months(self) -> int | None:
        """Tenths of a month that the cars had been with their owners, on average."""
        return tenths(self.days * _MONTHS, self.with_days * _DAYS)

    @property
    def rises(self) -> bool:
        """Tell whether it fails noticeably more often than in the period before."""
        return self.now >= LEAST and self.far >= FAR

    def describe(self, count: int, supplier: str, fault: str) -> None:
        """Add of which supplier and with which fault some of them were."""
        self.suppliers[supplier] += count
        self.faults[fault] += count

    def age(self, km: float, with_km: int, days: float, with_days: int) -> None:
        """Add how old the cars were: sums, and of how many claims."""
        self.km += round(km)
        self.with_km += with_km
        self.days += round(days)
        self.with_days += with_days


def failures(
    sources: ReportSources, asked: Asked, tick: Tick, *, by_model: bool
) -> dict[PartAndModel, Failures]:
    """Return the failures by part, or by part and model, in no order."""
    found: defaultdict[PartAndModel, Failures] = defaultdict(Failures)
    for days in slices(asked, tick):
        for part, model, count, name, supplier, fault, *age in sources.query(
            _DESCRIBED, span(days)
        ):
            one = found[part, model if by_model else ""]
            one.name = one.name or name
            one.now += count
            one.models[model] += count
            one.describe(count, supplier, fault)
            one.age(*age)
    for days in slices(before(asked), tick):
        for part, model, count, name in sources.query(_FAILED, span(days)):
            one = found[part, model if by_model else ""]
            one.name = one.name or name
            one.before += count
    now = _cars(sources, by_model, asked)
    earlier = _cars(sources, by_model, before(asked))
    for (_part, model), one in found.items():
        one.cars_now, one.cars_before = now[model], earlier[model]
    return dict(found)


def before(asked: Asked) -> Asked:
    """Return the period of the same length that ends the day before."""
    last = max(1, asked.first.toordinal() - 1)
    first = max(1, last - (asked.last - asked.first).days)
    return replace(asked, first=date.fromordinal(first), last=date.fromordinal(last))


def _cars(sources: ReportSources, by_model: bool, asked: Asked) -> Counter[str]:
    """Return the cars on file that were on the road at the end of a period."""
    values = (by_model, asked.last.isoformat(), asked.brand, asked.brand)
    return Counter({row[0]: row[1] for row in sources.query(_CARS, values)})
