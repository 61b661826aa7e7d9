"""The reports about money, in their order."""

from warrantydesk.services.reports import (
    abnormal_cost,
    first_pass,
    month_summary,
    receivable_ages,
    refusals,
    stuck_money,
    vehicle_cost,
    year_review,
)
from warrantydesk.services.reports.report import Report

MONEY_REPORTS: tuple[Report, ...] = (
    month_summary.REPORT,
    stuck_money.REPORT,
    receivable_ages.REPORT,
    vehicle_cost.REPORT,
    abnormal_cost.REPORT,
    year_review.REPORT,
    refusals.REPORT,
    first_pass.REPORT,
)
