"""The tables as peewee sees them; they are made by migrations only."""

from warrantydesk.storage.tables.archive import CheckpointRow, JournalRow, SearchTextRow
from warrantydesk.storage.tables.claims import (
    ClaimRow,
    LabourLineRow,
    OtherLineRow,
    PartLineRow,
    SubmissionRow,
)
from warrantydesk.storage.tables.desk import (
    NumberSeriesRow,
    PersonRow,
    PrintJobRow,
    ProfileRow,
    SettingRow,
    SiteRow,
)
from warrantydesk.storage.tables.files import AttachmentRow, DocumentTickRow
from warrantydesk.storage.tables.inspections import (
    InspectionRow,
    InspectionSignatureRow,
    ItemAnswerRow,
)
from warrantydesk.storage.tables.parts import OldPartRow, ShelfPlaceRow
from warrantydesk.storage.tables.row import Row
from warrantydesk.storage.tables.vehicles import (
    CustomerRow,
    OdometerChangeRow,
    OwnershipRow,
    PlateRow,
    SignatureRow,
    VehicleRow,
    VisitRow,
)

TABLES: tuple[type[Row], ...] = (
    SiteRow,
    PersonRow,
    SettingRow,
    ProfileRow,
    NumberSeriesRow,
    CustomerRow,
    VehicleRow,
    OwnershipRow,
    PlateRow,
    OdometerChangeRow,
    VisitRow,
    SignatureRow,
    ClaimRow,
    PartLineRow,
    LabourLineRow,
    OtherLineRow,
    SubmissionRow,
    InspectionRow,
    ItemAnswerRow,
    InspectionSignatureRow,
    OldPartRow,
    ShelfPlaceRow,
    AttachmentRow,
    DocumentTickRow,
    PrintJobRow,
    JournalRow,
    CheckpointRow,
    SearchTextRow,
)

__all__ = [
    "TABLES",
    "AttachmentRow",
    "CheckpointRow",
    "ClaimRow",
    "CustomerRow",
    "DocumentTickRow",
    "InspectionRow",
    "InspectionSignatureRow",
    "ItemAnswerRow",
    "JournalRow",
    "LabourLineRow",
    "NumberSeriesRow",
    "OdometerChangeRow",
    "OldPartRow",
    "OtherLineRow",
    "OwnershipRow",
    "PartLineRow",
    "PersonRow",
    "PlateRow",
    "PrintJobRow",
    "ProfileRow",
    "Row",
    "SearchTextRow",
    "SettingRow",
    "ShelfPlaceRow",
    "SignatureRow",
    "SiteRow",
    "SubmissionRow",
    "VehicleRow",
    "VisitRow",
]
