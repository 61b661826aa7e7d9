"""Schema 6: reports, records kept and disposed of, values of persons taken out."""

from collections.abc import Mapping

from warrantydesk.storage.migrations.m0006_tables import TABLES

ADDED: Mapping[str, Mapping[str, object]] = {
    "claim": {"redaction_id": None},
    "customer": {"redaction_id": None},
    "submission": {"personal": "", "redaction_id": None},
    "attachment": {"void_reason": "", "voided_by": "", "voided_at": None, "redaction_id": None},
    "day_close": {"redaction_id": None},
}
"""Columns that older rows have with these values, of which their journal does not speak."""
VEILED_SINCE: Mapping[str, frozenset[str]] = {"attachment": frozenset({"file_name", "caption"})}
"""Columns that are personal from here on; older entries of the journal hold them as they were."""
_OPEN = "'DRAFT', 'APPRAISING', 'PREAUTH_WAIT', 'REPAIRING', 'TO_SUBMIT', 'RETURNED'"

STATEMENTS = (
    *TABLES,
    "ALTER TABLE claim ADD COLUMN redaction_id INTEGER",
    "ALTER TABLE customer ADD COLUMN redaction_id INTEGER",
    "ALTER TABLE submission ADD COLUMN personal TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE submission ADD COLUMN redaction_id INTEGER",
    "ALTER TABLE attachment ADD COLUMN void_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE attachment ADD COLUMN voided_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE attachment ADD COLUMN voided_at TEXT",
    "ALTER TABLE attachment ADD COLUMN redaction_id INTEGER",
    "ALTER TABLE attachment ADD COLUMN salt TEXT NOT NULL DEFAULT ''",
    "UPDATE attachment SET salt = lower(hex(randomblob(16)))",
    "ALTER TABLE day_close ADD COLUMN redaction_id INTEGER",
    "CREATE UNIQUE INDEX redaction_number ON redaction (number)",
    "CREATE UNIQUE INDEX disposal_number ON disposal (number)",
    "CREATE INDEX disposal_line_disposal ON disposal_line (disposal_id)",
    "CREATE INDEX disposal_line_claim ON disposal_line (claim_id)",
    "CREATE UNIQUE INDEX quality_report_number ON quality_report (number)",
    "CREATE INDEX quality_report_claim ON quality_report (claim_id)",
    "CREATE INDEX attachment_sha256 ON attachment (sha256)",
    "CREATE INDEX campaign_vehicle_claim ON campaign_vehicle (claim_id) WHERE claim_id IS NOT NULL",
    "CREATE INDEX submission_form ON submission (form_sha256) WHERE form_sha256 <> ''",
    # Reports read claims by the day they were opened from this index alone: 77 bytes a claim, less
    # the 38 of the one that it replaces. Of a year they read 4 MB instead of 40 of whole rows.
    "DROP INDEX claim_facets",
    """CREATE INDEX claim_report ON claim (opened_on, type, state, brand, vehicle_model_code,
    codes_fault_code, vehicle_vin, visit_id, total_fen, approved_fen)""",
    # Causal parts beside it: 23 bytes a claim.
    """CREATE INDEX part_report ON part_line (claim_id, causal, old_part_no, old_supplier_code)
    WHERE causal = 1""",
    # When claims were first filed, without their snapshots of 6 KB each: 25 bytes a claim.
    """CREATE INDEX submission_first ON submission (taken_at, number, claim_id)
    WHERE number = 1""",
    # The few that came back, and the few that were filed against a warning.
    "CREATE INDEX old_part_refused ON old_part (refused_on) WHERE refusal_code <> ''",
    """CREATE INDEX submission_warned ON submission (taken_at)
    WHERE acknowledged NOT IN ('', '{}')""",
    # What arrived, added up from the index alone in a third of the time: 33 bytes a share, less
    # the 12 of the one that it replaces.
    "DROP INDEX receipt_share_receipt",
    """CREATE INDEX receipt_share_sums ON receipt_share
    (receipt_id, booked_on, claim_id, net_fen, tax_fen)""",
    # The facets of the search learned more: the desk makes text and index anew when it opens.
    "DELETE FROM search_text",
    "INSERT INTO search (search) VALUES ('delete-all')",
    *(
        f"""CREATE TRIGGER {name}_is_never_deleted BEFORE DELETE ON {name}
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END"""
        for name in ("redaction", "disposal", "disposal_line", "quality_report", "saved_search")
    ),
    """CREATE TRIGGER redaction_is_frozen BEFORE UPDATE ON redaction
BEGIN SELECT RAISE(ABORT, 'what was written down stays as it was'); END""",
    # What is frozen stays so, but for the one change that takes personal values out and says so.
    "DROP TRIGGER claim_is_frozen",
    f"""CREATE TRIGGER claim_is_frozen BEFORE UPDATE OF
    visit_id, claim_number, type, brand, vehicle_vin, vehicle_model_code, vehicle_engine_no,
    vehicle_motor_no, vehicle_gearbox_no, vehicle_use, vehicle_produced_on, vehicle_invoiced_on,
    vehicle_delivered_on, codes_fault_code, codes_damage, codes_responsibility, codes_campaign_no,
    codes_service_no, codes_purchase_station, codes_purchase_no, codes_purchased_on,
    codes_purchase_km, claimed_total_fen, total_fen, repeat_of
ON claim WHEN old.state NOT IN ({_OPEN})
BEGIN SELECT RAISE(ABORT, 'a filed claim is frozen'); END""",
    f"""CREATE TRIGGER claim_keeps_its_words BEFORE UPDATE OF
    narrative_complaint, narrative_cause, narrative_correction, narrative_remark
ON claim WHEN old.state NOT IN ({_OPEN}) AND new.redaction_id IS old.redaction_id
BEGIN SELECT RAISE(ABORT, 'a filed claim is frozen'); END""",
    "DROP TRIGGER submission_is_frozen",
    """CREATE TRIGGER submission_is_frozen BEFORE UPDATE OF
    claim_id, number, taken_at, anchor, sha256, tables, submitted_by
ON submission BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END""",
    "DROP TRIGGER submission_keeps_what_it_used",
    """CREATE TRIGGER submission_keeps_what_it_said BEFORE UPDATE OF
    facts, enclosed, content, personal
ON submission WHEN new.redaction_id IS old.redaction_id
BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END""",
    "DROP TRIGGER day_close_is_frozen",
    """CREATE TRIGGER day_close_is_frozen BEFORE UPDATE ON day_close
WHEN new.redaction_id IS old.redaction_id
BEGIN SELECT RAISE(ABORT, 'what was written down stays as it was'); END""",
)
