"""Every field of every object lies in its table and comes back; the forgotten one is named."""

import sqlite3
import types
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import count
from typing import Any, Union, get_args, get_origin

import pytest
from builders import a_claim
from locks import past_locks

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.codec import hints
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.services.desk import Desk
from warrantydesk.storage.migrations import MIGRATIONS
from warrantydesk.storage.store import Store
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.tables import TABLES

NAMES = {
    *("desk_events", "person_pins", "taken_over"),
    *("sites", "people", "print_jobs", "customers", "vehicles", "ownerships", "plates"),
    *("odometers", "visits", "signatures", "claims", "submissions", "inspections", "answers"),
    *("inspection_signatures", "parts", "places", "attachments", "ticks"),
    *("table_versions", "policy_readings", "import_batches", "column_maps", "campaign_vehicles"),
    *("repairs_elsewhere", "problems", "problem_links", "safety_flags", "excluded_times"),
    *("loaners", "demands", "vehicle_terms", "claim_coverages", "decisions"),
    *("print_batches", "shipments", "boxes", "shipment_lines", "return_requests"),
    *("stock_takes", "stock_take_scans", "scrap_batches"),
    *("claim_answers", "answer_lines", "charge_backs", "appeals", "authorisations"),
    *("escalations", "overrides", "work_times", "store_requests", "tows", "contact_notes"),
    *("complaints", "follow_ups", "appointments", "snoozes", "hand_overs", "day_closes"),
    *("portal_ticks", "statements", "statement_lines", "deductions", "invoices", "receipts"),
    *("receipt_shares", "write_offs", "receivable_notes", "accounts", "month_closes"),
    *("redactions", "disposals", "disposal_lines", "quality_reports", "saved_searches"),
}
FROZEN = {
    "desk_events",
    *("inspection_signatures", "decisions", "scrap_batches"),
    *("claim_answers", "answer_lines", "day_closes"),
    *("receipts", "receipt_shares", "month_closes", "redactions"),
}
"""What is written down once and never changed."""
GIVEN_BY_THE_STORE = {"id", "version"}


def stores_of(stores: Stores) -> dict[str, Store[Any]]:
    return {name: store for name, store in vars(stores).items() if isinstance(store, Store)}


def filled(kind: Any, numbers: Iterator[int]) -> Any:
    """Return an object in which no two fields of a type are equal and none is its default."""
    return kind(**{name: _value(hint, numbers) for name, hint in hints(kind).items()})


def _value(hint: Any, numbers: Iterator[int]) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], numbers) for _ in range(2))
    if is_dataclass(hint):
        return filled(hint, numbers)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)[-1]
    n = next(numbers)
    plain = {
        str: f"text {n}",
        int: n,
        bool: True,
        Decimal: Decimal(n) / 10,
        date: date(2026, 1, 1) + timedelta(days=n),
        datetime: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n),
    }
    return plain[hint]


def differing(told: Any, back: Any) -> list[str]:
    """Return the paths of the fields that did not come back."""
    paths = []
    for field in fields(told):
        if field.name in GIVEN_BY_THE_STORE:
            continue
        one, two = getattr(told, field.name), getattr(back, field.name)
        if is_dataclass(one):
            paths += [f"{field.name}.{path}" for path in differing(one, two)]
        elif one != two:
            paths.append(field.name)
    return paths


def test_no_store_is_forgotten(desk: Desk) -> None:
    assert set(stores_of(desk.stores)) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES - {"claims"}))
def test_added(desk: Desk, name: str) -> None:
    store = stores_of(desk.stores)[name]
    value = filled(store.KIND, count(1))
    with desk.bench.change("test"):
        back = store.add(value)
    assert differing(value, back) == []
    assert differing(value, store.get(back.id)) == []
    assert back.version == 1


@pytest.mark.parametrize("name", sorted(NAMES - {"claims"}))
def test_changed(desk: Desk, name: str) -> None:
    store = stores_of(desk.stores)[name]
    with desk.bench.change("test"):
        begun = filled(store.KIND, count(1))
        if name == "shipments":  # what has left is frozen
            begun = replace(begun, state=ShipmentState.PACKING)
        old = store.add(begun)
    changed = replace(filled(store.KIND, count(101)), id=old.id, version=old.version)
    if name == "submissions":  # frozen but for the form that is drawn once
        changed = replace(old, form_sha256="new")
    if name in FROZEN:
        return
    with past_locks(desk, store.table.name):
        back = store.save(changed)
    assert differing(changed, back) == []
    assert back.version == 2
    assert desk.stores.journal.folded(store.table.name, old.id) == store.table.seen(
        store.table.raw(old.id)
    )


