"""Schema 2: versioned tables, imports, campaigns and coverage. Frozen text after release."""

from warrantydesk.storage.migrations.m0002_tables import TABLES

STATEMENTS = (
    *TABLES,
    "CREATE UNIQUE INDEX table_version_number ON table_version (profile, table_name, number)",
    "CREATE INDEX policy_reading_key ON policy_reading (profile, kind, key, number)",
    "CREATE INDEX import_batch_subject ON import_batch (target, profile, subject)",
    "CREATE UNIQUE INDEX column_map_headers ON column_map (target, profile, headers)",
    """CREATE UNIQUE INDEX campaign_vehicle_vin
ON campaign_vehicle (vin, profile, campaign) WHERE void_reason = ''""",
    "CREATE INDEX campaign_vehicle_campaign ON campaign_vehicle (profile, campaign, state)",
    "CREATE INDEX campaign_vehicle_batch ON campaign_vehicle (batch_id)",
    "CREATE INDEX repair_elsewhere_vehicle ON repair_elsewhere (vehicle_id)",
    "CREATE INDEX quality_problem_vehicle ON quality_problem (vehicle_id)",
    "CREATE INDEX problem_link_problem ON problem_link (problem_id)",
    "CREATE INDEX problem_link_claim ON problem_link (claim_id)",
    "CREATE INDEX problem_link_elsewhere ON problem_link (elsewhere_id)",
    "CREATE INDEX safety_flag_claim ON safety_flag (claim_id)",
    "CREATE INDEX excluded_time_visit ON excluded_time (visit_id)",
    "CREATE INDEX loaner_visit ON loaner (visit_id)",
    "CREATE INDEX demand_vehicle ON demand (vehicle_id)",
    "CREATE INDEX demand_open ON demand (finished_on) WHERE void_reason = ''",
    "CREATE UNIQUE INDEX vehicle_terms_vehicle ON vehicle_terms (vehicle_id)",
    "CREATE UNIQUE INDEX claim_coverage_claim ON claim_coverage (claim_id)",
    "CREATE INDEX decision_claim ON decision (claim_id)",
    "CREATE INDEX visit_finished ON visit (finished_at)",
    *(
        f"""CREATE TRIGGER {name}_is_never_deleted BEFORE DELETE ON {name}
BEGIN SELECT RAISE(ABORT, 'nothing is deleted, it is voided'); END"""
        for name in (
            "table_version",
            "policy_reading",
            "import_batch",
            "campaign_vehicle",
            "repair_elsewhere",
            "quality_problem",
            "problem_link",
            "safety_flag",
            "excluded_time",
            "loaner",
            "demand",
            "decision",
            "profile_row",
        )
    ),
    """CREATE TRIGGER profile_row_is_frozen BEFORE UPDATE ON profile_row
BEGIN SELECT RAISE(ABORT, 'a table changes by a new version'); END""",
    """CREATE TRIGGER decision_is_frozen BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision stays as it was taken'); END""",
)
