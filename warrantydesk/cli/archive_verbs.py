"""The verbs of the archive: searches, dossiers, reports, cards, records kept, privacy, clock."""

from collections.abc import Mapping

from warrantydesk.services.clock_watch import ClockWatch
from warrantydesk.services.dossiers import DossierService
from warrantydesk.services.keeping import DisposalService, PrivacyService
from warrantydesk.services.quality import QualityReportService
from warrantydesk.services.reports import ReportService
from warrantydesk.services.searches import SavedSearchService

ARCHIVE_VERBS: Mapping[str, tuple[type, str]] = {
    "searches": (SavedSearchService, "save rename void list"),
    "dossiers": (DossierService, "contents build read_list pack"),
    "reports": (ReportService, "build save"),
    "quality": (QualityReportService, "start save send void list"),
    "disposals": (
        DisposalService,
        "due propose hold approve refuse carry_out void draw",
    ),
    "privacy": (PrivacyService, "preview redact certificate"),
    "clock": (ClockWatch, "trouble confirm"),
}
"""Service of the desk → its class and the names of its verbs, apart by blanks."""
