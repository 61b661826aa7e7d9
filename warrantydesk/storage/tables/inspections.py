"""Inspections with their answers and signatures."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class InspectionRow(Row):
    """Table ``inspection``."""

    id = AutoField()
    claim_id = IntegerField()
    number = IntegerField()
    template_version = IntegerField()
    cause_class = TextField(null=True)
    conclusion = TextField(null=True)
    reason = TextField()
    major = IntegerField()
    started_at = TextField(null=True)
    start_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "inspection"


class ItemAnswerRow(Row):
    """Table ``item_answer``."""

    id = AutoField()
    inspection_id = IntegerField()
    item = TextField()
    answer = TextField(null=True)
    value = TextField(null=True)
    choice = TextField()
    note = TextField()
    by = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "item_answer"


class InspectionSignatureRow(Row):
    """Table ``inspection_signature``."""

    id = AutoField()
    inspection_id = IntegerField()
    as_role = TextField()
    login = TextField()
    name = TextField()
    signed_at = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "inspection_signature"
