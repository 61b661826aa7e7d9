"""Reports: REPORTS in order, and the service that builds them.

Tab, paper, workbook and command line run over them.
"""

from warrantydesk.services.reports.registry import REPORTS
from warrantydesk.services.reports.report import Report, ReportSources
from warrantydesk.services.reports.service import ReportService

__all__ = ["REPORTS", "Report", "ReportService", "ReportSources"]
