"""Answers, appeals, authorisations, overrides."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class AnswerLineRow(Row):
    """Table ``answer_line``."""

    id = AutoField()
    kind = TextField()
    line = IntegerField()
    approved_fen = IntegerField(null=True)
    reason_code = TextField()
    reason_text = TextField()
    claimed_fen = IntegerField()
    answer_id = IntegerField()
    claim_id = IntegerField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "answer_line"


class ClaimAnswerRow(Row):
    """Table ``claim_answer``."""

    id = AutoField()
    claim_id = IntegerField()
    kind = TextField()
    submission_number = IntegerField()
    received_on = TextField()
    reviewer = TextField()
    notice_no = TextField()
    reason = TextField()
    approved_fen = IntegerField(null=True)
    due_on = TextField(null=True)
    recorded_by = TextField()
    recorded_at = TextField(null=True)
    batch_id = IntegerField(null=True)
    appeal_id = IntegerField(null=True)
    upheld = IntegerField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "claim_answer"


class ChargeBackRow(Row):
    """Table ``charge_back``."""

    id = AutoField()
    claim_id = IntegerField()
    amount_fen = IntegerField()
    reason_code = TextField()
    reason_text = TextField()
    notice_no = TextField()
    noticed_on = TextField()
    due_on = TextField(null=True)
    objection = TextField()
    objected_on = TextField(null=True)
    outcome = TextField()
    ended_on = TextField(null=True)
    recorded_by = TextField()
    recorded_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "charge_back"


class AppealRow(Row):
    """Table ``appeal``."""

    id = AutoField()
    claim_id = IntegerField()
    number = IntegerField()
    state = TextField()
    lines = TextField()
    asked_fen = IntegerField()
    grounds = TextField()
    evidence = TextField()
    due_on = TextField(null=True)
    override_reason = TextField()
    override_by = TextField()
    filed_on = TextField(null=True)
    filed_by = TextField()
    answer_due_on = TextField(null=True)
    decided_on = TextField(null=True)
    gained_fen = IntegerField(null=True)
    made_by = TextField()
    made_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "appeal"


class AuthorisationRow(Row):
    """Table ``authorisation``."""

    id = AutoField()
    claim_id = IntegerField()
    vin = TextField()
    question = TextField()
    items = TextField()
    state = TextField()
    asked_by = TextField()
    asked_at = TextField(null=True)
    number = TextField()
    answered_on = TextField(null=True)
    answered_by = TextField()
    answer = TextField()
    approved_fen = IntegerField(null=True)
    expires_on = TextField(null=True)
    recorded_by = TextField()
    recorded_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "authorisation"


class EscalationRow(Row):
    """Table ``escalation``."""

    id = AutoField()
    claim_id = IntegerField()
    question = TextField()
    asked_by = TextField()
    asked_at = TextField()
    to_login = TextField()
    decision = TextField()
    decision_text = TextField()
    decided_by = TextField()
    decided_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "escalation"


class OverrideRow(Row):
    """Table ``override``."""

    id = AutoField()
    claim_id = IntegerField()
    rule = TextField()
    reason = TextField()
    given_by = TextField()
    given_at = TextField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "override"
