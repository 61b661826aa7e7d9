"""When claims were first filed, and what the maker said first."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from warrantydesk.domain.report import Asked
from warrantydesk.domain.settlement.month import month_of
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.spans import (
    Days,
    brands_of,
    instants,
    ticking,
    years_of,
)

_FIRST_WORD = """(SELECT a.kind || ' ' || a.received_on FROM claim_answer a
  WHERE a.claim_id = c.id ORDER BY a.id LIMIT 1)"""
_FILED = f"""
SELECT c.id, s.taken_at, {_FIRST_WORD} FROM submission s JOIN claim c ON c.id = s.claim_id
WHERE s.number = 1 AND s.taken_at >= ? AND s.taken_at < ? AND c.brand = ?
  AND c.state <> 'VOID' AND c.submitted_at IS NOT NULL"""
_WITHOUT = f"""
SELECT c.id, c.submitted_at, {_FIRST_WORD} FROM claim c
WHERE c.submitted_at >= ? AND c.submitted_at < ? AND c.brand = ? AND c.state <> 'VOID'
  AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.claim_id = c.id)"""
"""Claims of former years that were taken over without what was submitted."""


class Outcome(StrEnum):
    """What the maker said to the first filing of a claim."""

    PASSED = "passed"
    RETURNED = "returned"
    REFUSED = "refused"
    WAITING = "waiting"


_OUTCOMES = {
    "approval": Outcome.PASSED,
    "return": Outcome.RETURNED,
    "rejection": Outcome.REFUSED,
    "decision": Outcome.PASSED,
    "": Outcome.WAITING,
}


class FirstAnswer(NamedTuple):
    """A claim with the day of its first filing, and the days until it was answered."""

    claim_id: int
    filed_on: date
    outcome: Outcome
    days: int | None
    """None while there is no answer."""

    @property
    def month(self) -> str:
        """The month of its first filing."""
        return month_of(self.filed_on)


def first_answers(sources: ReportSources, asked: Asked, tick: Tick) -> list[FirstAnswer]:
    """Return the claims that were first filed in the period, read year by year."""
    found = []
    day_of = Days(sources)
    for year in ticking(years_of(asked), tick):
        span = instants(sources, year.first, year.last)
        rows = [
            row
            for brand in brands_of(sources, asked)
            for sql in (_FILED, _WITHOUT)
            for row in sources.query(sql, (*span, brand))
        ]
        for claim_id, filed_at, said in rows:
            kind, _space, on = (said or "").partition(" ")
            filed = day_of(filed_at)
            days = max((date.fromisoformat(on) - filed).days, 0) if on else None
            found.append(FirstAnswer(claim_id, filed, _OUTCOMES[kind], days))
    return found


def passed_share(answers: Iterable[FirstAnswer]) -> tuple[int, int]:
    """Return how many passed at the first filing, and how many were answered."""
    told = [one.outcome for one in answers if one.outcome is not Outcome.WAITING]
    return told.count(Outcome.PASSED), len(told)


def days_of(answers: Iterable[FirstAnswer]) -> list[int]:
    """Return the days until the first answer, in order."""
    return sorted(one.days for one in answers if one.days is not None)


def ninth_tenth(days: Sequence[int]) -> int | None:
    """Return within how many days nine of ten were answered (nearest rank), in tenths."""
    return days[-(-9 * len(days) // 10) - 1] * 10 if days else None
