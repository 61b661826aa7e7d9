"""The counters of Article 24: repair days, replacements, lights."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from warrantydesk.domain.coverage.answer import Counters, Light, Lights
from warrantydesk.domain.coverage.facts import CoverageFacts, RepairTime, Replaced
from warrantydesk.domain.coverage.law import Law, RuleSet

_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
_CHINA = timezone(timedelta(hours=8))
"""The law's calendar days are China's."""


def milliseconds_of(repair: RepairTime) -> int:
    """Return how long a repair took, in ms; 0 where its end is not known."""
    if repair.hours is not None:
        return int(repair.hours * _HOUR_MS)
    if repair.started_at is None or repair.ended_at is None:
        return 0
    return (repair.ended_at - repair.started_at) // timedelta(milliseconds=1)


def whole_days(milliseconds: int) -> int:
    """Return days: each full 24 hours is one, the remainder is one (Order 43 Art. 40)."""
    return -(-max(milliseconds, 0) // _DAY_MS)


def repair_days(visits: tuple[RepairTime, ...], law: Law) -> int:
    """Return the days of all visits that count towards Article 24(1)(4).

    Excluded time (Art. 24 ¶3) goes off each visit before it is rounded up, or after it, as the
    open point ``excluded_hours`` says.
    """
    kept = _same_days_joined(visits) if law.points.same_day_orders == "one_visit" else visits
    before = law.points.excluded_hours == "subtract_hours"
    return sum(_days_of(visit, before) for visit in kept)


def _days_of(visit: RepairTime, before: bool) -> int:
    excluded = int(visit.excluded_hours * _HOUR_MS) + visit.excluded_minutes * 60_000
    if before:
        return whole_days(milliseconds_of(visit) - excluded)
    return max(whole_days(milliseconds_of(visit)) - whole_days(excluded), 0)


def _same_days_joined(visits: tuple[RepairTime, ...]) -> tuple[RepairTime, ...]:
    """Return the visits with those that began on one day joined to one."""
    joined: dict[date, RepairTime] = {}
    others = []
    for visit in visits:
        if visit.started_at is None:
            others.append(visit)
            continue
        day = visit.started_at.astimezone(_CHINA).date()
        old = joined.get(day, RepairTime(hours=Decimal(0)))
        joined[day] = replace(
            old,
            hours=(old.hours or 0) + Decimal(milliseconds_of(visit)) / _HOUR_MS,
            excluded_hours=old.excluded_hours + visit.excluded_hours,
            excluded_minutes=old.excluded_minutes + visit.excluded_minutes,
        )
    return (*others, *joined.values())


def begun_by(visits: tuple[RepairTime, ...], ends_on: date) -> tuple[RepairTime, ...]:
    """Return the visits that began by the end of a period, and those without instants."""
    end = _midnight_after(ends_on)
    return tuple(
        v for v in visits if v.hours is not None or v.started_at is None or v.started_at < end
    )


def cut_at(visits: tuple[RepairTime, ...], ends_on: date) -> tuple[RepairTime, ...]:
    """Return the visits with what lies beyond the end of a period cut off."""
    end = _midnight_after(ends_on)
    return tuple(
        replace(visit, ended_at=end)
        if visit.hours is None and visit.ended_at is not None and visit.ended_at > end
        else visit
        for visit in visits
    )


def _midnight_after(day: date) -> datetime:
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), _CHINA).astimezone(UTC)


def worst_replacements(facts: CoverageFacts, order: RuleSet) -> tuple[int, int]:
    """Return how often the worst assembly and the worst main part were replaced.

    A main part that came with its assembly is not counted again (Art. 24 ¶2).
    """
    if not facts.replacements:
        return facts.assembly_replacements, facts.part_replacements
    assemblies: Counter[str] = Counter()
    parts: Counter[tuple[str, str]] = Counter()
    for one in facts.replacements:
        if one.kind is Replaced.ASSEMBLY:
            if order.has("assembly_groups", one.group):
                assemblies[one.group] += 1
        elif not one.with_assembly and order.has("part_groups", one.group):
            parts[one.group, one.part] += 1
    return max(assemblies.values(), default=0), max(parts.values(), default=0)


def counters_of(facts: CoverageFacts, order: RuleSet, days: int) -> Counters:
    """Return all counters with the limits of an order."""
    assemblies, parts = worst_replacements(facts, order)
    return Counters(
        (days, order.number("repair_days")),
        (facts.same_problem_repairs, order.number("same_problem_repairs")),
        (facts.serious_repairs_done, order.number("serious_repairs")),
        (assemblies, order.number("assembly_replacements")),
        (parts, order.number("part_replacements")),
    )


def lights_of(counters: Counters, order: RuleSet) -> Lights:
    """Return the lights: amber one step before the trigger, red once it is reached."""
    days, days_limit = counters.days
    same, same_limit = counters.same
    return Lights(
        _light(days, order.number("repair_days_amber"), days_limit + 1),
        _light(same, same_limit, same_limit + 1),
        *(
            _light(count, limit - 1, limit)
            for count, limit in (counters.serious, counters.assembly, counters.part)
        ),
    )


def _light(count: int, amber: int, red: int) -> Light:
    if count >= red:
        return Light.RED
    return Light.AMBER if count >= amber else Light.GREEN
