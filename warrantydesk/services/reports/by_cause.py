"""Claims by cause: the fault code, its system, or the class of cause the inspection found."""

from collections.abc import Callable, Mapping

from warrantydesk.domain.inspection import CAUSE_NAMES, CauseClass
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
)
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.reports.counting import (
    BARS,
    TOTAL,
    counted_note,
    month_names,
    percent_text,
    permille,
    refused_note,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.tally import Grouping, Tally, behind_by, tallied
from warrantydesk.services.reports.tally_columns import claim_cells, claim_columns, claim_sums
from warrantydesk.services.reports.words import period_text

_DRAWN, _MATTERS = 12, 3
_CODES = Grouping("c.codes_fault_code")
_CLASSES = Grouping(
    "coalesce((SELECT i.cause_class FROM inspection i WHERE i.claim_id = c.id"
    " ORDER BY i.number DESC LIMIT 1), '')"
)
CHOICES = (
    Choice("by", N_("Count by"), (("code", N_("fault code")), ("class", N_("class of the cause")))),
)
SYSTEM_NAMES = {
    "engine": N_("Engine"),
    "transmission": N_("Gearbox"),
    "traction_battery": N_("Traction battery"),
    "drive_motor": N_("Drive motor"),
    "power_electronics": N_("Power electronics"),
    "electrical": N_("Electrical"),
    "infotainment": N_("Infotainment"),
    "brake": N_("Brakes"),
    "steering": N_("Steering"),
    "suspension": N_("Suspension"),
    "driveline": N_("Driveline"),
    "emission_control": N_("Emission control"),
    "body": N_("Body"),
    "interior": N_("Interior"),
    "hvac": N_("Air conditioning"),
    "restraint": N_("Restraint system"),
    "service": N_("Service"),
    "system": N_("Whole vehicle"),
    "wear": N_("Wear"),
}
"""Systems of the maker's table of faults."""


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Tally claims by their cause, the most frequent first."""
    found = tallied(sources, asked, tick, _grouping(asked))
    order = sorted(found, key=lambda key: (not key, -found[key].claims, key))
    claims = sum(one.claims for one in found.values())
    months, words = month_names(asked, BARS), _words(sources, asked)
    rows = tuple(
        ReportRow(
            key,
            (
                *words(key),
                *claim_cells(one, claims, months),
            ),
            matters=bool(key) and place < _MATTERS,
        )
        for place, (key, one) in enumerate((key, found[key]) for key in order)
    )
    total = ReportRow(TOTAL, (_("Total"), "", "", *claim_sums(found.values())))
    return ReportTable(
        "by_cause",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(found, order, words),
        total=total if rows else None,
        notes=(
            counted_note(),
            _("The class of the cause is that of the newest inspection."),
            refused_note(),
        ),
    )


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("cause", _("Code"), width=10),
        ReportColumn("name", _("Fault or cause"), width=28),
        ReportColumn("system", _("System"), width=14),
        *claim_columns(),
    )


def _words(sources: ReportSources, asked: Asked) -> Callable[[str], tuple[str, str, str]]:
    """Return what turns a key into code, name and system."""
    faults = sources.profile(asked.brand).faults

    def of_code(key: str) -> tuple[str, str, str]:
        row = faults.get(key)
        if row is None:
            return key or "—", "" if key else _("no fault code"), ""
        system = SYSTEM_NAMES.get(row["system"], "")
        return key, named(row), _(system) if system else row["system"]

    def of_class(key: str) -> tuple[str, str, str]:
        known = key in set(CauseClass)
        return "", _(CAUSE_NAMES[CauseClass(key)]) if known else _("not inspected"), ""

    return of_class if asked.choice("by", "code") == "class" else of_code


def _chart(
    found: Mapping[str, Tally], order: list[str], words: Callable[[str], tuple[str, str, str]]
) -> ReportChart:
    finding = _("No claim with a known cause was opened in this period.")
    claims = sum(one.claims for one in found.values())
    if known := [key for key in order if key]:
        few = sum(found[key].claims for key in known[:_MATTERS])
        finding = _(
            "{cause} comes most often; the three most frequent causes make {share} of the claims",
            cause=_label(words, known[0]),
            share=percent_text(permille(few, claims)),
        )
    points = tuple(
        ReportPoint(key, _label(words, key), (found[key].claims,), bool(key) and place < _MATTERS)
        for place, key in enumerate(order[:_DRAWN])
    )
    return ReportChart(ChartKind.PARETO, finding, (_("Claims"),), points, whole=claims)


def _label(words: Callable[[str], tuple[str, str, str]], key: str) -> str:
    code, name, _system = words(key)
    return name or code


def _grouping(asked: Asked) -> Grouping:
    return _CLASSES if asked.choice("by", "code") == "class" else _CODES


REPORT = Report(
    "by_cause",
    N_("Claims by cause"),
    ReportGroup.QUALITY,
    build,
    behind_by(_grouping, {}),
    CHOICES,
    order=25,
)
