"""Redactions, lists of records to be disposed of, cards of quality, kept searches."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class RedactionRow(Row):
    """Table ``redaction``."""

    id = AutoField()
    number = TextField()
    kind = TextField()
    customer_id = IntegerField(null=True)
    disposal_id = IntegerField(null=True)
    claim_ids = TextField()
    rows = TextField()
    files = TextField()
    reason = TextField()
    asked_on = TextField(null=True)
    backups_until = TextField(null=True)
    anchor = TextField()
    done_by = TextField()
    done_at = TextField(null=True)
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "redaction"


class DisposalRow(Row):
    """Table ``disposal``."""

    id = AutoField()
    number = TextField()
    state = TextField()
    until_on = TextField(null=True)
    note = TextField()
    proposed_by = TextField()
    proposed_at = TextField(null=True)
    decided_by = TextField()
    decided_on = TextField(null=True)
    decision_text = TextField()
    witness = TextField()
    done_by = TextField()
    done_at = TextField(null=True)
    redaction_id = IntegerField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "disposal"


class DisposalLineRow(Row):
    """Table ``disposal_line``."""

    id = AutoField()
    disposal_id = IntegerField()
    claim_id = IntegerField()
    kind = TextField()
    finished_on = TextField(null=True)
    keep_until = TextField(null=True)
    held_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "disposal_line"


class QualityReportRow(Row):
    """Table ``quality_report``."""

    id = AutoField()
    number = TextField()
    claim_id = IntegerField()
    concern = TextField()
    urgency = TextField()
    issued_on = TextField(null=True)
    area = TextField()
    nature = TextField()
    gearbox = TextField()
    conditions_speed = TextField()
    conditions_road = TextField()
    conditions_load = TextField()
    conditions_modified = TextField()
    conditions_temperature = TextField()
    conditions_frequency = TextField()
    part_maker = TextField()
    cause_and_handling = TextField()
    companion_damage = TextField()
    loss_fen = IntegerField(null=True)
    office_opinion = TextField()
    office_person = TextField()
    office_on = TextField(null=True)
    result = TextField()
    registered_by = TextField()
    revisited_by = TextField()
    revisited_on = TextField(null=True)
    handling_analysis = TextField()
    handling_cause = TextField()
    handling_conclusion = TextField()
    handling_responsible = TextField()
    handling_interim_measure = TextField()
    handling_permanent_measure = TextField()
    handling_suggestion = TextField()
    sent_on = TextField(null=True)
    made_by = TextField()
    made_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "quality_report"


class SavedSearchRow(Row):
    """Table ``saved_search``."""

    id = AutoField()
    name = TextField()
    text = TextField()
    facets = TextField()
    sort_by = TextField()
    descending = IntegerField()
    login = TextField()
    saved_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()
    salt = TextField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "saved_search"
