"""Where a person's values lie: by table what is emptied, and what is searched for them.

Not among them is what is frozen for good: the maker's own answers (``claim_answer``,
``answer_line``, ``item_answer``) and decisions.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Rows that belong to a claim, a visit, a customer or a vehicle by ``column``.

    ``blank`` columns are emptied; in ``words`` the values are taken out where they stand.
    """

    table: str
    column: str
    blank: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


CLAIM = Place(
    "claim",
    "id",
    (
        *("owner_name", "owner_phone", "owner_contact", "owner_contact_phone", "owner_address"),
        "vehicle_plate",
    ),
    (
        *("narrative_complaint", "narrative_cause", "narrative_correction", "narrative_remark"),
        *("codes_ground_text", "codes_reason", "codes_subject", "codes_loaner", "void_reason"),
        *("outward_people", "outward_destination"),
    ),
)
_SAID = ("text", "with_whom")
_COMPLAINED = ("text", "customer_name", "solution")
_BOOKED = ("plate", "customer_name", "phone", "note")

OF_CLAIM = (
    Place("contact_note", "claim_id", _SAID),
    Place("complaint", "claim_id", _COMPLAINED),
    Place("statement_line", "claim_id", ("plate", "text", "raw", "problem_cell"), ("reason_text",)),
    Place("campaign_vehicle", "claim_id", ("signed_by",), ("reason",)),
    Place("tow", "claim_id", ("from_place", "to_place"), ("carrier",)),
    Place("appeal", "claim_id", (), ("grounds", "override_reason")),
    Place("authorisation", "claim_id", (), ("question", "answer")),
    Place("escalation", "claim_id", (), ("question", "decision_text")),
    Place("override", "claim_id", (), ("reason",)),
    Place("charge_back", "claim_id", (), ("reason_text", "objection")),
    Place("work_time", "claim_id", (), ("note",)),
    Place("demand", "claim_id", (), ("ground", "answer_text", "finish_text")),
    Place("deduction", "claim_id", (), ("reason_text", "dispute", "answer", "override_reason")),
    Place("write_off", "claim_id", (), ("reason_text", "decision_text")),
    Place("receivable_note", "claim_id", (), ("text",)),
    Place("inspection", "claim_id", (), ("reason", "start_reason")),
    Place("old_part", "claim_id", (), ("reason", "dispute_text")),
    Place(
        "quality_report",
        "claim_id",
        (),
        (
            *("concern", "cause_and_handling", "companion_damage", "office_opinion", "result"),
            *("handling_analysis", "handling_cause", "handling_conclusion", "handling_suggestion"),
        ),
    ),
)
"""What hangs on a claim, without its versions and files."""
VISIT = Place(
    "visit",
    "id",
    ("brought_by", "brought_by_phone", "text"),
    ("complaint", "no_claim_reason"),
)
OF_VISIT = (
    Place("signature", "visit_id", ("name", "drawing")),
    Place("contact_note", "visit_id", _SAID),
    Place("complaint", "visit_id", _COMPLAINED),
    Place("follow_up", "visit_id", ("text",)),
    Place("appointment", "visit_id", _BOOKED, ("purpose",)),
    Place("tow", "visit_id", ("from_place", "to_place"), ("carrier",)),
    Place("loaner", "visit_id", (), ("note",)),
    Place("excluded_time", "visit_id", (), ("note",)),
)
CUSTOMER = Place("customer", "id", ("name", "phone", "address"))
OF_CUSTOMER = (
    Place("contact_note", "customer_id", _SAID),
    Place("complaint", "customer_id", _COMPLAINED),
    Place("appointment", "customer_id", _BOOKED, ("purpose",)),
)
OF_VEHICLE = (
    Place("repair_elsewhere", "vehicle_id", (), ("complaint", "workshop")),
    Place("demand", "vehicle_id", (), ("ground", "answer_text", "finish_text")),
    Place("quality_problem", "vehicle_id", (), ("title",)),
)
PLATE = Place("plate", "id", ("plate",))
INVOICE = Place("invoice", "id", ("recipient", "recipient_phone", "recipient_address"))
BOOKING = Place("appointment", "id", _BOOKED, ("purpose",))
PRINTED = Place("print_job", "subject", (), ("printer", "reason"))
SEARCH = Place("saved_search", "id", ("name", "text"))
SHEETS = ("hand_over", "day_close")
PLACES = (
    *(CLAIM, *OF_CLAIM, VISIT, *OF_VISIT, CUSTOMER, *OF_CUSTOMER, *OF_VEHICLE),
    *(PLATE, INVOICE, BOOKING, PRINTED, SEARCH),
)
_OF_FILES = ("file_name", "caption", "void_reason")


def spoken(table: str) -> frozenset[str]:
    """Return the columns of a table in which a value may have stood, in words or alone."""
    names = [name for place in PLACES if place.table == table for name in place.blank + place.words]
    return frozenset([*names, *_OF_FILES] if table == "attachment" else names)