def a_full_claim(desk: Desk, numbers: Iterator[int]) -> Claim:
    claim: Claim = filled(Claim, numbers)
    visit = desk.stores.visits.add(claim.visit)
    return replace(claim, visit=visit, claim_number="C0126-000001", edit_open=False)


def test_a_claim_with_visit_and_lines(desk: Desk) -> None:
    with desk.bench.change("test"):
        claim = a_full_claim(desk, count(1))
        back = desk.stores.claims.add(claim)
    assert differing(claim, back) == []
    assert len(back.part_lines) == len(back.labour_lines) == len(back.other_lines) == 2


@pytest.mark.parametrize("quiet", [False, True])
def test_a_claim_changed_in_every_field(desk: Desk, quiet: bool) -> None:
    from warrantydesk.domain.claim import State

    with desk.bench.change("test"):
        old = replace(a_full_claim(desk, count(1)), state=State.DRAFT)
        old = desk.stores.claims.add(old)
    other: Claim = filled(Claim, count(301))
    visit = replace(other.visit, id=old.visit.id, version=old.visit.version, edit_open=quiet)
    new = replace(
        other, id=old.id, version=old.version, visit=visit, edit_open=quiet, state=State.DRAFT
    )
    with past_locks(desk, "claim"):
        back = desk.stores.claims.save(new, quiet=quiet)
    assert differing(new, back) == []


def test_lines_are_added_changed_and_taken_out(desk: Desk) -> None:
    from builders import a_part_line

    with desk.bench.change("test"):
        visit = desk.stores.visits.add(a_claim().visit)
        claim = desk.stores.claims.add(a_claim(visit=visit))
        for quantities in ((1, 2, 3), (5,), (), (7, 8)):
            lines = tuple(a_part_line(quantity=q) for q in quantities)
            claim = desk.stores.claims.save(replace(claim, part_lines=lines))
            assert [line.quantity for line in claim.part_lines] == list(quantities)
    table = desk.stores.claims.lines[0].table
    for row in desk.stores.claims.lines[0].rows(claim.id):
        assert desk.stores.journal.folded("part_line", row["id"]) == table.seen(row)


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row._meta.table_name)
def test_tables_are_as_the_migrations_make_them(row: Any) -> None:
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in MIGRATIONS:
            for statement in step:
                fresh.execute(statement)
        made = fresh.execute(f"PRAGMA table_info({row._meta.table_name})").fetchall()
    kinds = {"AutoField": "INTEGER", "IntegerField": "INTEGER", "TextField": "TEXT"}
    seen = [
        (name, kinds[type(field).__name__], bool(field.null))
        for name, field in row._meta.fields.items()
    ]
    assert [(name, kind, not must) for _n, name, kind, must, _default, _key in made] == seen


def test_every_table_but_the_index_is_known() -> None:
    with closing(sqlite3.connect(":memory:")) as fresh:
        for step in MIGRATIONS:
            for statement in step:
                fresh.execute(statement)
        made = {
            name
            for (name,) in fresh.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("search_", "sqlite_")) and name != "search"
        }
    assert made | {"search_text"} == {row._meta.table_name for row in TABLES}


def test_every_table_of_the_trade_is_journaled(desk: Desk) -> None:
    beside = {"journal", "checkpoint", "number_series", "search_text"}
    journaled = {table.name for table in desk.stores.tables}
    assert journaled == {row._meta.table_name for row in TABLES} - beside


def test_what_is_not_there_is_refused(desk: Desk) -> None:
    for store in stores_of(desk.stores).values():
        with pytest.raises(Refused) as refusal:
            store.get(999_999)
        assert refusal.value.codes == ("NOT_FOUND",)


def test_a_version_that_was_overtaken_is_refused(desk: Desk) -> None:
    with desk.bench.change("test"):
        stale = desk.stores.customers.add(filled(desk.stores.customers.KIND, count(1)))
        desk.stores.customers.save(replace(stale, name="first"))
    with pytest.raises(Refused) as refusal, desk.bench.change("test"):
        desk.stores.customers.save(replace(stale, name="second"))
    assert refusal.value.codes == ("VERSION",)
    assert desk.stores.customers.get(stale.id).name == "first"
