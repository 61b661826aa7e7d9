"""REPORTS: every report in the order in which they are listed."""

from warrantydesk.services.reports import by_type
from warrantydesk.services.reports.report import Report

REPORTS: tuple[Report, ...] = (by_type.REPORT,)
