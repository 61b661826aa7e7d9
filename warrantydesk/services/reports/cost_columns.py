"""What stands of cost in every table about cars: columns, cells, figures, notes."""

from collections.abc import Iterable

from warrantydesk.domain.money import half_up_ratio
from warrantydesk.domain.report import Figure, ReportCell, ReportColumn, Shows
from warrantydesk.i18n import _
from warrantydesk.services.reports.car_costs import Cost
from warrantydesk.services.reports.counting import permille


def added(costs: Iterable[Cost]) -> Cost:
    """Return costs as one."""
    whole = Cost()
    for one in costs:
        whole.add(one)
    return whole


def money_columns() -> tuple[ReportColumn, ...]:
    """Return the columns that ``money_cells`` fills."""
    return (
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("claimed", _("Claimed ¥"), Shows.MONEY, 13),
        ReportColumn("approved", _("Approved ¥"), Shows.MONEY, 13),
        ReportColumn("share", _("Share of ¥"), Shows.PERMILLE, 8),
        ReportColumn("per_claim", _("Per claim ¥"), Shows.MONEY, 12),
        ReportColumn("per_km", _("Per 1,000 km ¥"), Shows.MONEY, 12),
    )


def money_cells(one: Cost, whole_fen: int) -> tuple[ReportCell, ...]:
    """Return claims, claimed, approved, share, and what it is per claim and per 1,000 km."""
    return (
        one.claims,
        one.fen,
        one.approved_fen,
        permille(one.fen, whole_fen),
        each(one.fen, one.claims),
        each(one.fen * 1000, one.km),
    )


def money_sums(whole: Cost) -> tuple[ReportCell, ...]:
    """Return the cells of the row of sums; what is per claim or kilometre stands in no sum."""
    return (*money_cells(whole, whole.fen)[:4], None, None)


def each(fen: int, count: int) -> int | None:
    """Return what falls to each of so many, rounded half up; None of nothing."""
    return half_up_ratio(fen, 1, count) if count > 0 else None


def cost_figures(whole: Cost) -> tuple[Figure, ...]:
    """Return the headline figures of all cars together."""
    return (
        Figure(_("Claimed"), whole.fen, Shows.MONEY),
        Figure(_("Cars with claims"), whole.cars),
        Figure(_("Per car with claims"), each(whole.fen, whole.cars), Shows.MONEY),
        Figure(_("Per 1,000 km"), each(whole.fen * 1000, whole.km), Shows.MONEY),
    )


def cost_notes() -> tuple[str, ...]:
    """Return how the cost of cars is counted."""
    return (
        _(
            "Claims count on the day they were opened, where they ask for money; void ones and "
            "those without a car are left out. Net."
        ),
        _(
            "Per 1,000 km: what was claimed in the period, by the highest reading of each car in "
            "it, from new on."
        ),
        _("The desk knows the cars that came here, not what was sold: per car on file."),
    )
