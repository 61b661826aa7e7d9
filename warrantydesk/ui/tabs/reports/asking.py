"""What is asked of a report, and how the window remembers it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from warrantydesk.domain.dates import day_of
from warrantydesk.domain.report_period import Period, period_days
from warrantydesk.services.reports import Report
from warrantydesk.ui.kit.memory import Memory

_SPANS = {1: Period.MONTH, 3: Period.QUARTER, 6: Period.HALF_YEAR, 12: Period.TWELVE_MONTHS}


@dataclass(frozen=True)
class Wish:
    """Period, its days, brand and choices."""

    period: Period
    first: date
    last: date
    brand: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


class Wishes:
    """What was last asked of each report, and which report was in front."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def last_code(self) -> str:
        """Return the code of the report that was in front, empty where there is none."""
        return str(self._memory.value("reports/last", "") or "")

    def keep_code(self, code: str) -> None:
        """Remember the report in front."""
        self._memory.setValue("reports/last", code)

    def keep(self, code: str, wish: Wish) -> None:
        """Remember what is asked of a report."""
        kept = {
            "period": wish.period,
            "first": wish.first.isoformat(),
            "last": wish.last.isoformat(),
            "brand": wish.brand,
            "choices": dict(wish.choices),
        }
        self._memory.setValue(f"reports/{code}", json.dumps(kept))

    def of(self, report: Report, today: date, earliest: date) -> Wish:
        """Return what was last asked of a report; days that are told by today are of today."""
        kept = self._read(report.code)
        period = _period(kept.get("period")) or span_of(report)
        first, last = period_days(period, today, earliest)
        if period is Period.OWN:
            first, last = _day(kept.get("first")) or first, _day(kept.get("last")) or last
        known = {one.key: {value for value, _words in one.values} for one in report.choices}
        asked = kept.get("choices")
        choices = {
            key: value
            for key, value in (asked.items() if isinstance(asked, dict) else ())
            if value in known.get(key, ())
        }
        return Wish(period, first, last, str(kept.get("brand") or ""), choices)

    def _read(self, code: str) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._memory.value(f"reports/{code}", "") or "{}"))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}


def span_of(report: Report) -> Period:
    """Return the period that a report opens with."""
    return _SPANS.get(report.months, Period.HALF_YEAR)


def _period(kept: Any) -> Period | None:
    return Period(kept) if kept in list(Period) else None


def _day(kept: Any) -> date | None:
    try:
        return day_of(kept)
    except (TypeError, ValueError):
        return None
