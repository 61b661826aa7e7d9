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
# CROSS JOIN keeps the submissions outside: their index knows the days.
_FILED = f"""
SELECT c.id, s.taken_at, {_FIRST_WORD} FROM submission s CROSS JOIN claim c ON c.id = s.claim_id
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
    month: str
    """The month of its first filing."""
    outcome: Outcome
    days: int | None
    """None while there is no answer."""


def first_answers(sources: ReportSources, asked: Asked, tick: Tick) -> list[FirstAnswer]:
    """Return the claims that were first filed in the period, read year by year."""
    found = []
    day_of, months = Days(sources), _Months()
    said_on: dict[str, tuple[Outcome, date | None]] = {}
    for year in ticking(years_of(asked), tick):
        span = instants(sources, year.first, year.last)
        rows = [
            row
            for brand in brands_of(sources, asked)
            for sql in (_FILED, _WITHOUT)
            for row in sources.query(sql, (*span, brand))
        ]
        for claim_id, filed_at, said in rows:
            if said not in said_on:
                said_on[said] = _read(said or "")
            filed, (outcome, on) = day_of(filed_at), said_on[said]
            days = max((on - filed).days, 0) if on else None
            found.append(FirstAnswer(claim_id, months[filed], outcome, days))
    return found


class _Months(dict[date, str]):
    """The month of each day, worked out once: a million claims have a few thousand days."""

    def __missing__(self, day: date) -> str:
        return self.setdefault(day, month_of(day))


def _read(said: str) -> tuple[Outcome, date | None]:
    """Return what a first answer says, and on which day."""
    kind, _space, on = said.partition(" ")
    return _OUTCOMES[kind], date.fromisoformat(on) if on else None


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
