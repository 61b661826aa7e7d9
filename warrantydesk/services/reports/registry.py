"""REPORTS: every report in the order in which they are listed."""

from warrantydesk.services.reports.money_reports import MONEY_REPORTS
from warrantydesk.services.reports.quality_reports import QUALITY_REPORTS
from warrantydesk.services.reports.report import Report

REPORTS: tuple[Report, ...] = (
    *MONEY_REPORTS,
    *QUALITY_REPORTS,
)
