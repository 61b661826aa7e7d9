"""Schema 7, what its triggers keep: rows that are locked, and what each row is for good.

Frozen text, never edited after release; the tables of moves were those of the trade's axes then.
Triggers stop mistakes, and a stranger's ``UPDATE``; who drops them is found by the journal.
"""

OPEN = "'DRAFT', 'APPRAISING', 'PREAUTH_WAIT', 'REPAIRING', 'TO_SUBMIT', 'RETURNED'"
_FILED = "'SUBMITTED', 'REJECTED', 'APPEALED', 'REJECTED_FINAL', 'APPROVED', 'CLOSED'"
_MATCHED = "'IMPORTED', 'MATCHING', 'DIFF', 'VOID'"
_GONE = (
    "'SHIPPED', 'OEM_RECEIVED', 'ACCEPTED', 'REFUSED', 'DISPUTED', 'REFUSED_FINAL', 'SCRAPPED',"
    " 'WRITTEN_OFF', 'NO_PART', 'VOID'"
)

MOVES = {
    # The rows of a filed claim in C.1; an open one is judged by its service.
    "claim": "NOT_COVERED>APPRAISING NOT_COVERED>CLOSED NOT_COVERED>VOID SUBMITTED>TO_SUBMIT"
    " SUBMITTED>RETURNED SUBMITTED>REJECTED SUBMITTED>APPROVED REJECTED>APPEALED"
    " REJECTED>REJECTED_FINAL APPEALED>REJECTED_FINAL APPEALED>APPROVED REJECTED_FINAL>CLOSED"
    " APPROVED>APPEALED APPROVED>CLOSED",
    # C.2 for pieces that have left or ended, and the steps back that a clerk may take at once.
    "old_part": "SHIPPED>OEM_RECEIVED OEM_RECEIVED>ACCEPTED OEM_RECEIVED>REFUSED"
    " OEM_RECEIVED>SHIPPED ACCEPTED>OEM_RECEIVED ACCEPTED>SHIPPED ACCEPTED>DISPUTED"
    " REFUSED>DISPUTED REFUSED>REFUSED_FINAL REFUSED>SHELVED REFUSED>OEM_RECEIVED"
    " REFUSED>SHIPPED DISPUTED>ACCEPTED DISPUTED>REFUSED_FINAL DISPUTED>REFUSED"
    " REFUSED_FINAL>SHELVED REFUSED_FINAL>REFUSED REFUSED_FINAL>DISPUTED"
    " NO_PART>EXPECTED VOID>EXPECTED VOID>RECEIVED VOID>SHELVED",
    "shipment": "SHIPPED>SIGNED SHIPPED>PARTLY_JUDGED SHIPPED>JUDGED SIGNED>PARTLY_JUDGED"
    " SIGNED>JUDGED SIGNED>SHIPPED PARTLY_JUDGED>JUDGED PARTLY_JUDGED>SIGNED"
    " PARTLY_JUDGED>SHIPPED JUDGED>PARTLY_JUDGED JUDGED>SIGNED JUDGED>SHIPPED",
    "statement": "",
    "write_off": "",
    "disposal": "APPROVED>DONE APPROVED>VOID",
    "print_job": "sent>confirmed sent>void failed>void failed>queued confirmed>void",
}
"""By table the moves out of a locked state; others are refused."""

ENDED = {
    "claim": f"old.state NOT IN ({OPEN})",
    "old_part": f"old.state IN ({_GONE})",
    "shipment": "old.state <> 'PACKING'",
    "statement": "old.state = 'VOID'",
    "write_off": "old.state <> 'PROPOSED'",
    "disposal": "old.state <> 'PROPOSED'",
    "print_job": "old.state <> 'queued'",
}
"""By table when a row is locked."""

