"""The ledger of old parts: movements folded from entries, standings, stock by day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.old_part import PART_TRANSITIONS, PartState
from warrantydesk.domain.part_ledger import (
    IN_STOCK,
    Moved,
    PartEntry,
    Way,
    by_day,
    movements,
    standings,
)

NOON = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)


def told(*steps: tuple[str, str], piece: int = 1) -> list[PartEntry]:
    """Return entries of a piece, one a day, from ``(state, place)``."""
    return [
        PartEntry(piece, NOON + timedelta(days=n), "S02", PartState(state), place)
        for n, (state, place) in enumerate(steps)
    ]


def seen(entries: list[PartEntry]) -> list[tuple[Moved, Way, str, str]]:
    """Return what the ledger shows of entries."""
    return [(one.kind, one.way, one.from_place, one.to_place) for one in movements(entries)]


def test_a_piece_is_followed_from_the_workshop_to_the_maker() -> None:
    """Requests and verdicts are no movements; places are those of the shelf only."""
    entries = told(
        ("EXPECTED", ""),
        ("RECEIVED", ""),
        ("SHELVED", "R2-3"),
        ("SHELVED", "R1-1"),
        ("RETURN_DUE", "R1-1"),
        ("PACKED", "OUT"),
        ("SHIPPED", ""),
        ("OEM_RECEIVED", ""),
        ("ACCEPTED", ""),
    )
    assert seen(entries) == [
        (Moved.RECEIVED, Way.IN, "", ""),
        (Moved.SHELVED, Way.MOVED, "", "R2-3"),
        (Moved.PLACED, Way.MOVED, "R2-3", "R1-1"),
        (Moved.PACKED, Way.MOVED, "R1-1", "OUT"),
        (Moved.SHIPPED, Way.OUT, "OUT", ""),
        (Moved.ARRIVED, Way.BESIDE, "", ""),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind", "way"),
    [
        ("SHELVED", "LENT", Moved.LENT, Way.OUT),
        ("LENT", "SHELVED", Moved.BROUGHT_BACK, Way.IN),
        ("PACKED", "MISSING", Moved.MISSED, Way.OUT),
        ("MISSING", "SHELVED", Moved.FOUND, Way.IN),
        ("MISSING", "WRITTEN_OFF", Moved.WRITTEN_OFF, Way.BESIDE),
        ("SCRAP_OK", "SCRAPPED", Moved.SCRAPPED, Way.OUT),
        ("REFUSED", "SHELVED", Moved.CAME_BACK, Way.IN),
        ("EXPECTED", "NO_PART", Moved.WAIVED, Way.BESIDE),
        ("SHELVED", "VOID", Moved.VOIDED, Way.OUT),
        ("EXPECTED", "VOID", Moved.VOIDED, Way.BESIDE),
        ("VOID", "SHELVED", Moved.TAKEN_BACK, Way.IN),
        ("RECEIVED", "EXPECTED", Moved.TAKEN_BACK, Way.OUT),
        ("SHELVED", "RECEIVED", Moved.TAKEN_BACK, Way.MOVED),
        ("NO_PART", "EXPECTED", Moved.TAKEN_BACK, Way.BESIDE),
    ],
)
def test_what_a_step_is_called(before: str, after: str, kind: Moved, way: Way) -> None:
    """Each step in or out has its name, an undone one too."""
    assert [one[:2] for one in seen(told((before, "R1-1"), (after, "")))][-1] == (kind, way)


def test_a_box_is_a_place_of_its_own() -> None:
    """A piece that goes from one box into another is moved."""
    entries = [
        *told(("PACKED", "OUT")),
        PartEntry(1, NOON + timedelta(days=1), "S02", box="B0126-0001-01", shipment_id=7),
        PartEntry(1, NOON + timedelta(days=2), "S02", box="B0126-0001-02"),
    ]
    last = list(movements(entries))[-1]
    assert (last.kind, last.box, last.shipment_id) == (Moved.PLACED, "B0126-0001-02", 7)


def test_days_count_from_the_last_time_it_came_in() -> None:
    """A piece that was lent begins anew; outside it has no days here."""
    entries = told(("RECEIVED", ""), ("SHELVED", "R1-1"), ("LENT", ""), ("SHELVED", "R1-2"))
    home = standings(entries)[1]
    assert (home.place, home.came_at) == ("R1-2", NOON + timedelta(days=3))
    assert home.days(date(2026, 11, 15), UTC) == 10
    assert standings(entries[:3])[1].days(date(2026, 11, 15), UTC) == 0


def test_stock_runs_from_day_to_day() -> None:
    """Days without a movement in or out are left out."""
    days = [(date(2026, 11, 3), Way.IN), (date(2026, 11, 1), Way.OUT), (date(2026, 11, 3), Way.IN),
            (date(2026, 11, 2), Way.MOVED)]  # fmt: skip
    assert [(one.day.day, one.came, one.went, one.closing) for one in by_day(5, days)] == [
        (1, 0, 1, 4),
        (3, 2, 0, 6),
    ]


@given(st.lists(st.sampled_from(sorted(PartState)), max_size=12), st.data())
def test_every_row_of_the_ledger_adds_up(states: list[PartState], data: st.DataObject) -> None:
    """Whatever the life of a piece: what came in less what went out is what is here."""
    places = data.draw(st.lists(st.sampled_from(["", "R1-1", "OUT"]), min_size=12, max_size=12))
    entries = told(*zip(map(str, states), places, strict=False))
    ways = [one.way for one in movements(entries)]
    here = bool(states) and states[-1] in IN_STOCK
    assert ways.count(Way.IN) - ways.count(Way.OUT) == here


def test_each_allowed_step_in_or_out_has_a_name_of_its_own() -> None:
    """No row of the life of a piece is taken for an undone step."""
    for row in PART_TRANSITIONS:
        for source in row.sources:
            steps = told((str(source), "R1-1"), (str(row.to), "R1-1"))
            names = [one.kind for one in list(movements(steps))[1:]]
            assert Moved.TAKEN_BACK not in names, (source, row.action)
