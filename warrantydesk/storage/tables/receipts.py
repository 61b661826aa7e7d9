"""Receipts, write-offs, claims' accounts, closed months."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class ReceiptRow(Row):
    """Table ``receipt``."""

    id = AutoField()
    number = TextField()
    brand = TextField()
    received_on = TextField()
    amount_fen = IntegerField()
    payer = TextField()
    bank_ref = TextField()
    account = TextField()
    text = TextField()
    reverses = IntegerField(null=True)
    reason = TextField()
    corrects = TextField()
    made_by = TextField()
    made_at = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "receipt"


class ReceiptShareRow(Row):
    """Table ``receipt_share``."""

    id = AutoField()
    receipt_id = IntegerField()
    statement_id = IntegerField()
    net_fen = IntegerField()
    tax_fen = IntegerField()
    claim_id = IntegerField(null=True)
    line_id = IntegerField(null=True)
    deduction_id = IntegerField(null=True)
    booked_on = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "receipt_share"


class WriteOffRow(Row):
    """Table ``write_off``."""

    id = AutoField()
    number = TextField()
    claim_id = IntegerField()
    brand = TextField()
    amount_fen = IntegerField()
    reason_code = TextField()
    reason_text = TextField()
    state = TextField()
    proposed_by = TextField()
    proposed_at = TextField(null=True)
    decided_by = TextField()
    decided_on = TextField(null=True)
    seconded_by = TextField()
    decision_text = TextField()
    reverses = IntegerField(null=True)
    corrects = TextField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "write_off"


class ReceivableNoteRow(Row):
    """Table ``receivable_note``."""

    id = AutoField()
    claim_id = IntegerField()
    reason_code = TextField()
    text = TextField()
    until_on = TextField(null=True)
    written_by = TextField()
    written_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "receivable_note"


class ClaimAccountRow(Row):
    """Table ``claim_account``."""

    id = AutoField()
    claim_id = IntegerField()
    settled_fen = IntegerField()
    paid_fen = IntegerField()
    deducted_fen = IntegerField()
    given_up_fen = IntegerField()
    short_fen = IntegerField()
    written_off_fen = IntegerField()
    state = TextField()
    statement_id = IntegerField(null=True)
    paid_on = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "claim_account"


class MonthCloseRow(Row):
    """Table ``month_close``."""

    id = AutoField()
    brand = TextField()
    month = TextField()
    closed_on = TextField()
    closed_by = TextField()
    closed_at = TextField()
    checks = TextField()
    figures = TextField()
    anchor = TextField()
    note = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "month_close"