STAYS = {
    "appeal": "claim_id number made_by made_at",
    "appointment": "booked_by",
    "attachment": "claim_id document_code sha256 size_bytes media added_at added_by",
    "authorisation": "claim_id asked_by asked_at",
    "campaign_vehicle": "profile campaign vin batch_id",
    "charge_back": "claim_id amount_fen reason_code notice_no noticed_on recorded_by recorded_at",
    "claim": "claim_number created_at",
    "claim_account": "claim_id",
    "claim_coverage": "claim_id",
    "complaint": "number opened_by received_at",
    "contact_note": "party channel at by incoming",
    "deduction": "number brand part_id charge_back_id corrects made_by made_at",
    "demand": "vehicle_id demanded_on entered_by entered_at",
    "disposal": "number proposed_by proposed_at",
    "disposal_line": "disposal_id claim_id kind finished_on keep_until",
    "document_tick": "claim_id document_code",
    "escalation": "claim_id asked_by asked_at",
    "excluded_time": "visit_id kind minutes entered_by entered_at",
    "follow_up": "visit_id",
    "hand_over": "from_login to_login at",
    "import_batch": "target profile subject file_name sha256 row_count made_at made_by",
    "inspection": "claim_id number template_version started_at",
    "invoice": "brand payer made_by made_at corrects",
    "item_answer": "inspection_id item",
    "loaner": "visit_id entered_by entered_at",
    "odometer_change": "vehicle_id replaced_on old_km new_km proof",
    "old_part": "claim_id line piece",
    "override": "claim_id rule given_by given_at",
    "ownership": "vehicle_id customer_id",
    "person": "login",
    "person_pin": "person_id",
    "plate": "vehicle_id",
    "policy_reading": "login profile kind key number",
    "portal_tick": "claim_id form number field",
    "print_batch": "number made_by made_at",
    "print_job": "kind reprint_of by at",
    "problem_link": "problem_id claim_id elsewhere_id linked_by linked_at",
    "quality_problem": "vehicle_id opened_by opened_at",
    "quality_report": "number claim_id made_by made_at",
    "receivable_note": "claim_id reason_code written_by written_at",
    "repair_elsewhere": "vehicle_id entered_by entered_at",
    "return_request": "brand part_id requested_on by at batch_id",
    "safety_flag": "claim_id ground set_by set_at",
    "saved_search": "login saved_at",
    "setting": "key",
    "shipment": "number opened_by opened_at",
    "shipment_box": "shipment_id number code",
    "shipment_line": "shipment_id part_id",
    "site": "code",
    "snooze": "subject by at",
    "statement": "number brand made_by made_at batch_id sha256 file_name",
    "statement_line": "statement_id row sheet kind parent_id",
    "stock_take": "number started_by started_at",
    "stock_take_scan": "stock_take_id place code found part_id by at",
    "store_request": "claim_id number asked_by asked_at",
    "submission": "acknowledged",
    "table_version": "profile table_name number effective_from columns batch_id made_at made_by",
    "tow": "visit_id by",
    "vehicle_terms": "vehicle_id",
    "work_time": "visit_id by",
    "write_off": "number claim_id brand amount_fen proposed_by proposed_at reverses corrects",
}
"""By table what a row is, once it is there: whose it is, its number, who wrote it and when."""

