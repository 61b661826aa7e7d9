"""What was taken over from the time before the desk."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class TakenOverRow(Row):
    """Table ``taken_over``."""

    id = AutoField()
    batch_id = IntegerField()
    kind = TextField()
    thing_id = IntegerField()
    number = TextField()
    sheet = TextField()
    row = IntegerField()
    said = TextField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "taken_over"
