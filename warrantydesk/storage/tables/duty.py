"""The desk's day: put off, handed over, closed."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class SnoozeRow(Row):
    """Table ``snooze``."""

    id = AutoField()
    subject = TextField()
    until_on = TextField()
    reason = TextField()
    by = TextField()
    at = TextField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "snooze"


class HandOverRow(Row):
    """Table ``hand_over``."""

    id = AutoField()
    from_login = TextField()
    to_login = TextField()
    at = TextField()
    sheet = TextField()
    note = TextField()
    accepted_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "hand_over"


class DayCloseRow(Row):
    """Table ``day_close``."""

    id = AutoField()
    day = TextField()
    closed_by = TextField()
    closed_at = TextField()
    sheet = TextField()
    note = TextField()
    anchor = TextField()
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()
    redaction_id = IntegerField(null=True)

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "day_close"


class PortalTickRow(Row):
    """Table ``portal_tick``."""

    id = AutoField()
    claim_id = IntegerField()
    form = TextField()
    number = IntegerField()
    field = TextField()
    ticked = IntegerField()
    by = TextField()
    at = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "portal_tick"
