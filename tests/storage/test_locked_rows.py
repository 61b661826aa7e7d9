"""Raw SQL on a copy: of every locked row, which columns still change, and which never do."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from warrantydesk.domain.claim import State
from warrantydesk.domain.claim.states import EDITABLE, TRANSITIONS
from warrantydesk.domain.old_part import PART_TRANSITIONS, PartState
from warrantydesk.storage.schema import make_empty

Values = dict[str, Any]
_OF_CLAIM = "codes_maker_claim_number void_reason edit_open vehicle_id version salt redaction_id"
_ANSWERED = f"{_OF_CLAIM} clerk closed_at answered_on approved_fen due_on"
_OF_PIECE = (
    "maker_tag tag_state reason return_by version request_no requested_on paid_on lent_to"
    " lent_until shipment_id refusal_code refusal_text refused_on dispute_by disputed_on"
    " dispute_text deducted_fen paid_by_receipt"
)
_STOOD = f"{_OF_PIECE} place box scrap_batch_id"
_OF_LIST = (
    "expected_on contact contact_phone freight_fen freight_confirmed receipt_received_on"
    " receipt_pieces receipt_packaging receipt_fault_card receipt_papers receipt_notice_no"
    " receipt_note version"
)
_OF_STATEMENT = (
    "confirmed_on confirmed_by signed_on signed_by due_on remitted_on remittance received_on"
    " closed_on corrects note version"
)
FREE = {
    "claim": {
        "NOT_COVERED": f"{_ANSWERED} submitted_at codes_authorisation_no codes_ground"
        " codes_ground_text",
        "SUBMITTED REJECTED APPEALED REJECTED_FINAL APPROVED": _ANSWERED,
        "CLOSED": f"{_OF_CLAIM} approved_fen due_on",
        "VOID": _OF_CLAIM,
    },
    "old_part": {
        "SHIPPED OEM_RECEIVED ACCEPTED REFUSED DISPUTED REFUSED_FINAL WRITTEN_OFF NO_PART"
        " VOID": _STOOD,
        "SCRAPPED": _OF_PIECE,
    },
    "shipment": {
        "SHIPPED SIGNED PARTLY_JUDGED JUDGED": f"{_OF_LIST} void_reason",
        "VOID": f"{_OF_LIST} title required_by period_from period_to request_no acknowledged",
    },
    "statement": {
        "CONFIRMED INVOICED INVOICE_SENT INVOICE_ACCEPTED REMITTED RECEIVED CLOSED": "state"
        f" void_reason {_OF_STATEMENT}",
        "VOID": f"{_OF_STATEMENT} payer maker_number period first_on last_on issued_on"
        " tax_included",
    },
    "write_off": {"APPROVED REFUSED VOID": "reason_text decision_text version"},
    "deduction": {
        "ACCEPTED WITHDRAWN GIVEN_BACK": "state statement_id line_id reason_text due_on dispute"
        " disputed_on disputed_by override_reason answer ended_on taken_on void_reason version"
    },
    "disposal": {"DONE REFUSED VOID": "note decision_text redaction_id version"},
    "print_job": {
        "sent confirmed void": "printer reason version batch_id position sending_at error"
    },
    "appeal": {
        "FILED DECIDED": "state grounds due_on override_reason override_by answer_due_on"
        " decided_on gained_fen void_reason version"
    },
    "authorisation": {
        "RETURNED REJECTED VOID": "state vin question answered_by answer void_reason version"
    },
}
"""By table and locked states the columns that a service still writes; every other is refused."""

UNDER = {
    "part_line": ("claim", "SUBMITTED", ""),
    "labour_line": ("claim", "APPROVED", ""),
    "other_line": ("claim", "CLOSED", ""),
    "visit": (
        "claim",
        "SUBMITTED",
        "vehicle_id customer_id promised_at finished_at first_finished_at edit_open version salt"
        " no_claim_reason text",
    ),
    "item_answer": ("inspection_signature", "", ""),
    "shipment_line": (
        "shipment",
        "SHIPPED",
        "verdict reason_code reason_text judged_on deducted_fen version",
    ),
    "shipment_box": ("shipment", "JUDGED", ""),
    "statement_line": (
        "statement",
        "CONFIRMED",
        "plate text parts_fen labour_fen other_fen candidates rejected of_lines reason_text"
        " decided_by decided_at problem problem_field problem_cell raw void_reason version salt",
    ),
    "disposal_line": ("disposal", "DONE", "version"),
}
"""Rows locked by another: its table, its state, and what is still written."""

ALWAYS = {
    "submission": "version salt redaction_id",
    "signature": "version salt",
    "attachment": "file_name caption item version void_reason voided_by voided_at salt"
    " redaction_id",
    "invoice": "sent_on courier waybill recipient recipient_phone recipient_address accepted_on"
    " returned_on return_reason exported_on void_reason version salt",
    "stock_take": "void_reason version",
    "stock_take_scan": "kept_at kept_as void_reason version",
    "person": "name roles name_latin title_zh title_en phone active version salt left_reason",
    "person_pin": "hash set_at set_by failures blocked_until version salt",
    "number_series": "last",
    "day_close": "redaction_id",
    **dict.fromkeys(
        (
            *("inspection_signature", "claim_answer", "answer_line", "receipt", "receipt_share"),
            *("month_close", "decision", "profile_row", "scrap_batch", "redaction", "desk_event"),
        ),
        "",
    ),
}
"""What is written down once, sent, drawn or finished, and what of it is still written."""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Give an empty desk opened by a stranger, whose triggers are not recursive."""
    make_empty(tmp_path / "claims.db")
    with closing(sqlite3.connect(tmp_path / "claims.db", isolation_level=None)) as opened:
        yield opened


