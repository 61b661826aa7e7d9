"""Whatever a statement says: one join or line by line, in any order, the result is the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import OTHER_VIN, VIN
from fakes import FixedClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from matching_stage import DAY, a_line, filed, stated

from warrantydesk.domain.settlement.statement import LineState, Statement, StatementLine
from warrantydesk.services.desk import Desk
from warrantydesk.storage.statement_match import StatementMatch

NUMBERS = (
    *("QC-2026-00001", "qc202600002", "QC 2026 00003", "00004711", "4711.0"),
    *("C0126-000005", "C0126000005", "QC-TWICE", "QC-NOBODY", "", "QC-2026-00001、QC-2026-00002"),
)
FENS = (100_000, 99_950, 50_000, 150_000, -20_000, 0)


@pytest.fixture(scope="module")
def shop(staffed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a desk with claims that are easily taken for each other."""
    import shutil

    folder = tmp_path_factory.mktemp("matching") / "desk"
    shutil.copytree(staffed_folder, folder)
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        filed(desk, 1), filed(desk, 2, 50_000), filed(desk, 3, vin=OTHER_VIN)
        filed(desk, 4, maker="0000-4711", settled=40_000), filed(desk, 5, maker="")
        filed(desk, 6, maker="QC-TWICE"), filed(desk, 7, maker="QC.TWICE")
        filed(desk, 8, 50_000, maker="", vin=OTHER_VIN), filed(desk, 9, brand="XX")
        yield desk


lines = some.builds(
    a_line,
    maker_number=some.sampled_from(NUMBERS),
    claim_number=some.sampled_from(("", "", "", "C0126-000003", "QC-2026-00002")),
    vin=some.sampled_from(("", VIN, OTHER_VIN, OTHER_VIN[-8:])),
    dated_on=some.just(DAY),
    text=some.sampled_from(("", "材料费")),
    amount_fen=some.sampled_from(FENS),
)
Written = list[tuple[Any, ...]]


def result(desk: Desk, statement: Statement) -> Written:
    """Return what became of the lines, as a list without their places."""
    desk.statements.match(statement.id)
    found = desk.statements.lines(statement.id)
    return sorted((_told(one) for one in found), key=repr)


def _told(one: StatementLine) -> tuple[Any, ...]:
    read = (one.maker_number, one.claim_number, one.vin, one.text, one.amount_fen)
    return (*read, one.state, one.claim_id, one.how, one.expected_fen, one.candidates)


def _sums(told: Written) -> Written:
    """Return lines by what they pay for what; which of two repeats is one its place tells."""
    return sorted(((*one[3:7], *one[8:]) for one in told), key=repr)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(of_lines=some.lists(lines, min_size=1, max_size=6))
def test_every_way_comes_to_the_same(
    shop: Desk, monkeypatch: pytest.MonkeyPatch, of_lines: list[StatementLine]
) -> None:
    statement = stated(shop, *of_lines)
    joined = result(shop, statement)
    assert _sums(result(shop, stated(shop, *reversed(of_lines)))) == _sums(joined)
    with monkeypatch.context() as patch:
        patch.setattr(StatementMatch, "simple", lambda *_given: [])
        assert result(shop, stated(shop, *of_lines)) == joined
    again = shop.statements.match(statement.id)
    assert again.changed == 0
    made = shop.statements.lines(statement.id)
    paid = [one for one in made if one.state is not LineState.SPLIT]
    assert sum(one.amount_fen or 0 for one in paid) == sum(one.amount_fen or 0 for one in of_lines)
    assert LineState.NEW not in {one.state for one in made}
    for one in made:
        fits = one.state in (LineState.AMBIGUOUS, LineState.UNKNOWN_CLAIM, LineState.SPLIT)
        assert (one.claim_id is None) is fits
    shop.statements.undo_match(statement.id)
    left = shop.statements.lines(statement.id)
    assert {one.state for one in left} == {LineState.NEW}
    assert len(left) == len(of_lines)
