"""Reports as workbooks: numbers are numbers, nothing is a formula, the chart is a native one."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook
from report_tables import a_chart, a_table

from warrantydesk.documents.report_book import workbook
from warrantydesk.domain.report import ChartKind, ReportChart, ReportPoint, ReportTable, Shows


def written(table: ReportTable) -> bytes:
    return workbook(table, "Station QC0126", "18204:a3f9")


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_table_holds_numbers_days_and_a_column_a_month() -> None:
    rows = sheets(written(a_table()))["Refusals by weight"]
    assert rows[0][:6] == ["Reason", "Claims", "Lost ¥", "Share", "Days", "Last on"]
    assert rows[1][:6] == ["旧件无标签或脱落", 6, 4120.0, 0.582, 2.5, date(2026, 11, 3)]
    assert rows[1][6:] == [0, 1, 0, 2, 3, 4]
    assert rows[2][0] == "=1+1 & <b>"
    assert rows[-1][:3] == ["Total", 10, 7076.55]


def test_figures_stand_in_the_column_of_their_kind() -> None:
    rows = sheets(written(a_table()))["Figures"]
    assert rows[0] == ["Item", "Amount ¥", "Share", "Remark"]
    assert rows[1] == ["Lost", 7076.55, "", "month before 880.00"]
    assert rows[2][:3] == ["First pass", "", 0.914]
    told = {row[0]: row[-1] for row in rows[3:]}
    assert told["Days of the report"] == "2026-06-01 to 2026-11-24"
    assert told["Station"] == "Station QC0126"
    assert told["Journal"] == "18204:a3f9"


def test_nothing_is_a_formula() -> None:
    for name, data in parts(written(a_table())).items():
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f" not in data, name


@pytest.mark.parametrize("kind", list(ChartKind))
def test_the_chart_is_drawn_from_its_sheet(kind: ChartKind) -> None:
    data = written(a_table(chart=a_chart(kind, 4)))
    found = parts(data)
    for name in found:
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(found[name])
    chart = found["xl/charts/chart1.xml"].decode()
    ranges = re.findall(r"<c:f>'Chart'!\$([A-C])\$(\d+)(?::\$[A-C]\$(\d+))?</c:f>", chart)
    assert ("A", "2", "5") in ranges
    assert ("B", "2", "5") in ranges
    rows = sheets(data)["Chart"]
    assert [row[:2] for row in rows[1:]] == [
        ["Reason 0", 400.0], ["Reason 1", 300.0], ["Reason 2", 200.0], ["Reason 3", 100.0]
    ]  # fmt: skip
    assert b"drawing1.xml" in found["xl/worksheets/_rels/sheet3.xml.rels"]
    assert found["xl/worksheets/sheet3.xml"].endswith(b'r:id="rId1"/></worksheet>')
    assert b"/xl/charts/chart1.xml" in found["[Content_Types].xml"]


def test_a_pareto_holds_the_summed_shares() -> None:
    rows = sheets(written(a_table()))["Chart"]
    assert [row[2] for row in rows] == ["Summed share", 0.5, 0.833, 1.0]


def test_several_series_are_several_columns() -> None:
    points = tuple(ReportPoint(f"k{n}", f"2026-0{n}", (n, 2 * n)) for n in range(1, 4))
    chart = ReportChart(ChartKind.STACK, "f", ("Done", "Open"), points, Shows.COUNT)
    data = written(a_table(chart=chart))
    assert sheets(data)["Chart"][:2] == [["Label", "Done", "Open"], ["2026-01", 1, 2]]
    assert b'<c:grouping val="stacked"/>' in parts(data)["xl/charts/chart1.xml"]


def test_the_name_of_the_sheet_may_hold_any_signs() -> None:
    table = a_table(title="Chart", chart=replace(a_chart(), finding="<&> “all”"))
    found = parts(written(table))
    chart = ElementTree.fromstring(found["xl/charts/chart1.xml"])
    names = {str(node.text).split("!")[0] for node in chart.iter() if node.tag.endswith("}f")}
    assert names == {"'Chart 2'"}
    told = [node.text for node in chart.iter() if node.tag.endswith("}t")]
    assert told == ["<&> “all”"]


def test_without_a_chart_there_is_no_drawing() -> None:
    data = written(a_table(chart=None, rows=(), figures=()))
    assert not [name for name in parts(data) if "drawing" in name]
    assert list(sheets(data)) == ["Refusals by weight", "Figures"]
