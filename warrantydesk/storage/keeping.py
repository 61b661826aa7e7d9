"""Stores of redactions, lists to be disposed of, quality cards and kept searches."""

from warrantydesk.domain.disposal import Disposal, DisposalLine
from warrantydesk.domain.quality_report import QualityReport
from warrantydesk.domain.redaction import Redaction
from warrantydesk.domain.saved_search import SavedSearch
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    DisposalLineRow,
    DisposalRow,
    QualityReportRow,
    RedactionRow,
    SavedSearchRow,
)


class RedactionStore(Store[Redaction]):
    """Certificates of what was taken out."""

    TABLE, KIND = RedactionRow, Redaction


class DisposalStore(Store[Disposal]):
    """Lists of records to be disposed of."""

    TABLE, KIND = DisposalRow, Disposal


class DisposalLineStore(Store[DisposalLine]):
    """The claims on such lists."""

    TABLE, KIND = DisposalLineRow, DisposalLine


class QualityReportStore(Store[QualityReport]):
    """Cards of quality information."""

    TABLE, KIND = QualityReportRow, QualityReport


class SavedSearchStore(Store[SavedSearch]):
    """Searches that a person keeps; they may name a customer."""

    TABLE, KIND = SavedSearchRow, SavedSearch
    PERSONAL = frozenset({"name", "text"})
