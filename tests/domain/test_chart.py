"""Charts laid out: scales, bars, lines, labels, whatever the values and the room."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_tables import a_chart

from warrantydesk.domain.chart import Area, Ink, Picture, laid_out
from warrantydesk.domain.chart.scale import ticks
from warrantydesk.domain.chart.wrapping import wrapped
from warrantydesk.domain.report import ChartKind, ReportChart, ReportPoint, Shows

ROOM = Area(10, 20, 800, 260)
LETTER = 6.0


class Letters:
    """Letters that are all alike, Chinese ones twice as wide."""

    line = 14.0

    def width(self, text: str, bold: bool = False) -> float:
        return sum(2 * LETTER if ord(sign) > 0x2E80 else LETTER for sign in text)


def laid(chart: ReportChart, room: Area = ROOM) -> Picture:
    return laid_out(chart, room, Letters())


def of_values(kind: ChartKind, *values: int, shows: Shows = Shows.COUNT) -> ReportChart:
    points = tuple(ReportPoint(f"k{n}", f"L{n}", (value,)) for n, value in enumerate(values))
    return ReportChart(kind, "f", points=points, shows=shows)


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**12), st.sampled_from(list(Shows)))
def test_ticks_hold_every_value_evenly(low: int, span: int, shows: Shows) -> None:
    found = ticks(low, low + span, shows)
    assert found[0] <= low
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) == 1
    assert min(steps) > 0
    assert 2 <= len(found) <= 8
    if shows is not Shows.PERMILLE:
        assert found[-1] >= low + span


def test_shares_end_at_a_hundred_percent() -> None:
    assert ticks(0, 960, Shows.PERMILLE)[-1] == 1000
    assert ticks(0, 1400, Shows.PERMILLE)[-1] >= 1400


def test_bars_are_as_high_as_their_values() -> None:
    found = laid(of_values(ChartKind.BARS, 10, 20, 5))
    heights = [bar.area.height for bar in found.bars]
    assert heights[1] == pytest.approx(2 * heights[0])
    assert heights[0] == pytest.approx(2 * heights[2])
    assert len({round(bar.area.bottom, 6) for bar in found.bars}) == 1


def test_what_is_owed_hangs_below_the_line() -> None:
    found = laid(of_values(ChartKind.BARS, 300, -300, shows=Shows.MONEY))
    up, down = found.bars
    assert up.area.bottom == pytest.approx(down.area.top)
    words = {text.text: text.area for text in found.texts}
    assert words["3"].bottom <= up.area.top
    assert words["−3"].top >= down.area.bottom


def pareto(**changes: int) -> ReportChart:
    """Return three bars of which the first two matter."""
    points = tuple(replace(one, matters=True) for one in a_chart(count=3).points[:2])
    return replace(a_chart(count=3), points=(*points, a_chart(count=3).points[2]), **changes)


def shares_of(found: Picture) -> list[str]:
    return [text.text for text in found.texts if text.ink is Ink.LINE]


def test_the_few_that_matter_have_their_own_ink_and_their_share() -> None:
    found = laid(pareto())
    assert [bar.ink for bar in found.bars] == [Ink.MATTERS, Ink.MATTERS, Ink.BAR]
    assert shares_of(found) == ["83 %"]
    heights = [y for _x, y in found.lines[0].points]
    assert heights == sorted(heights, reverse=True)


def test_shares_are_of_the_whole_where_not_all_is_drawn() -> None:
    assert shares_of(laid(pareto(whole=70000))) == ["71 %"]


def test_a_share_is_not_written_into_a_bar() -> None:
    assert shares_of(laid(pareto(whole=120000))) == []


def test_a_pareto_of_nothing_has_no_line() -> None:
    assert not laid(of_values(ChartKind.PARETO, 0, 0)).lines


def test_a_target_is_a_dashed_line_with_its_value() -> None:
    chart = replace(of_values(ChartKind.LINE, 850, 910, shows=Shows.PERMILLE), target=900)
    found = laid(chart)
    dashed = [line for line in found.lines if line.dashed]
    assert len(dashed) == 1
    (_left, above), (_right, same) = dashed[0].points
    assert above == same
    assert "90.0 %" in [text.text for text in found.texts]


def test_a_line_of_close_values_begins_near_them() -> None:
    found = laid(of_values(ChartKind.LINE, 880, 910, 905, shows=Shows.PERMILLE))
    assert "0 %" not in [text.text for text in found.texts]
    low, high, _last = (y for _x, y in found.lines[0].points)
    assert low - high > ROOM.height / 3


def test_parts_stand_on_each_other() -> None:
    points = (ReportPoint("a", "A", (3, 2, 1)), ReportPoint("b", "B", (0, 4, 0)))
    found = laid(ReportChart(ChartKind.STACK, "f", ("x", "y", "z"), points))
    keys, bars = found.bars[:3], found.bars[3:]
    assert {bar.ink for bar in keys} == {Ink.PART_1, Ink.PART_2, Ink.PART_3}
    first, second, third, alone = bars
    assert first.area.top == pytest.approx(second.area.bottom)
    assert second.area.top == pytest.approx(third.area.bottom)
    assert alone.ink is Ink.PART_2
    assert {"6", "4"} <= {text.text for text in found.texts}


def test_more_bars_than_fit_are_added_up_in_the_last() -> None:
    found = laid(of_values(ChartKind.BARS, *([2] * 60)))
    assert 8 < len(found.slots) < 60
    last = found.slots[-1]
    assert (last.key, last.point) == ("", -1)
    others = 60 - len(found.slots) + 1
    words = [text.text for text in found.texts]
    assert f"{others} others" in " ".join(words)
    assert str(2 * others) in words


def test_shares_are_never_added_up() -> None:
    found = laid(of_values(ChartKind.BARS, *([500] * 60), shows=Shows.PERMILLE))
    assert found.slots[-1].key
    assert max(bar.area.height for bar in found.bars) == min(b.area.height for b in found.bars)


def test_every_month_has_its_point_and_labels_never_meet() -> None:
    points = tuple(
        ReportPoint(f"{n}", f"{2020 + n // 12}-{n % 12 + 1:02}", (n,)) for n in range(60)
    )
    found = laid(ReportChart(ChartKind.LINE, "f", points=points))
    assert len(found.slots) == 60
    below = sorted(text.area for text in found.texts if text.text[:2] == "20" and "-" in text.text)
    assert below[-1].right <= ROOM.right
    assert all(one.right <= two.left for one, two in pairwise(below))


def test_years_are_never_added_up() -> None:
    points = tuple(ReportPoint(f"{n}", f"{1990 + n}", (n,)) for n in range(30))
    found = laid(ReportChart(ChartKind.BARS, "f", points=points))
    assert [slot.key for slot in found.slots] == [point.key for point in points]


def test_crowded_points_have_no_dots_but_the_last() -> None:
    few, many = (laid(of_values(ChartKind.LINE, *range(count))) for count in (12, 240))
    assert (len(few.dots), len(many.dots)) == (12, 1)


def test_of_bars_beside_each_other_all_have_their_value_or_none() -> None:
    def told(*values: int) -> set[str]:
        points = tuple(ReportPoint(f"k{n}", f"L{n}", (n + 3, *values)) for n in range(12))
        found = laid(ReportChart(ChartKind.BARS, "f", ("a", "b"), points))
        return {text.text for text in found.texts if text.over}

    assert told(7) >= {"3", "14", "7"}
    assert told(70_370_000) == set()


def test_an_empty_chart_and_a_room_too_small_are_empty() -> None:
    assert laid(ReportChart(ChartKind.BARS, "f")) == Picture()
    assert laid(of_values(ChartKind.BARS, 1), Area(0, 0, 300, 20)) == Picture()


@given(
    st.sampled_from(list(ChartKind)),
    st.sampled_from([Shows.COUNT, Shows.MONEY, Shows.PERMILLE, Shows.TENTHS]),
    st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=40),
    st.floats(120, 1600),
)
def test_nothing_leaves_the_room(
    kind: ChartKind, shows: Shows, values: list[int], width: float
) -> None:
    room = Area(0, 0, width, 240)
    found = laid(of_values(kind, *values, shows=shows), room)
    for bar in found.bars:
        assert room.left - 0.01 <= bar.area.left <= bar.area.right <= room.right + 0.01
        assert bar.area.bottom <= room.bottom + 1.01
    for x, _y in (point for line in found.lines for point in line.points):
        assert room.left - 0.01 <= x <= room.right + 0.01


@pytest.mark.parametrize(
    ("text", "room", "most", "rows"),
    [
        ("Reading missing", 60, 2, ["Reading", "missing"]),
        ("旧件无标签或脱落", 60, 2, ["旧件无标签", "或脱落"]),
        ("旧件无标签或脱落", 36, 2, ["旧件无", "标签…"]),
        ("电池模组（含电芯）", 60, 2, ["电池模组", "（含电芯）"]),
        ("Short", 60, 2, ["Short"]),
        ("Unbreakable", 36, 2, ["Unbre…"]),
        ("C0126-000125", 60, 2, ["C0126-", "000125"]),
        ("C0126-000125", 72, 2, ["C0126-000125"]),
    ],
)
def test_labels_are_broken_at_blanks_after_hyphens_and_between_chinese_signs(
    text: str, room: float, most: int, rows: list[str]
) -> None:
    assert wrapped(text, room, Letters(), most) == rows
