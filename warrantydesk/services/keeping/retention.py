"""How long the record of a claim is kept, and what keeps it beyond."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from warrantydesk.domain.disposal import (
    LEAST_DAYS,
    Against,
    Record,
    RecordKind,
    days_kept,
    kind_of,
)
from warrantydesk.services.bench import Bench
from warrantydesk.storage.kept_records import KeptRecord, KeptRecords

_DAY_SIGNS = 10


def due_records(bench: Bench, until_on: date, limit: int) -> list[Record]:
    """Return ended claims whose time is over by a day, oldest first, the kept ones among them."""
    opened = until_on - timedelta(days=LEAST_DAYS)
    found = KeptRecords(bench.stores.db).opened_by(opened.isoformat(), limit)
    return [one for one in _records(bench, found) if one.keep_until < until_on]


def records_of(bench: Bench, claim_ids: Iterable[int]) -> dict[int, Record]:
    """Return the records of claims by their ids, whatever their age."""
    found = KeptRecords(bench.stores.db).of(claim_ids)
    return {one.claim_id: one for one in _records(bench, found.values())}


def _records(bench: Bench, rows: Iterable[KeptRecord]) -> list[Record]:
    days: dict[tuple[str, RecordKind], int] = {}
    found = []
    for row in rows:
        kind = kind_of(row.type)
        if (row.brand, kind) not in days:
            days[row.brand, kind] = days_kept(bench.profile(row.brand), kind)
        ended = _day(bench, row.finished_at)
        found.append(
            Record(
                claim_id=row.id,
                claim_number=row.claim_number,
                brand=row.brand,
                vin=row.vin,
                state=row.state,
                kind=kind,
                finished_on=ended,
                keep_until=ended + timedelta(days=days[row.brand, kind]),
                against=tuple(one for one, flag in zip(Against, row.flags, strict=True) if flag),
                disposal_id=row.disposal_id,
            )
        )
    return found


def _day(bench: Bench, text: str) -> date:
    """Return the desk's calendar day of an instant, or a day as it is."""
    if len(text) == _DAY_SIGNS:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(bench.clock.zone).date()