def columns(db: sqlite3.Connection, table: str) -> dict[str, str]:
    return {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}


def written(db: sqlite3.Connection, table: str, **given: Any) -> Values:
    """Insert a row in which nothing is empty but why it is void, and its certificate."""
    kinds = columns(db, table)
    row: Values = {name: 1 if kind == "INTEGER" else "a" for name, kind in kinds.items()}
    row |= {name: value for name, value in _BLANK.items() if name in row} | given
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    return row


_BLANK: Values = {"void_reason": "", "redaction_id": None}


def free(db: sqlite3.Connection, table: str) -> set[str]:
    """Return the columns of the one row of a table that raw SQL can change."""
    found = set()
    for name, kind in columns(db, table).items():
        db.execute("BEGIN")
        try:
            db.execute(f"UPDATE {table} SET {name} = ?", (99 if kind == "INTEGER" else "zz",))
            found.add(name)
        except sqlite3.IntegrityError:
            pass
        finally:
            db.execute("ROLLBACK")
    return found


LOCKED = [
    (table, state, told)
    for table, groups in FREE.items()
    for states, told in groups.items()
    for state in states.split()
]


@pytest.mark.parametrize(("table", "state", "told"), LOCKED)
def test_a_locked_row_keeps_every_other_column(
    db: sqlite3.Connection, table: str, state: str, told: str
) -> None:
    written(db, table, state=state)
    assert free(db, table) == set(told.split())


@pytest.mark.parametrize("table", UNDER)
def test_what_hangs_on_a_locked_row_is_locked(db: sqlite3.Connection, table: str) -> None:
    above, state, told = UNDER[table]
    written(db, table)
    written(db, above, **({"state": state} if state else {}))
    assert free(db, table) == set(told.split())


@pytest.mark.parametrize("table", ALWAYS)
def test_what_was_written_once_stays(db: sqlite3.Connection, table: str) -> None:
    written(db, table)
    assert free(db, table) == set(ALWAYS[table].split())


@pytest.mark.parametrize("table", sorted({*FREE, *UNDER, *ALWAYS} - {"number_series"}))
def test_no_row_takes_the_place_of_another(db: sqlite3.Connection, table: str) -> None:
    row = written(db, table)
    marks = ", ".join("?" * len(row))
    into = f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({marks})"
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(into, list(row.values()))
    if table not in ("part_line", "labour_line", "other_line"):  # of an open claim
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(f"DELETE FROM {table}")


def test_numbers_never_go_back(db: sqlite3.Connection) -> None:
    written(db, "number_series", last=7)
    db.execute("UPDATE number_series SET last = 8")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE number_series SET last = 7")


def moved(db: sqlite3.Connection, table: str, states: Any) -> set[tuple[str, str]]:
    """Return the moves between states that raw SQL can make."""
    found = set()
    for start in states:
        for end in states:
            db.execute("BEGIN")
            written(db, table, state=str(start))
            try:
                db.execute(f"UPDATE {table} SET state = ?", (str(end),))
                found.add((str(start), str(end)))
            except sqlite3.IntegrityError:
                pass
            finally:
                db.execute("ROLLBACK")
    return {(start, end) for start, end in found if start != end}


def test_a_filed_claim_goes_where_its_table_says(db: sqlite3.Connection) -> None:
    locked = set(State) - EDITABLE
    table = {(one, to) for row in TRANSITIONS for one in row.sources & locked for to in row.to}
    found = {move for move in moved(db, "claim", State) if move[0] in set(map(str, locked))}
    assert found == {(str(one), str(to)) for one, to in table if one is not None}


def test_a_piece_that_left_goes_where_its_table_says_or_one_step_back(
    db: sqlite3.Connection,
) -> None:
    gone = {state for _table, state, _told in LOCKED if _table == "old_part"}
    forth = {(str(one), str(row.to)) for row in PART_TRANSITIONS for one in row.sources}
    back = {(to, one) for one, to in forth}
    never = {"SCRAPPED", "WRITTEN_OFF"}
    at_once = {("ACCEPTED", "SHIPPED"), ("REFUSED", "SHIPPED")}
    for start, end in moved(db, "old_part", PartState):
        if start in gone:
            assert start not in never
            assert (start, end) in forth | back | at_once, (start, end)


@pytest.mark.parametrize("line", ["part_line", "labour_line", "other_line"])
def test_a_filed_claim_gets_no_further_line(db: sqlite3.Connection, line: str) -> None:
    written(db, "claim", state="SUBMITTED")
    written(db, line)
    written(db, "submission")
    with pytest.raises(sqlite3.IntegrityError, match="frozen"):
        written(db, line, id=2, position=2)


def test_a_list_that_left_gets_no_further_piece(db: sqlite3.Connection) -> None:
    written(db, "shipment", state="SHIPPED", shipped_at="2026-11-20T08:00:00Z")
    with pytest.raises(sqlite3.IntegrityError, match="has left"):
        written(db, "shipment_line", packed_at="2026-11-21T08:00:00Z")
    written(db, "shipment_line", packed_at="2026-11-19T08:00:00Z")


def test_what_is_void_stays_void(db: sqlite3.Connection) -> None:
    written(db, "write_off", state="VOID", void_reason="typed twice")
    written(db, "loaner", void_reason="typed twice")
    for table in ("write_off", "loaner"):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(f"UPDATE {table} SET void_reason = ''")
