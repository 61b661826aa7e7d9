"""What every journaled table is about: its kind, its title, and by what its rows are named."""

from collections.abc import Mapping
from typing import NamedTuple

from warrantydesk.domain.journal_line import Thing
from warrantydesk.i18n import N_


class Subject(NamedTuple):
    """How the rows of a table are named and opened.

    ``names`` are the columns that name a row; ``of`` are the tables a row belongs to, by the
    column ``<table>_id``: the first that is set names it too, and opens it where ``opens``, the
    tab and the kind of its own id, is empty.
    """

    thing: Thing
    title: str
    names: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    opens: tuple[str, str] = ("", "")


_CLAIM, _CAR, _VISIT = ("claim",), ("vehicle",), ("visit",)
_NUMBER = ("number",)
COLUMN_OF: Mapping[str, str] = {
    "old_part": "part_id",
    "statement_line": "line_id",
    "quality_problem": "problem_id",
    "repair_elsewhere": "elsewhere_id",
    "claim_answer": "answer_id",
    "shipment_box": "box_id",
    "import_batch": "batch_id",
}
"""Columns that name a row of another table, where they are not called after it."""
SUBJECTS: Mapping[str, Subject] = {
    "claim": Subject(Thing.CLAIMS, N_("Claim"), ("claim_number",), (), ("intake", "claim")),
    "part_line": Subject(Thing.CLAIMS, N_("Part line"), ("new_part_no",), _CLAIM),
    "labour_line": Subject(Thing.CLAIMS, N_("Labour line"), ("code",), _CLAIM),
    "other_line": Subject(Thing.CLAIMS, N_("Cost line"), ("text",), _CLAIM),
    "submission": Subject(Thing.CLAIMS, N_("Version sent"), _NUMBER, _CLAIM),
    "inspection": Subject(Thing.CLAIMS, N_("Inspection"), (), _CLAIM),
    "item_answer": Subject(
        Thing.CLAIMS, N_("Answer of the inspection"), ("item",), ("inspection",)
    ),
    "inspection_signature": Subject(Thing.CLAIMS, N_("Signature"), ("as_role",), ("inspection",)),
    "claim_answer": Subject(Thing.CLAIMS, N_("Maker's answer"), ("notice_no",), _CLAIM),
    "answer_line": Subject(Thing.CLAIMS, N_("Line of the maker's answer"), ("line",), _CLAIM),
    "appeal": Subject(Thing.CLAIMS, N_("Appeal"), _NUMBER, _CLAIM),
    "charge_back": Subject(Thing.CLAIMS, N_("Charge-back"), ("notice_no",), _CLAIM),
    "authorisation": Subject(Thing.CLAIMS, N_("Authorisation"), _NUMBER, _CLAIM),
    "escalation": Subject(Thing.CLAIMS, N_("Question to the technical manager"), (), _CLAIM),
    "override": Subject(Thing.CLAIMS, N_("Check let pass"), ("rule",), _CLAIM),
    "portal_tick": Subject(Thing.CLAIMS, N_("Field typed at the maker's"), ("field",), _CLAIM),
    "work_time": Subject(Thing.CLAIMS, N_("Working time"), (), _CLAIM),
    "store_request": Subject(Thing.CLAIMS, N_("Request to the parts store"), _NUMBER, _CLAIM),
    "quality_report": Subject(Thing.CLAIMS, N_("Quality information card"), _NUMBER, _CLAIM),
    "old_part": Subject(Thing.PIECES, N_("Old part"), ("tag",), (), ("shelf", "tag")),
    "shelf_place": Subject(Thing.PIECES, N_("Place"), ("code",), (), ("shelf", "place")),
    "stock_take": Subject(Thing.PIECES, N_("Stock-take"), _NUMBER),
    "stock_take_scan": Subject(
        Thing.PIECES, N_("Scan of a stock-take"), ("code",), ("stock_take",)
    ),
    "scrap_batch": Subject(Thing.PIECES, N_("Scrap batch"), _NUMBER),
    "return_request": Subject(Thing.PIECES, N_("Request of the maker"), _NUMBER, ("old_part",)),
    "print_batch": Subject(Thing.PIECES, N_("Batch of labels")),
    "shipment": Subject(Thing.SHIPMENTS, N_("Return shipment"), _NUMBER, (), ("shelf", "shipment")),
    "shipment_box": Subject(Thing.SHIPMENTS, N_("Box"), ("code",), ("shipment",)),
    "shipment_line": Subject(
        Thing.SHIPMENTS, N_("Piece of a shipment"), (), ("old_part", "shipment")
    ),
    "statement": Subject(Thing.MONEY, N_("Statement"), _NUMBER, (), ("settlement", "statement")),
    "statement_line": Subject(Thing.MONEY, N_("Line of a statement"), ("row",), ("statement",)),
    "deduction": Subject(Thing.MONEY, N_("Deduction"), _NUMBER, (), ("settlement", "deduction")),
    "invoice": Subject(Thing.MONEY, N_("Invoice"), _NUMBER, (), ("settlement", "invoice")),
    "receipt": Subject(Thing.MONEY, N_("Receipt"), _NUMBER, (), ("settlement", "receipt")),
    "receipt_share": Subject(Thing.MONEY, N_("Share of a receipt"), (), ("receipt",)),
    "write_off": Subject(
        Thing.MONEY, N_("Write-off"), _NUMBER, _CLAIM, ("settlement", "write_off")
    ),
    "receivable_note": Subject(Thing.MONEY, N_("Note of a receivable"), (), _CLAIM),
    "claim_account": Subject(Thing.MONEY, N_("Account of a claim"), (), _CLAIM),
    "month_close": Subject(Thing.MONEY, N_("Month close"), ("month", "brand")),
    "vehicle": Subject(Thing.CARS, N_("Car"), ("vin",), (), ("archive", "search")),
    "customer": Subject(Thing.CARS, N_("Customer"), ("name",)),
    "ownership": Subject(Thing.CARS, N_("Owner of a car"), (), _CAR),
    "plate": Subject(Thing.CARS, N_("Plate of a car"), (), _CAR),
    "odometer_change": Subject(Thing.CARS, N_("Odometer replaced"), (), _CAR),
    "visit": Subject(Thing.CARS, N_("Visit"), ("repair_order",), _CAR),
    "signature": Subject(Thing.CARS, N_("Signature of the customer"), ("paper",), _VISIT),
    "tow": Subject(Thing.CARS, N_("Tow"), ("sheet_no",), (*_CLAIM, *_VISIT)),
    "loaner": Subject(Thing.CARS, N_("Loan car"), (), _VISIT),
    "excluded_time": Subject(Thing.COVERAGE, N_("Time that does not count"), (), _VISIT),
    "repair_elsewhere": Subject(Thing.COVERAGE, N_("Repair elsewhere"), (), _CAR),
    "quality_problem": Subject(Thing.COVERAGE, N_("Quality problem"), ("title",), _CAR),
    "problem_link": Subject(
        Thing.COVERAGE, N_("Repair of a quality problem"), (), (*_CLAIM, "quality_problem")
    ),
    "safety_flag": Subject(Thing.COVERAGE, N_("Serious fault"), (), _CLAIM),
    "demand": Subject(Thing.COVERAGE, N_("Demand of the customer"), (), (*_CLAIM, *_CAR)),
    "vehicle_terms": Subject(Thing.COVERAGE, N_("Certificate and contracts"), (), _CAR),
    "claim_coverage": Subject(Thing.COVERAGE, N_("Facts of the coverage"), (), _CLAIM),
    "decision": Subject(Thing.COVERAGE, N_("Coverage decision"), (), _CLAIM),
    "campaign_vehicle": Subject(Thing.COVERAGE, N_("Car of a campaign"), ("campaign", "vin")),
    "contact_note": Subject(Thing.CARE, N_("Note of a contact"), (), (*_CLAIM, *_VISIT)),
    "complaint": Subject(Thing.CARE, N_("Complaint"), _NUMBER, (*_CLAIM, *_VISIT)),
    "follow_up": Subject(Thing.CARE, N_("Call after the repair"), (), _VISIT),
    "appointment": Subject(Thing.CARE, N_("Appointment"), (), _CAR),
    "snooze": Subject(Thing.CARE, N_("Reminder put off"), ("subject",)),
    "hand_over": Subject(Thing.CARE, N_("Hand-over of the desk"), ("from_login", "to_login")),
    "day_close": Subject(Thing.CARE, N_("Close of the day"), ("day",)),
    "table_version": Subject(Thing.POLICIES, N_("Version of a table"), ("profile", "table_name")),
    "profile_row": Subject(Thing.POLICIES, N_("Row of a table"), ("profile", "table_name", "key")),
    "policy_reading": Subject(Thing.POLICIES, N_("Bulletin read"), ("key",)),
    "import_batch": Subject(Thing.POLICIES, N_("Import"), ("subject",)),
    "taken_over": Subject(
        Thing.POLICIES, N_("Taken over from a sheet"), ("number",), ("import_batch",)
    ),
    "column_map": Subject(Thing.POLICIES, N_("Columns of an import"), ("target",)),
    "site": Subject(Thing.PEOPLE, N_("Dealer"), ("code",)),
    "person": Subject(Thing.PEOPLE, N_("Person"), ("login",)),
    "person_pin": Subject(Thing.PEOPLE, N_("PIN"), (), ("person",)),
    "setting": Subject(Thing.PEOPLE, N_("Setting"), ("key",)),
    "saved_search": Subject(Thing.PEOPLE, N_("Saved search"), ("name",)),
    "attachment": Subject(Thing.FILES, N_("File"), ("file_name",), _CLAIM),
    "document_tick": Subject(Thing.FILES, N_("Paper"), ("document_code",), _CLAIM),
    "print_job": Subject(Thing.FILES, N_("Paper drawn"), ("subject",)),
    "redaction": Subject(Thing.RECORDS, N_("Personal values taken out"), _NUMBER),
    "disposal": Subject(Thing.RECORDS, N_("List of records to be disposed of"), _NUMBER),
    "disposal_line": Subject(Thing.RECORDS, N_("Record of a disposal"), (), (*_CLAIM, "disposal")),
    "desk_event": Subject(Thing.EVENTS, N_("Event"), ("subject",)),
}
"""Every journaled table; a test holds it against the stores."""


def tables_of(thing: Thing) -> tuple[str, ...]:
    """Return the tables that are about a kind of thing."""
    return tuple(table for table, subject in SUBJECTS.items() if subject.thing is thing)
