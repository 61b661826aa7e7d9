"""Days of payment for many lines at once: typed, or pasted as claim number and day."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.text import code
from warrantydesk.services.bench import Bench
from warrantydesk.storage.kept_parts import UnpaidLine

Record = Callable[[int, int, date], object]
"""Enters the payment of one line of a claim: ``shelf.record_paid``."""
MOST = 5000
"""Lines that are listed at once."""
_DAY = re.compile(
    r"(?<!\d)(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"|(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)"
)
_CLAIM = re.compile(r"[A-Z0-9][A-Z0-9-]{5,}")


@dataclass(frozen=True)
class Payment:
    """A part line and the day on which the maker paid it."""

    claim_id: int
    line: int
    paid_on: date


@dataclass(frozen=True)
class PaymentReport:
    """What became of payments; each refusal with the line it belongs to."""

    done: tuple[Payment, ...]
    refused: tuple[tuple[Payment, Finding], ...] = ()


@dataclass(frozen=True)
class PastedPayments:
    """What a pasted block says: days by claim number, and the rows that could not be read."""

    days: Mapping[str, date]
    unread: tuple[str, ...]


def read_pasted(text: str) -> PastedPayments:
    """Read rows of claim number and day in any order, apart by tab, comma, semicolon or spaces."""
    days: dict[str, date] = {}
    unread: list[str] = []
    for row in text.splitlines():
        if not row.strip():
            continue
        day = _day_in(row)
        number = _CLAIM.search(code(_DAY.sub(" ", row)))
        if day is None or number is None:
            unread.append(" ".join(row.split())[:80])
        else:
            days[number.group()] = day
    return PastedPayments(days, tuple(unread))


def _day_in(row: str) -> date | None:
    found = _DAY.search(row)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def unpaid(bench: Bench) -> tuple[UnpaidLine, ...]:
    """Return the part lines of filed claims whose payment is not entered yet."""
    return tuple(bench.stores.kept_parts.unpaid_lines(MOST))


def record(
    payments: Sequence[Payment],
    enter: Record,
    step: Callable[[int, int], object] = lambda done, total: None,
) -> PaymentReport:
    """Enter payments one by one; what is refused stands in the report, the rest is entered.

    What ``step`` raises ends it after the line in hand: then the report is lost, not the entries.
    """
    done: list[Payment] = []
    against: list[tuple[Payment, Finding]] = []
    for payment in payments:
        try:
            enter(payment.claim_id, payment.line, payment.paid_on)
        except Refused as no:
            against += [(payment, found) for found in no.findings]
        else:
            done.append(payment)
        step(len(done) + len(against), len(payments))
    return PaymentReport(tuple(done), tuple(against))
