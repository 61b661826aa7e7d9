"""The maker's deadlines as data (C.4): what is due how long after what.

A deadline counts calendar days, working days, or names a day of the month.
"""

from datetime import date, timedelta

from warrantydesk.domain.coverage.calendar import Holidays, month_day_after
from warrantydesk.domain.profile import BrandProfile, Row

SUBMIT_BY, CORRECT_BY, APPEAL_BY = "submit_by", "correct_by", "appeal_by"
ANSWER_EXPECTED, APPEAL_ANSWER = "answer_expected", "appeal_answer"
AUTHORISATION_ANSWER, USE_BY = "authorisation_answer", "preauth_use_by"
UNSETTLED, CHARGE_BACK, FOLLOW_UP = "unsettled_alarm", "chargeback_appeal", "followup"
COMPLAINT_BY = "complaint_by"
INVOICE_BY, CASH_BY, WRITE_OFF = "invoice_by", "cash_by", "writeoff"
DEDUCT_DISPUTE = "deduct_dispute"
WORKING, MONTHLY = "working", "monthly"


def row_of(profile: BrandProfile, code: str) -> Row | None:
    """Return the maker's deadline of a code, None where it has none."""
    return next((row for row in profile.rows("deadlines") if row["code"] == code), None)


def end_of(row: Row, start: date, holidays: Holidays) -> date:
    """Return the last day of a deadline that begins on a day, which itself is not counted."""
    number = int(row["days"])
    if row["day_kind"] == MONTHLY:
        return month_day_after(start, number)
    if row["day_kind"] == WORKING:
        return holidays.working_days_after(start, number)
    return start + timedelta(days=number)


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    first = day.replace(day=1)
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def due_on(profile: BrandProfile, code: str, start: date, holidays: Holidays) -> date | None:
    """Return the last day of a deadline that begins on a day; None where the maker has none."""
    row = row_of(profile, code)
    return None if row is None else end_of(row, start, holidays)
