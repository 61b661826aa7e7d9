"""The tables of the shop as the book writes them: an empty row each, and rows in bulk."""

import json
from operator import itemgetter
from typing import Any

from warrantydesk.domain.attachment import Attachment, DocumentTick
from warrantydesk.domain.authorisation import Authorisation
from warrantydesk.domain.campaign import CampaignVehicle
from warrantydesk.domain.care import FollowUp
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer, LineKind
from warrantydesk.domain.claim.appeal import Appeal
from warrantydesk.domain.customer import Customer
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.inspection import Inspection, InspectionSignature, ItemAnswer
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.person import Role
from warrantydesk.domain.print_job import PrintJob
from warrantydesk.domain.settlement.account import ClaimAccount
from warrantydesk.domain.settlement.invoice import Invoice
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.statement import Statement, StatementLine
from warrantydesk.domain.shipment import Box, Shipment, ShipmentLine
from warrantydesk.domain.stock_take import ScrapBatch
from warrantydesk.domain.vehicle import Ownership, Plate, Vehicle
from warrantydesk.domain.visit import Signature, SignedPaper, Visit
from warrantydesk.services.clock import DEMO_START
from warrantydesk.storage.journal import veiled
from warrantydesk.storage.store import NOT_JOURNALED, Store, Table
from warrantydesk.storage.stores import Stores

Row = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Sheet:
    """One table of the book: an empty row in the order of its columns, and rows to be written."""

    def __init__(self, table: Table, blank: Row) -> None:
        self.table, self.next_id = table, 1
        columns = sorted(name for name in table.columns if name != "salt")
        self.blank: Row = {name: blank.get(name) for name in columns}
        if "version" in self.blank:
            self.blank["version"] = 1
        names = (*columns, "salt") if table.has_salt else tuple(columns)
        self.values = itemgetter(*names)
        marks = ", ".join("?" * len(names))
        self.sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
        self.rows: list[tuple[Any, ...]] = []
        self._is_plain = not NOT_JOURNALED & set(table.columns)

    def seen(self, row: Row) -> str:
        """Return what the journal keeps of the columns of a row."""
        if self._is_plain:
            return _encode(row)
        kept = {name: value for name, value in row.items() if name not in NOT_JOURNALED}
        for name in self.table.personal:
            if name in kept:
                kept[name] = veiled(row["salt"], kept[name])
        return _encode(kept)


def sheets_of(stores: Stores) -> dict[str, Sheet]:
    """Return every table that the shop is written in."""
    at = DEMO_START
    kinds: tuple[tuple[Store[Any], Any], ...] = (
        (stores.customers, Customer("", "")),
        (stores.vehicles, Vehicle("", "")),
        (stores.ownerships, Ownership(0, 0, at.date())),
        (stores.plates, Plate(0, "", at.date())),
        (stores.visits, Visit()),
        (stores.signatures, Signature(0, SignedPaper.COLLECTION, "", at)),
        (stores.claims, Claim()),
        (stores.inspections, Inspection(0)),
        (stores.answers, ItemAnswer(0, "")),
        (stores.inspection_signatures, InspectionSignature(0, Role.CLERK, "", "", at)),
        (stores.parts, OldPart(0, 0, 0)),
        (stores.attachments, Attachment(None, "", "", "", 0, "")),
        (stores.ticks, DocumentTick(0, "")),
        (stores.campaign_vehicles, CampaignVehicle("", "", "")),
        (stores.import_batches, ImportBatch("", "", "", "", "", 0)),
        (stores.print_jobs, PrintJob("", "", "", "", 1, "", 0)),
        (stores.shipments, Shipment("", "")),
        (stores.boxes, Box(0, 0, "")),
        (stores.shipment_lines, ShipmentLine(0, 0)),
        (stores.scrap_batches, ScrapBatch("", "")),
        (stores.claim_answers, ClaimAnswer(0, AnswerKind.RETURN, 0, at.date())),
        (stores.answer_lines, AnswerLine(LineKind.CLAIM)),
        (stores.appeals, Appeal(0)),
        (stores.follow_ups, FollowUp(0, at.date())),
        (stores.authorisations, Authorisation(0, "", "")),
        (stores.statements, Statement("", "")),
        (stores.statement_lines, StatementLine(0, 0)),
        (stores.invoices, Invoice("", "")),
        (stores.receipts, Receipt("", "", at.date(), 0)),
        (stores.receipt_shares, ReceiptShare(0, 0, 0)),
        (stores.accounts, ClaimAccount()),
    )
    sheets = {store.table.name: Sheet(store.table, store.mapping.row(one)) for store, one in kinds}
    for lines in stores.claims.lines:
        sheets[lines.table.name] = Sheet(lines.table, {})
    submission = dict.fromkeys(stores.submissions.mapping.names, "") | {"redaction_id": None}
    sheets["submission"] = Sheet(stores.submissions.table, submission)
    return sheets
