"""Repair history, demands and decisions beside the claims."""

from peewee import AutoField, IntegerField, TextField

from warrantydesk.storage.tables.row import Row


class RepairElsewhereRow(Row):
    """Table ``repair_elsewhere``."""

    id = AutoField()
    vehicle_id = IntegerField()
    workshop = TextField()
    agreed_at = TextField()
    finished_at = TextField(null=True)
    mileage_km = IntegerField(null=True)
    complaint = TextField()
    part_no = TextField()
    part_group = TextField()
    replaced = TextField()
    serious = IntegerField()
    excluded_minutes = IntegerField()
    proof = IntegerField(null=True)
    entered_by = TextField()
    entered_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "repair_elsewhere"


class QualityProblemRow(Row):
    """Table ``quality_problem``."""

    id = AutoField()
    vehicle_id = IntegerField()
    title = TextField()
    opened_by = TextField()
    opened_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "quality_problem"


class ProblemLinkRow(Row):
    """Table ``problem_link``."""

    id = AutoField()
    problem_id = IntegerField()
    claim_id = IntegerField(null=True)
    elsewhere_id = IntegerField(null=True)
    linked_by = TextField()
    linked_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "problem_link"


class SafetyFlagRow(Row):
    """Table ``safety_flag``."""

    id = AutoField()
    claim_id = IntegerField()
    ground = TextField()
    set_by = TextField()
    set_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "safety_flag"


class ExcludedTimeRow(Row):
    """Table ``excluded_time``."""

    id = AutoField()
    visit_id = IntegerField()
    kind = TextField()
    minutes = IntegerField()
    note = TextField()
    entered_by = TextField()
    entered_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "excluded_time"


class LoanerRow(Row):
    """Table ``loaner``."""

    id = AutoField()
    visit_id = IntegerField()
    kind = TextField()
    given_on = TextField()
    returned_on = TextField(null=True)
    amount_fen = IntegerField()
    note = TextField()
    entered_by = TextField()
    entered_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "loaner"


class DemandRow(Row):
    """Table ``demand``."""

    id = AutoField()
    vehicle_id = IntegerField()
    demanded_on = TextField()
    wish = TextField()
    claim_id = IntegerField(null=True)
    ground = TextField()
    answered_on = TextField(null=True)
    answer = TextField(null=True)
    answer_text = TextField()
    finished_on = TextField(null=True)
    finish_text = TextField()
    entered_by = TextField()
    entered_at = TextField(null=True)
    void_reason = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "demand"


class VehicleTermsRow(Row):
    """Table ``vehicle_terms``."""

    id = AutoField()
    vehicle_id = IntegerField()
    kind = TextField()
    price_fen = IntegerField(null=True)
    n_permille = TextField(null=True)
    replaced_on = TextField(null=True)
    extended_contract = TextField()
    extended_from = TextField(null=True)
    extended_months = IntegerField(null=True)
    extended_km = IntegerField(null=True)
    entered_by = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "vehicle_terms"


class ClaimCoverageRow(Row):
    """Table ``claim_coverage``."""

    id = AutoField()
    claim_id = IntegerField()
    quality_problem = IntegerField(null=True)
    must_replace = TextField()
    event = TextField()
    exemption = TextField()
    exemption_cause_shown = IntegerField()
    refusal_reason = TextField()
    still_faulty = IntegerField()
    goodwill_percent = IntegerField(null=True)
    goodwill_no = TextField()
    cover_code = TextField()
    entered_by = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "claim_coverage"


class DecisionRow(Row):
    """Table ``decision``."""

    id = AutoField()
    claim_id = IntegerField()
    facts = TextField()
    answer = TextField()
    versions = TextField()
    verdict = TextField()
    layer = TextField()
    taken_at = TextField(null=True)
    taken_by = TextField()
    version = IntegerField()

    class Meta:
        """Named in the singular, as all tables."""

        table_name = "decision"
