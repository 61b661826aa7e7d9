"""Schema 5: every yuan from the claim to the account. Frozen text after release."""

from collections.abc import Mapping

from warrantydesk.storage.migrations.m0005_tables import TABLES

ADDED: Mapping[str, Mapping[str, object]] = {"old_part": {"paid_by_receipt": 0}}
"""Columns that older rows have with these values, of which their journal does not speak."""
_GAPLESS = (
    "upper(replace(replace(replace(replace(replace(codes_maker_claim_number,"
    " ' ', ''), '-', ''), '.', ''), '/', ''), '_', ''))"
)
MAKER_KEY = (
    "CASE WHEN codes_maker_claim_number GLOB '*[^-0-9 ./_]*'"
    f" THEN {_GAPLESS} ELSE ltrim({_GAPLESS}, '0') END"
)
"""The maker's number without gaps and leading zeros: statements write it in many ways."""

STATEMENTS = (
    *TABLES,
    "ALTER TABLE old_part ADD COLUMN paid_by_receipt INTEGER NOT NULL DEFAULT 0",
    "CREATE UNIQUE INDEX statement_number ON statement (number)",
    "CREATE INDEX statement_maker_number ON statement (maker_number) WHERE maker_number <> ''",
    "CREATE INDEX statement_state ON statement (state)",
    "CREATE INDEX statement_period ON statement (brand, period)",
    "CREATE INDEX statement_line_statement ON statement_line (statement_id, state)",
    "CREATE INDEX statement_line_claim ON statement_line (claim_id) WHERE claim_id IS NOT NULL",
    "CREATE INDEX statement_line_parent ON statement_line (parent_id) WHERE parent_id IS NOT NULL",
    "CREATE UNIQUE INDEX deduction_number ON deduction (number)",
    "CREATE INDEX deduction_claim ON deduction (claim_id) WHERE claim_id IS NOT NULL",
    "CREATE INDEX deduction_part ON deduction (part_id) WHERE part_id IS NOT NULL",
    "CREATE INDEX deduction_statement ON deduction (statement_id) WHERE statement_id IS NOT NULL",
    "CREATE INDEX deduction_state ON deduction (state, due_on)",
    "CREATE INDEX invoice_number ON invoice (number)",
    "CREATE INDEX receipt_day ON receipt (received_on)",
    "CREATE UNIQUE INDEX receipt_number ON receipt (number)",
    "CREATE UNIQUE INDEX receipt_reverses ON receipt (reverses) WHERE reverses IS NOT NULL",
    "CREATE INDEX receipt_share_receipt ON receipt_share (receipt_id)",
    "CREATE INDEX receipt_share_statement ON receipt_share (statement_id)",
    "CREATE INDEX receipt_share_claim ON receipt_share (claim_id) WHERE claim_id IS NOT NULL",
    "CREATE UNIQUE INDEX write_off_number ON write_off (number)",
    "CREATE INDEX write_off_claim ON write_off (claim_id)",
    "CREATE INDEX write_off_state ON write_off (state)",
    "CREATE INDEX receivable_note_claim ON receivable_note (claim_id)",
    "CREATE UNIQUE INDEX claim_account_claim ON claim_account (claim_id)",
    "CREATE INDEX claim_account_state ON claim_account (state)",
    "CREATE INDEX claim_account_statement ON claim_account (statement_id)",
    "CREATE UNIQUE INDEX month_close_month ON month_close (brand, month)",
    "CREATE INDEX claim_approved ON claim (answered_on) WHERE state = 'APPROVED'",
    f"""CREATE INDEX claim_maker_key ON claim ({MAKER_KEY})
    WHERE codes_maker_claim_number <> ''""",
    """CREATE INDEX claim_maker_wide ON claim (codes_maker_claim_number)
    WHERE codes_maker_claim_number GLOB '*[^ -~]*'""",
    "CREATE INDEX claim_vin_end ON claim (substr(vehicle_vin, -8))",
    "CREATE INDEX claim_plate ON claim (vehicle_plate) WHERE vehicle_plate <> ''",
    """CREATE INDEX claim_money ON claim
    (brand, submitted_at, state, total_fen, approved_fen, answered_on, payer, clerk)
    WHERE submitted_at IS NOT NULL""",
    *(
        f"""CREATE TRIGGER {name}_is_never_deleted BEFORE DELETE ON {name}
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END"""
        for name in (
            "statement",
            "statement_line",
            "deduction",
            "invoice",
            "receipt",
            "receipt_share",
            "write_off",
            "receivable_note",
            "claim_account",
            "month_close",
        )
    ),
    *(
        f"""CREATE TRIGGER {name}_is_frozen BEFORE UPDATE ON {name}
BEGIN SELECT RAISE(ABORT, 'what was written down stays as it was'); END"""
        for name in ("receipt", "receipt_share", "month_close")
    ),
    """CREATE TRIGGER statement_line_is_booked BEFORE UPDATE OF
    statement_id, row, kind, maker_number, claim_number, vin, amount_fen, tax_fen, parent_id
ON statement_line WHEN (SELECT state FROM statement WHERE id = old.statement_id) NOT IN
    ('IMPORTED', 'MATCHING', 'DIFF', 'VOID')
BEGIN SELECT RAISE(ABORT, 'a confirmed statement stays as it is'); END""",
)
