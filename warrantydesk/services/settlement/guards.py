"""What stands before every booking: a month that is closed takes nothing any more."""

from datetime import date

from warrantydesk.domain.dates import EARLIEST
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.setting_table import CLOSED_MONTHS, kept


def closed_months(bench: Bench, brand: str) -> frozenset[str]:
    """Return the closed months of a brand, as ``2026-10``; the setting names earlier ones."""
    before = kept(bench.stores, CLOSED_MONTHS, {}).get(brand, ())
    return bench.stores.month_closes.closed(brand) | frozenset(before)


def must_have_come(bench: Bench, day: date, field: str, first: date | None = None) -> None:
    """Refuse a day to come, and one before ``first`` or any day that the desk knows."""
    if day > bench.today:
        raise refused(INVALID, N_("{day} is still to come."), field, day=day)
    if day < (first or EARLIEST):
        first = first or EARLIEST
        raise refused(INVALID, N_("{day} lies before {first}."), field, day=day, first=first)


def must_be_open(bench: Bench, brand: str, day: date, field: str) -> None:
    """Refuse a booking day in a closed month with STATE, a day to come with INVALID."""
    if day > bench.today:
        raise refused(INVALID, N_("{day} is still to come."), field, day=day)
    month = f"{day:%Y-%m}"
    if month in closed_months(bench, brand):
        raise refused(
            STATE,
            N_(
                "The month {month} is closed. Book it with a day of an open month and name what "
                "it corrects."
            ),
            field,
            month=month,
        )
