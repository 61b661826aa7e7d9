"""REPORTS: every report in the order in which they are listed."""

from warrantydesk.services.reports import by_cause, by_model, by_part, by_supplier, by_type
from warrantydesk.services.reports.money_reports import MONEY_REPORTS
from warrantydesk.services.reports.report import Report

REPORTS: tuple[Report, ...] = (
    *MONEY_REPORTS,
    by_type.REPORT,
    by_part.REPORT,
    by_model.REPORT,
    by_supplier.REPORT,
    by_cause.REPORT,
)
