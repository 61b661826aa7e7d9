"""Reports on paper: everything of the report, on as many pages as it needs."""

import io
import re
from dataclasses import replace

import pytest
from documents.papers.paper_facts import fonts, pages
from documents.papers.shipment_facts import a_desk
from pypdf import PdfReader
from report_tables import COLUMNS, a_chart, a_table

from warrantydesk.documents.report import ReportPaper, render
from warrantydesk.domain.report import (
    ChartKind,
    ReportColumn,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
)


def drawn(table: ReportTable) -> bytes:
    return render(ReportPaper(a_desk(), table))


def size(pdf: bytes) -> tuple[int, int]:
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(box.width), round(box.height)


def test_everything_of_a_report_is_on_paper() -> None:
    (text,) = pages(drawn(a_table()))
    for said in (
        *("Refusals by weight", "2026-06-01 to 2026-11-24", "The first makes up half"),
        *("旧件无标签或脱落", "=1+1 & <b>", "4,120.00", "−23.45", "58.2 %", "2.5", "2026-11-03"),
        *("Total", "7,076.55", "91.4 %", "month before 880.00"),
        *("Make check V43 a block", "Would have saved ¥4,120.00", "Claims count on the day"),
        "page 1 of 1",
    ):
        assert said in text, said


def test_a_report_is_the_same_again_with_all_fonts_embedded() -> None:
    first = drawn(a_table())
    assert first == drawn(a_table())
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts(first))


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_chart_is_drawn(kind: ChartKind) -> None:
    plain = drawn(a_table(chart=replace(a_chart(kind), points=())))
    found = drawn(a_table(chart=a_chart(kind, 12)))
    assert len(found) > len(plain)
    assert "Reason 11" in pages(found)[0].replace("\n", " ")


def test_a_long_table_repeats_its_head_and_ends_with_its_total() -> None:
    row = a_table().rows[0]
    rows = tuple(ReportRow(f"r{n}", (f"Reason no. {n}", *row.cells[1:])) for n in range(150))
    found = pages(drawn(a_table(rows=rows)))
    assert len(found) > 2
    assert f"page 2 of {len(found)}" in found[1]
    assert all("Lost ¥" in page for page in found if "Reason no." in page)
    told = "".join(found)
    assert set(re.findall(r"Reason no\. (\d+)", told)) == {str(n) for n in range(150)}
    assert told.count("7,076.55") == 2  # the figure, and the total


def test_a_wide_table_lies() -> None:
    narrow, wide = size(drawn(a_table())), size(drawn(_wide(14)))
    assert narrow[0] < narrow[1]
    assert wide == (narrow[1], narrow[0])


def _wide(count: int) -> ReportTable:
    columns = tuple(ReportColumn(f"c{n}", f"Column {n}", Shows.MONEY, 14) for n in range(count))
    rows = (ReportRow("a", tuple(range(count))),)
    return a_table(columns=columns, rows=rows, total=None, chart=None)


def test_words_without_end_are_cut_and_do_not_push_others_away() -> None:
    cells = ("长" * 2000, *a_table().rows[0].cells[1:])
    found = pages(drawn(a_table(rows=(ReportRow("a", cells),))))
    assert len(found) == 1
    assert "…" in found[0]
    assert "4,120.00" in found[0]


def test_an_empty_report_says_so() -> None:
    table = a_table(rows=(), chart=None, figures=(), suggestions=(), total=None)
    assert "Nothing of this in these days." in pages(drawn(table))[0]


def test_negative_bars_and_a_single_one_are_drawn() -> None:
    points = (ReportPoint("a", "Owed", (-500000,)),)
    found = pages(drawn(a_table(chart=replace(a_chart(), points=points))))
    assert "−5,000" in found[0]


def test_what_the_step_raises_ends_the_work() -> None:
    def stop(done: int = 0, total: int = 0) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        render(ReportPaper(a_desk(), a_table()), stop)


def test_a_day_column_of_nothing_is_empty() -> None:
    table = replace(a_table(), columns=COLUMNS[5:6], rows=(ReportRow("a", (None,)),), total=None)
    assert "None" not in pages(drawn(table))[0]
