"""Schema 1, its indexes and triggers. Frozen text, never edited after release."""

INDEXES = (
    "CREATE UNIQUE INDEX person_login ON person (login)",
    "CREATE UNIQUE INDEX setting_key ON setting (key)",
    "CREATE INDEX profile_row_table ON profile_row (profile, table_name, revision)",
    "CREATE UNIQUE INDEX number_series_kind ON number_series (kind, site, year)",
    "CREATE UNIQUE INDEX vehicle_vin ON vehicle (vin)",
    "CREATE INDEX ownership_vehicle ON ownership (vehicle_id)",
    "CREATE INDEX plate_vehicle ON plate (vehicle_id)",
    "CREATE INDEX plate_plate ON plate (plate)",
    "CREATE INDEX odometer_change_vehicle ON odometer_change (vehicle_id)",
    "CREATE INDEX visit_vehicle ON visit (vehicle_id)",
    "CREATE INDEX visit_repair_order ON visit (repair_order)",
    "CREATE INDEX signature_visit ON signature (visit_id)",
    "CREATE UNIQUE INDEX claim_number ON claim (claim_number)",
    "CREATE INDEX claim_visit ON claim (visit_id)",
    "CREATE INDEX claim_vehicle ON claim (vehicle_id)",
    "CREATE INDEX claim_vin ON claim (vehicle_vin)",
    "CREATE INDEX claim_state ON claim (state)",
    "CREATE INDEX claim_facets ON claim (opened_on, type, state)",
    "CREATE INDEX claim_type ON claim (type)",
    "CREATE INDEX claim_edit_open ON claim (edit_open) WHERE edit_open = 1",
    "CREATE INDEX visit_edit_open ON visit (edit_open) WHERE edit_open = 1",
    "CREATE UNIQUE INDEX part_line_place ON part_line (claim_id, position)",
    "CREATE UNIQUE INDEX labour_line_place ON labour_line (claim_id, position)",
    "CREATE UNIQUE INDEX other_line_place ON other_line (claim_id, position)",
    "CREATE UNIQUE INDEX submission_number ON submission (claim_id, number)",
    "CREATE UNIQUE INDEX inspection_number ON inspection (claim_id, number)",
    "CREATE UNIQUE INDEX item_answer_item ON item_answer (inspection_id, item)",
    """CREATE UNIQUE INDEX inspection_signature_role
ON inspection_signature (inspection_id, as_role)""",
    "CREATE UNIQUE INDEX old_part_piece ON old_part (claim_id, line, piece)",
    "CREATE UNIQUE INDEX old_part_tag ON old_part (tag) WHERE tag <> ''",
    "CREATE INDEX old_part_maker_tag ON old_part (maker_tag) WHERE maker_tag <> ''",
    "CREATE INDEX old_part_state ON old_part (state)",
    "CREATE UNIQUE INDEX shelf_place_code ON shelf_place (code)",
    "CREATE INDEX attachment_claim ON attachment (claim_id)",
    "CREATE UNIQUE INDEX document_tick_code ON document_tick (claim_id, document_code)",
    "CREATE INDEX print_job_subject ON print_job (subject)",
    "CREATE INDEX journal_row ON journal (tbl, row, seq)",
    """CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END""",
    """CREATE TRIGGER journal_keeps_words BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END""",
    """CREATE TRIGGER claim_is_never_deleted BEFORE DELETE ON claim
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER visit_is_never_deleted BEFORE DELETE ON visit
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER inspection_is_never_deleted BEFORE DELETE ON inspection
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER item_answer_is_never_deleted BEFORE DELETE ON item_answer
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER inspection_signature_is_never_deleted BEFORE DELETE ON inspection_signature
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER old_part_is_never_deleted BEFORE DELETE ON old_part
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER attachment_is_never_deleted BEFORE DELETE ON attachment
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER submission_is_never_deleted BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER customer_is_never_deleted BEFORE DELETE ON customer
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER vehicle_is_never_deleted BEFORE DELETE ON vehicle
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER person_is_never_deleted BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER signature_is_never_deleted BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER print_job_is_never_deleted BEFORE DELETE ON print_job
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END""",
    """CREATE TRIGGER submission_is_frozen BEFORE UPDATE OF
    claim_id, number, taken_at, anchor, facts, sha256
ON submission BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END""",
    """CREATE TRIGGER claim_is_frozen BEFORE UPDATE OF
    visit_id, claim_number, type, brand, vehicle_vin, vehicle_model_code, vehicle_engine_no,
    vehicle_motor_no, vehicle_gearbox_no, vehicle_use, vehicle_produced_on, vehicle_invoiced_on,
    vehicle_delivered_on, narrative_complaint, narrative_cause, narrative_correction,
    narrative_remark, codes_fault_code, codes_damage, codes_responsibility, codes_campaign_no,
    codes_service_no, codes_purchase_station, codes_purchase_no, codes_purchased_on,
    codes_purchase_km, claimed_total_fen, total_fen, repeat_of
ON claim WHEN old.state NOT IN
    ('DRAFT', 'APPRAISING', 'PREAUTH_WAIT', 'REPAIRING', 'TO_SUBMIT', 'RETURNED')
BEGIN SELECT RAISE(ABORT, 'a filed claim is frozen'); END""",
    """CREATE TRIGGER claim_has_ended BEFORE UPDATE OF state
ON claim WHEN old.state IN ('CLOSED', 'VOID')
BEGIN SELECT RAISE(ABORT, 'a claim that has ended stays as it is'); END""",
    *(
        f"""CREATE TRIGGER {line}_is_frozen_{name} BEFORE {event} ON {line}
WHEN (SELECT state FROM claim WHERE id = old.claim_id) NOT IN
    ('DRAFT', 'APPRAISING', 'PREAUTH_WAIT', 'REPAIRING', 'TO_SUBMIT', 'RETURNED')
BEGIN SELECT RAISE(ABORT, 'a filed claim is frozen'); END"""
        for line in ("part_line", "labour_line", "other_line")
        for name, event in (("now", "UPDATE"), ("whole", "DELETE"))
    ),
    """CREATE TRIGGER item_answer_is_frozen BEFORE UPDATE ON item_answer
WHEN EXISTS (SELECT 1 FROM inspection_signature WHERE inspection_id = old.inspection_id)
BEGIN SELECT RAISE(ABORT, 'a signed inspection is frozen'); END""",
    """CREATE TRIGGER inspection_signature_is_frozen BEFORE UPDATE ON inspection_signature
BEGIN SELECT RAISE(ABORT, 'a signature is frozen'); END""",
)
