"""Abnormal cost and repeat patterns: found in the claims of a span, reported to the manager."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.abnormal import (
    AbnormalCost,
    Pattern,
    dear_groups,
    hour_groups,
)
from warrantydesk.domain.settlement.receivable import NoteReason
from warrantydesk.i18n import N_, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.settlement.receivable_days import instant
from warrantydesk.storage.spent import CarVisit, Span

LIMIT, REPEAT = "abnormal_claim", "repeat_days"
MOST = 200
"""Claims that are listed behind one thing."""
SAME_CAR_VISITS = 3
"""Visits within the repeat window from which a car strikes whatever was done."""


@dataclass(frozen=True)
class AbnormalAsked:
    """What is looked at: a brand's claims filed from one day to another."""

    brand: str
    first: date
    last: date
    factor: int


def abnormal(bench: Bench, asked: AbnormalAsked) -> tuple[AbnormalCost, ...]:
    """Return what strikes, by kind and the most money first, with who reported it and when."""
    end = instant(bench, asked.last + timedelta(days=1))
    span = (asked.brand, instant(bench, asked.first), end)
    found = [
        *_dear(bench, asked.brand, span),
        *_again(bench, asked, span),
        *_above_peers(bench, asked, span),
    ]
    return tuple(_reported(bench, found))


def _dear(bench: Bench, brand: str, span: Span) -> Iterator[AbnormalCost]:
    limit = bench.profile(brand).rate_fen(LIMIT)
    if limit is None:
        return
    for one in bench.stores.spent.dear(span, limit, MOST):
        yield AbnormalCost(
            Pattern.DEAR_CLAIM,
            one.number,
            one.plate,
            one.amount_fen,
            N_("¥{amount}; from ¥{limit} on a claim is looked at"),
            {"amount": yuan(one.amount_fen), "limit": yuan(limit)},
            (one.id,),
            (one.number,),
        )


def _again(bench: Bench, asked: AbnormalAsked, span: Span) -> list[AbnormalCost]:
    window = timedelta(days=bench.profile(asked.brand).rate_fen(REPEAT) or 0)
    if not window:
        return []
    since = instant(bench, asked.first - window)
    found: list[AbnormalCost] = []
    rows = bench.stores.spent.again(span, since)
    for vin, several in groupby(rows, key=lambda row: row.vin):
        claims = list(several)
        parts = {row.part_no for row in claims if row.part_no}
        same = [
            run
            for part in sorted(parts)
            for run in _runs([row for row in claims if row.part_no == part], window, 2)
        ]
        for run in same:
            name = run[0].part_name or run[0].part_no
            reason = N_("{part}: {n} visits within {days} days")
            found.append(_car(Pattern.SAME_PART, vin, run, reason, part=name, days=window.days))
        for run in _runs(claims, window, SAME_CAR_VISITS) if not same else ():
            reason = N_("{n} visits within {days} days")
            found.append(_car(Pattern.SAME_CAR, vin, run, reason, days=window.days))
    return sorted(found, key=lambda one: (str(one.pattern), -one.amount_fen))


def _runs(claims: list[CarVisit], window: timedelta, least: int) -> list[list[CarVisit]]:
    """Return claims, each within the window of the one before, that are of enough visits."""
    runs: list[list[CarVisit]] = []
    for row in claims:
        if runs and _day(row) - _day(runs[-1][-1]) <= window:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [run for run in runs if len({row.visit_id for row in run}) >= least]


def _day(row: CarVisit) -> date:
    return date.fromisoformat(row.day)


def _car(
    pattern: Pattern, vin: str, run: list[CarVisit], reason: str, **values: object
) -> AbnormalCost:
    return AbnormalCost(
        pattern,
        vin,
        run[-1].plate,
        sum(row.amount_fen for row in run),
        reason,
        {"n": len({row.visit_id for row in run}), **values},
        tuple(row.id for row in run),
        tuple(row.number for row in run),
    )


def _above_peers(bench: Bench, asked: AbnormalAsked, span: Span) -> list[AbnormalCost]:
    store, profile = bench.stores.spent, bench.profile(asked.brand)
    found = []
    for by in (Pattern.TECHNICIAN, Pattern.PART, Pattern.MODEL):
        found += dear_groups(by, store.groups(span, by), asked.factor)
    found += hour_groups(store.hours(span), asked.factor)
    named = []
    for one in found:
        name = one.name
        if one.pattern in (Pattern.TECHNICIAN, Pattern.EXTRA_HOURS):
            name = name_of(bench, one.subject)
        elif one.pattern is Pattern.MODEL:
            model = profile.models.get(one.subject)
            name = pick(model.name_zh, model.name_en) if model else one.subject
        behind = store.behind(span, one.pattern, one.subject, MOST)
        named.append(
            replace(
                one,
                name=name,
                claim_ids=tuple(number for number, _name in behind),
                numbers=tuple(number for _id, number in behind),
            )
        )
    return named


def _reported(bench: Bench, found: list[AbnormalCost]) -> Iterator[AbnormalCost]:
    """Yield what strikes with who reported all of its claims last, and on which day."""
    wanted = {number for one in found for number in one.claim_ids}
    notes = {
        one.claim_id: one
        for one in bench.stores.receivable_notes.several(wanted, "claim_id")
        if one.reason_code == NoteReason.REPORTED and not one.void_reason
    }
    for one in found:
        newest = [notes[number] for number in one.claim_ids if number in notes]
        if newest and len(newest) == len(one.claim_ids):
            last = max(newest, key=lambda note: note.id)
            at = last.written_at or bench.now
            day = at.astimezone(bench.clock.zone).date()
            yield replace(one, reported_by=last.written_by, reported_on=day.isoformat())
        else:
            yield one
