"""Statements with their lines, deductions, invoices."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class StatementRow(Row):
    """Table ``statement``."""

    id = AutoField()
    number = TextField()
    brand = TextField()
    payer = TextField()
    maker_number = TextField()
    period = TextField()
    first_on = TextField(null=True)
    last_on = TextField(null=True)
    issued_on = TextField(null=True)
    state = TextField()
    total_fen = IntegerField(null=True)
    tax_fen = IntegerField(null=True)
    line_count = IntegerField(null=True)
    tax_included = IntegerField()
    file_name = TextField()
    sha256 = TextField()
    batch_id = IntegerField(null=True)
    confirmed_on = TextField(null=True)
    confirmed_by = TextField()
    signed_on = TextField(null=True)
    signed_by = TextField()
    due_on = TextField(null=True)
    remitted_on = TextField(null=True)
    remittance = TextField()
    received_on = TextField(null=True)
    closed_on = TextField(null=True)
    corrects = TextField()
    note = TextField()
    made_by = TextField()
    made_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "statement"


class StatementLineRow(Row):
    """Table ``statement_line``."""

    id = AutoField()
    statement_id = IntegerField()
    row = IntegerField()
    sheet = TextField()
    kind = TextField()
    maker_number = TextField()
    claim_number = TextField()
    vin = TextField()
    plate = TextField()
    dated_on = TextField(null=True)
    text = TextField()
    amount_fen = IntegerField(null=True)
    tax_fen = IntegerField(null=True)
    asked_fen = IntegerField(null=True)
    parts_fen = IntegerField(null=True)
    labour_fen = IntegerField(null=True)
    other_fen = IntegerField(null=True)
    state = TextField()
    claim_id = IntegerField(null=True)
    how = TextField()
    expected_fen = IntegerField(null=True)
    candidates = TextField()
    rejected = TextField()
    of_lines = TextField()
    reason_code = TextField()
    reason_text = TextField()
    deduction_kind = TextField()
    decision = TextField()
    decided_by = TextField()
    decided_at = TextField(null=True)
    parent_id = IntegerField(null=True)
    problem = TextField()
    problem_field = TextField()
    problem_cell = TextField()
    raw = TextField()
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "statement_line"


class DeductionRow(Row):
    """Table ``deduction``."""

    id = AutoField()
    number = TextField()
    brand = TextField()
    kind = TextField()
    amount_fen = IntegerField()
    payer = TextField()
    claim_id = IntegerField(null=True)
    part_id = IntegerField(null=True)
    statement_id = IntegerField(null=True)
    line_id = IntegerField(null=True)
    charge_back_id = IntegerField(null=True)
    reason_code = TextField()
    reason_text = TextField()
    notice_no = TextField()
    noticed_on = TextField(null=True)
    due_on = TextField(null=True)
    state = TextField()
    dispute = TextField()
    disputed_on = TextField(null=True)
    disputed_by = TextField()
    override_reason = TextField()
    answer = TextField()
    ended_on = TextField(null=True)
    taken_on = TextField(null=True)
    corrects = TextField()
    made_by = TextField()
    made_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "deduction"


class InvoiceRow(Row):
    """Table ``invoice``."""

    id = AutoField()
    number = TextField()
    brand = TextField()
    payer = TextField()
    kind = TextField()
    issued_on = TextField(null=True)
    amount_fen = IntegerField()
    tax_percent = TextField(null=True)
    tax_fen = IntegerField()
    shares = TextField()
    buyer = TextField()
    sent_on = TextField(null=True)
    courier = TextField()
    waybill = TextField()
    recipient = TextField()
    recipient_phone = TextField()
    recipient_address = TextField()
    accepted_on = TextField(null=True)
    returned_on = TextField(null=True)
    return_reason = TextField()
    credits = IntegerField(null=True)
    exported_on = TextField(null=True)
    corrects = TextField()
    made_by = TextField()
    made_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "invoice"
