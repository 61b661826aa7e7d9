"""Hours, store requests, tows."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class WorkTimeRow(Row):
    """Table ``work_time``."""

    id = AutoField()
    claim_id = IntegerField()
    visit_id = IntegerField()
    technician = TextField()
    started_at = TextField()
    ended_at = TextField(null=True)
    labour_code = TextField()
    note = TextField()
    by = TextField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "work_time"


class StoreRequestRow(Row):
    """Table ``store_request``."""

    id = AutoField()
    claim_id = IntegerField()
    number = TextField()
    lines = TextField()
    state = TextField()
    wanted_on = TextField(null=True)
    asked_by = TextField()
    asked_at = TextField(null=True)
    answered_by = TextField()
    answered_at = TextField(null=True)
    issue_no = TextField()
    issued_on = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "store_request"


class TowRow(Row):
    """Table ``tow``."""

    id = AutoField()
    visit_id = IntegerField()
    claim_id = IntegerField(null=True)
    carrier = TextField()
    from_place = TextField()
    to_place = TextField()
    km = IntegerField()
    started_at = TextField(null=True)
    ended_at = TextField(null=True)
    amount_fen = IntegerField()
    customer_signed = IntegerField()
    carrier_signed = IntegerField()
    sheet_no = TextField()
    attachment_id = IntegerField(null=True)
    by = TextField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "tow"
