"""Attachments and papers ticked off."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class AttachmentRow(Row):
    """Table ``attachment``."""

    id = AutoField()
    claim_id = IntegerField(null=True)
    document_code = TextField()
    sha256 = TextField()
    file_name = TextField()
    size_bytes = IntegerField()
    media = TextField()
    caption = TextField()
    item = TextField()
    added_at = TextField(null=True)
    added_by = TextField()
    version = IntegerField()
    void_reason = TextField()
    voided_by = TextField()
    voided_at = TextField(null=True)
    redaction_id = IntegerField(null=True)
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "attachment"


class DocumentTickRow(Row):
    """Table ``document_tick``."""

    id = AutoField()
    claim_id = IntegerField()
    document_code = TextField()
    ticked = IntegerField()
    by = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "document_tick"
