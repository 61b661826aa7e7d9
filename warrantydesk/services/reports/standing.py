"""Money that may still come, as the receivables count it, for reports over a reader."""

from datetime import date, timedelta

from warrantydesk.domain.settlement.receivable import AGE_ENDS, Age, AgeCell, Stage, Wanted
from warrantydesk.i18n import N_, _, date_text, named
from warrantydesk.services.reports.report import ReportSources
from warrantydesk.services.reports.spans import begins
from warrantydesk.storage.receivables import Days, claims_standing, sums_by_age

_EXPLAIN = "explain_days"
_BRANDS = "SELECT DISTINCT brand FROM claim WHERE submitted_at IS NOT NULL AND state <> 'VOID'"
OLD = (Age.UP_TO_90, Age.OVER_90)
"""Ages beyond 60 days: what stands so long is stuck."""
STAGES_SHORT = {
    Stage.FILED: N_("Waiting for approval"),
    Stage.APPROVED: N_("Waiting for a statement"),
    Stage.ON_STATEMENT: N_("Being matched"),
    Stage.TO_INVOICE: N_("To be invoiced"),
    Stage.INVOICED: N_("Waiting for payment"),
    Stage.REMITTED: N_("Remitted, not booked"),
    Stage.SHORT: N_("Paid short"),
    Stage.DISPUTED: N_("In dispute"),
    Stage.OWED: N_("Owed by us"),
}
"""The stages in as few words as a bar has room for."""
AGE_WORDS = {
    Age.UP_TO_15: N_("0–15 days"),
    Age.UP_TO_30: N_("16–30 days"),
    Age.UP_TO_60: N_("31–60 days"),
    Age.UP_TO_90: N_("61–90 days"),
    Age.OVER_90: N_("over 90 days"),
}


def days_of(sources: ReportSources) -> Days:
    """Return the days against which ages are counted today, and what needs an explanation."""
    today = sources.today
    ends = {
        age: begins(sources, today - timedelta(days=end))
        for age, end in AGE_ENDS.items()
        if end is not None
    }
    limits = {
        brand: sources.profiles[brand].rate_fen(_EXPLAIN)
        for (brand,) in sources.query(_BRANDS)
        if brand in sources.profiles
    }
    explain = {
        brand: begins(sources, today - timedelta(days=limit))
        for brand, limit in limits.items()
        if limit is not None
    }
    return Days(today, ends, explain)


def cells_of(sources: ReportSources, brand: str) -> tuple[AgeCell, ...]:
    """Return what stands today by payer, stage, clerk and age; the sums of the receivables."""
    return sums_by_age(sources.query, days_of(sources), Wanted(brand))


def ids_of(sources: ReportSources, *wanted: Wanted) -> list[int]:
    """Return the claims that stand behind one or more sums, newest first."""
    days = days_of(sources)
    found = {number for one in wanted for number in claims_standing(sources.query, days, one)}
    return sorted(found, reverse=True)


def payer_name(sources: ReportSources, brand: str, payer: str) -> str:
    """Return who pays: a supplier where one does, else the maker."""
    if not payer:
        return sources.makers.get(brand) or brand
    row = sources.profile(brand).suppliers.get(payer)
    return named(row) if row else payer


def as_of(today: date) -> str:
    """Return the words for a report that shows what stands on a day, whatever its period."""
    return _("As of {day}", day=date_text(today))
