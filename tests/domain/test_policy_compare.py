"""Two versions side by side, and rows that are changed by their keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.policies.changes import RowAction, RowChange, applied
from warrantydesk.domain.policies.compare import RowState, Turn, compared, counted, turn_of

ROWS = st.lists(
    st.fixed_dictionaries({"code": st.sampled_from("abcde"), "months": st.sampled_from("123")}),
    max_size=5,
    unique_by=lambda row: row["code"],
)


@pytest.mark.parametrize(
    ("column", "old", "new", "turn"),
    [
        ("months", "36", "24", Turn.STRICTER),
        ("months", "24", "36", Turn.LOOSER),
        ("km", "100000", "", Turn.LOOSER),
        ("km", "", "100000", Turn.STRICTER),
        ("days", "15", "10", Turn.STRICTER),
        ("soh_limit_percent", "75", "80", Turn.LOOSER),
        ("months", "36", "036", Turn.NONE),
        ("months", "36", "soon", Turn.NONE),
        ("list_price_fen", "100", "90", Turn.NONE),
        ("name_en", "a", "b", Turn.NONE),
    ],
)
def test_stricter_or_looser(column: str, old: str, new: str, turn: Turn) -> None:
    assert turn_of(column, old, new) is turn


@given(ROWS, ROWS)
def test_every_row_is_told_once(old: list[dict[str, str]], new: list[dict[str, str]]) -> None:
    found = compared(old, new, ("code",))
    counts = counted(found)
    assert counts[RowState.CHANGED] + counts[RowState.SAME] + counts[RowState.ADDED] == len(new)
    assert counts[RowState.CHANGED] + counts[RowState.SAME] + counts[RowState.REMOVED] == len(old)
    assert [row.new for row in found if row.new is not None] == new
    for row in found:
        assert (row.state is RowState.SAME) is (row.old == row.new)
        assert bool(row.cells) is (row.state is RowState.CHANGED)


def test_a_changed_cell_says_which_way() -> None:
    found = compared(
        [{"code": "A", "months": "36", "km": "1"}],
        [{"code": "A", "months": "24", "km": "1"}],
        ["code"],
    )
    assert [(cell.column, cell.old, cell.new, cell.turn) for cell in found[0].cells] == [
        ("months", "36", "24", Turn.STRICTER)
    ]


@given(ROWS, ROWS)
def test_the_changes_that_a_comparison_tells_make_the_new_rows(
    old: list[dict[str, str]], new: list[dict[str, str]]
) -> None:
    changes = []
    for row in compared(old, new, ("code",)):
        if row.state is RowState.REMOVED:
            changes.append(RowChange(row.key, action=RowAction.REMOVE))
        elif row.state is RowState.ADDED and row.new is not None:
            changes.append(RowChange(values=row.new, action=RowAction.ADD))
        elif row.state is RowState.CHANGED:
            changes.append(RowChange(row.key, {cell.column: cell.new for cell in row.cells}))
    made = applied(old, ("code", "months"), ("code",), changes)
    assert sorted(made, key=lambda row: row["code"]) == sorted(new, key=lambda row: row["code"])


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (RowChange(("B",), {"months": "1"}), "NOT_FOUND", "changes[0].key"),
        (RowChange(("A",), {"colour": "1"}), "INVALID", "changes[0].colour"),
        (RowChange((), {"colour": "1"}, RowAction.ADD), "INVALID", "changes[0].colour"),
    ],
)
def test_a_change_that_fits_nothing_is_refused(change: RowChange, code: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        applied([{"code": "A", "months": "1"}], ("code", "months"), ("code",), [change])
    assert refusal.value.codes == (code,)
    assert refusal.value.findings[0].field == field
