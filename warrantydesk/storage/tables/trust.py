"""Events of the desk and the PINs of its people."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class DeskEventRow(Row):
    """Table ``desk_event``."""

    id = AutoField()
    kind = TextField()
    at = TextField()
    login = TextField()
    verb = TextField()
    code = TextField()
    subject = TextField()
    detail = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "desk_event"


class PersonPinRow(Row):
    """Table ``person_pin``."""

    id = AutoField()
    person_id = IntegerField()
    hash = TextField()
    set_at = TextField(null=True)
    set_by = TextField()
    failures = IntegerField()
    blocked_until = TextField(null=True)
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "person_pin"
