"""Repeat repairs: what was repaired twice within the maker's days, linked or not."""

from collections import defaultdict
from collections.abc import Mapping

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    Figure,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
    Suggestion,
)
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.reports.counting import (
    TOTAL,
    middle,
    money_text,
    tenths_text,
)
from warrantydesk.services.reports.repeats import PART, Repeat, days_of, repeats
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.words import period_text

_DRAWN, _MATTERS = 12, 3
_Found = Mapping[str, list[Repeat]]


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Find the repeats and group them by part or labour, the most frequent first."""
    found = _found(sources, asked, tick)
    order = sorted(found, key=lambda key: (-len(found[key]), key))
    rows = tuple(
        ReportRow(key, _cells(found[key]), place < _MATTERS) for place, key in enumerate(order)
    )
    every = [one for some in found.values() for one in some]
    total = ReportRow(TOTAL, (_("Total"), "", "", *_cells(every)[3:]))
    within = days_of(sources, asked.brand)
    return ReportTable(
        "repeat_repairs",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(found, order),
        figures=_figures(every),
        suggestions=_suggestions(every),
        total=total if rows else None,
        notes=(
            _(
                "A repeat: the same car, the same causal part or main labour, opened within {n} "
                "days of the earlier claim; void and not covered ones are left out.",
                n=within,
            ),
            _("Each repeat counts once, on the day it was opened, whether it is linked or not."),
        ),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the later claims of the repeats under a row."""
    found = _found(sources, asked, lambda done, total: None)
    some = (
        found.get(row, []) if row != TOTAL else [one for group in found.values() for one in group]
    )
    return sorted(
        (one.claim_id for one in some if column != "unlinked" or not one.linked), reverse=True
    )


def _found(sources: ReportSources, asked: Asked, tick: Tick) -> dict[str, list[Repeat]]:
    found: defaultdict[str, list[Repeat]] = defaultdict(list)
    for one in repeats(sources, asked, tick):
        found[f"{one.kind} {one.code}"].append(one)
    return dict(found)


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("kind", _("What was repaired"), width=10),
        ReportColumn("code", _("Number"), width=16),
        ReportColumn("name", _("Name"), width=26),
        ReportColumn("repeats", _("Repeats"), Shows.COUNT, 9, clicks=True),
        ReportColumn("cars", _("Cars"), Shows.COUNT, 7),
        ReportColumn("unlinked", _("Not linked"), Shows.COUNT, 9, clicks=True),
        ReportColumn("days", _("Days between, median"), Shows.TENTHS, 10),
        ReportColumn("amount", _("Repeated ¥"), Shows.MONEY, 14),
    )


def _cells(some: list[Repeat]) -> tuple[str | int | None, ...]:
    first = some[0] if some else None
    return (
        "" if first is None else _("Part") if first.kind == PART else _("Labour"),
        first.code if first else "",
        first.name if first else "",
        len(some),
        len({one.vin for one in some}) if first else 0,
        sum(not one.linked for one in some),
        middle([one.days for one in some]),
        sum(one.fen for one in some),
    )


def _chart(found: _Found, order: list[str]) -> ReportChart:
    finding = _("No repair came back in this period.")
    every = [one for some in found.values() for one in some]
    if order:
        finding = _(
            "Repairs that came back: {n}; {name} most often, after {days} days",
            n=len(every),
            name=found[order[0]][0].name or found[order[0]][0].code,
            days=tenths_text(middle([one.days for one in found[order[0]]])),
        )
    points = tuple(
        ReportPoint(key, found[key][0].name or found[key][0].code, (len(found[key]),), place < 3)
        for place, key in enumerate(order[:_DRAWN])
    )
    return ReportChart(ChartKind.PARETO, finding, (_("Repeats"),), points, whole=len(every))


def _figures(every: list[Repeat]) -> tuple[Figure, ...]:
    cars: defaultdict[str, int] = defaultdict(int)
    for one in every:
        cars[one.vin] += 1
    return (
        Figure(_("Repeats"), len(every)),
        Figure(_("Cars that came a third time"), sum(times > 1 for times in cars.values())),
        Figure(_("Cost of the repeats"), sum(one.fen for one in every), Shows.MONEY),
    )


def _suggestions(every: list[Repeat]) -> tuple[Suggestion, ...]:
    loose = [one for one in every if not one.linked]
    if not loose:
        return ()
    title = ngettext_(
        "Link {n} repeat to the earlier claim", "Link {n} repeats to the earlier claim", len(loose)
    )
    why = _(
        "{amount} stand behind repeats that name no earlier claim: makers return them.",
        amount=money_text(sum(one.fen for one in loose)),
    )
    return (Suggestion(title, why, rule="V58"),)


REPORT = Report(
    "repeat_repairs", N_("Repeat repairs"), ReportGroup.QUALITY, build, behind, order=27
)
