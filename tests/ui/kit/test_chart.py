"""The chart of reports: bars are chosen by pointer and keys, tool tips say what they stand for."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from report_tables import a_chart

from warrantydesk.domain.chart.shapes import Ink
from warrantydesk.domain.report import ChartKind, ReportChart, ReportPoint, Shows
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.chart import ChartView, ink_color


@pytest.fixture
def chart(qtbot: Any) -> ChartView:
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(800, 260)
    made.show_chart(a_chart(ChartKind.PARETO, 4))
    made.show()
    return made


def middle(chart: ChartView, number: int) -> QPoint:
    area = chart.picture().slots[number].area
    return QPoint(round(area.middle), round(area.top + area.height / 2))


def test_a_click_chooses_a_bar(chart: ChartView, qtbot: Any) -> None:
    with qtbot.waitSignal(chart.chosen) as heard:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, 2))
    assert heard.args == ["r2"]


def test_the_keys_go_from_bar_to_bar(chart: ChartView) -> None:
    heard: list[str] = []
    chart.chosen.connect(heard.append)
    keys = Qt.Key
    for key in (keys.Key_Right, keys.Key_Right, keys.Key_Left, keys.Key_End, keys.Key_Home):
        QTest.keyClick(chart, key)
    assert heard == ["r1", "r2", "r1", "r3", "r0"]


def test_a_marked_row_is_where_the_keys_go_on(chart: ChartView) -> None:
    heard: list[str] = []
    chart.chosen.connect(heard.append)
    chart.mark("r2")
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert heard == ["r3"]


def test_a_tool_tip_names_the_bar_and_its_value(chart: ChartView) -> None:
    at = middle(chart, 1)
    chart.event(QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert QToolTip.text() == "Reason 1: 300"
    assert "Reason 3: 100" in chart.accessibleDescription()
    assert chart.accessibleName() == "The first makes up half"


def test_several_series_are_told_by_name(chart: ChartView) -> None:
    points = (ReportPoint("a", "2026-01", (300, 1)),)
    chart.show_chart(ReportChart(ChartKind.STACK, "f", ("Done", "Open"), points, Shows.COUNT))
    assert chart.told(points[0]) == "2026-01: Done 300, Open 1"


def test_what_stands_for_several_is_not_chosen(chart: ChartView) -> None:
    chart.show_chart(a_chart(ChartKind.BARS, 80))
    heard: list[str] = []
    chart.chosen.connect(heard.append)
    last = len(chart.picture().slots) - 1
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, last))
    assert heard == []


def test_a_chart_of_nothing_says_so(chart: ChartView) -> None:
    chart.show_chart(None, "There is nothing to draw.")
    assert not chart.picture().slots
    assert chart.accessibleName() == "There is nothing to draw."
    QTest.keyClick(chart, Qt.Key.Key_Right)
    chart.grab()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", list(ChartKind))
def test_what_matters_is_drawn_in_its_colour(
    qapp: QApplication, chart: ChartView, kind: ChartKind, dark: bool
) -> None:
    theme.apply(qapp, dark=dark)
    chart.show_chart(a_chart(kind, 3))
    image = chart.grab().toImage()
    found = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    accent = Ink.PART_1 if kind is ChartKind.STACK else Ink.MATTERS
    assert ink_color(accent).name() in found
    theme.apply(qapp, dark=False)


def test_another_size_lays_it_out_anew(chart: ChartView) -> None:
    before = chart.picture().slots[0].area.width
    chart.resize(400, 260)
    assert chart.picture().slots[0].area.width < before
