"""Journal, checkpoint and the text of the archive search."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class JournalRow(Row):
    """Table ``journal``: the hash chain; ``tbl`` and ``row`` name the changed row."""

    seq = AutoField()
    utc = TextField()
    actor = TextField()
    action = TextField()
    tbl = TextField()
    row = IntegerField()
    after = TextField(null=True)
    prev = TextField()
    hash = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "journal"


class CheckpointRow(Row):
    """Table ``checkpoint``: up to where the chain was seen whole at the last orderly close."""

    id = AutoField()
    seq = IntegerField()
    head = TextField()
    seen_at = TextField(null=True)

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "checkpoint"


class SearchTextRow(Row):
    """Table ``search_text``: what a right answer of the search is defined on."""

    claim_id = AutoField()
    text = TextField()
    facets = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "search_text"
