"""How reports count: which claims, in slices that can be cancelled, by month, in shares."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from warrantydesk.domain.money import yuan
from warrantydesk.domain.report import Asked, Shows
from warrantydesk.domain.report_numbers import NOTHING, bar_text
from warrantydesk.i18n import _, list_text
from warrantydesk.services.reports.report import Tick

TOTAL = "*"
"""Key of the row of sums: all claims of the report."""
BARS = 6
"""Months in a row of small bars."""
CLAIMS = "c.opened_on BETWEEN ? AND ? AND c.state <> 'VOID' AND (? = '' OR c.brand = ?)"
"""The claims of a period; ``span`` gives its values."""
REFUSED = (
    "(c.state IN ('REJECTED', 'REJECTED_FINAL', 'APPEALED')"
    " OR (c.state = 'CLOSED' AND c.approved_fen IS 0))"
)
"""Claims that the maker refused wholly."""
ANSWERED = (
    "(c.state IN ('APPROVED', 'REJECTED', 'REJECTED_FINAL', 'APPEALED')"
    " OR (c.state = 'CLOSED' AND c.approved_fen IS NOT NULL))"
)
"""Claims that the maker has decided; these columns stand in one index, ``claim_report``."""
FIRST_CAUSAL = (
    "coalesce((SELECT min(p.old_part_no) FROM part_line p"
    " WHERE p.claim_id = c.id AND p.causal = 1), '')"
)
"""The causal part of a claim, the first by its number; empty where none is causal."""
_NAMED = 3
_SLICE_MONTHS = 3
"""So short that a cancel takes effect at once, also with a million claims."""


def span(asked: Asked) -> tuple[str, str, str, str]:
    """Return the values that ``CLAIMS`` asks for."""
    return asked.first.isoformat(), asked.last.isoformat(), asked.brand, asked.brand


def slices(asked: Asked, tick: Tick, months: int = _SLICE_MONTHS) -> Iterator[Asked]:
    """Give the period in pieces of some months, oldest first, and tell ``tick`` how far it is."""
    starts = [asked.first]
    while (following := _later(starts[-1], months)) <= asked.last:
        starts.append(following)
    for number, first in enumerate(starts):
        tick(number, len(starts))
        last = starts[number + 1] - timedelta(days=1) if number + 1 < len(starts) else asked.last
        yield replace(asked, first=first, last=last)
    tick(len(starts), len(starts))


def _later(day: date, months: int) -> date:
    """Return the first day of a month some months later."""
    number = day.year * 12 + day.month - 1 + months
    return date(min(number // 12, date.max.year), number % 12 + 1, 1)


def month_names(asked: Asked, most: int = 0) -> tuple[str, ...]:
    """Return the months of the period as ``2026-01``, oldest first; at most the last ``most``."""
    first = asked.first.year * 12 + asked.first.month - 1
    last = asked.last.year * 12 + asked.last.month - 1
    if most:
        first = max(first, last - most + 1)
    return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1))


def permille(part: int, whole: int) -> int | None:
    """Return a share in permille, rounded half up; None of nothing."""
    return (2000 * part + whole) // (2 * whole) if whole else None


def tenths(amount: int, count: int) -> int | None:
    """Return an average in tenths, rounded half up; None of nothing."""
    return (20 * amount + count) // (2 * count) if count else None


def middle(values: Iterable[int]) -> int | None:
    """Return the median in tenths; None of nothing."""
    known = list(values)
    return int(median(known) * 10) if known else None


def oftenest(counts: Mapping[str, int]) -> str:
    """Return what came most often, with how often: three at most."""
    order = sorted(counts, key=lambda key: (-counts[key], key))
    named = [f"{key} {counts[key]}" for key in order[:_NAMED] if key]
    return list_text([*named, "…"] if len(order) > _NAMED else named)


def percent_text(share: int | None) -> str:
    """Write permille as percent with one decimal."""
    return NOTHING if share is None else bar_text(share, Shows.PERMILLE)


def tenths_text(value: int | None) -> str:
    """Write tenths with one decimal."""
    return NOTHING if value is None else bar_text(value, Shows.TENTHS)


def money_text(fen: int) -> str:
    """Write an amount with the sign of the yuan."""
    return f"¥{yuan(fen)}"


def counted_note() -> str:
    """Return how claims are counted in most reports."""
    return _(
        "Claims count on the day they were opened; void ones are left out. Amounts are net, in "
        "yuan."
    )


def refused_note() -> str:
    """Return what counts as refused."""
    return _("Refused share: of the claims that the maker answered, those he refused wholly.")
