"""The desk itself: site, people, settings, profile, numbers, print journal."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class SiteRow(Row):
    """Table ``site``."""

    id = AutoField()
    code = TextField()
    dealer_code = TextField()
    name_zh = TextField()
    name_en = TextField()
    address = TextField()
    phone = TextField()
    brand = TextField()
    demo = IntegerField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "site"


class PersonRow(Row):
    """Table ``person``."""

    id = AutoField()
    login = TextField()
    name = TextField()
    roles = TextField()
    name_latin = TextField()
    title_zh = TextField()
    title_en = TextField()
    phone = TextField()
    active = IntegerField()
    version = IntegerField()
    salt = TextField()
    left_reason = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "person"


class SettingRow(Row):
    """Table ``setting``."""

    id = AutoField()
    key = TextField()
    value = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "setting"


class ProfileRow(Row):
    """Table ``profile_row``."""

    id = AutoField()
    profile = TextField()
    table_name = TextField()
    key = TextField()
    position = IntegerField()
    data = TextField()
    effective_from = TextField()
    effective_to = TextField(null=True)
    source = TextField()
    revision = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "profile_row"


class NumberSeriesRow(Row):
    """Table ``number_series``."""

    id = AutoField()
    kind = TextField()
    site = IntegerField()
    year = IntegerField()
    last = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "number_series"


class PrintJobRow(Row):
    """Table ``print_job``."""

    id = AutoField()
    kind = TextField()
    subject = TextField()
    printer = TextField()
    language = TextField()
    copies = IntegerField()
    sha256 = TextField()
    size_bytes = IntegerField()
    state = TextField()
    reprint_of = IntegerField(null=True)
    reason = TextField()
    by = TextField()
    at = TextField(null=True)
    version = IntegerField()
    batch_id = IntegerField(null=True)
    position = IntegerField()
    sending_at = TextField(null=True)
    error = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "print_job"


class PrintBatchRow(Row):
    """Table ``print_batch``."""

    id = AutoField()
    number = TextField()
    kind = TextField()
    printer = TextField()
    form = TextField()
    stock = TextField()
    dpi = IntegerField()
    copies = IntegerField()
    start = IntegerField()
    reason = TextField()
    made_by = TextField()
    made_at = TextField(null=True)
    ended_at = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "print_batch"
