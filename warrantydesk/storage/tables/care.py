"""Contacts, complaints, calls, appointments."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class ContactNoteRow(Row):
    """Table ``contact_note``."""

    id = AutoField()
    party = TextField()
    channel = TextField()
    text = TextField()
    at = TextField()
    by = TextField()
    incoming = IntegerField()
    outcome = TextField()
    with_whom = TextField()
    visit_id = IntegerField(null=True)
    claim_id = IntegerField(null=True)
    customer_id = IntegerField(null=True)
    attachment_id = IntegerField(null=True)
    amount_fen = IntegerField(null=True)
    again_on = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "contact_note"


class ComplaintRow(Row):
    """Table ``complaint``."""

    id = AutoField()
    number = TextField()
    text = TextField()
    received_at = TextField()
    channel = TextField()
    stage = TextField()
    visit_id = IntegerField(null=True)
    claim_id = IntegerField(null=True)
    customer_id = IntegerField(null=True)
    customer_name = TextField()
    owner = TextField()
    due_on = TextField(null=True)
    solution = TextField()
    solved_at = TextField(null=True)
    satisfied = IntegerField(null=True)
    closed_at = TextField(null=True)
    opened_by = TextField()
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "complaint"


class FollowUpRow(Row):
    """Table ``follow_up``."""

    id = AutoField()
    visit_id = IntegerField()
    due_on = TextField()
    called_at = TextField(null=True)
    called_by = TextField()
    tries = IntegerField()
    score = IntegerField(null=True)
    text = TextField()
    done = IntegerField()
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "follow_up"


class AppointmentRow(Row):
    """Table ``appointment``."""

    id = AutoField()
    starts_at = TextField()
    minutes = IntegerField()
    plate = TextField()
    customer_name = TextField()
    phone = TextField()
    purpose = TextField()
    vin = TextField()
    vehicle_id = IntegerField(null=True)
    customer_id = IntegerField(null=True)
    advisor = TextField()
    state = TextField()
    visit_id = IntegerField(null=True)
    note = TextField()
    booked_by = TextField()
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "appointment"
