"""Versioned tables, imports and campaigns."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class TableVersionRow(Row):
    """Table ``table_version``."""

    id = AutoField()
    profile = TextField()
    table_name = TextField()
    number = IntegerField()
    effective_from = TextField()
    columns = TextField()
    form = TextField()
    source = TextField()
    note = TextField()
    bulletin = TextField()
    batch_id = IntegerField(null=True)
    made_at = TextField(null=True)
    made_by = TextField()
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "table_version"


class PolicyReadingRow(Row):
    """Table ``policy_reading``."""

    id = AutoField()
    login = TextField()
    profile = TextField()
    kind = TextField()
    key = TextField()
    number = IntegerField()
    read_at = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "policy_reading"


class ImportBatchRow(Row):
    """Table ``import_batch``."""

    id = AutoField()
    target = TextField()
    profile = TextField()
    subject = TextField()
    file_name = TextField()
    sha256 = TextField()
    row_count = IntegerField()
    made_at = TextField(null=True)
    made_by = TextField()
    undone_at = TextField(null=True)
    undone_by = TextField()
    undo_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "import_batch"


class ColumnMapRow(Row):
    """Table ``column_map``."""

    id = AutoField()
    target = TextField()
    profile = TextField()
    headers = TextField()
    fields = TextField()
    used_at = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "column_map"


class CampaignVehicleRow(Row):
    """Table ``campaign_vehicle``."""

    id = AutoField()
    profile = TextField()
    campaign = TextField()
    vin = TextField()
    state = TextField()
    batch_id = IntegerField(null=True)
    done_on = TextField(null=True)
    mileage_km = IntegerField(null=True)
    labour_code = TextField()
    technician = TextField()
    old_serials = TextField()
    new_serials = TextField()
    software_before = TextField()
    software_after = TextField()
    signed_by = TextField()
    claim_id = IntegerField(null=True)
    reason = TextField()
    recorded_by = TextField()
    recorded_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "campaign_vehicle"
