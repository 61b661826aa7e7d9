"""Codes that the journal tells by their words, by table and column; beside those of a claim."""

from collections.abc import Mapping
from typing import Any

from warrantydesk.domain.campaign import CAMPAIGN_STATE_NAMES
from warrantydesk.domain.care import (
    APPOINTMENT_NAMES,
    CHANNEL_NAMES,
    OUTCOME_NAMES,
    PARTY_NAMES,
    STAGE_NAMES,
)
from warrantydesk.domain.claim.answer import ANSWER_NAMES, LineKind
from warrantydesk.domain.coverage.names import EVENT_NAMES, KIND_NAMES
from warrantydesk.domain.customer import CustomerKind
from warrantydesk.domain.disposal import DISPOSAL_STATE_NAMES, RECORD_KIND_NAMES
from warrantydesk.domain.inspection import Answer
from warrantydesk.domain.old_part import HAZARDS
from warrantydesk.domain.print_job import JobState
from warrantydesk.domain.quality_report import (
    AREA_NAMES,
    CONCERN_NAMES,
    NATURE_NAMES,
    URGENCY_NAMES,
)
from warrantydesk.domain.redaction import REDACTION_KIND_NAMES
from warrantydesk.domain.repair_history import EXCLUDED_NAMES, LOANER_NAMES
from warrantydesk.domain.settlement.account import MONEY_STATE_NAMES
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES
from warrantydesk.domain.settlement.invoice import INVOICE_KIND_NAMES
from warrantydesk.domain.settlement.receivable import NOTE_REASON_NAMES
from warrantydesk.domain.settlement.statement import (
    LINE_STATE_NAMES,
    STATEMENT_STATE_NAMES,
    How,
    LineOf,
)
from warrantydesk.domain.settlement.write_off import WRITE_OFF_STATE_NAMES
from warrantydesk.domain.shipment import (
    CARRIAGE_NAMES,
    FAULT_CARD_NAMES,
    LIST_NAMES,
    PACKAGING_NAMES,
    SHIPMENT_KIND_NAMES,
    SHIPMENT_STATE_NAMES,
)
from warrantydesk.domain.stock_take import FOUND_NAMES
from warrantydesk.domain.vehicle import USE_NAMES
from warrantydesk.domain.visit import SIGNED_PAPER_NAMES
from warrantydesk.i18n import N_, _
from warrantydesk.services.claim_story_words import CODES
from warrantydesk.services.ledger.rows import VERDICTS
from warrantydesk.services.setting_table import SETTINGS

_PRINTED = {
    JobState.QUEUED: N_("unclear"),
    JobState.SENT: N_("sent, not scanned"),
    JobState.FAILED: N_("failed"),
    JobState.CONFIRMED: N_("confirmed by scan"),
    JobState.VOID: N_("void"),
}
_LINES = {
    LineKind.PART: N_("Part"),
    LineKind.HANDLING: N_("Handling"),
    LineKind.LABOUR: N_("Labour"),
    LineKind.MATERIALS: N_("Materials"),
    LineKind.OTHER: N_("Other"),
    LineKind.CLAIM: N_("Claim"),
}
_FOUND_BY = {
    How.MAKER_NUMBER: N_("Maker's claim no."),
    How.OWN_NUMBER: N_("Claim no."),
    How.VIN: N_("VIN"),
    How.HAND: N_("by hand"),
}
MORE_CODES: Mapping[str, Mapping[Any, str]] = {
    "setting.key": {key: setting.name for key, setting in SETTINGS.items()},
    "print_job.kind": {"label": N_("Label"), "paper": N_("Paper")},
    "print_job.state": _PRINTED,
    "customer.kind": {CustomerKind.PERSON: N_("Person"), CustomerKind.COMPANY: N_("Company")},
    "vehicle.use": USE_NAMES,
    "vehicle_terms.kind": KIND_NAMES,
    "claim_coverage.event": EVENT_NAMES,
    "item_answer.answer": {
        Answer.OK: N_("ok"),
        Answer.NOT_OK: N_("not ok"),
        Answer.NA: N_("n.a."),
    },
    "claim_answer.kind": ANSWER_NAMES,
    "answer_line.kind": _LINES,
    "old_part.hazard": HAZARDS,
    "excluded_time.kind": EXCLUDED_NAMES,
    "loaner.kind": LOANER_NAMES,
    "campaign_vehicle.state": CAMPAIGN_STATE_NAMES,
    "contact_note.party": PARTY_NAMES,
    "contact_note.channel": CHANNEL_NAMES,
    "contact_note.outcome": OUTCOME_NAMES,
    "complaint.channel": CHANNEL_NAMES,
    "complaint.stage": STAGE_NAMES,
    "appointment.state": APPOINTMENT_NAMES,
    "statement_line.kind": {LineOf.CLAIM: N_("Claim"), LineOf.DEDUCTION: N_("Deduction")},
    "statement_line.how": _FOUND_BY,
    "claim_account.state": MONEY_STATE_NAMES,
    "receivable_note.reason_code": NOTE_REASON_NAMES,
    "redaction.kind": REDACTION_KIND_NAMES,
    "quality_report.concern": CONCERN_NAMES,
    "quality_report.urgency": URGENCY_NAMES,
    "quality_report.area": AREA_NAMES,
    "quality_report.nature": NATURE_NAMES,
    "shipment.state": SHIPMENT_STATE_NAMES,
    "shipment.kind": SHIPMENT_KIND_NAMES,
    "shipment.carriage": CARRIAGE_NAMES,
    "shipment.receipt_packaging": PACKAGING_NAMES,
    "shipment.receipt_fault_card": FAULT_CARD_NAMES,
    "shipment.receipt_papers": LIST_NAMES,
    "shipment_line.verdict": VERDICTS,
    "statement.state": STATEMENT_STATE_NAMES,
    "statement_line.state": LINE_STATE_NAMES,
    "statement_line.deduction_kind": DEDUCTION_KIND_NAMES,
    "invoice.kind": INVOICE_KIND_NAMES,
    "write_off.state": WRITE_OFF_STATE_NAMES,
    "disposal.state": DISPOSAL_STATE_NAMES,
    "disposal_line.kind": RECORD_KIND_NAMES,
    "stock_take_scan.found": FOUND_NAMES,
    "signature.paper": SIGNED_PAPER_NAMES,
}
"""Codes that have a word, by table and column."""


def coded(table: str, column: str, value: Any) -> str | None:
    """Return the name of a code, the code where it has none; None for a column without codes."""
    codes = CODES.get(f"{table}.{column}") or MORE_CODES.get(f"{table}.{column}")
    if codes is None:
        return None
    return _(codes[value]) if value in codes else str(value)