LOCKED = (
    (
        "claim",
        "filed_keeps_more",
        "vehicle_vin_by_hand opened_on outward_departed_at outward_returned_at outward_km payer"
        " codes_original_claim_no codes_order_no codes_stock_no codes_found_on"
        " codes_share_percent codes_pdi_no codes_pdi_station",
        ENDED["claim"],
    ),
    (
        "claim",
        "filed_keeps_its_people",
        "vehicle_plate owner_name owner_phone owner_contact owner_contact_phone owner_address"
        " outward_plate outward_people outward_destination codes_reason codes_subject"
        " codes_loaner",
        f"{ENDED['claim']} AND new.redaction_id IS old.redaction_id",
    ),
    (
        "claim",
        "filed_keeps_its_codes",
        "codes_authorisation_no codes_ground codes_ground_text",
        f"old.state IN ({_FILED}, 'VOID') AND new.redaction_id IS old.redaction_id",
    ),
    (
        "claim",
        "filed_keeps_its_day",
        "submitted_at",
        f"old.state IN ({_FILED}, 'VOID') AND new.state = old.state",
    ),
    (
        "claim",
        "ended_keeps_its_day",
        "closed_at clerk answered_on",
        "old.state IN ('CLOSED', 'VOID')",
    ),
    ("claim", "void_keeps_its_answer", "approved_fen due_on", "old.state = 'VOID'"),
    (
        "visit",
        "of_filed_claims",
        "repair_order arrived_at mileage_km started_at advisor technician",
        f"""EXISTS (SELECT 1 FROM claim WHERE visit_id = old.id AND state IN ({_FILED}))
AND NOT EXISTS (SELECT 1 FROM claim WHERE visit_id = old.id AND state IN ({OPEN}))""",
    ),
    (
        "visit",
        "keeps_its_words",
        "complaint brought_by brought_by_phone",
        f"""new.salt IS old.salt
AND EXISTS (SELECT 1 FROM claim WHERE visit_id = old.id AND state IN ({_FILED}))
AND NOT EXISTS (SELECT 1 FROM claim WHERE visit_id = old.id AND state IN ({OPEN}))""",
    ),
    ("signature", "stays", "visit_id paper name signed_at drawing", "new.salt IS old.salt"),
    ("submission", "form_is_drawn_once", "form_sha256", "old.form_sha256 <> ''"),
    (
        "attachment",
        "keeps_its_name",
        "file_name caption",
        "old.void_reason <> '' AND new.redaction_id IS old.redaction_id",
    ),
    (
        "old_part",
        "has_gone",
        "part_no part_name supplier_code serial causal causal_line return_required hazard drained"
        " amount_fen received_at shelved_at handed_over_by",
        ENDED["old_part"],
    ),
    ("old_part", "keeps_its_tag", "tag", "old.tag <> ''"),
    ("old_part", "was_scrapped", "scrap_batch_id place box", "old.state = 'SCRAPPED'"),
    (
        "shipment",
        "keeps_more",
        "title period_from period_to request_no required_by acknowledged",
        "old.state NOT IN ('PACKING', 'VOID')",
    ),
    ("shipment", "is_void", "void_reason waybill carrier shipped_at", "old.state = 'VOID'"),
    (
        "shipment_line",
        "was_packed",
        "packed_by packed_at",
        "(SELECT state FROM shipment WHERE id = old.shipment_id) <> 'PACKING'",
    ),
    (
        "statement",
        "is_confirmed",
        "payer maker_number period first_on last_on issued_on total_fen tax_fen line_count"
        " tax_included",
        f"old.state NOT IN ({_MATCHED})",
    ),
    ("statement", "is_void", "void_reason total_fen tax_fen line_count", "old.state = 'VOID'"),
    (
        "statement_line",
        "is_settled",
        "dated_on asked_fen claim_id state how expected_fen decision deduction_kind reason_code",
        f"(SELECT state FROM statement WHERE id = old.statement_id) NOT IN ({_MATCHED})",
    ),
    (
        "invoice",
        "has_left",
        "number kind issued_on amount_fen tax_percent tax_fen shares buyer credits",
        "old.sent_on IS NOT NULL OR old.void_reason <> ''",
    ),
    (
        "deduction",
        "has_ended",
        "kind amount_fen payer claim_id reason_code notice_no noticed_on",
        "old.state <> 'OPEN' AND old.state <> 'DISPUTED'",
    ),
    (
        "write_off",
        "is_decided",
        "reason_code decided_by decided_on seconded_by void_reason",
        ENDED["write_off"],
    ),
    (
        "disposal",
        "is_done",
        "until_on decided_by decided_on witness done_by done_at void_reason",
        "old.state IN ('DONE', 'REFUSED', 'VOID')",
    ),
    (
        "disposal_line",
        "is_done",
        "held_reason",
        "(SELECT state FROM disposal WHERE id = old.disposal_id) IN ('DONE', 'REFUSED', 'VOID')",
    ),
    (
        "stock_take",
        "is_finished",
        "places finished_by finished_at expected missing",
        "old.finished_at IS NOT NULL",
    ),
    (
        "print_job",
        "was_sent",
        "subject language copies sha256 size_bytes",
        "old.state IN ('sent', 'confirmed', 'void')",
    ),
    (
        "appeal",
        "was_filed",
        "lines asked_fen evidence filed_on filed_by",
        "old.state IN ('FILED', 'DECIDED', 'VOID')",
    ),
    (
        "authorisation",
        "was_answered",
        "items number answered_on approved_fen expires_on recorded_by recorded_at",
        "old.state NOT IN ('ASKED', 'APPROVED')",
    ),
    (
        "escalation",
        "was_decided",
        "to_login decision decided_by decided_at",
        "old.decided_at IS NOT NULL",
    ),
    ("number_series", "never_goes_back", "last", "new.last < old.last"),
    ("number_series", "stays", "kind site year", "1"),
)
"""What a locked row keeps: table, name, columns, when."""
